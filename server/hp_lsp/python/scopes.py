"""The names of a module, class or function body while its text is followed."""

from __future__ import annotations

from enum import IntEnum

from hp_lsp.python.symbolic import Value


class Ended(IntEnum):
    """How far what follows in a body is certainly not reached."""

    NOT = 0
    ITERATION = 1
    BODY = 2


class Scope:
    """The names of a module, class or function body while it is followed."""

    def __init__(self, parent: Scope | None, qualname: str, kind: str) -> None:
        self.parent = parent
        self.qualname = qualname
        self.kind = kind
        self.names: dict[str, Value] = {}
        self.returned: list[Value] = []
        self.ended: Ended = Ended.NOT

    def get(self, name: str) -> Value | None:
        """Return what a name is bound to here or in the scopes that functions see."""
        holder = self.holder(name)
        return None if holder is None else holder.names[name]

    def holder(self, name: str) -> Scope | None:
        """Return the scope in which a name is bound that is seen here."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names and (scope is self or scope.kind != "class"):
                return scope
            scope = scope.parent
        return None

    @property
    def in_function(self) -> bool:
        """Whether this is the body of a function, or lies in one."""
        return self._lies_in("function")

    @property
    def in_class(self) -> bool:
        """Whether this is the body of a class, or lies in one."""
        return self._lies_in("class")

    def _lies_in(self, kind: str) -> bool:
        scope: Scope | None = self
        while scope is not None and scope.kind != kind:
            scope = scope.parent
        return scope is not None

    def inner(self, name: str) -> str:
        """Return the path of something defined here."""
        return f"{self.qualname}.{name}" if self.qualname else name
