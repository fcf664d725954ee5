"""The rules for hpman's YAML files, one file each."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.hpman.rules.files import (
    changed_value,
    duplicate_key,
    incomplete_dict,
    invalid_yaml,
    nested_key,
    not_a_choice,
    not_a_mapping,
    unconvertible_value,
    unknown_key,
)

FILE_RULES: tuple[Rule, ...] = (
    invalid_yaml.RULE,
    not_a_mapping.RULE,
    unknown_key.RULE,
    nested_key.RULE,
    unconvertible_value.RULE,
    changed_value.RULE,
    duplicate_key.RULE,
    not_a_choice.RULE,
    incomplete_dict.RULE,
)
