"""The rules for calls of hpman, one file each: HPM0 it cannot read them, HPM1 names, HPM2 defaults, HPM3 odd."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.hpman.rules import (
    duplicate_default,
    hint_not_literal,
    invisible_call,
    keyword_default,
    leaf_and_tree,
    name_not_literal,
    no_default,
    unhashable_literal,
    wrong_arguments,
)

CODE_RULES: tuple[Rule, ...] = (
    wrong_arguments.RULE,
    name_not_literal.RULE,
    hint_not_literal.RULE,
    unhashable_literal.RULE,
    no_default.RULE,
    invisible_call.RULE,
    duplicate_default.RULE,
    leaf_and_tree.RULE,
    keyword_default.RULE,
)
