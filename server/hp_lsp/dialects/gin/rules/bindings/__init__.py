"""The rules about what configs bind: values that will fail, and lines without effect."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules.bindings import (
    circular_value,
    forgotten_parameter,
    missing_argument,
    overwritten_binding,
    quoted_reference,
    repeated_binding,
    required_value,
    shadowed_macro,
    similar_parameter,
    similar_scope,
    singleton,
    unevaluated_macro,
    unusable_binding,
    unused_macro,
    value_type,
    without_effect,
)

BINDING_RULES: tuple[Rule, ...] = (
    unusable_binding.RULE,
    without_effect.RULE,
    forgotten_parameter.RULE,
    shadowed_macro.RULE,
    unused_macro.RULE,
    similar_scope.RULE,
    similar_parameter.RULE,
    value_type.RULE,
    quoted_reference.RULE,
)
"""On one line at a time, in configs and in sweeps."""
EFFECTIVE_RULES: tuple[Rule, ...] = (
    circular_value.RULE,
    unevaluated_macro.RULE,
    required_value.RULE,
    singleton.RULE,
    missing_argument.RULE,
    overwritten_binding.RULE,
    repeated_binding.RULE,
)
"""On what the lines of a config come to in the end; a sweep comes to many things."""
