"""`docs/rules.md` is generated: every rule's own documentation, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from hp_lsp.features.rules import all_rules

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

HEAD = """\
# Rules

What `hp-lsp --check` and the editors report, by code. `hp-lsp --explain CODE` prints the same. The first digit tells
the kind: 0 the file cannot be read, 1 names, 2 values, 3 suspicious or without effect, 4 compatibility.

| code | name | level |
|---|---|---|
"""


def page() -> str:
    rows = "".join(
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity.name.lower()} |\n"
        for rule in all_rules()
    )
    sections = (
        f"\n## {rule.code} {rule.name}\n\n{rule.docs.strip().replace('## ', '### ')}\n"
        for rule in all_rules()
    )
    return HEAD + rows + "".join(sections)


def test_the_page_of_rules_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-cases"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
