"""Diagnostics: what the rules say about one document, as the settings and the comments in it want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hp_lsp.dialects.base import Document, Problem, Rule, Severity
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.ignores import hide, names
from hp_lsp.features.rules import OWN_RULES, large_file
from hp_lsp.features.rules.foreign_file import is_foreign
from hp_lsp.features.rules.unused_ignore import RULE as UNUSED
from hp_lsp.project.failures import READING
from hp_lsp.project.globs import matches
from hp_lsp.project.other_code import is_checked_script, is_notebook
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span


def diagnose(view: Snapshot, path: str) -> tuple[Problem, ...]:
    """Return the problems of a config, or of Python that says something to a dialect, in order of the text."""
    document = view.document(path)
    if document is None:
        return ()
    check = _check_code if document.dialect is None else _check_config
    shown = hide(document, check(view, document))
    if view.failures.concern(
        path, document.text.source
    ):  # a rule that failed may have found what a comment hides
        shown = (problem for problem in shown if problem.code != UNUSED.code)
    wanted = (problem for problem in shown if _is_wanted(problem, view, path))
    kept = (_with_severity(problem, view.setting("severity", path)) for problem in wanted)
    return tuple(sorted((one for one in kept if one), key=lambda problem: (problem.span, problem.code)))


def diagnose_closed(view: Snapshot, path: str) -> tuple[Problem, ...]:
    """Return the problems to tell of a file that is not open: what the setting `closed-files` wants of them."""
    wanted = view.setting("closed-files", path)
    if wanted == "off":
        return ()
    found = diagnose(view, path)
    return found if wanted == "all" else tuple(one for one in found if one.severity == Severity.ERROR)


def trouble_in(view: Snapshot, path: str, span: Span) -> tuple[str, ...]:
    """Return the errors and warnings that touch a range of a file, as severity and code."""
    found = view.once(("features.trouble", path), lambda: diagnose(view, path))
    touching = (one for one in found if one.span.start <= span.end and one.span.end >= span.start)
    named = (
        f"{one.severity.name.lower()} {one.code}" for one in touching if one.severity <= Severity.WARNING
    )
    return tuple(dict.fromkeys(named))


def _check_code(view: Snapshot, document: Document) -> list[Problem]:
    """Return what the dialects to which Python or a script says something say; nothing while it is half written."""
    told = [dialect for dialect in DIALECTS if dialect.name in view.code.facts.get(document.path, ())]
    if not document.is_code:
        is_checked = is_checked_script(document.path, document.text.source)
        own = (rule for dialect in told for rule in dialect.script_rules) if is_checked else ()
        return _ask((large_file.RULE, *own), view, document)
    if document.path in view.half_written:
        return []
    found = _ask((rule for dialect in told for rule in dialect.code_rules), view, document)
    return list(map(_uncertain, found)) if is_notebook(document.path) else found


def _uncertain(problem: Problem) -> Problem:
    """Return what a rule says of a notebook: its cells run in any order, and some that ran may be gone."""
    return problem._replace(severity=max(problem.severity, Severity.WARNING))


def _check_config(view: Snapshot, document: Document) -> list[Problem]:
    own = _ask(OWN_RULES, view, document)
    if document.dialect is None or not _is_read(view, document):
        return own
    return [*own, *_ask(document.dialect.rules, view, document)]


def _is_read(view: Snapshot, document: Document) -> bool:
    """Tell whether a config is one that the rules are about, and could be parsed."""
    try:
        return "\0" not in document.text.source and not is_foreign(document)
    except Exception as problem:
        view.failures.note(document.path, READING, document.text.source, problem)
        return False


def _ask(rules: Iterable[Rule], view: Snapshot, document: Document) -> list[Problem]:
    """Return what rules find; one that fails, for a mistake of ours, finds nothing, and that is noted."""
    return [problem for rule in rules for problem in _answer(rule, view, document)]


def _answer(rule: Rule, view: Snapshot, document: Document) -> tuple[Problem, ...]:
    try:
        return tuple(rule.check(view, document))
    except Exception as problem:
        view.failures.note(document.path, f"The rule {rule.code}", document.text.source, problem)
        return ()


def _is_wanted(problem: Problem, view: Snapshot, path: str) -> bool:
    settings = view.settings.of(path)
    if settings["select"] and not _is_named(problem, settings["select"]):
        return False
    if _is_named(problem, settings["ignore"]):
        return False
    return not any(
        matches((glob,), path, view.roots) and _is_named(problem, codes)
        for glob, codes in settings["per-file-ignores"].items()
    )


def _is_named(problem: Problem, patterns: Iterable[str]) -> bool:
    return any(names(pattern, problem) for pattern in patterns)


def _with_severity(problem: Problem, severities: Mapping[str, str]) -> Problem | None:
    """Return the problem with the severity that the settings give it; the longest prefix of its code decides."""
    prefixes = [prefix for prefix in severities if names(prefix, problem)]
    if not prefixes:
        return problem
    level = severities[max(prefixes, key=len)]
    return None if level == "off" else problem._replace(severity=Severity[level.upper()])
