"""The rules for Python files that register with Gin. Knows what is written in one file and what all files register."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules.code import (
    dataclass_above_gin,
    denied_required,
    direct_call,
    duplicate_registration,
    enum_constants,
    gin_above_descriptor,
    invalid_name,
    invalid_parameter_list,
    locked_config,
    method_of_two_classes,
    not_an_enum,
    old_list_argument,
    unknown_argument,
    unknown_listed_parameter,
)

REGISTRATION_RULES: tuple[Rule, ...] = (
    invalid_parameter_list.RULE,
    unknown_listed_parameter.RULE,
    denied_required.RULE,
    invalid_name.RULE,
    duplicate_registration.RULE,
    unknown_argument.RULE,
    gin_above_descriptor.RULE,
    dataclass_above_gin.RULE,
    not_an_enum.RULE,
    method_of_two_classes.RULE,
    locked_config.RULE,
    enum_constants.RULE,
    direct_call.RULE,
    old_list_argument.RULE,
)
