"""Builds the nodes of one line of Hyperion: what it has more than Gin. Knows no meaning of a sweep."""

from __future__ import annotations

from lark import Token

from hp_lsp.dialects.gin.syntax.nodes import Builder
from hp_lsp.dialects.gin.syntax.values import Parts, is_number, span_of, token_span
from hp_lsp.dialects.gin.tree import (
    Argument,
    Axis,
    BadValue,
    Binary,
    Binding,
    Broken,
    Constant,
    Header,
    Import,
    Include,
    Node,
    Row,
    Selector,
    Sequence,
    TableHeader,
    Unary,
    Value,
)

_COMBINING = ("product", "union")
_RESERVED = frozenset(("product", "union", "with", "table"))


class HyperionBuilder(Builder):
    """Builds Gin's nodes and Hyperion's."""

    system = "Hyperion"
    why_no_colon = (
        "In a block of Gin, a value is bound with `=`; a sweep needs `with name:`, `product:` or `union:`."
    )

    # --- statements ---

    def header(self, parts: Parts) -> Node:
        """Return the first line of a block: of `product:`, of `union:`, or of Gin's `selector:`."""
        target: Selector = parts[0]
        if target.scope or target.text not in _COMBINING:
            return Header("configurable", target)
        return Header("product" if target.text == "product" else "union", None)

    def bare_target(self, parts: Parts) -> Node:
        """Return a line of a name alone as a header: its block may follow."""
        target: Selector = parts[0]
        if target.scope or target.text not in _COMBINING or self.is_unexpected:
            super().bare_target(parts)
        else:
            self.error("GIN001", target.span, f"`:` is missing after `{target.text}`.")
        return self.header(parts)

    def colon_value(self, parts: Parts) -> Node:
        """Return `target: [value, ...]`."""
        target, _, value = parts
        if isinstance(value, BadValue):
            return Binding(target, value)
        if not target.scope and target.text in _RESERVED:
            self.error("GIN001", target.span, f"`{target.text}` is a word of Hyperion and cannot be varied.")
        if not isinstance(value, Sequence) or value.kind != "list":
            message = "Values to sweep over stand in `[ ]`; one value is bound with `=`."
            self.error("GIN001", value.span, message)
            return Binding(target, value)
        if not value.items:
            self.error("GIN001", value.span, "A sweep needs at least one value.")
        return Axis(target, value.items, value.span)

    def with_header(self, parts: Parts) -> Node:
        """Return `with selector:`."""
        selector = self.path(parts[1])
        if selector.scope:
            self.error("GIN001", selector.span, "`with` takes a name without scope.")
        self._check_colon(parts)
        return Header("with", selector)

    def table_header(self, parts: Parts) -> Node:
        """Return `table a, b:` or `table (a, b):`."""
        self._check_colon(parts)
        columns = tuple(part for part in parts if isinstance(part, Selector))
        if not columns:
            self.error("GIN001", span_of(parts), "A table needs at least one column.")
        return TableHeader(columns)

    def column(self, parts: Parts) -> Selector:
        """Return the name over a column of a table."""
        return self.path(parts[0])

    def row(self, parts: Parts) -> Node:
        """Return a row of a table."""
        return Row(tuple(parts))

    def member(self, parts: Parts) -> Node:
        """Return a statement of a block of Hyperion."""
        node: Node = parts[0]
        if isinstance(node, (Import, Include)):
            word = "import" if isinstance(node, Import) else "include"
            self.error("GIN001", node.span, f"`{word}` cannot stand in a block.")
            return Broken()
        return node

    def _check_colon(self, parts: Parts) -> None:
        if not isinstance(parts[-1], Token) or parts[-1].type != "COLON":
            self.error("GIN001", span_of(parts), "`:` is missing at the end of the line.")

    # --- values ---

    def number(self, parts: Parts) -> Value:
        """Return the value of a number; Hyperion allows leading zeros."""
        (token,) = parts
        digits = token.lstrip("0")
        if digits and token.isascii() and digits.isdigit():
            token = Token.new_borrow_pos(token.type, digits, token)
        return super().number([token])

    def what_is_meant(self, word: str) -> str:
        """Return what may be meant by a bare word, as the end of a sentence."""
        if word == "not":
            return "here, its expression needs parentheses around it."
        if word == "lambda":
            return "Hyperion has no functions of its own; `@name` refers to one of Python."
        return super().what_is_meant(word)

    def call_arguments(self, selector: Selector, parts: Parts) -> tuple[Argument, ...]:  # noqa: ARG002 - overrides
        """Return the arguments of a call from its parentheses and what they hold."""
        inside = parts[1:-1]
        for part in inside:
            if not isinstance(part, Argument):
                self.error("GIN001", part.span, "An argument needs a name: write `name=value`.")
        return tuple(part for part in inside if isinstance(part, Argument))

    def unary(self, parts: Parts) -> Value:
        """Return an operator before a value; a number with a minus is one number."""
        sign, operand = parts
        if sign == "-" and is_number(operand) and not str(operand.value).startswith(("-", "(-")):
            return Constant(-operand.value, span_of(parts))
        return Unary(str(sign), operand, span_of(parts), token_span(sign))

    def binary(self, parts: Parts) -> Value:
        """Return two values and the operator between them."""
        left, sign, right = parts
        return Binary(left, " ".join(sign.split()), right, span_of(parts), token_span(sign))
