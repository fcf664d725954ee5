"""Rules on names that mean nothing, or not what they seem to, and on the files that bring them."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules.names import (
    ambiguous_constant,
    ambiguous_selector,
    denied_parameter,
    dynamic_registration,
    import_below_use,
    imported_program,
    include_cycle,
    method_without_class,
    missing_include,
    not_imported,
    undefined_macro,
    unknown_configurable,
    unknown_module,
    unknown_parameter,
)

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
