"""The VS Code extension offers the settings that the server knows, under one version, and brings what runs it."""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from lsprotocol.types import SemanticTokenModifiers

import hp_lsp
from hp_lsp.dialects.gin.syntax import parse as parse_gin
from hp_lsp.dialects.hyperion.syntax import parse as parse_hyperion
from hp_lsp.project.settings import SETTINGS, Setting
from hp_lsp.server.handlers.semantic_tokens import LEGEND

EXTENSION = Path(__file__).parents[2] / "vscode-extension"
PACKAGE = json.loads((EXTENSION / "package.json").read_text())
PROPERTIES = PACKAGE["contributes"]["configuration"]["properties"]
OF_THE_MACHINE = {"hp-lsp.serverCommand", "hp-lsp.interpreter"}
OF_THE_CLIENT = OF_THE_MACHINE | {"hp-lsp.trace.server"}
PATHS = {"hp-lsp.python", "hp-lsp.include-roots", "hp-lsp.source-roots"}


def test_the_settings_are_those_of_the_server() -> None:
    assert {f"hp-lsp.{setting.name}" for setting in SETTINGS} == set(PROPERTIES) - OF_THE_CLIENT


@pytest.mark.parametrize("name", sorted(set(PROPERTIES) - OF_THE_CLIENT))
def test_an_unset_setting_leaves_the_project_its_own(name: str) -> None:
    assert PROPERTIES[name]["default"] is None


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_says_what_the_server_says_of_it(setting: Setting) -> None:
    described = PROPERTIES[f"hp-lsp.{setting.name}"]["markdownDescription"]
    assert described.startswith(setting.help.rstrip("."))


def test_a_workspace_that_is_not_trusted_sets_no_paths() -> None:
    restricted = PACKAGE["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    assert set(restricted) == PATHS | OF_THE_MACHINE
    assert all(PROPERTIES[name]["scope"] == "machine-overridable" for name in PATHS)
    assert {PROPERTIES[name]["scope"] for name in OF_THE_MACHINE} == {"machine"}


def test_the_modifiers_of_tokens_are_those_of_the_server() -> None:
    standard = {one.value for one in SemanticTokenModifiers}
    own = {one["id"] for one in PACKAGE["contributes"]["semanticTokenModifiers"]}
    assert own == set(LEGEND.token_modifiers) - standard


def test_the_version_is_that_of_the_server() -> None:
    assert PACKAGE["version"] == hp_lsp.__version__


@pytest.mark.parametrize("language", ["gin", "hyperion"])
def test_a_snippet_is_well_formed(language: str) -> None:
    snippets = json.loads((EXTENSION / "snippets" / f"{language}.json").read_text())
    parse = {"gin": parse_gin, "hyperion": parse_hyperion}[language]
    assert snippets
    for snippet in snippets.values():
        text = re.sub(r"\$\{\d+:([^}]*)\}|\$0", r"\1", "\n".join(snippet["body"])) + "\n"
        assert parse(text).errors == (), text


def test_the_bundled_server_has_all_that_it_needs() -> None:
    pinned = re.findall(r"^([\w-]+)==", (EXTENSION / "bundle" / "requirements.txt").read_text(), re.MULTILINE)
    needed = [one for one in metadata.requires("hp-lsp") or [] if "extra ==" not in one]
    assert {re.split(r"\W", one)[0].lower() for one in needed} <= set(pinned)
