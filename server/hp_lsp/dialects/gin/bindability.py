"""Whether a parameter may be bound, as far as all the configurables that a selector may mean agree."""

from __future__ import annotations

from typing import Literal

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.registry import Registry
from hp_lsp.dialects.gin.resolve import Bound

Refusal = Literal["unknown", "allowlist", "denylist"]


def refusal(view: View, bound: Bound) -> Refusal | None:
    """Return why Gin certainly refuses a binding: the parameter is unknown, or a list forbids it; else None."""
    raise NotImplementedError
