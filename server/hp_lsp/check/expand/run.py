"""`--expand`, put together: reads the sweep, prints or writes what is asked, and says how it went."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from hp_lsp.check.expand.axes import taken_values
from hp_lsp.check.expand.configs import Job, make_job
from hp_lsp.check.expand.difference import difference
from hp_lsp.check.expand.formats import FORMATS, nothing_as_json, record_of
from hp_lsp.check.expand.included import unreadable_includes
from hp_lsp.check.expand.options import Options, add_arguments, options_of
from hp_lsp.check.expand.out import write_files
from hp_lsp.check.record import display_path
from hp_lsp.check.refused import Refused
from hp_lsp.check.reporters.text import report
from hp_lsp.dialects.base import Dialect, Document, Problem
from hp_lsp.dialects.hyperion.dialect import HYPERION
from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.expansions import expansion_of
from hp_lsp.features.preview import digits, hindrances, why_empty
from hp_lsp.project.files import read_document

DONE, NOT_EXPANDED, FAILED = 0, 1, 2
__all__ = ["add_arguments", "run"]


def run(given: argparse.Namespace) -> int:
    """Do what the flags say; 0: done, 1: the sweep has errors or says what the style cannot, 2: refused."""
    try:
        return _expand(options_of(given))
    except BrokenPipeError:  # the reader has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Refused as problem:
        sys.stderr.write(f"hp-lsp: {problem}\n")
    except OSError as problem:
        where = f"`{display_path(problem.filename)}`: " if isinstance(problem.filename, str) else ""
        sys.stderr.write(f"hp-lsp: {where}{problem.strerror or problem}.\n")
    return FAILED


def _expand(options: Options) -> int:
    document = _read(options.expand)
    expansion = expansion_of(document)
    if not isinstance(expansion, SweepExpansion):
        return _refuse_errors(options, document)
    job = make_job(options, document, expansion)
    if options.out is not None:
        _write(job, options.out)
    elif options.count:
        sys.stdout.write(f"{digits(job.count())}\n")
    else:
        _print(_output(job))
    if not expansion.count:
        _report(document, why_empty(document))
    _report(document, job.problems)
    sys.stderr.writelines(f"hp-lsp: {remark}\n" for remark in _remarks(job))
    return NOT_EXPANDED if job.problems else DONE


def _remarks(job: Job) -> Iterable[str]:
    """Return what the user should know beside the output."""
    is_written = job.options.style == "gin" and not (job.options.count or job.options.axes)
    return (*job.remarks, *(unreadable_includes(job.document) if is_written else ()))


def _output(job: Job) -> Iterable[str]:
    options = job.options
    if options.axes and options.diff:
        raise Refused("--axes and --diff show different things; choose one.")
    if options.axes:
        return taken_values(job)
    return difference(job, *options.diff) if options.diff else FORMATS[options.format](job)


def _read(path: str) -> Document:
    """Return the sweep; a file with an unknown suffix is read as one."""
    if not Path(path).exists():
        raise Refused(f"there is no file `{display_path(path)}`.")
    if Path(path).is_dir():
        raise Refused(f"`{display_path(path)}` is a folder, not a sweep.")
    suffix = Path(path).suffix
    dialect: Dialect = next((dialect for dialect in DIALECTS if suffix in dialect.suffixes), HYPERION)
    document = read_document(path, dialect)
    if document is None:
        raise Refused(f"`{display_path(path)}` cannot be read.")
    return document


def _refuse_errors(options: Options, document: Document) -> int:
    """Say why a document is not expanded; in JSON also where its output is expected."""
    problems = tuple(hindrances(document))
    if options.format == "json" and not options.count:
        _print(nothing_as_json(document, problems))
    _report(document, problems)
    return NOT_EXPANDED


def _write(job: Job, folder: str) -> None:
    options = job.options
    if options.count or options.diff or options.axes or options.format != "text":
        raise Refused("--out writes Gin files; --count, --diff, --axes and --format only print.")
    if not folder:
        raise Refused("--out is empty; name the folder to write to.")
    written = write_files(job, Path(folder))
    if written is not None:
        sys.stderr.write(
            f"Wrote {written} config{'' if written == 1 else 's'} to `{display_path(folder)}`.\n"
        )


def _print(pieces: Iterable[str]) -> None:
    """Print the pieces; each can be read at once by a program behind a pipe."""
    for piece in pieces:
        sys.stdout.write(piece)
        sys.stdout.flush()


def _report(document: Document, problems: Iterable[Problem]) -> None:
    sys.stderr.write(report([record_of(document, problem) for problem in problems]))
