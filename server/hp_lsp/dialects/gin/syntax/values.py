"""Builds the values of a line as the grammar recognizes them, and says of each what no grammar can.

Each method has the name of the rule in `grammar/gin.lark` that it serves, and takes the parts of the rule.
Knows Gin's values; statements and Hyperion's expressions build on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lark import Token

from hp_lsp.dialects.gin.syntax import literals, suspicious
from hp_lsp.dialects.gin.syntax.literals import Unreadable
from hp_lsp.dialects.gin.syntax.reporting import Reporter, change, enclose, insert, shortened
from hp_lsp.dialects.gin.tree import (
    Argument,
    BadValue,
    Constant,
    Group,
    MacroUse,
    Mapping,
    Name,
    Reference,
    Selector,
    Sequence,
    Suggestion,
    Unary,
    Value,
)
from hp_lsp.text.edits import Edit
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
_CERTAIN = frozenset(
    ("true", "TRUE", "false", "FALSE", "none", "NONE", "null", "nil", "REQUIRED", "gin.REQUIRED")
)
"""Words that mean one thing only."""
_BUILT_IN = frozenset(("dict", "list", "tuple", "set", "range", "int", "float", "str", "len"))
_OPERATORS = frozenset(("not", "and", "or", "in", "is", "lambda"))


class ValueBuilder(Reporter):
    """Builds the values of one line after the other."""

    system = "Gin"
    """Whose language it is, for messages."""

    def __init__(self) -> None:
        super().__init__()
        self.last_target = ""
        """The last name of the line's left side, once that is read."""
        self._without_comma: dict[Span, int] = {}
        """Offsets at which commas seem to be missing, by the range of the strings."""

    def begin(self, text: str) -> None:
        """Make ready for another line."""
        super().begin(text)
        self.last_target = ""
        self._without_comma = {}

    def bad(self, code: str, span: Span, message: str, *suggestions: Suggestion) -> BadValue:
        """Add an error and return the value that could not be read."""
        self.error(code, span, message, *suggestions)
        return BadValue(span)

    def value_or_missing(self, values: Parts, before: Token) -> Value:
        """Return the one value of `values`, or none: then the token `before` should have one behind it."""
        if values:
            value: Value = values[0]
            return value
        end = token_span(before).end
        if not self.is_unexpected:
            self.error("GIN001", token_span(before), f"A value is missing after `{before}` on its line.")
        return BadValue(Span(end, end))

    # --- literals ---

    def number(self, parts: Parts) -> Value:
        """Return a number."""
        return self.literal(literals.number(str(parts[0])), parts)

    def no_number(self, parts: Parts) -> Value:
        """Return what begins as a number does and is none."""
        text, span = shortened(parts[0]), span_of(parts)
        quoted = enclose(span, "'", "'", f"Change to `'{text}'`")
        return self.bad("GIN001", span, f"`{text}` is not a number.", quoted)

    def string(self, parts: Parts) -> Value:
        """Return adjacent strings as one."""
        value = self.literal(literals.joined(map(str, parts)), parts)
        if len(parts) > 1 and isinstance(value, Constant):
            comma = suspicious.without_comma(self.text, map(token_span, parts))
            if comma is not None:
                self._without_comma[value.span] = comma
        return value

    def literal(self, value: object, parts: Parts) -> Value:
        """Return the value of literal tokens."""
        if isinstance(value, Unreadable):
            span = _fault(parts)
            self.error(value.code, span, value.message, *_instead(value, span, parts))
            return BadValue(span_of(parts))
        return Constant(value, span_of(parts))

    def word(self, parts: Parts) -> Value:
        """Return True, False or None; any other bare word is no value."""
        text, span = shortened(parts[0]), span_of(parts)
        if text in _WORDS:
            return Constant(_WORDS[text], span)
        if self.is_unexpected and span.end <= self.errors[-1].span.start:
            self.errors.pop()
        suggestions = (change(span, _MEANT[text], text in _CERTAIN),) if text in _MEANT else ()
        return self.bad("GIN004", span, f"`{text}` is not a value: {self.what_is_meant(text)}", *suggestions)

    def what_is_meant(self, word: str) -> str:
        """Return what may be meant by a bare word, as the end of a sentence."""
        if word in _OPERATORS:
            return "Gin has no expressions; Hyperion (`.hyp`) has."
        if word.lower() == "nan":
            return "Gin has no way to write it."
        if word in _MEANT:
            return f"did you mean `{_MEANT[word]}`?"
        return f"write `'{word}'` for a string, `@{word}` for a reference, `%{word}` for a macro."

    def call(self, parts: Parts) -> Value:
        """Return the value that `name(...)` is not."""
        name, span = shortened(parts[0]), span_of(parts)
        if name in _BUILT_IN:
            return self.bad("GIN004", span, f"`{name}(...)` is not a value: write the value itself.")
        message = f"`{name}(...)` is not a value: did you mean the reference `@{name}()`?"
        selector = selector_of(str(parts[0]), span.start)
        arguments = tuple(part for part in parts if isinstance(part, Argument))
        if len(parts) == 3:
            return self.bad("GIN004", span, message, insert(span.start, "@"))
        return self.bad("GIN004", span, message, *self._bound_instead(selector, arguments, span, "@"))

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
        selector = self._selector_behind(parts[0])
        if selector is None:
            return self.bad("GIN001", span_of(parts), "A name is missing after `@`.")
        return Reference(selector, evaluated=False, arguments=(), span=span_of(parts))

    def evaluated(self, parts: Parts) -> Value:
        """Return `@scope/path(...)`."""
        token, *rest = parts
        selector = self._selector_behind(token)
        if selector is None:
            return self.bad("GIN001", token_span(token), "A name is missing after `@`.")
        arguments = self.call_arguments(selector, rest)
        return Reference(selector, evaluated=True, arguments=arguments, span=span_of(parts))

    def call_arguments(self, selector: Selector, parts: Parts) -> tuple[Argument, ...]:
        """Return the arguments of a call from its parentheses and what they hold; in Gin that is wrong."""
        arguments = tuple(part for part in parts if isinstance(part, Argument))
        if len(parts) > 2:
            meant = f": bind `{selector.text}.{arguments[0].name.text}` instead" if arguments else ""
            message = f"A reference takes no arguments in Gin{meant}."
            call = Span(selector.span.start, span_of(parts).end)
            self.error("GIN001", span_of(parts), message, *self._bound_instead(selector, arguments, call))
        return arguments

    def _bound_instead(
        self, selector: Selector, arguments: tuple[Argument, ...], call: Span, sign: str = ""
    ) -> Iterator[Suggestion]:
        """Yield the suggestion to bind the arguments in a scope of their own, on lines above."""
        scope = selector.scope_text or self.last_target
        if scope and arguments:
            key = f"{scope}/{selector.text}"
            lines = "".join(
                f"{key}.{one.name.text} = {self.text[slice(*one.value.span)]}\n" for one in arguments
            )
            edits = (Edit(Span(0, 0), lines), Edit(call, f"{sign}{key}()"))
            yield Suggestion(f"Bind the arguments in the scope `{scope}`", edits)

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
        selector = self._selector_behind(parts[0])
        if selector is None:
            return self.bad("GIN001", span_of(parts), "The name of a macro is missing after `%`.")
        return MacroUse(selector, span_of(parts))

    def _selector_behind(self, token: Token) -> Selector | None:
        """Return the selector behind the first character of a token, if there is one."""
        name = _NAME.search(token)
        if name is None:
            return None
        selector = selector_of(token[name.start() :], (token.start_pos or 0) + name.start())
        if selector.scope:
            self.remarks += suspicious.dotted_scopes(selector)
        return selector

    # --- containers ---

    def list_value(self, parts: Parts) -> Value:
        """Return `[...]`."""
        return Sequence("list", self.inside(parts[1:-1]), span_of(parts))

    def tuple_value(self, parts: Parts) -> Value:
        """Return `()` or `(...)` with a comma inside."""
        return Sequence("tuple", self.inside(parts[1:-1]), span_of(parts))

    def inside(self, items: Parts) -> tuple[Value, ...]:
        """Return what stands in a list or a tuple, or is the values of a dict."""
        if self._without_comma:
            commas = (self._without_comma.get(item.span) for item in items)
            self.remarks += (suspicious.joined_strings(comma) for comma in commas if comma is not None)
        return tuple(items)

    def group(self, parts: Parts) -> Value:
        """Return `(value)`."""
        group = Group(parts[1], span_of(parts))
        if remark := suspicious.parenthesized(group, self.text):
            self.remarks.append(remark)
        return group

    def pair(self, parts: Parts) -> tuple[Value, Value | None]:
        """Return the key and value of `key: value`; None for the value where there is no colon."""
        key, *rest = parts
        if not rest:
            return key, None
        colon, *values = rest
        fault = next(filter(_is_unhashable, _hashed_with(key)), None)
        if fault:
            kind = "dict" if isinstance(fault, Mapping) else "list"
            message = f"A {kind} cannot be a key of a dict, nor stand inside of one."
            self.error("GIN005", fault.span, message, *_as_tuple(fault))
        return key, self.value_or_missing(values, colon)

    def dict_value(self, parts: Parts) -> Value:
        """Return `{...}`; where no value has a key, it is a set, which Gin cannot read."""
        span = span_of(parts)
        pairs: list[tuple[Value, Value | None]] = parts[1:-1]
        alone = [key for key, value in pairs if value is None]
        if alone and len(alone) == len(pairs):
            message = "Sets cannot be read: write a list in `[ ]`, or a value for each key."
            edits = (
                Edit(Span(span.start, span.start + 1), "["),
                Edit(Span(span.end - 1, span.end), "]"),
            )
            self.error("GIN001", span, message, Suggestion("Change to a list", edits))
        elif alone:
            self.error("GIN001", alone[0].span, "`: value` is missing after this key.")
        self.remarks += suspicious.repeated_keys(key for key, _ in pairs)
        self.inside([value for _, value in pairs if value])
        return Mapping(tuple((key, value or _nothing_behind(key)) for key, value in pairs), span)


def token_span(token: Token) -> Span:
    """Return the range of a token."""
    return Span(token.start_pos or 0, token.end_pos or 0)


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
    scope, _, dotted = text.rpartition("/")
    names = _names(scope, start, "/") if scope else ()
    return Selector(
        names, _names(dotted, start + len(text) - len(dotted), "."), Span(start, start + len(text))
    )


def _names(text: str, start: int, separator: str) -> tuple[Name, ...]:
    """Return what stands between the separators of a text."""
    names = []
    for part in text.split(separator):
        name = part.strip()
        at = start if len(name) == len(part) else start + len(part) - len(part.lstrip())
        names.append(Name(name, Span(at, at + len(name))))
        start += len(part) + 1
    return tuple(names)


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


def _instead(why: Unreadable, span: Span, tokens: Parts) -> Iterator[Suggestion]:
    """Yield what may be written for literals that cannot be read."""
    yield from (change(span, text) for text in why.instead)
    if why.code == "GIN002":
        token = next(token for token in tokens if token.start_pos == span.start)
        yield insert(token.end_pos, str(token)[literals.opening_length(token) - 1])


def _as_tuple(key: Value) -> Iterator[Suggestion]:
    """Yield the suggestion to write a list as a tuple."""
    if isinstance(key, Sequence):
        start, end = key.span
        closing = ",)" if len(key.items) == 1 else ")"
        edits = (Edit(Span(start, start + 1), "("), Edit(Span(end - 1, end), closing))
        yield Suggestion("Change to a tuple", edits)
