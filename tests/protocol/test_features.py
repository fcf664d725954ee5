"""Each feature end to end, as the clients that people use would get it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import converters, types
from pytest_lsp import ClientServerConfig, LanguageClient, make_test_lsp_client

from hp_lsp.server.capabilities import REFRESHES

HERE = Path(__file__).parent
pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]


def capabilities(name: str) -> types.ClientCapabilities:
    """Return what a client announces: one captured in `tests/clients`, or nothing at all."""
    announced = (
        {} if name == "nothing" else json.loads((HERE.parent / "clients" / name).read_text())["capabilities"]
    )
    return converters.get_converter().structure(announced, types.ClientCapabilities)


def make_client() -> LanguageClient:
    client = make_test_lsp_client()
    client.statuses = []

    @client.feature("hpLsp/status")
    def remember(status: Any) -> None:
        client.statuses.append(status)

    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    for method in REFRESHES.values():
        client.feature(method)(lambda params: None)
    return client


@pytest_lsp.fixture(
    scope="session",
    config=ClientServerConfig([sys.executable, "-m", "hp_lsp"], client_factory=make_client),
    params=["nothing", "neovim-0.11.4.json", "vscode-1.99.3.json"],
)
async def client(
    request: pytest.FixtureRequest, lsp_client: LanguageClient, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[None]:
    folder = tmp_path_factory.mktemp("session") / "w"
    shutil.copytree(HERE / "workspace", folder)
    lsp_client.folder = folder
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "w")],
        )
    )
    while not any(status.quiescent and status.indexedFiles for status in lsp_client.statuses):
        await lsp_client.wait_for_notification("hpLsp/status")
    yield
    await lsp_client.shutdown_session()


@dataclass
class Open:
    """An open document. `at` finds the one place of a text in it."""

    client: LanguageClient
    uri: str
    lines: list[str]

    def at(self, text: str, shift: int = 0) -> dict[str, Any]:
        """Return the params that point at the first `text`, `shift` characters further on."""
        line = next(number for number, content in enumerate(self.lines) if text in content)
        before = self.lines[line][: self.lines[line].index(text) + shift]
        return {
            "text_document": types.TextDocumentIdentifier(self.uri),
            "position": types.Position(line, units(self.client, before)),
        }

    def texts(self, *ranges: types.Range) -> list[str]:
        """Return what stands in the ranges."""
        return [text_in(self.client, self.lines, one) for one in ranges]


def units(client: LanguageClient, text: str) -> int:
    """Count as the client does: it asks for UTF-8 if it can choose."""
    general = client.capabilities.general
    if general and "utf-8" in (general.position_encodings or ()):
        return len(text.encode())
    return len(text.encode("utf-16-le")) // 2


def text_in(client: LanguageClient, lines: list[str], range_: types.Range) -> str:
    assert range_.start.line == range_.end.line
    line = lines[range_.start.line]
    ends = [
        next(n for n in range(len(line) + 1) if units(client, line[:n]) == place.character)
        for place in (range_.start, range_.end)
    ]
    return line[slice(*ends)]


@pytest.fixture
def opened(client: LanguageClient) -> Iterator[Any]:
    """Open files of the workspace, or texts in their place; close them after the test."""
    uris: list[str] = []

    def open_file(name: str, text: str | None = None) -> Open:
        path = client.folder / name
        content = path.read_text(encoding="utf-8") if text is None else text
        language = {".gin": "gin", ".hyp": "hyperion", ".py": "python"}[path.suffix]
        item = types.TextDocumentItem(path.as_uri(), language, 1, content)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        uris.append(path.as_uri())
        return Open(client, path.as_uri(), content.split("\n"))

    yield open_file
    for uri in uris:
        client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


async def test_hover_on_a_parameter(client: LanguageClient, opened: Any):
    document = opened("configs/train.gin")
    found = await client.text_document_hover_async(types.HoverParams(**document.at("steps", 2)))
    assert found is not None
    assert document.texts(found.range) == ["steps"]
    assert "100" in found.contents.value
    assert "how many batches to see" in found.contents.value
    wants_markdown = client.capabilities.text_document is not None
    assert found.contents.kind == ("markdown" if wants_markdown else "plaintext")
    assert ("```" in found.contents.value) <= wants_markdown


async def test_hover_behind_astral_characters(client: LanguageClient, opened: Any):
    document = opened("configs/new.gin", "train.name = '😀😀'; x\ntrain.name = ['😀', @Transformer()]\n")
    found = await client.text_document_hover_async(types.HoverParams(**document.at("Transformer", 3)))
    assert document.texts(found.range) == ["Transformer"]


async def test_definition_leads_from_config_to_code(client: LanguageClient, opened: Any):
    document = opened("configs/train.gin")
    found = await client.text_document_definition_async(types.DefinitionParams(**document.at("steps")))
    (target,) = found
    code = client.folder / "model.py"
    if client.capabilities.text_document is None:
        assert (target.uri, text_in(client, lines_of(code), target.range)) == (code.as_uri(), "steps")
    else:
        assert document.texts(target.origin_selection_range) == ["steps"]
        assert target.target_uri == code.as_uri()
        assert text_in(client, lines_of(code), target.target_selection_range) == "steps"


async def test_definition_of_a_macro_is_in_the_config(client: LanguageClient, opened: Any):
    document = opened("configs/train.gin")
    found = await client.text_document_definition_async(types.DefinitionParams(**document.at("%width", 2)))
    (target,) = found
    uri = target.uri if isinstance(target, types.Location) else target.target_uri
    assert uri == document.uri


async def test_references_lead_from_code_to_configs(client: LanguageClient, opened: Any):
    document = opened("model.py")
    found = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(include_declaration=False), **document.at("steps: int"))
    )
    places = {(location.uri.rpartition("/")[2], location.range.start.line) for location in found}
    assert places == {("train.gin", 6), ("depth.hyp", 3)}


async def test_references_name_an_open_document_as_the_client_does(client: LanguageClient, opened: Any):
    path = client.folder / "configs/train.gin"
    odd = path.as_uri().replace("train", "tr%61in")
    item = types.TextDocumentItem(odd, "gin", 1, path.read_text(encoding="utf-8"))
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    document = opened("model.py")
    found = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(include_declaration=False), **document.at("steps: int"))
    )
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(odd)))
    assert odd in {location.uri for location in found}


async def complete(client: LanguageClient, document: Open, text: str) -> types.CompletionList:
    params = types.CompletionParams(**document.at(text, len(text)))
    return await client.text_document_completion_async(params)


def edit_of(found: types.CompletionList, item: types.CompletionItem) -> types.TextEdit:
    """Return what choosing the item changes, the list's defaults included."""
    if item.text_edit is not None:
        return item.text_edit
    return types.TextEdit(found.item_defaults.edit_range, item.text_edit_text or item.label)


async def test_completion_of_a_parameter(client: LanguageClient, opened: Any):
    document = opened("configs/new.gin", "Transformer.de\n")
    found = await complete(client, document, "Transformer.de")
    labels = [item.label for item in found.items]
    assert "depth" in labels
    assert "steps" not in labels
    item = found.items[labels.index("depth")]
    edit = edit_of(found, item)
    assert edit.new_text.startswith("depth")
    assert document.texts(edit.range) == ["de"]
    assert [item.sort_text for item in found.items] == sorted(item.sort_text for item in found.items)


async def test_completion_documentation_comes_late_where_the_client_can_wait(
    client: LanguageClient, opened: Any
):
    document = opened("configs/new.gin", "train.st\n")
    found = await complete(client, document, "train.st")
    item = next(item for item in found.items if item.label == "steps")
    assert item.documentation is None
    resolves = bool(
        client.capabilities.workspace
        and client.capabilities.workspace.did_change_watched_files.dynamic_registration
    )
    if resolves:
        resolved = await client.completion_item_resolve_async(item)
        assert "how many batches to see" in resolved.documentation.value
        assert resolved.text_edit == item.text_edit
    else:
        assert item.data is None


async def test_completion_writes_a_block_where_the_client_has_snippets(client: LanguageClient, opened: Any):
    document = opened("sweeps/new.hyp", "train.name = 'x'\npro")
    found = await complete(client, document, "pro")
    item = next(item for item in found.items if item.label == "product")
    if client.capabilities.text_document is None:
        assert (item.insert_text_format, edit_of(found, item).new_text) == (None, "product")
    else:
        assert item.insert_text_format == types.InsertTextFormat.Snippet
        assert edit_of(found, item).new_text == "product:\n\t$0"


async def test_completion_writes_the_word_where_more_follows(client: LanguageClient, opened: Any):
    document = opened("sweeps/new.hyp", "pro:\n    train.steps = 1\n")
    found = await complete(client, document, "pro")
    item = next(item for item in found.items if item.label == "product")
    assert (item.insert_text_format, edit_of(found, item).new_text) == (None, "product")


async def diagnostics(client: LanguageClient, document: Open) -> list[types.Diagnostic]:
    """Get diagnostics the one way that the client has."""
    if client.capabilities.workspace and client.capabilities.workspace.diagnostics:
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(document.uri))
        report = await client.text_document_diagnostic_async(params)
        return list(report.items)
    while document.uri not in client.diagnostics:
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return list(client.diagnostics.pop(document.uri))


async def test_diagnostics(client: LanguageClient, opened: Any):
    document = opened("configs/broken.gin")
    found = await diagnostics(client, document)
    assert [item.code for item in found] == ["GIN102", "GIN001"]
    assert document.texts(*(item.range for item in found)) == ["depht", "3"]
    assert {item.source for item in found} == {"hp-lsp"}


async def preview(client: LanguageClient, **argument: object) -> Any:
    params = types.ExecuteCommandParams("hpLsp.previewExpansion", [argument])
    return await client.workspace_execute_command_async(params)


async def test_preview(client: LanguageClient, opened: Any):
    document = opened("sweeps/depth.hyp")
    page = await preview(client, uri=document.uri, start=4, count=10)
    assert page["count"] == 6
    assert [config["index"] for config in page["configs"]] == [4, 5]
    assert page["varying"] == ["Transformer.depth", "train.steps"]


async def test_preview_follows_the_open_text(client: LanguageClient, opened: Any):
    document = opened("sweeps/depth.hyp", "train.steps: [1, 2, 3]\n")
    page = await preview(client, uri=document.uri)
    assert [config["text"].strip() for config in page["configs"]] == [f"train.steps = {n}" for n in (1, 2, 3)]
