"""What is registered with Gin: configurables and constants, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hp_lsp.dialects.gin.code.facts import Target
from hp_lsp.python.module import Class, Function
from hp_lsp.python.modules import Found, Meaning, Missing
from hp_lsp.text.span import Location, Span

Kind = Literal["function", "class", "method", "external"]


@dataclass(frozen=True)
class Configurable:
    """Something registered with Gin under `key`, which is `module.name`.

    `kind` is "external" where it cannot be read. `declaration` is the range of the name in its `def` or `class`,
    `whole` that of the statement; None where unknown. `is_method`: it must be written with its class. `module_known`
    is False where all but the name is a guess. `requires` is the module that registers it when it is imported, where
    no file that was read does.
    """

    key: str
    name: str
    kind: Kind
    registered_at: Location | None = None
    declaration: Location | None = None
    whole: Span | None = None
    docstring: str = ""
    is_method: bool = False
    module_known: bool = True
    requires: str = ""
    allow: tuple[str, ...] | None = None
    deny: tuple[str, ...] | None = None
    lists_known: bool = True
    target: Target | None = field(default=None, repr=False, compare=False)
    meaning: Meaning = field(default=Missing.UNKNOWN, repr=False, compare=False)

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def module(self) -> str:
        """The part of the key before the name."""
        return self.key[: -len(self.name) - 1]


class GinConstant(NamedTuple):
    """A constant: its full name, its value as source text where that is known, and where it is defined.

    `requires` is as for a configurable.
    """

    name: str
    value: str = ""
    defined_at: Location | None = None
    requires: str = ""


def described(meaning: Meaning, kind: Kind = "external") -> tuple[Kind, Location | None, Span | None, str]:
    """Return the kind, the range of the name and of the whole, and the docstring of something looked up."""
    if not isinstance(meaning, Found) or not isinstance(meaning.bound, Function | Class):
        return kind, None, None, ""
    bound = meaning.bound
    own: Kind = "class" if isinstance(bound, Class) else "function"
    return (
        own if kind == "external" else kind,
        Location(meaning.module.path, bound.span),
        bound.whole,
        bound.doc,
    )
