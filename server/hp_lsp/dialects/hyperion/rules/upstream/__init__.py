"""The rules on what upstream Hyperion refuses, one for each cause."""

from __future__ import annotations

from hp_lsp.dialects.base import Rule
from hp_lsp.dialects.hyperion.rules.upstream import (
    comment_line,
    continued_line,
    dotted_scope,
    from_or_as,
    gin_block,
    gin_number,
    gin_string,
    indented_line,
    late_import,
    long_macro,
    non_ascii_name,
    reserved_name,
    signed_exponent,
)

UPSTREAM_RULES: tuple[Rule, ...] = (
    comment_line.RULE,
    gin_string.RULE,
    gin_number.RULE,
    non_ascii_name.RULE,
    reserved_name.RULE,
    long_macro.RULE,
    dotted_scope.RULE,
    from_or_as.RULE,
    late_import.RULE,
    gin_block.RULE,
    indented_line.RULE,
    continued_line.RULE,
    signed_exponent.RULE,
)
