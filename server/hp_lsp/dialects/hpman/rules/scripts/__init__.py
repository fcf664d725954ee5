"""The rules for command lines in scripts, one file each: what the programs that they run do not take."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.hpman.rules.scripts import (
    detail_with_values,
    file_extension,
    flag_value,
    required_flag,
    unknown_flag,
)

SCRIPT_RULES: tuple[Rule, ...] = (
    unknown_flag.RULE,
    flag_value.RULE,
    file_extension.RULE,
    required_flag.RULE,
    detail_with_values.RULE,
)
