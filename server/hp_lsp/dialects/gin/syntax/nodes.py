"""Builds the node of one logical line as the grammar recognizes it, and says what no grammar can.

Each method has the name of the rule in `grammar/gin.lark` that it serves, and takes the parts of the rule.
Knows Gin's statements; Hyperion's build on it.
"""

from __future__ import annotations

from lark import Token

from hp_lsp.dialects.gin.syntax.values import Parts, ValueBuilder, selector_of, shortened, span_of, token_span
from hp_lsp.dialects.gin.tree import (
    BadValue,
    Binding,
    Broken,
    Constant,
    Header,
    Import,
    Include,
    Name,
    Node,
    Selector,
)

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
        for name in selector.scope:
            if "." in name.text:
                meant = f"{selector.scope_text.replace('.', '/')}/{selector.text}"
                self.error("GIN001", name.span, f"A scope is a name without dots: did you mean `{meant}`?")
        return selector

    def path(self, token: Token) -> Selector:
        """Return the selector that a token is."""
        return selector_of(str(token), token_span(token).start)

    # --- bindings and blocks ---

    def binding(self, parts: Parts) -> Node:
        """Return `target = value`; the value may be missing."""
        target, equal, *values = parts
        return Binding(target, self.value_or_missing(values, equal))

    def parameter(self, parts: Parts) -> Node:
        """Return `name = value` of a block."""
        target: Selector = parts[0]
        if target.scope or len(target.path) > 1:
            message = (
                f"In a block, the name of a parameter stands alone: did you mean `{target.path[-1].text}`?"
            )
            self.error("GIN001", target.span, message)
        return self.binding(parts)

    def header(self, parts: Parts) -> Node:
        """Return the first line of a block."""
        return Header("configurable", parts[0])

    def nested(self, parts: Parts) -> Node:
        """Return a line with a colon inside a block, where it is wrong."""
        target, colon, *values = parts
        if values:
            self.error("GIN001", token_span(colon), self.why_no_colon)
            return Binding(target, values[0])
        self.error(
            "GIN001", span_of(parts), "A block stands in no other block: its lines are `name = value`."
        )
        return Header("configurable", target)

    def colon_value(self, parts: Parts) -> Node:
        """Return `target: value`, which is no Gin, as the binding that is meant."""
        target, colon, value = parts
        self.error("GIN001", token_span(colon), self.why_no_colon)
        return Binding(target, value)

    def bare_target(self, parts: Parts) -> Node:
        """Return a line of a name alone as a header: its block may follow."""
        target: Selector = parts[0]
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
            message = f"The path of a module has dots: did you mean `{token.replace('/', '.')}`?"
            self.error("GIN001", selector.span, message)
        return (*selector.scope, *selector.path)

    def include(self, parts: Parts) -> Node:
        """Return `include 'path'`."""
        value = parts[1]
        if isinstance(value, Constant) and isinstance(value.value, str):
            return Include(value.value, value.span)
        if not isinstance(value, BadValue):
            self.error("GIN001", value.span, "`include` takes the path of a file as a string in quotes.")
        return Broken()
