"""Behind a value in a YAML file, the default that it overrides. Says nothing that is long, or the same as the value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.hints import Hint
from hp_lsp.dialects.hpman.config.known import first_call, given, kind_of, known_in
from hp_lsp.dialects.hpman.config.nodes import Node, Tree
from hp_lsp.dialects.hpman.config.values import NoValueError, value_of
from hp_lsp.dialects.hpman.literals import literal_of
from hp_lsp.text.span import Span

_MOST_TEXT = 24
_KINDS: dict[str, Callable[[Any], Any]] = {"int": int, "float": float, "str": str, "tuple": tuple}
"""The types to which hpargparse converts plain values."""


def hints(view: View, document: Document, within: Span) -> Iterator[Hint]:
    """Yield the defaults of the hyper-parameters to which values in a range are given, in order of the text."""
    names = known_in(view, document.path).names
    for one in given(view, document):
        several = names.get(one.name, ())
        kind = kind_of(view, several)
        if len(several) != 1 or not kind or not within.touches(one.value.span.end):
            continue
        default = first_call(view, several[0]).default or ""
        is_short = len(default) <= _MOST_TEXT and "\n" not in default and default != "None"
        is_line = "\n" not in document.text.slice(one.value.span)
        if is_short and is_line and not _is_default(document.tree, one.value, kind, default):
            explanation = f"`{one.name}` is `{default}` where no file and no flag sets it."
            yield Hint(f"default {default}", one.value.span.end, explanation)


def _is_default(tree: Tree, node: Node, kind: str, default: str) -> bool:
    """Tell whether a value is the default, once it is converted to the type of that."""
    try:
        value = _KINDS.get(kind, lambda same: same)(value_of(tree, node))
    except (NoValueError, ValueError, TypeError, OverflowError):
        return False
    return bool(value == literal_of(default))
