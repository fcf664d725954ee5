"""The rules on what Python and command lines give to Gin: keys, paths, scopes, and whole configs."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules.strings import (
    bound_text,
    incomplete_key,
    invalid_scope,
    misplaced_path,
    unused_override,
)
from hp_lsp.dialects.gin.rules.strings.in_python import rules_in_strings
from hp_lsp.dialects.gin.rules.strings.in_scripts import rules_in_scripts

__all__ = ["OVERRIDE_RULES", "STRING_RULES", "rules_in_scripts", "rules_in_strings"]

STRING_RULES: tuple[Rule, ...] = (
    incomplete_key.RULE,
    misplaced_path.RULE,
    invalid_scope.RULE,
    bound_text.RULE,
)
OVERRIDE_RULES: tuple[Rule, ...] = (unused_override.RULE,)
"""Rules on what command lines give Gin alone."""
