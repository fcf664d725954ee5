"""The rules on what Python gives to Gin in strings: keys, paths, scopes, and whole configs."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules.strings import bound_text, incomplete_key, invalid_scope, misplaced_path
from hp_lsp.dialects.gin.rules.strings.in_python import rules_in_strings

__all__ = ["STRING_RULES", "rules_in_strings"]

STRING_RULES: tuple[Rule, ...] = (
    incomplete_key.RULE,
    misplaced_path.RULE,
    invalid_scope.RULE,
    bound_text.RULE,
)
