"""Builds the values of a line as the grammar recognizes them, and says of each what no grammar can.

Each method has the name of the rule in `grammar/gin.lark` that it serves, and takes the parts of the rule.
Knows Gin's values; statements and Hyperion's expressions build on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lark import Token

from hp_lsp.dialects.gin.syntax import literals
from hp_lsp.dialects.gin.syntax.literals import Unreadable
from hp_lsp.dialects.gin.tree import (
    Argument,
    BadValue,
    Constant,
    Error,
    Group,
    MacroUse,
    Mapping,
    Name,
    Reference,
    Selector,
    Sequence,
    Unary,
    Value,
)
from hp_lsp.text.span import Span

Parts: TypeAlias = list[Any]
"""Tokens, and for the rules inside a rule what their methods returned."""

_NAME = re.compile(r"[A-Za-z_]\w*")
_WORDS: dict[str, object] = {"True": True, "False": False, "None": None}
_MEANT = {
    **dict.fromkeys(("true", "TRUE", "yes", "on"), "True"),
    **dict.fromkeys(("false", "FALSE", "no", "off"), "False"),
    **dict.fromkeys(("none", "NONE", "null", "nil"), "None"),
    **dict.fromkeys(("inf", "Inf", "infinity"), "1e999"),
    **dict.fromkeys(("REQUIRED", "gin.REQUIRED"), "%gin.REQUIRED"),
}
_OPERATORS = frozenset(("not", "and", "or", "in", "is"))
_MOST_ERRORS = 100
_MOST_SHOWN = 60


class ValueBuilder:
    """Builds the values of one line after the other; `errors` are those of the line at work."""

    system = "Gin"
    """Whose language it is, for messages."""

    def __init__(self) -> None:
        self.errors: list[Error] = []
        self._is_unexpected = False
        """Whether the last error is about something unexpected, which the parser has not read on behind yet."""

    def begin(self) -> None:
        """Make ready for another line."""
        self.errors = []
        self._is_unexpected = False

    def error(self, code: str, span: Span, message: str) -> None:
        """Add an error, unless one of the last ones stands at the same place, or there are a hundred."""
        is_known = any(known.span.start <= span.start < known.span.end for known in self.errors[-3:])
        self._is_unexpected = False
        if not is_known and len(self.errors) < _MOST_ERRORS:
            self.errors.append(Error(code, span, message))

    def unexpected(self, error: Error, before: Span) -> None:
        """Add the error of something unexpected behind `before`, unless that is a bare word with its own error."""
        last = self.errors[-1] if self.errors else None
        if last and last.code == "GIN004" and last.span.end == before.end:
            return
        self.error(error.code, error.span, error.message)
        self._is_unexpected = True

    def bad(self, code: str, span: Span, message: str) -> BadValue:
        """Add an error and return the value that could not be read."""
        self.error(code, span, message)
        return BadValue(span)

    def value_or_missing(self, values: Parts, before: Token) -> Value:
        """Return the one value of `values`, or none: then the token `before` should have one behind it."""
        if values:
            value: Value = values[0]
            return value
        end = token_span(before).end
        if not self._is_unexpected:
            self.error("GIN001", token_span(before), f"A value is missing after `{before}` on its line.")
        return BadValue(Span(end, end))

    # --- literals ---

    def number(self, parts: Parts) -> Value:
        """Return a number."""
        return self.literal(literals.number(str(parts[0])), parts)

    def no_number(self, parts: Parts) -> Value:
        """Return what begins as a number does and is none."""
        return self.bad("GIN001", span_of(parts), f"`{shortened(parts[0])}` is not a number.")

    def string(self, parts: Parts) -> Value:
        """Return adjacent strings as one."""
        return self.literal(literals.joined(map(str, parts)), parts)

    def literal(self, value: object, parts: Parts) -> Value:
        """Return the value of literal tokens."""
        if isinstance(value, Unreadable):
            self.error(value.code, _fault(parts), value.message)
            return BadValue(span_of(parts))
        return Constant(value, span_of(parts))

    def word(self, parts: Parts) -> Value:
        """Return True, False or None; any other bare word is no value."""
        text, span = shortened(parts[0]), span_of(parts)
        if text in _WORDS:
            return Constant(_WORDS[text], span)
        if self._is_unexpected and span.end <= self.errors[-1].span.start:
            self.errors.pop()
        return self.bad("GIN004", span, f"`{text}` is not a value: {self.what_is_meant(text)}")

    def what_is_meant(self, word: str) -> str:
        """Return what may be meant by a bare word, as the end of a sentence."""
        if word in _OPERATORS:
            return "Gin has no expressions; Hyperion (`.hyp`) has."
        if word in _MEANT:
            return f"did you mean `{_MEANT[word]}`?"
        return f"write `'{word}'` for a string, `@{word}` for a reference, `%{word}` for a macro."

    def call(self, parts: Parts) -> Value:
        """Return the value that `name(...)` is not."""
        name = shortened(parts[0])
        message = f"`{name}(...)` is not a value: did you mean the reference `@{name}()`?"
        return self.bad("GIN004", span_of(parts), message)

    def minus(self, parts: Parts) -> Value:
        """Return a negative number, or the minus that Gin drops before a reference or macro."""
        sign, operand = parts
        span = span_of(parts)
        if isinstance(operand, (Reference, MacroUse)):
            return Unary("-", operand, span, token_span(sign))
        if is_number(operand):
            return Constant(-operand.value, span)
        if isinstance(operand, BadValue):
            return BadValue(span)
        return self.bad("GIN001", span, f"`-` stands before a number only in {self.system}.")

    # --- names ---

    def reference(self, parts: Parts) -> Value:
        """Return `@scope/path`."""
        selector = _selector_behind(parts[0])
        if selector is None:
            return self.bad("GIN001", span_of(parts), "A name is missing after `@`.")
        return Reference(selector, evaluated=False, arguments=(), span=span_of(parts))

    def evaluated(self, parts: Parts) -> Value:
        """Return `@scope/path(...)`."""
        token, *rest = parts
        selector = _selector_behind(token)
        if selector is None:
            return self.bad("GIN001", token_span(token), "A name is missing after `@`.")
        arguments = self.call_arguments(selector, rest)
        return Reference(selector, evaluated=True, arguments=arguments, span=span_of(parts))

    def call_arguments(self, selector: Selector, parts: Parts) -> tuple[Argument, ...]:
        """Return the arguments of a call from its parentheses and what they hold; in Gin that is wrong."""
        arguments = tuple(part for part in parts if isinstance(part, Argument))
        if len(parts) > 2:
            meant = f": bind `{selector.text}.{arguments[0].name.text}` instead" if arguments else ""
            self.error("GIN001", span_of(parts), f"A reference takes no arguments in Gin{meant}.")
        return arguments

    def argument(self, parts: Parts) -> Argument:
        """Return `name=value` of a call."""
        token, equal, *values = parts
        value = self.value_or_missing(values, equal)
        return Argument(self.plain_name(token), value, Span(token_span(token).start, value.span.end))

    def plain_name(self, token: Token) -> Name:
        """Return a name that may have no dots and no scope."""
        span = token_span(token)
        if not _NAME.fullmatch(token):
            self.error("GIN001", span, f"A plain name is needed here, not the path `{shortened(token)}`.")
        return Name(str(token), span)

    def macro(self, parts: Parts) -> Value:
        """Return `%scope/path`."""
        selector = _selector_behind(parts[0])
        if selector is None:
            return self.bad("GIN001", span_of(parts), "The name of a macro is missing after `%`.")
        return MacroUse(selector, span_of(parts))

    # --- containers ---

    def list_value(self, parts: Parts) -> Value:
        """Return `[...]`."""
        return Sequence("list", tuple(parts[1:-1]), span_of(parts))

    def tuple_value(self, parts: Parts) -> Value:
        """Return `()` or `(...)` with a comma inside."""
        return Sequence("tuple", tuple(parts[1:-1]), span_of(parts))

    def group(self, parts: Parts) -> Value:
        """Return `(value)`."""
        return Group(parts[1], span_of(parts))

    def pair(self, parts: Parts) -> tuple[Value, Value | None]:
        """Return the key and value of `key: value`; None for the value where there is no colon."""
        key, *rest = parts
        if not rest:
            return key, None
        colon, *values = rest
        fault = next(filter(_is_unhashable, _hashed_with(key)), None)
        if fault:
            kind = "dict" if isinstance(fault, Mapping) else "list"
            self.error("GIN005", fault.span, f"A {kind} cannot be a key of a dict, nor stand inside of one.")
        return key, self.value_or_missing(values, colon)

    def dict_value(self, parts: Parts) -> Value:
        """Return `{...}`; where no value has a key, it is a set, which Gin cannot read."""
        span = span_of(parts)
        pairs: list[tuple[Value, Value | None]] = parts[1:-1]
        alone = [key for key, value in pairs if value is None]
        if alone and len(alone) == len(pairs):
            self.error("GIN001", span, "Sets cannot be read: write a list in `[ ]`, or a value for each key.")
        elif alone:
            self.error("GIN001", alone[0].span, "`: value` is missing after this key.")
        return Mapping(tuple((key, value or _nothing_behind(key)) for key, value in pairs), span)


def token_span(token: Token) -> Span:
    """Return the range of a token."""
    return Span(token.start_pos or 0, token.end_pos or 0)


def shortened(text: str) -> str:
    """Return a text that is short enough for a message."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def span_of(parts: Parts) -> Span:
    """Return the range from the first of the parts to the last."""
    first, last = parts[0], parts[-1]
    start = first.start_pos if isinstance(first, Token) else first.span.start
    end = last.end_pos if isinstance(last, Token) else last.span.end
    return Span(start or 0, end or 0)


def is_number(value: Value) -> bool:
    """Tell whether a value is a written number."""
    return isinstance(value, Constant) and type(value.value) in (int, float, complex)


def selector_of(text: str, start: int) -> Selector:
    """Return the selector that `text`, at `start`, is; blanks may surround its dots and slashes."""
    names = [*_names(text, start)]
    return Selector(tuple(names[:-1]), tuple(_path(names[-1])), Span(start, start + len(text)))


def _names(text: str, start: int) -> Iterator[Name]:
    """Yield what stands between the slashes of a selector."""
    for part in text.split("/"):
        name = part.strip()
        at = start + len(part) - len(part.lstrip())
        yield Name(name, Span(at, at + len(name)))
        start += len(part) + 1


def _path(dotted: Name) -> Iterator[Name]:
    start = dotted.span.start
    for name in _NAME.finditer(dotted.text):
        yield Name(name.group(), Span(start + name.start(), start + name.end()))


def _selector_behind(token: Token) -> Selector | None:
    """Return the selector behind the first character of a token, if there is one."""
    name = _NAME.search(token)
    return selector_of(token[name.start() :], (token.start_pos or 0) + name.start()) if name else None


def _fault(tokens: Parts) -> Span:
    """Return the range to mark of literals that cannot be read: the one at fault, or its unclosed quote."""
    if len(tokens) == 1 or tokens[0].type != "STRING":
        alone = tokens[0]
    else:
        alone = next(
            (token for token in tokens if isinstance(literals.joined((str(token),)), Unreadable)), None
        )
    if alone is None:
        return span_of(tokens)
    start, end = token_span(alone)
    return Span(start, end if literals.is_closed(alone) else start + literals.opening_length(alone))


def _nothing_behind(key: Value) -> BadValue:
    return BadValue(Span(key.span.end, key.span.end))


def _is_unhashable(value: Value) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and value.kind == "list")


def _hashed_with(key: Value) -> Iterator[Value]:
    """Yield what Python hashes for a key, in order: the key, what its parentheses and tuples hold."""
    pending = [key]
    while pending:
        value = pending.pop()
        yield value
        if isinstance(value, Group):
            pending.append(value.value)
        elif isinstance(value, Sequence) and value.kind == "tuple":
            pending.extend(reversed(value.items))
