"""The rules of Gin, one file each. Their codes: GIN0 the file cannot be read, GIN1 names, GIN2 values."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules import (
    ambiguous_selector,
    bad_indentation,
    byte_order_mark,
    denied_parameter,
    dropped_minus,
    invalid_syntax,
    missing_include,
    not_a_value,
    unclosed,
    undefined_macro,
    unhashable_key,
    unknown_configurable,
    unknown_parameter,
)

SYNTAX_RULES: tuple[Rule, ...] = (
    invalid_syntax.RULE,
    unclosed.RULE,
    bad_indentation.RULE,
    not_a_value.RULE,
    unhashable_key.RULE,
    byte_order_mark.RULE,
)
NAME_RULES: tuple[Rule, ...] = (
    unknown_configurable.RULE,
    unknown_parameter.RULE,
    ambiguous_selector.RULE,
    undefined_macro.RULE,
    missing_include.RULE,
    denied_parameter.RULE,
)
RULES: tuple[Rule, ...] = (*SYNTAX_RULES, *NAME_RULES, dropped_minus.RULE)
CODE_RULES: tuple[Rule, ...] = ()
