"""The rules on configs, for the configs in strings of Python. Knows which of them hold there, and moves what they say.

Such a config is read in one run with others, which nobody can list, and after code that is not followed line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.embedded.configs import Embedded, embedded
from hp_lsp.dialects.gin.embedded.inner_view import inner_view
from hp_lsp.dialects.gin.rules.strings.certainty import configs_may_bring_names, is_expected_to_fail
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span

_UNKNOWN_CONFIGURABLE = "GIN101"
_MISSING_FILE = "GIN105"
_KEYS = frozenset(("GIN101", "GIN102", "GIN103", "GIN106", "GIN111"))
"""The rules that hold for the key of one binding: on its configurable and its parameter."""
_REFERENCES = frozenset(("GIN101", "GIN103"))
_VALUES = frozenset((*_REFERENCES, "GIN004", "GIN005"))
_SYNTAX = "GIN0"
_WHOLE_RUN = frozenset(("GIN205", "GIN314", "GIN315", "GIN316", "GIN330"))
"""The rules that have to know all that is read in one run."""


def rules_in_strings(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules on configs as rules on the Python files that hold configs in strings."""
    return tuple(_in_strings(rule) for rule in rules)


def _in_strings(rule: Rule) -> Rule:
    def check(view: View, document: Document) -> Iterator[Problem]:
        yield from dict.fromkeys(_problems(rule, view, document))

    return Rule(rule.code, rule.name, rule.severity, rule.docs, check)


def _problems(rule: Rule, view: View, document: Document) -> Iterator[Problem]:
    """Yield what a rule says of the configs in a Python file; twice of a string that is in two of them."""
    for one in embedded(view, document):
        if _holds(rule, one):
            yield from problems_in(rule, view, document, one)


def problems_in(rule: Rule, view: View, document: Document, one: Embedded) -> Iterator[Problem]:
    """Yield what a rule says of one config that stands in another document, with its places there."""
    for problem in rule.check(inner_view(view, one.document), one.document):
        yield from _outside(view, document, one, problem)


def _holds(rule: Rule, one: Embedded) -> bool:
    match one.kind:
        case "binding" | "query":
            return rule.code in _KEYS
        case "configurable":
            return rule.code in _REFERENCES
        case "scope":
            return False
        case "value":
            return rule.code in _VALUES
        case _:
            return rule.code not in _WHOLE_RUN and (one.whole or not rule.code.startswith(_SYNTAX))


def _outside(view: View, document: Document, one: Embedded, problem: Problem) -> Iterator[Problem]:
    """Yield a problem with its places in Python; nothing where the call is expected to fail, or all of it is glue."""
    span = one.mapping.outward(problem.span)
    if span is None and one.kind in ("config", "command"):
        place = one.mapping.before(problem.span.start)
        span = Span(place, place)
    if span is None or is_expected_to_fail(view, document, one.calls):
        return
    severity = _severity(view, one, problem)
    if severity is not None:
        related = tuple(_related(document, one, problem.related))
        fixes = tuple(_fixes(document, one, problem.fixes))
        yield problem._replace(span=span, severity=severity, related=related, fixes=fixes)


def _severity(view: View, one: Embedded, problem: Problem) -> Severity | None:
    """Return how certain a problem is; an unknown name that nothing is like may be another config's."""
    if _is_unsure(view, one, problem):
        return None
    if problem.severity is not Severity.ERROR:
        return problem.severity
    if problem.code == _UNKNOWN_CONFIGURABLE and configs_may_bring_names(view):
        return Severity.WARNING if problem.fixes else None
    return Severity.ERROR if one.whole else Severity.WARNING


def _is_unsure(view: View, one: Embedded, problem: Problem) -> bool:
    """Tell whether a key may be that of a constant, or a file that is not here in a folder that is computed."""
    registry: Registry = view.index("gin")
    if one.kind == "query":
        return bool(registry.constants_matching(one.key)) or registry.may_be_constant(one.key)
    return problem.code == _MISSING_FILE and not problem.fixes and registry.has_computed_search_paths


def _related(document: Document, one: Embedded, related: Iterable[Related]) -> Iterator[Related]:
    for other in related:
        if other.location.path != one.document.path:
            yield other
            continue
        span = one.mapping.outward(other.location.span)
        if span is not None:
            yield Related(Location(document.path, span), other.message)


def _fixes(document: Document, one: Embedded, fixes: Iterable[Fix]) -> Iterator[Fix]:
    for fix in fixes:
        edits = [(path, _edit(one, path, edit)) for path, edit in fix.edits]
        known = tuple((path, edit) for path, edit in edits if edit is not None)
        if len(known) == len(edits):
            moved = tuple(
                (document.path if path == one.document.path else path, edit) for path, edit in known
            )
            yield Fix(fix.title, moved, fix.safe)


def _edit(one: Embedded, path: str, edit: Edit) -> Edit | None:
    """Return an edit as it is made in Python; None where the literal cannot hold its text as it is."""
    if path != one.document.path:
        return edit
    span = one.mapping.exactly(edit.span)
    if span is None:
        return None
    part = next((part for part in one.parts if part.content.holds(span)), None)
    if part is not None and part.can_hold(edit.text):
        return Edit(span, edit.text)
    is_literal = any(span.start < part.content.start and part.content.end < span.end for part in one.parts)
    return Edit(span, edit.text) if is_literal and "\n" not in edit.text else None
