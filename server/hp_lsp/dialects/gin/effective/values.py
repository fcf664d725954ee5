"""Values without their places: to tell whether two are written to mean the same. Knows no names' meaning."""

from __future__ import annotations

from hp_lsp.dialects.gin.tree import Constant, Group, MacroUse, Mapping, Reference, Sequence, Unary, Value


def comparable(value: Value) -> tuple[object, ...]:
    """Return something that is equal for values that say the same, of the same types and in the same order."""
    match value:
        case Constant(inner):
            return (type(inner), repr(inner))
        case Reference(selector, evaluated):
            return ("@", selector.scope_text, selector.text, evaluated)
        case MacroUse(selector):
            return ("%", selector.scope_text, selector.text)
        case Sequence(kind, items):
            return (kind, *map(comparable, items))
        case Mapping(items):
            return ("dict", *((comparable(key), comparable(item)) for key, item in items))
        case Group(inner) | Unary("-", inner):
            return comparable(inner)
        case _:
            return ("unknown", value.span, id(value))
