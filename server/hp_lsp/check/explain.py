"""`--explain`: the documentation of a rule, as its module holds it, or the list of all rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from hp_lsp.features.rules import all_rules, find_rule
from hp_lsp.text.similar import similar

MOST_NEAR = 3


def run(code: str) -> int:
    """Print the page of a rule, given by code or name, and return the exit status; without a code, every rule."""
    if not code:
        sys.stdout.writelines(_lines())
        return 0
    rule = find_rule(code)
    if rule is None:
        near = " or ".join(f"`{one}`" for one in _near(code))
        meant = f"did you mean {near}? " if near else ""
        sys.stderr.write(f"hp-lsp: there is no rule `{code}`; {meant}`hp-lsp --explain` lists them all.\n")
        return 2
    sys.stdout.write(f"# {rule.code} {rule.name} ({rule.severity.name.lower()})\n\n{rule.docs.strip()}\n")
    return 0


def _near(code: str) -> list[str]:
    """Return the codes, or else the names, that what was asked for is likely a slip of."""
    known = [name for rule in all_rules() for name in (rule.code, rule.name)]
    return similar(code.upper(), known, MOST_NEAR) or similar(code.lower(), known, MOST_NEAR)


def _lines() -> Iterator[str]:
    width = max(len(rule.name) for rule in all_rules())
    for rule in all_rules():
        yield f"{rule.code}  {rule.name:{width}}  {rule.docs.strip().splitlines()[0]}\n"
