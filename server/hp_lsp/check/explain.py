"""`--explain`: the documentation of a rule, as its module holds it, or the list of all rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from hp_lsp.features.rules import all_rules, find_rule
from hp_lsp.text.similar import similar


def run(code: str) -> int:
    """Print the page of a rule, given by code or name, and return the exit status; without a code, every rule."""
    if not code:
        sys.stdout.writelines(_lines())
        return 0
    rule = find_rule(code)
    if rule is None:
        known = [name for rule in all_rules() for name in (rule.code, rule.name)]
        near = similar(code.upper(), known, 1) or similar(code.lower(), known, 1)
        hint = (
            f"did you mean `{near[0]}`?"
            if near
            else f"the rules are {', '.join(rule.code for rule in all_rules())}."
        )
        sys.stderr.write(f"hp-lsp: there is no rule `{code}`; {hint}\n")
        return 2
    sys.stdout.write(f"# {rule.code} {rule.name} ({rule.severity.name.lower()})\n\n{rule.docs.strip()}\n")
    return 0


def _lines() -> Iterator[str]:
    width = max(len(rule.name) for rule in all_rules())
    for rule in all_rules():
        yield f"{rule.code}  {rule.name:{width}}  {rule.docs.strip().splitlines()[0]}\n"
