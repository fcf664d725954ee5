"""Whether a parameter may be bound, as far as all the configurables that a selector may mean agree."""

from __future__ import annotations

from typing import Literal

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.registry import Registry
from hp_lsp.dialects.gin.resolve import Bound

Refusal = Literal["no parameter", "allowlist", "denylist"]


def refusal(view: View, bound: Bound) -> Refusal | None:
    """Return why Gin certainly refuses a binding: no such parameter, or a list that forbids it; else None."""
    registry: Registry = view.index("gin")
    reasons: list[Refusal] = []
    for configurable in bound.selector.meaning.configurables:
        verdict = registry.bindable(configurable, bound.parameter)
        if verdict == "yes" or verdict == "unknown":
            return None
        reasons.append(verdict)
    return reasons[0] if reasons else None
