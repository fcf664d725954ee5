"""The rules for calls of hpman, one file each: HPM0 it cannot read them, HPM1 names, HPM2 defaults, HPM3 odd."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.hpman.rules import (
    bad_choices,
    dict_for_branch,
    duplicate_default,
    flag_conflict,
    hint_not_literal,
    ignored_hint,
    invisible_call,
    keyword_default,
    leaf_and_tree,
    missing_action,
    name_not_literal,
    no_default,
    not_a_manager,
    odd_name,
    parse_file_argument,
    rebound_manager,
    unhashable_literal,
    unknown_attribute,
    unknown_name,
    unparsed_manager,
    unsettable_default,
    wrong_arguments,
)

CODE_RULES: tuple[Rule, ...] = (
    wrong_arguments.RULE,
    name_not_literal.RULE,
    hint_not_literal.RULE,
    unhashable_literal.RULE,
    no_default.RULE,
    invisible_call.RULE,
    unknown_name.RULE,
    not_a_manager.RULE,
    duplicate_default.RULE,
    leaf_and_tree.RULE,
    unknown_attribute.RULE,
    rebound_manager.RULE,
    flag_conflict.RULE,
    missing_action.RULE,
    dict_for_branch.RULE,
    parse_file_argument.RULE,
    keyword_default.RULE,
    odd_name.RULE,
    bad_choices.RULE,
    ignored_hint.RULE,
    unsettable_default.RULE,
    unparsed_manager.RULE,
)
