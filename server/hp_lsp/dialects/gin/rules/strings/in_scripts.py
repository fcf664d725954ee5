"""The rules on configs, for what command lines in scripts give Gin. Knows which of them hold there, and how surely.

A script may run elsewhere, with code that is not here, and what a program makes of its flags is its own affair: nothing
is an error. Of a program that is not here only the syntax is judged, and what is likely a slip of a known name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.command_lines.places import possible_places
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.embedded.configs import Embedded, embedded
from hp_lsp.dialects.gin.rules.strings.in_python import problems_in
from hp_lsp.python.modules import Missing

_SYNTAX = frozenset(
    ("GIN001", "GIN002", "GIN004", "GIN005", "GIN201", "GIN301", "GIN302", "GIN303", "GIN304")
)
_NAMES = frozenset(("GIN101", "GIN102", "GIN103", "GIN106", "GIN110", "GIN111", "GIN311", "GIN318"))
_UNKNOWN_CONFIGURABLE = "GIN101"
_VALUES = frozenset(("GIN202", "GIN206", "GIN331", "GIN332"))


def rules_in_scripts(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return those of the rules on configs that hold for command lines, as rules on scripts."""
    held = _SYNTAX | _NAMES | _VALUES
    return tuple(_in_scripts(rule) for rule in rules if rule.code in held)


def _in_scripts(rule: Rule) -> Rule:
    def check(view: View, document: Document) -> Iterator[Problem]:
        for one in embedded(view, document):
            is_sure = rule.code in _SYNTAX or _runs_what_is_here(view, document, one)
            for problem in problems_in(rule, view, document, one):
                if is_sure or _is_slip(document, problem):
                    yield problem._replace(severity=max(problem.severity, Severity.WARNING))

    return Rule(rule.code, rule.name, rule.severity, rule.docs, check)


def _is_slip(document: Document, problem: Problem) -> bool:
    """Tell whether what a program elsewhere is given is likely a slip of a name that is known here.

    One `Trainer` is there that is no slip of a `train` here.
    """
    edits = [edit for fix in problem.fixes for path, edit in fix.edits if path == document.path]
    if problem.code != _UNKNOWN_CONFIGURABLE:
        return bool(edits)
    return any(_differs(document.text.slice(edit.span), edit.text) for edit in edits)


def _differs(written: str, known: str) -> bool:
    """Tell whether two selectors differ by more than the ends of their parts."""
    parts, others = (name.replace("_", "").lower().split(".") for name in (written, known))
    pairs = zip(reversed(parts), reversed(others), strict=False)
    return any(not part.startswith(other) and not other.startswith(part) for part, other in pairs)


def _runs_what_is_here(view: View, document: Document, one: Embedded) -> bool:
    """Tell whether the program of a command is a file or a module of the workspace."""
    registry: Registry = view.index("gin")
    facts = registry.facts.get(document.path)
    spans = [part.content for part in one.parts]
    for command in facts.commands if facts else ():
        if command.program and any(command.span.holds(span) for span in spans):
            return _is_here(view, document.path, command.program)
    return False


def _is_here(view: View, script: str, program: str) -> bool:
    if program.endswith(".py"):
        return any(view.exists(place) for place in possible_places(program, script, view.roots))
    return not isinstance(view.modules.find(program), Missing)
