"""The list of Hyperion's rules. It is no part of the package itself, as `--expand` needs few of them."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.hyperion.rules import (
    alias_key,
    chained_comparison,
    dead_alternative,
    empty_sweep,
    hoisted_binding,
    included_sweep,
    missing_comma,
    not_plain_gin,
    overridden_axis,
    repeated_config,
    scope_collision,
    self_nesting_call,
    static_error,
    table_row_length,
    unknown_with,
    with_in_union,
)
from hp_lsp.dialects.hyperion.rules.upstream import UPSTREAM_RULES

RULES: tuple[Rule, ...] = (
    unknown_with.RULE,
    static_error.RULE,
    table_row_length.RULE,
    self_nesting_call.RULE,
    included_sweep.RULE,
    empty_sweep.RULE,
    overridden_axis.RULE,
    hoisted_binding.RULE,
    repeated_config.RULE,
    dead_alternative.RULE,
    chained_comparison.RULE,
    missing_comma.RULE,
    alias_key.RULE,
    with_in_union.RULE,
    not_plain_gin.RULE,
    scope_collision.RULE,
    *UPSTREAM_RULES,
)
