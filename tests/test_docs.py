"""`docs/rules.md` and `docs/settings.md` are generated: what each rule and each setting says of itself, in order."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from hp_lsp.features.rules import all_rules
from hp_lsp.project.settings import SETTINGS, merge

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"
SETTINGS_PAGE = ROOT / "docs" / "settings.md"
PACKAGE = json.loads((ROOT / "vscode-extension" / "package.json").read_text())

HEAD = """\
# Rules

What `hp-lsp --check` and the editors report, by code. `hp-lsp --explain CODE` prints the same. The first digit tells
the kind: 0 the file cannot be read, 1 names, 2 values, 3 suspicious or without effect, 4 compatibility.

| code | name | level |
|---|---|---|
"""

SETTINGS_HEAD = """\
# Settings

They stand under `[tool.hp-lsp]` in the project's `pyproject.toml`, or without that heading in a file `hp-lsp.toml`
beside it, and then `pyproject.toml` does not count. Editors give the same names in their section `hp-lsp`; those win
over the project's, and flags of the command line win over both. What is not set, or is `null` in an editor, is left as
it is. A name that does not exist and a value that does not fit are reported, and nothing else is lost by them.

Globs are matched below the project's folder: one without a slash against each name on the way to a file, one with a
slash against the path of the file and of each folder on the way; `*` stands for slashes, too. Paths begin at the
project's folder. The examples are for `hp-lsp.toml`; in `pyproject.toml`, `[severity]` is `[tool.hp-lsp.severity]`.
"""

EXAMPLES = {
    "select": 'select = ["GIN", "HYP3"]',
    "ignore": 'ignore = ["GIN104"]',
    "per-file-ignores": '[per-file-ignores]\n"tests/**" = ["GIN3"]',
    "severity": '[severity]\nGIN105 = "error"\nGIN3 = "hint"\nHPM2 = "off"',
    "closed-files": 'closed-files = "all"',
    "exclude": 'exclude = ["third_party/**", "*.generated.gin"]',
    "include-roots": 'include-roots = ["src/configs"]',
    "source-roots": 'source-roots = ["lib"]',
    "python": 'python = ".venv"',
    "gin-files": 'gin-files = ["*.gin", "configs/*.config"]',
    "hyp-files": 'hyp-files = ["*.hyp", "sweeps/*.sweep"]',
    "hpman-files": 'hpman-files = ["hparams/*.yaml"]',
}


def settings_page() -> str:
    sections = (
        f"\n## {one.name}\n\n{one.help} It is {one.wants}; the default is "
        f"`{json.dumps(one.default)}`.\n\n```toml\n{EXAMPLES[one.name]}\n```\n"
        for one in SETTINGS
    )
    own = {
        name: value
        for name, value in PACKAGE["contributes"]["configuration"]["properties"].items()
        if name.removeprefix("hp-lsp.") not in EXAMPLES
    }
    rows = "".join(f"| `{name}` | {value['markdownDescription']} |\n" for name, value in own.items())
    more = "\n## VS Code alone\n\n| setting | meaning |\n|---|---|\n"
    return SETTINGS_HEAD + "".join(sections) + more + rows


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_a_setting_is_taken(name: str) -> None:
    given = tomllib.loads(EXAMPLES[name])
    merged, messages = merge([("example", given)])
    assert messages == ()
    assert merged[name] == given[name]


def test_the_page_of_settings_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-cases"):
        SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
    assert SETTINGS_PAGE.read_text(encoding="utf-8") == settings_page()


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
