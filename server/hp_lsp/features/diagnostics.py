"""Diagnostics: what the rules say about one document, as the settings and the comments in it want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hp_lsp.dialects.base import Document, Problem, Rule, Severity
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.ignores import hide, names
from hp_lsp.features.rules import OWN_RULES, large_file
from hp_lsp.features.rules.foreign_file import is_foreign
from hp_lsp.project.globs import matches
from hp_lsp.project.membership import is_code
from hp_lsp.project.other_code import is_checked_script
from hp_lsp.project.snapshot import Snapshot


def diagnose(view: Snapshot, path: str) -> tuple[Problem, ...]:
    """Return the problems of a config, or of Python that says something to a dialect, in order of the text."""
    document = view.document(path)
    if document is None:
        return ()
    check = _check_code if document.dialect is None else _check_config
    shown = hide(document, check(view, document))
    wanted = (problem for problem in shown if _is_wanted(problem, view, path))
    kept = (_with_severity(problem, view.settings["severity"]) for problem in wanted)
    return tuple(sorted((one for one in kept if one), key=lambda problem: (problem.span, problem.code)))


def diagnose_closed(view: Snapshot, path: str) -> tuple[Problem, ...]:
    """Return the problems to tell of a file that is not open: what the setting `closed-files` wants of them."""
    wanted = view.settings["closed-files"]
    if wanted == "off":
        return ()
    found = diagnose(view, path)
    return found if wanted == "all" else tuple(one for one in found if one.severity == Severity.ERROR)


def _check_code(view: Snapshot, document: Document) -> list[Problem]:
    """Return what the dialects to which Python or a script says something say; nothing while it is half written."""
    if document.path in view.half_written:
        return []
    told = [dialect for dialect in DIALECTS if dialect.name in view.code.facts.get(document.path, ())]
    rules: list[Rule] = []
    if is_code(document.path):
        rules += [rule for dialect in told for rule in dialect.code_rules]
    else:
        rules.append(large_file.RULE)
        if is_checked_script(document.path, document.text.source):
            rules += [rule for dialect in told for rule in dialect.script_rules]
    return [problem for rule in rules for problem in rule.check(view, document)]


def _check_config(view: Snapshot, document: Document) -> list[Problem]:
    own = [problem for rule in OWN_RULES for problem in rule.check(view, document)]
    if document.dialect is None or "\0" in document.text.source or is_foreign(document):
        return own
    return [*own, *(problem for rule in document.dialect.rules for problem in rule.check(view, document))]


def _is_wanted(problem: Problem, view: Snapshot, path: str) -> bool:
    settings: Mapping[str, Any] = view.settings
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
