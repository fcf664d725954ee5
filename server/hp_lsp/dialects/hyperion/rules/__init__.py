"""The rules of Hyperion, one file each. HYP2: what fails, HYP3: what has no effect, HYP4: compatibility."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.hyperion.rules import (
    empty_sweep,
    hoisted_binding,
    not_plain_gin,
    overridden_axis,
    static_error,
    table_row_length,
)

RULES: tuple[Rule, ...] = (
    static_error.RULE,
    table_row_length.RULE,
    empty_sweep.RULE,
    overridden_axis.RULE,
    hoisted_binding.RULE,
    not_plain_gin.RULE,
)
