"""Builds the nodes of one logical line as the grammar recognizes its parts, and says what no grammar can.

Each method is named as the rule of `grammar/gin.lark` that it serves and takes the parts the rule consists of.
Knows Gin; Hyperion's builder extends it.
"""

from __future__ import annotations

import re
from typing import Any

from lark import Token

from hp_lsp.dialects.gin import literals
from hp_lsp.dialects.gin.tree import (
    Argument,
    BadValue,
    Binding,
    Broken,
    Constant,
    Error,
    Group,
    Header,
    Import,
    Include,
    MacroUse,
    Mapping,
    Name,
    Node,
    Reference,
    Selector,
    Sequence,
    Unary,
    Value,
    values_within,
)
from hp_lsp.text.span import Span

Parts = list[Any]
"""Tokens, and what the methods returned for the rules inside."""

_NAME = re.compile(r"[A-Za-z_]\w*")
_WORDS: dict[str, object] = {"True": True, "False": False, "None": None}
_MEANT = {
    "true": "True", "false": "False", "none": "None", "null": "None", "nil": "None",
    "yes": "True", "no": "False", "on": "True", "off": "False", "TRUE": "True", "FALSE": "False",
    "nan": "a macro or reference that gives it", "inf": "1e999", "infinity": "1e999",
}  # fmt: skip


def span_of(parts: Parts) -> Span:
    """Return the range from the first of the parts to the last."""
    return Span(_span(parts[0]).start, _span(parts[-1]).end)


def _span(part: Any) -> Span:
    if isinstance(part, Token):
        return Span(part.start_pos or 0, part.end_pos or 0)
    span: Span = part.span
    return span


def selector_of(text: str, start: int) -> Selector:
    """Return the selector that `text` is, which stands at `start`; blanks around its dots and slashes may be."""
    slash = text.rfind("/")
    scope: list[Name] = []
    offset = 0
    while offset <= slash:
        end = text.index("/", offset)
        scope.append(_trimmed(text, offset, end, start))
        offset = end + 1
    path = tuple(
        Name(name.group(), Span(start + name.start(), start + name.end()))
        for name in _NAME.finditer(text, slash + 1)
    )
    return Selector(tuple(scope), path, Span(start, start + len(text)))


def _trimmed(text: str, start: int, end: int, shift: int) -> Name:
    name = text[start:end]
    start += len(name) - len(name.lstrip())
    name = name.strip()
    return Name(name, Span(shift + start, shift + start + len(name)))


class Builder:
    """Collects the `errors` of one line while its nodes are built; `clear` it before each line."""

    system = "Gin"

    def __init__(self) -> None:
        self.errors: list[Error] = []

    def error(self, code: str, span: Span, message: str) -> None:
        """Add an error, unless one has been found at the same place already."""
        if not any(known.span.start <= span.start < known.span.end for known in self.errors):
            self.errors.append(Error(code, span, message))

    def bad(self, code: str, span: Span, message: str) -> BadValue:
        """Add an error and return the value that could not be read."""
        self.error(code, span, message)
        return BadValue(span)

    # --- statements ---

    def target(self, parts: Parts) -> Selector:
        """Return what stands on the left side."""
        (token,) = parts
        selector = selector_of(str(token), token.start_pos)
        for name in selector.scope:
            if "." in name.text:
                meant = f"{selector.scope_text.replace('.', '/')}/{selector.text}"
                message = f"A scope is a plain name without dots: did you mean `{meant}`?"
                self.error("GIN001", name.span, message)
        return selector

    def binding(self, parts: Parts) -> Node:
        """Return `target = value`; the value may be missing."""
        target, equal, *values = parts
        return Binding(target, self._value_or_missing(values, equal))

    def parameter(self, parts: Parts) -> Node:
        """Return `name = value` of a block."""
        target: Selector = parts[0]
        if target.scope or len(target.path) > 1:
            name = target.path[-1].text
            message = f"A line of a block begins with the name of a parameter alone: did you mean `{name}`?"
            self.error("GIN001", target.span, message)
        return self.binding(parts)

    def nested(self, parts: Parts) -> Node:
        """Return the header of a block inside a block, or a parameter bound with a colon."""
        target, colon, *values = parts
        if values:
            return self.colon_value(parts)
        self.error(
            "GIN001", span_of(parts), f"A block cannot stand in a block, whose lines are `name = value`."
        )
        return Header("configurable", target)

    def _value_or_missing(self, values: Parts, before: Token) -> Value:
        if values:
            value: Value = values[0]
            return value
        end = _span(before).end
        self.error("GIN001", _span(before), f"A value is missing after `{before}`.")
        return BadValue(Span(end, end))

    def header(self, parts: Parts) -> Node:
        """Return the first line of a block."""
        return Header("configurable", parts[0])

    def colon_value(self, parts: Parts) -> Node:
        """Return `target: value`, which is no Gin, as the binding that is meant."""
        target, colon, value = parts
        self.error("GIN001", _span(colon), "Gin binds a value with `=`, not with `:`.")
        return Binding(target, value)

    def bare_target(self, parts: Parts) -> Node:
        """Return a line of a name alone as a header: its block may follow."""
        (target,) = parts
        self.error("GIN001", target.span, self._why_bare(target.text))
        return Header("configurable", target)

    def _why_bare(self, text: str) -> str:
        if text in ("import", "from"):
            return f"The module to import is missing after `{text}`."
        if text == "include":
            return "The path to include is missing after `include`."
        return f"`{text}` needs `= value` to be bound, or `:` to open a block."

    def import_module(self, parts: Parts) -> Node:
        """Return `import a.b` or `import a.b as c`."""
        names = self._module(parts[1])
        return Import(names, self._alias(parts[3]) if len(parts) > 2 else None, is_from=False)

    def import_from(self, parts: Parts) -> Node:
        """Return `from a import b` or `from a import b as c`."""
        names = (*self._module(parts[1]), self._identifier(parts[3]))
        return Import(names, self._alias(parts[5]) if len(parts) > 4 else None, is_from=True)

    def _module(self, token: Token) -> tuple[Name, ...]:
        selector = selector_of(str(token), token.start_pos or 0)
        if selector.scope:
            message = f"A module path has dots: did you mean `{token.replace('/', '.')}`?"
            self.error("GIN001", selector.span, message)
        return (*selector.scope, *selector.path)

    def _alias(self, token: Token) -> Name:
        return self._identifier(token)

    def _identifier(self, token: Token) -> Name:
        span = _span(token)
        if not _NAME.fullmatch(token):
            self.error("GIN001", span, f"A plain name is needed here, not the path `{token}`.")
        return Name(str(token), span)

    def include(self, parts: Parts) -> Node:
        """Return `include 'path'`."""
        value: Value = parts[1]
        if isinstance(value, Constant) and isinstance(value.value, str):
            return Include(value.value, value.span)
        if not isinstance(value, BadValue):
            self.error("GIN001", value.span, "`include` takes the path of a file as a string in quotes.")
        return Broken()

    # --- values ---

    def number(self, parts: Parts) -> Value:
        """Return the value of a number."""
        (token,) = parts
        value = literals.number(str(token))
        if isinstance(value, literals.Unreadable):
            return self.bad(value.code, _span(token), value.message)
        return Constant(value, _span(token))

    def string(self, parts: Parts) -> Value:
        """Return the value of adjacent strings."""
        value = literals.joined(map(str, parts))
        if isinstance(value, literals.Unreadable):
            self.error(value.code, _unreadable(parts), value.message)
            return BadValue(span_of(parts))
        return Constant(value, span_of(parts))

    def word(self, parts: Parts) -> Value:
        """Return True, False or None; any other name is no value."""
        (token,) = parts
        text = str(token)
        if text in _WORDS:
            return Constant(_WORDS[text], _span(token))
        return self.bad("GIN004", _span(token), self.why_no_value(text))

    def why_no_value(self, text: str) -> str:
        """Say what may be meant by a bare word."""
        if text in _MEANT:
            return f"`{text}` is not a value in {self.system}: did you mean `{_MEANT[text]}`?"
        return f"`{text}` is not a value: write `'{text}'` for a string, `@{text}` for a reference, `%{text}` for a macro."

    def call(self, parts: Parts) -> Value:
        """Return the value that `name(...)` is not."""
        name = str(parts[0])
        message = f"`{name}(...)` is not a value: did you mean the reference `@{name}()`?"
        return self.bad("GIN004", span_of(parts), message)

    def reference(self, parts: Parts) -> Value:
        """Return `@scope/path`."""
        (token,) = parts
        selector = self._behind(token)
        if selector is None:
            return self.bad("GIN001", _span(token), "A name is missing after `@`.")
        return Reference(selector, evaluated=False, arguments=(), span=_span(token))

    def evaluated(self, parts: Parts) -> Value:
        """Return `@scope/path(...)`."""
        token, opening, *inner, closing = parts
        span = span_of(parts)
        selector = self._behind(token)
        if selector is None:
            return self.bad("GIN001", _span(token), "A name is missing after `@`.")
        arguments = self.checked_arguments(selector, inner, Span(_span(opening).start, _span(closing).end))
        return Reference(selector, evaluated=True, arguments=arguments, span=span)

    def checked_arguments(self, selector: Selector, inner: Parts, span: Span) -> tuple[Argument, ...]:
        """Return the arguments of a call at `span`; `inner` holds values where there should be names."""
        if inner:
            names = [part.name.text for part in inner if isinstance(part, Argument)]
            meant = f": bind `{selector.text}.{names[0]}` instead" if names else ""
            self.error("GIN001", span, f"A reference takes no arguments in Gin{meant}.")
        return tuple(part for part in inner if isinstance(part, Argument))

    def argument(self, parts: Parts) -> Argument:
        """Return `name=value` of a call."""
        token, equal, *values = parts
        value = self._value_or_missing(values, equal)
        return Argument(
            self._identifier(token), value, Span(_span(token).start, max(_span(equal).end, value.span.end))
        )

    def macro(self, parts: Parts) -> Value:
        """Return `%scope/path`."""
        (token,) = parts
        selector = self._behind(token)
        if selector is None:
            return self.bad("GIN001", _span(token), "The name of a macro is missing after `%`.")
        return MacroUse(selector, _span(token))

    def _behind(self, token: Token) -> Selector | None:
        """Return the selector behind the first character of a token, if there is one."""
        name = _NAME.search(token)
        if name is None:
            return None
        return selector_of(str(token[name.start() :]), (token.start_pos or 0) + name.start())

    def list_value(self, parts: Parts) -> Value:
        """Return `[...]`."""
        return Sequence("list", tuple(parts[1:-1]), span_of(parts))

    def tuple_value(self, parts: Parts) -> Value:
        """Return `(...)` with a comma or nothing inside."""
        return Sequence("tuple", tuple(parts[1:-1]), span_of(parts))

    def group(self, parts: Parts) -> Value:
        """Return `(value)`."""
        return Group(parts[1], span_of(parts))

    def pair(self, parts: Parts) -> tuple[Value, Value | None]:
        """Return `key: value`; without colon the value is None."""
        key, *rest = parts
        if not rest:
            return key, None
        self._check_key(key)
        return key, self._value_or_missing(rest[1:], rest[0])

    def _check_key(self, key: Value) -> None:
        for part in _hashed(key):
            if isinstance(part, Mapping) or (isinstance(part, Sequence) and part.kind == "list"):
                kind = "dict" if isinstance(part, Mapping) else "list"
                self.error("GIN005", part.span, f"A {kind} cannot be a key of a dict, nor be inside of one.")
                return

    def dict_value(self, parts: Parts) -> Value:
        """Return `{...}`; pairs without a colon make it a set, which is no value."""
        span = span_of(parts)
        pairs = parts[1:-1]
        alone = [key for key, value in pairs if value is None]
        if not alone:
            return Mapping(tuple(pairs), span)
        if len(alone) == len(pairs):
            self.error(
                "GIN001", span, f"{self.system} has no sets: write a list in `[ ]`, or give each key a value."
            )
        else:
            self.error("GIN001", alone[0].span, "`: value` is missing behind this key.")
        return Mapping(
            tuple((key, value or BadValue(Span(key.span.end, key.span.end))) for key, value in pairs), span
        )

    def minus(self, parts: Parts) -> Value:
        """Return a negative number, or the minus that Gin drops before a reference or macro."""
        sign, operand = parts
        if isinstance(operand, (Reference, MacroUse)):
            return Unary("-", operand, span_of(parts), _span(sign))
        if is_number(operand):
            return Constant(-operand.value, span_of(parts))
        if isinstance(operand, BadValue):
            return BadValue(span_of(parts))
        return self.bad("GIN001", span_of(parts), "Gin knows `-` before a number only.")


def _unreadable(strings: Parts) -> Span:
    """Return the range to mark of adjacent strings: the one that is wrong by itself, of an unclosed one its start."""
    for token in strings:
        alone = literals.joined((str(token),))
        if isinstance(alone, literals.Unreadable):
            start, end = _span(token)
            return (
                Span(start, start + literals.opening_length(token))
                if alone.code == "GIN002"
                else Span(start, end)
            )
    return span_of(strings)


def is_number(value: Value) -> bool:
    """Tell whether a value is a written number."""
    return (
        isinstance(value, Constant)
        and isinstance(value.value, (int, float, complex))
        and not isinstance(value.value, bool)
    )


def _hashed(key: Value) -> list[Value]:
    """Return the parts of a key that Python hashes with it: those of its tuples, through parentheses."""
    parts: list[Value] = []
    pending = [key]
    while pending:
        value = pending.pop()
        parts.append(value)
        if isinstance(value, Group):
            pending.append(value.value)
        elif isinstance(value, Sequence) and value.kind == "tuple":
            pending.extend(value.items)
    return parts
