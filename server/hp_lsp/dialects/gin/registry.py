"""What the code registers with Gin, and how a written selector finds it.

Knows the facts of all files and the modules that can be read. Keys and the rules of matching are Gin's own
(`gin/config.py`, `gin/selector_map.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from hp_lsp.dialects.gin.facts import Facts, Registration, Target
from hp_lsp.python.module import Class, Function, Module
from hp_lsp.python.modules import Found, Meaning, Missing, Modules, absolute, lookup
from hp_lsp.python.signatures import UNKNOWN, Parameter, Signature, found_signature, signature, without_receiver
from hp_lsp.text.span import Location, Span

Kind = Literal["function", "class", "method", "external"]
Bindable = Literal["yes", "unknown", "no parameter", "allowlist", "denylist"]


@dataclass(frozen=True)
class Configurable:
    """Something registered with Gin under `key`, which is `module.name`.

    `kind` is "external" where it cannot be read. `declaration` is the range of the name in its `def` or `class`,
    `whole` that of the statement; None where unknown. `module_known` is False where the start of the key is a guess.
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
    allow: tuple[str, ...] | None = None
    deny: tuple[str, ...] | None = None
    lists_known: bool = True
    registration: Registration | None = field(default=None, repr=False)
    meaning: Meaning = field(default=Missing.UNKNOWN, repr=False, compare=False)

    @property
    def module(self) -> str:
        """The part of the key before the name."""
        return self.key[: -len(self.name) - 1]


@dataclass(frozen=True, slots=True)
class GinConstant:
    """A constant: its full name, its value as source text where that is known, and where it is defined."""

    name: str
    value: str = ""
    defined_at: Location | None = None
