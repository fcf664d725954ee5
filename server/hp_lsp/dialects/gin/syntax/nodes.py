"""Builds the node of one logical line as the grammar recognizes it, and says what no grammar can.

Each method has the name of the rule in `grammar/gin.lark` that it serves, and takes the parts of the rule.
Knows Gin's statements; Hyperion's build on it.
"""

from __future__ import annotations

from lark import Token

from hp_lsp.dialects.gin.syntax.reporting import change, enclose, shortened
from hp_lsp.dialects.gin.syntax.suspicious import keyword_macro
from hp_lsp.dialects.gin.syntax.values import Parts, ValueBuilder, selector_of, span_of, token_span
from hp_lsp.dialects.gin.tree import (
    BadValue,
    Binding,
    Broken,
    Constant,
    Group,
    Header,
    Import,
    Include,
    Name,
    Node,
    Selector,
    Sequence,
    Suggestion,
    Value,
)
from hp_lsp.text.edits import Edit

_WHY_NOT_INCLUDED = "`include` takes the path of a file as a string in quotes"
_STATEMENTS = frozenset(("import", "include"))
_MISSING_BEHIND = {
    "import": "The module to import",
    "from": "The module to import from",
    "include": "The path of the file to include",
}


class Builder(ValueBuilder):
    """Builds the nodes of one line after the other."""

    why_no_colon = "A value is bound with `=`, not with `:`."
    """What is wrong with `name: value` where it is."""

    def target(self, parts: Parts) -> Selector:
        """Return the left side of a line."""
        selector = self.path(parts[0])
        self.last_target = selector.path[-1].text
        for name in selector.scope:
            if "." in name.text:
                meant = f"{selector.scope_text.replace('.', '/')}/{selector.text}"
                message = f"A scope is a name without dots: did you mean `{meant}`?"
                self.error("GIN001", name.span, message, change(selector.span, meant))
        return selector

    def path(self, token: Token) -> Selector:
        """Return the selector that a token is."""
        return selector_of(str(token), token_span(token).start)

    # --- bindings and blocks ---

    def binding(self, parts: Parts) -> Node:
        """Return `target = value`; the value may be missing."""
        target, _, *values = parts
        if target.text in _STATEMENTS and not target.scope:
            value = values[0] if values else None
            self.remarks.append(keyword_macro(target, value))
        return self.parameter(parts)

    def parameter(self, parts: Parts) -> Node:
        """Return `name = value` of a block; the value may be missing."""
        target, equal, *values = parts
        return Binding(target, self.value_or_missing(values, equal))

    def header(self, parts: Parts) -> Node:
        """Return the first line of a block."""
        return Header("configurable", parts[0])

    def nested(self, parts: Parts) -> Node:
        """Return a line with a colon inside a block, where it is wrong."""
        target, colon, *values = parts
        if values:
            self.error("GIN001", token_span(colon), self.why_no_colon, _equal_for(colon, values[0]))
            return Binding(target, values[0])
        if not self.is_unexpected:
            message = "A block stands in no other block: its lines are `name = value`."
            self.error("GIN001", span_of(parts), message)
        return Header("configurable", target)

    def colon_value(self, parts: Parts) -> Node:
        """Return `target: value`, which is no Gin, as the binding that is meant."""
        target, colon, value = parts
        self.error("GIN001", token_span(colon), self.why_no_colon, _equal_for(colon, value))
        return Binding(target, value)

    def bare_target(self, parts: Parts) -> Node:
        """Return a line of a name alone as a header: its block may follow."""
        target: Selector = parts[0]
        if self.is_unexpected:
            return Broken()
        what = _MISSING_BEHIND.get(target.text, "`= value` or `:`")
        self.error("GIN001", target.span, f"{what} is missing after `{shortened(target.text)}`.")
        return Header("configurable", target)

    def bare_parameter(self, parts: Parts) -> Node:
        """Return a line of a block of a name alone, which binds nothing."""
        target: Selector = parts[0]
        self.error("GIN001", target.span, f"`= value` is missing after `{shortened(target.text)}`.")
        return Broken()

    # --- imports and includes ---

    def import_module(self, parts: Parts) -> Node:
        """Return `import a.b` or `import a.b as c`."""
        names = self._module(parts[1])
        return Import(names, self.plain_name(parts[3]) if len(parts) > 2 else None, is_from=False)

    def import_from(self, parts: Parts) -> Node:
        """Return `from a import b` or `from a import b as c`."""
        names = (*self._module(parts[1]), self.plain_name(parts[3]))
        return Import(names, self.plain_name(parts[5]) if len(parts) > 4 else None, is_from=True)

    def _module(self, token: Token) -> tuple[Name, ...]:
        selector = self.path(token)
        if selector.scope:
            meant = token.replace("/", ".")
            message = f"The path of a module has dots: did you mean `{meant}`?"
            self.error("GIN001", selector.span, message, change(selector.span, meant, safe=True))
        return (*selector.scope, *selector.path)

    def include(self, parts: Parts) -> Node:
        """Return `include 'path'`."""
        value = parts[1]
        if isinstance(value, Constant) and isinstance(value.value, str):
            return Include(value.value, value.span)
        if not isinstance(value, BadValue):
            inside = self.text[slice(*value.value.span)] if isinstance(value, Group) else ""
            plain = (change(value.span, inside, safe=True),) if inside else ()
            self.error("GIN001", value.span, f"{_WHY_NOT_INCLUDED}.", *plain)
        elif self.errors and self.errors[-1].code == "GIN004":
            span = self.errors.pop().span
            meant = f"'{shortened(self.text[slice(*span)])}'"
            quoted = enclose(span, "'", "'", f"Change to `{meant}`", safe=True)
            self.error("GIN001", span, f"{_WHY_NOT_INCLUDED}: did you mean `{meant}`?", quoted)
        return Broken()


def _equal_for(colon: Token, value: Value) -> Suggestion:
    """Return the suggestion to bind a value with `=`; a list may be meant as values to sweep over."""
    is_list = isinstance(value, Sequence) and value.kind == "list"
    return Suggestion("Change `:` to `=`", (Edit(token_span(colon), " ="),), safe=not is_list)
