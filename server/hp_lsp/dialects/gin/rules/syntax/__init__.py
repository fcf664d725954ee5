"""Rules on what a config's text says: what Gin cannot read, and what it reads otherwise than it looks."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules.syntax import (
    bad_indentation,
    byte_order_mark,
    deep_nesting,
    dotted_scope,
    dropped_minus,
    hyperion_sweep,
    inconsistent_tabs,
    invalid_syntax,
    joined_strings,
    keyword_macro,
    newer_syntax,
    not_a_value,
    parenthesized_value,
    repeated_key,
    unclosed,
    unhashable_key,
)

SYNTAX_RULES: tuple[Rule, ...] = (
    invalid_syntax.RULE,
    unclosed.RULE,
    bad_indentation.RULE,
    not_a_value.RULE,
    unhashable_key.RULE,
    byte_order_mark.RULE,
    hyperion_sweep.RULE,
    deep_nesting.RULE,
)
VALUE_RULES: tuple[Rule, ...] = (joined_strings.RULE, repeated_key.RULE, dotted_scope.RULE)
"""On values that are hardly meant as they are read, by Gin and by Hyperion."""
SUSPICIOUS_RULES: tuple[Rule, ...] = (
    *VALUE_RULES,
    parenthesized_value.RULE,
    keyword_macro.RULE,
    inconsistent_tabs.RULE,
    dropped_minus.RULE,
    newer_syntax.RULE,
)
"""On what Gin reads otherwise than it looks, or not on every Python or with every Gin."""
