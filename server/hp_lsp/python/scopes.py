"""The names of a module, class or function body while its text is followed."""

from __future__ import annotations

from hp_lsp.python.symbolic import Value


class Scope:
    """The names of a module, class or function body while it is followed."""

    def __init__(self, parent: Scope | None, qualname: str, kind: str) -> None:
        self.parent = parent
        self.qualname = qualname
        self.kind = kind
        self.names: dict[str, Value] = {}
        self.returned: list[Value] = []

    def get(self, name: str) -> Value | None:
        """Return what a name is bound to here or in the scopes that functions see."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names and (scope is self or scope.kind != "class"):
                return scope.names[name]
            scope = scope.parent
        return None

    @property
    def in_function(self) -> bool:
        """Whether this is the body of a function, or lies in one."""
        scope: Scope | None = self
        while scope is not None:
            if scope.kind == "function":
                return True
            scope = scope.parent
        return False

    def inner(self, name: str) -> str:
        """Return the path of something defined here."""
        return f"{self.qualname}.{name}" if self.qualname else name
