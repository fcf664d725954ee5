"""Every rule there is: those of the dialects and the tool's own, which hold for any file."""

from __future__ import annotations

from functools import cache

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.rules import foreign_file, large_file, unreadable_file, unused_ignore

OWN_RULES: tuple[Rule, ...] = (
    unreadable_file.RULE,
    unused_ignore.RULE,
    foreign_file.RULE,
    large_file.RULE,
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code."""
    found = {
        rule.code: rule
        for dialect in DIALECTS
        for rule in (*OWN_RULES, *dialect.rules, *dialect.code_rules, *dialect.script_rules)
    }
    return tuple(found[code] for code in sorted(found))


def find_rule(code_or_name: str) -> Rule | None:
    """Return the rule with that code or name, in any case."""
    wanted = code_or_name.lower()
    return next((rule for rule in all_rules() if wanted in (rule.code.lower(), rule.name)), None)
