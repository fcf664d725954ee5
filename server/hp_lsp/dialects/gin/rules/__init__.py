"""The rules of Gin, one file each. Their codes: GIN0 the file cannot be read, GIN1 names, GIN2 values."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules import (
    ambiguous_constant,
    ambiguous_selector,
    bad_indentation,
    byte_order_mark,
    deep_nesting,
    denied_parameter,
    dotted_scope,
    dropped_minus,
    dynamic_registration,
    hyperion_sweep,
    import_below_use,
    imported_program,
    include_cycle,
    inconsistent_tabs,
    invalid_syntax,
    joined_strings,
    keyword_macro,
    method_without_class,
    missing_include,
    newer_syntax,
    not_a_value,
    not_imported,
    parenthesized_value,
    repeated_key,
    unclosed,
    undefined_macro,
    unhashable_key,
    unknown_configurable,
    unknown_module,
    unknown_parameter,
)
from hp_lsp.dialects.gin.rules.bindings import BINDING_RULES, EFFECTIVE_RULES
from hp_lsp.dialects.gin.rules.code import REGISTRATION_RULES
from hp_lsp.dialects.gin.rules.strings import STRING_RULES, rules_in_strings

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
SUSPICIOUS_RULES: tuple[Rule, ...] = (
    joined_strings.RULE,
    parenthesized_value.RULE,
    repeated_key.RULE,
    dotted_scope.RULE,
    keyword_macro.RULE,
    inconsistent_tabs.RULE,
)
"""On what Gin reads, though hardly as it is meant, or not on every Python."""
NAME_RULES: tuple[Rule, ...] = (
    unknown_configurable.RULE,
    unknown_parameter.RULE,
    ambiguous_selector.RULE,
    undefined_macro.RULE,
    missing_include.RULE,
    denied_parameter.RULE,
    include_cycle.RULE,
    dynamic_registration.RULE,
    unknown_module.RULE,
    ambiguous_constant.RULE,
    method_without_class.RULE,
    not_imported.RULE,
    import_below_use.RULE,
    imported_program.RULE,
)
RULES: tuple[Rule, ...] = (
    *SYNTAX_RULES,
    *NAME_RULES,
    dropped_minus.RULE,
    *BINDING_RULES,
    *EFFECTIVE_RULES,
    *SUSPICIOUS_RULES,
    newer_syntax.RULE,
)
CODE_RULES: tuple[Rule, ...] = (*REGISTRATION_RULES, *STRING_RULES, *rules_in_strings(RULES))
