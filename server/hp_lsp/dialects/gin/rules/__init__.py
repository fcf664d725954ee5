"""The rules of Gin, one file each, by what they look at.

Their codes: GIN0 the file cannot be read, GIN1 names, GIN2 what will fail, GIN3 what is suspicious, GIN4 compatibility.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.gin.rules.bindings import BINDING_RULES, EFFECTIVE_RULES
from hp_lsp.dialects.gin.rules.code import REGISTRATION_RULES
from hp_lsp.dialects.gin.rules.names import NAME_RULES
from hp_lsp.dialects.gin.rules.strings import OVERRIDE_RULES, STRING_RULES, rules_in_scripts, rules_in_strings
from hp_lsp.dialects.gin.rules.syntax import SUSPICIOUS_RULES, SYNTAX_RULES

RULES: tuple[Rule, ...] = (
    *SYNTAX_RULES,
    *NAME_RULES,
    *BINDING_RULES,
    *EFFECTIVE_RULES,
    *SUSPICIOUS_RULES,
)
CODE_RULES: tuple[Rule, ...] = (*REGISTRATION_RULES, *STRING_RULES, *rules_in_strings(RULES))
SCRIPT_RULES: tuple[Rule, ...] = rules_in_scripts((*RULES, *OVERRIDE_RULES))
