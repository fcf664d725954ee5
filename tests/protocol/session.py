"""What the tests of whole sessions share: clients' capabilities, a workspace that is read, short questions."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from protocol.rawclient import TIMEOUT, Client

HERE = Path(__file__).parent
VSCODE, NEOVIM = (
    json.loads((HERE.parent / "clients" / name).read_text())["capabilities"]
    for name in ("vscode-1.99.3.json", "neovim-0.11.4.json")
)
Result = TypeVar("Result")
STATUS = "hpLsp/status"
PUBLISH = "textDocument/publishDiagnostics"


def begin(client: Client, workspace: Path, capabilities: object = None, **more: object) -> Any:
    """Initialize the server in the workspace and wait until it has read everything."""
    folders = [{"uri": workspace.as_uri(), "name": "w"}]
    result = client.initialize(capabilities, workspaceFolders=folders, **more)
    client.notification(STATUS, lambda status: status["quiescent"])
    return result


def eventually(ask: Callable[[], Result], is_wanted: Callable[[Result], bool]) -> Result:
    """Ask until the answer is wanted, and return it; fail with the last one."""
    end = time.monotonic() + TIMEOUT
    while not is_wanted(answer := ask()):
        assert time.monotonic() < end, answer
        time.sleep(0.02)
    return answer


def codes(params: Any) -> list[str]:
    return [item["code"] for item in params["diagnostics"]]


def pulled(client: Client, uri: str, **more: object) -> Any:
    return client.result("textDocument/diagnostic", {"textDocument": {"uri": uri}, **more})


def hover(client: Client, uri: str, line: int, character: int) -> Any:
    at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return client.result("textDocument/hover", at)


def place(*numbers: int) -> object:
    start, end = numbers[:2], numbers[2:]
    return {"start": dict(zip(("line", "character"), start, strict=True)),
            "end": dict(zip(("line", "character"), end, strict=True))}  # fmt: skip


def cut(line: str, start: int, end: int, encoding: str) -> str:
    """Return what stands between two columns of a line; raises where one is inside a character."""
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    codec = encoding if encoding == "utf-8" else f"{encoding}-le"
    return line.encode(codec)[start * width : end * width].decode(codec)


def units(text: str, encoding: str) -> int:
    """Return how many columns a text takes."""
    return (
        len(text.encode(encoding if encoding == "utf-8" else f"{encoding}-le"))
        // ({"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding])
    )


def apply(text: str, edits: list[Any], encoding: str) -> str:
    """Return a text after edits, each within a line, as a client applies them: the last one first."""
    lines = text.split("\n")
    for edit in reversed(edits):
        number = edit["range"]["start"]["line"]
        assert edit["range"]["end"]["line"] == number
        line, (start, end) = lines[number], (edit["range"][side]["character"] for side in ("start", "end"))
        before, after = cut(line, 0, start, encoding), cut(line, end, units(line, encoding), encoding)
        lines[number] = before + edit["newText"] + after
    return "\n".join(lines)


def suggested_edit(found: Any, item: Any) -> Any:
    """Return what choosing an item of a list of suggestions changes, the list's defaults included."""
    if "textEdit" in item:
        return item["textEdit"]
    text = item.get("textEditText", item["label"])
    return {"range": found["itemDefaults"]["editRange"], "newText": text}


def shown_messages(client: Client) -> list[Any]:
    return [one["params"] for one in client.received if one.get("method") == "window/showMessage"]
