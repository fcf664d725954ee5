"""What a line of Gin or Hyperion leaves unsaid: the default that it overrides, the value that a macro stands for.

Says nothing that is long, that the line says itself, or that is `None`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.slots import Assignment, macro_slot
from hp_lsp.dialects.gin.effective.texts import final
from hp_lsp.dialects.gin.effective.values import comparable
from hp_lsp.dialects.gin.names.mentions import Bound, MacroSeen
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.syntax import parse_value
from hp_lsp.dialects.gin.tree import Binding, MacroUse, Statement
from hp_lsp.dialects.hints import Hint
from hp_lsp.text.span import Span

MOST_TEXT = 24


def hints(view: View, document: Document, within: Span, *, is_sweep: bool = False) -> Iterator[Hint]:
    """Yield the hints of the lines that touch a range, in order of the text.

    In a sweep, a macro is explained where it has one value in all configs.
    """
    for statement, found in resolve(view, document).parts:
        if statement.span.end < within.start or statement.span.start > within.end:
            continue
        for macro in found.macros:
            if not macro.defines and not macro.constants:
                yield from _macro(view, document, statement, macro, is_sweep=is_sweep)
        if isinstance(statement.node, Binding) and not isinstance(statement.node.value, MacroUse):
            for bound in found.bounds:
                if bound.value is statement.node.value:
                    yield from _default(view, statement, bound)


def _default(view: View, statement: Statement, bound: Bound) -> Iterator[Hint]:
    """Yield the default of the parameter that a line binds, where it is another value than the line's."""
    registry: Registry = view.index("gin")
    meant = bound.meaning.configurables
    parameter = registry.parameter(meant[0], bound.parameter) if len(meant) == 1 else None
    default = parameter.default if parameter else None
    if default is None or default == "None" or not _is_short(default) or bound.value is None:
        return
    if bound.parameter in registry.needed(meant[0]):  # the default stands for having none
        return
    value, errors = parse_value(default)
    if errors or comparable(value) != comparable(bound.value):
        explanation = f"`{meant[0].name}` takes `{bound.parameter} = {default}` where nothing binds it."
        yield Hint(f"default {default}", statement.span.end, explanation)


def _macro(
    view: View, document: Document, statement: Statement, macro: MacroSeen, *, is_sweep: bool
) -> Iterator[Hint]:
    """Yield what a macro comes to when this config has been read."""
    read = effective(view, document.path)
    winner = read.inherited(macro_slot(macro.key))
    if winner is None or winner.value is None:
        return
    if is_sweep and (len(read.slots[winner.slot]) > 1 or not _is_outside_of_blocks(view, winner)):
        return
    text = final(view, read, winner)
    if _is_short(text) and text != f"%{macro.key}":  # one that needs itself comes to nothing
        place = view.document(winner.path)
        line = place.text.position(winner.name.start).line + 1 if place else 1
        explanation = f"`{macro.key}` is defined in `{os.path.basename(winner.path)}`, line {line}."
        yield Hint(f"= {text}", statement.at(macro.span).end, explanation)


def _is_short(text: str) -> bool:
    return len(text) <= MOST_TEXT and "\n" not in text


def _is_outside_of_blocks(view: View, assignment: Assignment) -> bool:
    document = view.document(assignment.path)
    return document is not None and any(one is assignment.statement for one in document.tree.statements)
