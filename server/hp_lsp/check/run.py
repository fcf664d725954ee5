"""`--check`: runs the rules over files and folders and prints what they find."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from hp_lsp.check.record import Record, display_path, make_record
from hp_lsp.check.refused import Refused
from hp_lsp.check.reporters import FORMATS, report
from hp_lsp.check.workspace import add_python_flag, python_setting, read_project, tell_failures, work
from hp_lsp.dialects.base import Severity
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.features.ignores import names
from hp_lsp.features.rules import all_rules, find_rule
from hp_lsp.project.files import MOST_CONFIG_BYTES
from hp_lsp.project.membership import is_code
from hp_lsp.project.other_code import is_checked_script
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot

CLEAN, FOUND, FAILED = 0, 1, 2
MOST_FIX_ROUNDS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags of `--check`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders to check (default: this folder)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="how to print the problems (default: text)"
    )
    parser.add_argument(
        "--select", metavar="CODES", help="report only these rules: codes or prefixes, separated by commas"
    )
    parser.add_argument(
        "--ignore", metavar="CODES", help="do not report these rules: codes or prefixes, separated by commas"
    )
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "information"),
        default="error",
        help="the lowest level that makes the exit status 1 (default: error)",
    )
    parser.add_argument(
        "--fix", action="store_true", help="change the files where a fix is safe, then report what is left"
    )
    parser.add_argument(
        "--output", metavar="FILE", help="write the report to this file instead of printing it"
    )
    parser.add_argument(
        "--statistics", action="store_true", help="also print how many problems each rule found"
    )
    parser.add_argument(
        "--baseline", metavar="FILE", help="report only problems that are not recorded in this file"
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="record the problems that there are now in that file"
    )
    add_python_flag(parser)
    parser.add_argument("--no-cache", action="store_true", help="read everything anew, and keep nothing")
    parser.add_argument("--quiet", action="store_true", help="print the problems only, no summary")


def run(options: argparse.Namespace) -> int:
    """Check what the options name and return the exit status."""
    gc.disable()  # 1.5 times as fast, and the process is short
    paths = [os.path.abspath(path) for path in options.paths or ["."]]
    try:
        _refuse_missing(paths)
        project = read_project(paths, _settings(options), quiet=options.quiet, is_kept=not options.no_cache)
        checked = _files_to_check(project, paths)
        records = _check(project, checked)
        project.keep()
        if options.fix:
            records = _fix_until_done(project, checked, records, options)
        if options.write_baseline:
            return _record_baseline(records, options)
        if options.baseline:
            records = _without_known(records, checked, options)
        records = _reported(records, options)
        _print_report(records, options)
    except BrokenPipeError:
        raise
    except (Refused, OSError) as problem:
        sys.stderr.write(f"hp-lsp: {problem}\n")
        return FAILED
    if not options.quiet:
        _print_summary(project.snapshot(), records, checked, options)
    if tell_failures(project) | _tell_unread(project, paths) or not project.has_settings:
        return FAILED
    level = Severity[options.fail_on.upper()]
    return FOUND if any(record.problem.severity <= level for record in records) else CLEAN


def _refuse_missing(paths: Sequence[str]) -> None:
    for path in paths:
        if not os.path.exists(path):
            raise Refused(f"there is no file or folder `{display_path(path)}`.")
        if not os.access(path, os.R_OK):
            raise Refused(f"`{display_path(path)}` cannot be read: permission denied.")


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    given = python_setting(options.python)
    for name in ("select", "ignore"):
        value = getattr(options, name)
        if value is not None:
            given[name] = [code.strip() for code in value.split(",") if code.strip()]
            for code in given[name]:
                _refuse_unknown_code(code)
    return given


def _refuse_unknown_code(code: str) -> None:
    if not any(names(code, rule) for rule in all_rules()):
        raise Refused(f"no rule is called `{code}` or has a code that starts with it.")


def _files_to_check(project: Project, paths: Sequence[str]) -> list[str]:
    """Return the configs and Python files named, and the configs and the code about them in the folders named."""
    view = project.snapshot()
    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            inside = path.rstrip(os.sep) + os.sep
            known = (*view.configs(), *(one for one in view.code_files() if _is_checked(view, one)))
            found.update((one, None) for one in known if one.startswith(inside))
        elif is_code(path) or view.dialect_of(path) is not None or _is_checked(view, path):
            found[path] = None
        else:
            raise Refused(
                f"`{display_path(path)}` is not a config file; if it should be, add it to {_settings_of_files()}."
            )
    return sorted(found)


def _is_checked(view: Snapshot, path: str) -> bool:
    """Tell whether a file is Python or a script, if it can be read."""
    document = view.document(path)
    if document is None:
        return False
    return is_code(path) or is_checked_script(path, document.text.source)


def _settings_of_files() -> str:
    names = [f"`{dialect.files_setting}`" for dialect in DIALECTS]
    return f"{', '.join(names[:-1])} or {names[-1]} in the settings"


def _tell_unread(project: Project, paths: Sequence[str]) -> bool:
    """Print which configs in the folders named were not read; tell whether some could not be, though not for size."""
    folders = tuple(path.rstrip(os.sep) + os.sep for path in paths)
    unread = sorted(path for path in project.unread_configs if path.startswith(folders))
    for path in unread:
        sys.stderr.write(f"hp-lsp: {_why_unread(path)}\n")
    return not all(map(_is_large, unread))


def _why_unread(path: str) -> str:
    if _is_large(path):
        return f"`{display_path(path)}` is larger than 1 MB, so it is not checked."
    return f"`{display_path(path)}` cannot be read."


def _is_large(path: str) -> bool:
    return os.path.getsize(path) > MOST_CONFIG_BYTES


def _check(project: Project, paths: Sequence[str]) -> list[Record]:
    view = project.snapshot()
    return sorted(_records(view, paths), key=_order)


def _records(view: Snapshot, paths: Sequence[str]) -> Iterator[Record]:
    for path in paths:
        document = view.document(path)
        if document is None:
            raise Refused(_why_unread(path))
        for problem in diagnose(view, path):
            yield make_record(view, path, document.text, problem)


def _order(record: Record) -> tuple[str, int, int, str]:
    return (record.place.path, record.place.line, record.place.column, record.problem.code)


def _fix_until_done(
    project: Project, paths: Sequence[str], records: list[Record], options: argparse.Namespace
) -> list[Record]:
    """Make safe fixes until there are none left; one fix may make room for another."""
    from hp_lsp.check.fix import fix_safely

    fixed: Counter[str] = Counter()
    for _ in range(MOST_FIX_ROUNDS):
        fixable = [record for record in records if record.fix and record.fix["safe"]]
        changed = fix_safely(project.snapshot(), (record.problem for record in fixable))
        if not changed:
            break
        fixed.update(record.problem.code for record in fixable)
        project.files_changed(changed)
        work(project, quiet=True)
        records = _check(project, paths)
    if fixed and not options.quiet:
        sys.stderr.write(f"Fixed {_counted(sum(fixed.values()), 'problem')}.\n")
    return records


def _record_baseline(records: Sequence[Record], options: argparse.Namespace) -> int:
    from hp_lsp.check.baseline import baseline_text, known_problems

    if not options.baseline:
        raise Refused("--write-baseline needs the file to write: `--baseline FILE`.")
    _write_report(options.baseline, baseline_text(known_problems(records, options.baseline)))
    if not options.quiet:
        recorded = _counted(len(records), "problem")
        sys.stderr.write(f"Recorded {recorded} in `{display_path(options.baseline)}`.\n")
    return CLEAN


def _without_known(
    records: Sequence[Record], checked: Sequence[str], options: argparse.Namespace
) -> list[Record]:
    """Return the problems that are not in the baseline; say how many of it are no more."""
    from hp_lsp.check.baseline import gone, new_problems, read_baseline

    baseline = read_baseline(options.baseline)
    solved = gone(records, baseline, options.baseline, checked)
    if solved and not options.quiet:
        are = "is" if solved == 1 else "are"
        remark = f"{_counted(solved, 'problem')} of the baseline {are} solved; --write-baseline forgets them."
        sys.stderr.write(f"hp-lsp: {remark}\n")
    return list(new_problems(records, baseline, options.baseline))


def _reported(records: list[Record], options: argparse.Namespace) -> list[Record]:
    """Return what to report: hints are faint marks in an editor, and clutter where people read lists."""
    if options.select or options.format in ("json", "jsonl", "sarif"):
        return records
    return [record for record in records if record.problem.severity < Severity.HINT]


def _print_report(records: Sequence[Record], options: argparse.Namespace) -> None:
    text = report(options.format, records)
    if options.output:
        _write_report(options.output, text)
    else:
        sys.stdout.write(text)
        sys.stdout.flush()


def _write_report(path: str, text: str) -> None:
    from hp_lsp.check.fix import write_atomically

    try:
        if os.path.isfile(path):
            write_atomically(os.path.abspath(path), text)
        else:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as problem:
        raise Refused(f"`{path}` cannot be written: {problem.strerror}.") from problem


def _print_summary(
    view: Snapshot, records: Sequence[Record], checked: Sequence[str], options: argparse.Namespace
) -> None:
    if not checked:
        sys.stderr.write(
            "There is nothing to check: no config files, and no Python that has to do with configs.\n"
        )
        return
    if options.statistics:
        counts = Counter(record.problem.code for record in records)
        for code, count in counts.most_common():
            rule = find_rule(code)
            sys.stderr.write(f"{count:7} {code} {rule.name if rule else ''}\n")
    levels = Counter(record.problem.severity for record in records)
    found = [_counted(levels[level], level.name.lower()) for level in Severity if levels[level]]
    where = _counted_files(view, checked)
    sys.stderr.write(f"Found {', '.join(found)} in {where}.\n" if found else f"No problems in {where}.\n")


def _counted_files(view: Snapshot, paths: Sequence[str]) -> str:
    kinds = Counter(
        "Python file" if is_code(path) else "config file" if view.dialect_of(path) else "script"
        for path in paths
    )
    shown = ("config file", *(kind for kind in ("script", "Python file") if kinds[kind]))
    *first, last = (_counted(kinds[kind], kind) for kind in shown)
    return f"{', '.join(first)} and {last}" if first else last


def _counted(count: int, noun: str) -> str:
    plural = noun if count == 1 or noun == "information" else noun + "s"
    return f"{count} {plural}"
