"""The points of the protocol that servers break most often, each under what each real client announces.

The real process serves one session for each client. What needs a life or streams of its own starts another process.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from protocol import test_lifecycle as lifecycle
from protocol import test_texts as texts
from protocol.announced import CLIENTS, Opened, Session, eventually
from protocol.rawclient import RawClient, frame, raw_client
from protocol.session import (
    HERE,
    PUBLISH,
    apply,
    begin,
    hover,
    place,
    pulled,
    shown_messages,
    suggested_edit,
)
from protocol.test_files import registrations
from protocol.test_messages import INVALID, REFUSED
from protocol.test_streams import NOISY, open_a_large_document, send_many_at_once

HOVER = {"textDocument": {"uri": "file:///none/x.gin"}, "position": {"line": 0, "character": 0}}
HASTY = """
import sys
from hp_lsp.server import progress
progress.PATIENCE = progress.INTERVAL = 0
from hp_lsp.cli import main
sys.exit(main([]))
"""
"""A server that shows progress at once: what takes half a second here may take less elsewhere."""


@pytest.fixture(scope="module", params=CLIENTS)
def announced(request: pytest.FixtureRequest) -> Any:
    path = CLIENTS[request.param]
    return {} if path is None else json.loads(path.read_text(encoding="utf-8"))["capabilities"]


@pytest.fixture(scope="module")
def session(announced: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("session") / "work space"
    shutil.copytree(HERE / "workspace", folder)
    with raw_client(folder.parent) as client:
        early = client.request("textDocument/hover", HOVER)
        client.open("file:///none/x.gin", "x = \n")
        initialized = begin(client, folder, announced)
        yield Session(client, announced, folder, early, initialized)
        assert client.shut_down() == 0
        assert "Traceback" not in client.log.read_text()


@pytest.fixture
def process(announced: Any, tmp_path: Path) -> Iterator[RawClient]:
    with raw_client(tmp_path) as client:
        client.capabilities = announced
        yield client


# --- the life of a session ----------------------------------------------------------------------------------------


def test_c1_nothing_works_before_initialize(session: Session) -> None:
    assert session.early["error"]["code"] == -32002
    assert hover(session.client, "file:///none/x.gin", 0, 0) is None
    assert not [one for one in session.client.received if one.get("method") == PUBLISH and
                one["params"]["uri"] == "file:///none/x.gin"]  # fmt: skip


def test_c2_initialize_once_and_nothing_after_shutdown(session: Session, process: RawClient) -> None:
    again = session.client.request("initialize", {"processId": None, "capabilities": session.announced})
    assert again["error"]["code"] == -32600
    lifecycle.test_nothing_works_after_shutdown_but_exit(process)


def test_c3_the_process_ends(announced: Any, tmp_path: Path, process: RawClient) -> None:
    """With status 1 when the editor ends first, or leaves without a `shutdown`."""
    editor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (tmp_path / "orphan").mkdir()
    with raw_client(tmp_path / "orphan") as orphan:
        orphan.initialize(announced, processId=editor.pid)
        editor.kill()
        lifecycle.test_exit_without_shutdown(process)
        assert orphan.exit_status(within=3.0) == 1
    editor.wait()


def test_c4_every_request_is_answered_once(session: Session) -> None:
    for number, (what, message, code) in enumerate(REFUSED):
        session.client.send({**message, "id": f"refused {number}"})
        assert session.client.answer(f"refused {number}")["error"]["code"] == code, what
    for what, message, code in INVALID:
        session.client.send(message)
        assert session.client.answer(None)["error"]["code"] == code, what
    cancelled = {"jsonrpc": "2.0", "id": "cancelled", "method": "textDocument/hover", "params": HOVER}
    cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "cancelled"}}
    session.client.write(frame(cancelled) + frame(cancel))
    assert session.client.answer("cancelled")["error"]["code"] == -32800
    session.client.notify("$/no")
    assert hover(session.client, "file:///none/x.gin", 0, 0) is None
    ids = [one["id"] for one in session.client.received if "method" not in one and one["id"] is not None]
    assert len(ids) == len(set(ids))


# --- texts and positions ------------------------------------------------------------------------------------------

ASTRAL = """\
girth = 32
Transformer.width = %girth
train.name = ['😀', %girth]  # 😀
train.model = {'😀': @Transformer()}
"""


def test_c5_columns_of_all_that_is_sent(session: Session) -> None:
    assert session.initialized["capabilities"].get("positionEncoding", "utf-16") == session.encoding
    config = session.open("configs/c5.gin", ASTRAL)
    assert config.piece(config.ask("hover", "@Trans", 3)["range"]) == "Transformer"
    (definition,) = config.ask("definition", "%girth]", 2)
    if session.can("textDocument.definition.linkSupport"):
        assert config.piece(definition["originSelectionRange"]) == "girth"
    found = config.ask("references", "%girth]", 2, context={"includeDeclaration": True})
    assert [config.piece(one["range"]) for one in found] == ["girth", "girth", "girth"]
    marked = config.ask("documentHighlight", "%girth]", 2)
    assert [config.piece(one["range"]) for one in marked] == ["girth", "girth", "girth"]
    (selected,) = session.answers(
        "textDocument/selectionRange", **config.document, positions=[config.at("@Trans", 3)["position"]]
    )
    assert config.piece(selected["range"]) == "Transformer"
    suggested = config.ask("completion", "@Transformer", 6)
    assert config.piece(suggested_edit(suggested, suggested["items"][0])["range"]) == "Transformer"
    has_defaults = "editRange" in (session.can("textDocument.completion.completionList.itemDefaults") or ())
    assert ("itemDefaults" in suggested) == has_defaults
    assert {"Transformer", "# 😀"} <= set(token_pieces(config))
    assert config.ask("hover", "😀", 0) == config.ask("hover", "['", 2)
    config.close()


def token_pieces(config: Opened) -> Iterator[str]:
    answer = config.session.answers("textDocument/semanticTokens/full", **config.document)
    line = column = 0
    numbers = iter(answer["data"])
    for down, right, length, *_ in zip(*[numbers] * 5, strict=True):
        line, column = line + down, right if down else column + right
        yield config.piece(place(line, column, line, column + length))


def test_c5_columns_that_are_no_places(session: Session) -> None:
    """One past the end of a line is its end; one inside a character is before it."""
    config = session.open("configs/c5b.gin", "a = 1 # 😀\nb = %a\n")
    for column in range(20):
        assert "error" not in session.client.request(
            "textDocument/hover", {**config.document, "position": {"line": 0, "character": column}}
        )
    session.client.change(config.uri, 2, {"range": place(1, 99, 1, 2**31 - 1), "text": " # x"})
    changed = config._replace(text="a = 1 # 😀\nb = %a # x\n")
    assert list(token_pieces(changed))[-1] == "# x"
    config.close()


def test_c6_only_the_three_line_ends_end_a_line(session: Session) -> None:
    config = session.open("configs/c6.gin", "# \f\v\x1c\x1d\x1e\x85\u2028\u2029\rwidth = 1\r\nx = %width\n")
    assert hover(session.client, config.uri, 2, 6)["range"] in (place(2, 4, 2, 10), place(2, 5, 2, 10))
    session.client.change(config.uri, 2, {"range": place(1, 0, 1, 5), "text": "depth"})
    session.client.change(config.uri, 3, {"range": place(2, 5, 2, 10), "text": "depth"})
    found = session.answers(
        "textDocument/references",
        **config.document,
        position={"line": 1, "character": 2},
        context={"includeDeclaration": True},
    )
    assert [one["range"] for one in found] == [place(1, 0, 1, 5), place(2, 5, 2, 10)]
    config.close()


def test_c7_changes_are_applied_in_order(session: Session) -> None:
    if session.encoding == "utf-16":
        texts.change_several_times(session.client, (session.folder / "configs/c7.gin").as_uri())
    config = session.open("configs/c7.gin", "train.stesp = 1\n")
    config.problems(["GIN102"])
    session.client.change(config.uri, 2, {"text": "train.stesp = 1\ntrain.stpes = 1\n"},
                          {"range": place(0, 9, 0, 11), "text": "ps"})  # fmt: skip
    (problem,) = config.problems(["GIN102"])
    assert problem["range"] == place(1, 6, 1, 11)
    config.close()


def test_c8_an_open_text_counts_until_it_is_closed(session: Session) -> None:
    path = session.folder / "configs/c8.gin"
    path.write_text("train.steps = 1\n")
    session.told((path, 1))
    eventually(session.users_of_steps, lambda users: path.name in users)
    config = session.open("configs/c8.gin", "train.name = 1\n")
    assert path.name not in session.users_of_steps()
    session.told((path, 2))
    assert path.name not in session.users_of_steps()
    config.close()
    eventually(session.users_of_steps, lambda users: path.name in users)
    path.unlink()
    session.told((path, 3))
    eventually(session.users_of_steps, lambda users: path.name not in users)


def test_c8_another_language_is_another_document(session: Session) -> None:
    config = session.open("configs/c8b.gin", "train.stesp = 1\n")
    config.problems(["GIN102"])
    config.close()
    session.client.open("untitled:c8", "train.stesp = 1\n", "python")
    untitled = config._replace(uri="untitled:c8")
    assert untitled.ask("hover", "stesp") is None
    untitled.close()
    session.client.open("untitled:c8", "x = 1\ny = %x\n", "gin")
    assert hover(session.client, "untitled:c8", 1, 5) is not None
    untitled.close()


def test_c9_files_that_change_on_disk(session: Session) -> None:
    """Created, replaced, renamed in case alone, deleted while open, and hundreds at once."""
    folder = session.folder / "configs"
    before = session.users_of_steps()
    one, other = folder / "c9.gin", folder / "C9.gin"
    (folder / "c9.tmp").write_text("train.steps = 1\n")
    (folder / "c9.tmp").rename(one)
    session.told((one, 1))
    eventually(session.users_of_steps, lambda users: users == before | {"c9.gin"})
    one.rename(other)
    session.told((one, 3), (other, 1))
    eventually(session.users_of_steps, lambda users: users == before | {"C9.gin"})
    (folder / "c9.tmp").write_text("train.name = 1\n")
    (folder / "c9.tmp").rename(other)
    session.told((other, 2))
    eventually(session.users_of_steps, lambda users: users == before)
    config = session.open("configs/C9.gin", "train.steps = 2\n")
    other.unlink()
    session.told((other, 3))
    eventually(session.users_of_steps, lambda users: users == before | {"C9.gin"})
    config.close()
    eventually(session.users_of_steps, lambda users: users == before)
    many = [folder / f"many{number}.gin" for number in range(500)]
    for path in many:
        path.write_text("train.steps = 1\n")
    session.told(*((path, 1) for path in many))
    eventually(session.users_of_steps, lambda users: users == before | {path.name for path in many})
    for path in many:
        path.unlink()
    session.told(*((path, 3) for path in many))
    eventually(session.users_of_steps, lambda users: users == before)


def test_c10_documents_that_are_no_local_files(session: Session) -> None:
    for uri in texts.URIS:
        texts.test_all_kinds_of_uris(session.client, uri)


def test_c11_folders_come_and_go(session: Session) -> None:
    """Those of a workspace are one project: code in one is set by configs in another."""
    before = session.users_of_steps()
    other = session.folder.parent / "other"
    (other / "nested").mkdir(parents=True, exist_ok=True)
    (other / "nested/c11.gin").write_text("train.steps = 1\n")
    folders = [{"uri": path.as_uri(), "name": "f"} for path in (other, other / "nested")]

    def change(**event: object) -> None:
        session.client.notify("workspace/didChangeWorkspaceFolders", {"event": event})

    change(added=[*folders, *folders], removed=[])
    eventually(session.users_of_steps, lambda users: users == before | {"c11.gin"})
    change(added=[], removed=folders[:1])
    eventually(session.users_of_steps, lambda users: users == before | {"c11.gin"})
    change(added=[], removed=folders)
    eventually(session.users_of_steps, lambda users: users == before)


# --- what depends on the client -----------------------------------------------------------------------------------

REGISTERED = {
    "workspace/didChangeWatchedFiles": "workspace.didChangeWatchedFiles",
    "workspace/didChangeConfiguration": "workspace.didChangeConfiguration",
    "textDocument/formatting": "textDocument.formatting",
    "textDocument/rangeFormatting": "textDocument.rangeFormatting",
    "textDocument/onTypeFormatting": "textDocument.onTypeFormatting",
    "textDocument/prepareCallHierarchy": "textDocument.callHierarchy",
    "textDocument/documentSymbol": "textDocument.documentSymbol",
    "textDocument/foldingRange": "textDocument.foldingRange",
    "textDocument/selectionRange": "textDocument.selectionRange",
}


def test_c12_registers_what_the_client_takes_and_looks_itself_otherwise(session: Session) -> None:
    allowed = {name for name, field in REGISTERED.items() if session.can(f"{field}.dynamicRegistration")}
    assert set(registrations(session.client)) == allowed
    if "workspace/didChangeWatchedFiles" in allowed:
        return
    path = session.folder / "configs/c12.gin"
    path.write_text("train.steps = 1\n")
    eventually(session.users_of_steps, lambda users: path.name in users)
    path.unlink()
    eventually(session.users_of_steps, lambda users: path.name not in users)


@pytest.fixture(scope="module")
def large_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    for number in range(400):
        (folder / f"m{number}.gin").write_text("train.steps = 1\ntrain.name = 'x'\n")
    return folder


def test_c13_progress_is_begun_and_ended_once(announced: Any, tmp_path: Path, large_folder: Path) -> None:
    with raw_client(tmp_path, command=(sys.executable, "-c", HASTY)) as client:
        begin(client, large_folder, announced)
        client.result("shutdown")
        asked = [one["params"]["token"] for one in client.received
                 if one.get("method") == "window/workDoneProgress/create"]  # fmt: skip
        shown = [one["params"] for one in client.received if one.get("method") == "$/progress"]
    assert {one["token"] for one in shown} <= set(asked)
    assert bool(shown) == bool((announced.get("window") or {}).get("workDoneProgress")) == bool(asked)
    for token in {one["token"] for one in shown}:
        values = [one["value"] for one in shown if one["token"] == token]
        assert [one["kind"] for one in values] == ["begin", *["report"] * (len(values) - 2), "end"]
        percentages = [one["percentage"] for one in values[:-1]]
        assert percentages == sorted(percentages)


def test_c14_diagnostics_are_pushed_or_pulled(session: Session) -> None:
    config = session.open("configs/c14.gin", "train.stesp = 1\ntrain.steps = 1\ntrain.steps = 2\n")
    found = config.problems(["GIN102", "GIN313"])
    has = {name: bool(session.can(f"textDocument.publishDiagnostics.{name}")
                      or session.can(f"textDocument.diagnostic.{name}"))
           for name in ("codeDescriptionSupport", "relatedInformation", "tagSupport")}  # fmt: skip
    assert [one.get("codeDescription") is not None for one in found] == [has["codeDescriptionSupport"]] * 2
    assert any("relatedInformation" in one for one in found) == has["relatedInformation"]
    assert any("tags" in one for one in found) == has["tagSupport"]
    pushed = [one["params"] for one in session.client.received if one.get("method") == PUBLISH]
    assert bool(session.initialized["capabilities"].get("diagnosticProvider")) == session.pulls
    if session.pulls:
        assert pushed == []
        report = pulled(session.client, config.uri)
        assert pulled(session.client, config.uri, previousResultId=report["resultId"])["kind"] == "unchanged"
        config.close()
        return
    assert ("version" in pushed[-1]) == bool(session.can("textDocument.publishDiagnostics.versionSupport"))
    assert session.client.request("textDocument/diagnostic", config.document)["error"]["code"] == -32601
    config.close()
    config.problems([])


def test_c15_settings_fall_back_one_by_one(session: Session) -> None:
    config = session.open("configs/c15.gin", "train.stesp = 1\n")
    config.problems(["GIN102"])
    before = len(shown_messages(session.client))
    for settings, wanted in (({"ignore": ["GIN102"], "select": 5}, []), ({}, ["GIN102"])):
        session.client.answers["workspace/configuration"] = lambda params, settings=settings: [settings]
        session.client.notify("workspace/didChangeConfiguration", {"settings": {"hp-lsp": settings}})
        config.problems(wanted)
    for settings in (None, 5, [], {"hp-lsp": None}, {"hp-lsp": 3}):
        session.client.answers["workspace/configuration"] = lambda params, settings=settings: settings
        session.client.notify("workspace/didChangeConfiguration", {"settings": settings})
    assert config.ask("hover", "train") is not None
    (message,) = {
        one["message"] for one in shown_messages(session.client)[before:] if "select" in one["message"]
    }
    assert "ignore" not in message
    session.client.answers["workspace/configuration"] = lambda params: [{}]
    session.client.notify("workspace/didChangeConfiguration", {"settings": {"hp-lsp": {}}})
    config.close()


def test_c16_edits_are_what_the_client_can_apply(session: Session) -> None:
    text = ASTRAL.replace("girth", "waist").replace("\n", "\r\n")
    config = session.open("configs/c16.gin", text)
    edit = config.ask("rename", "%waist]", 2, newName="breadth")
    is_versioned = bool(session.can("workspace.workspaceEdit.documentChanges"))
    assert list(edit) == ["documentChanges" if is_versioned else "changes"]
    if is_versioned:
        (changed,) = edit["documentChanges"]
        assert changed["textDocument"] == {"uri": config.uri, "version": 1}
        edits = changed["edits"]
    else:
        edits = edit["changes"][config.uri]
    assert apply(text, edits, session.encoding) == text.replace("waist", "breadth")
    config.close()


# --- streams ------------------------------------------------------------------------------------------------------


def test_c17_standard_output_carries_the_protocol_alone(announced: Any, tmp_path: Path) -> None:
    """Whatever is printed goes to the log; a client that stops reading ends the server quietly."""
    with raw_client(tmp_path, command=(sys.executable, "-c", NOISY)) as client:
        client.capabilities = announced
        lifecycle.stop_reading(client)
        assert client.log.read_text().count("noise") == 3


def test_c18_messages_of_any_size_cut_anywhere(session: Session) -> None:
    open_a_large_document(session.client)
    session.client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///none/large.py"}})
    send_many_at_once(session.client)
    asked = {"jsonrpc": "2.0", "id": "bytes", "method": "textDocument/hover", "params": HOVER}
    for byte in frame(asked):
        session.client.write(bytes([byte]))
    assert session.client.answer("bytes")["result"] is None
