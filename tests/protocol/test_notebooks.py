"""Notebooks: their Python cells are one text, and every answer names a cell and its own lines."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from hp_lsp.server.documents import Documents
from protocol.rawclient import Client
from protocol.session import NEOVIM, PUBLISH, VSCODE, begin, codes, hover, place, pulled

SETUP = "import gin\nimport model\n%load_ext autoreload\nfiles = !ls '🙂\n"
OTHER = "%%bash\necho \"it's\n"
REGISTERS = "@gin.configurable\ndef fitter(steps=1):\n    pass"
BINDS = '%time\ngin.parse_config("""\n# 🙂\nTransformer.depht = 1\nfitter.steps = 2\n""")'
CELLS = (SETUP, OTHER, REGISTERS, BINDS)


class Notebook:
    """An open notebook as a client has it."""

    def __init__(self, client: Client, folder: Path, *cells: str, name: str = "nb.ipynb") -> None:
        self.client, self.name = client, name
        self.uri = (folder / name).as_uri()
        self.folder = folder
        self.version = 1
        client.notify(
            "notebookDocument/didOpen",
            {
                "notebookDocument": {
                    "uri": self.uri,
                    "notebookType": "jupyter-notebook",
                    "version": 1,
                    "cells": [self.cell(number) for number in range(len(cells))],
                },
                "cellTextDocuments": [self.item(number, text) for number, text in enumerate(cells)],
            },
        )

    def at(self, number: int) -> str:
        return f"vscode-notebook-cell:{self.folder}/{self.name}#W{number}"

    def cell(self, number: int) -> Any:
        return {"kind": 2, "document": self.at(number)}

    def item(self, number: int, text: str, language: str = "python") -> Any:
        return {"uri": self.at(number), "languageId": language, "version": 1, "text": text}

    def change(self, **cells: object) -> None:
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        self.client.notify(
            "notebookDocument/didChange", {"notebookDocument": document, "change": {"cells": cells}}
        )

    def write(self, number: int, *changes: object) -> None:
        self.version += 1
        document = {"uri": self.at(number), "version": self.version}
        self.change(textContent=[{"document": document, "changes": changes}])

    def close(self) -> None:
        cells = [{"uri": self.at(number)} for number in range(len(CELLS))]
        self.client.notify(
            "notebookDocument/didClose", {"notebookDocument": {"uri": self.uri}, "cellTextDocuments": cells}
        )

    def ask(self, method: str, number: int, line: int, character: int, **more: object) -> Any:
        position = {"line": line, "character": character}
        document = {"uri": self.at(number)}
        return self.client.result(
            f"textDocument/{method}", {"textDocument": document, "position": position, **more}
        )

    def problems(self) -> dict[int, list[tuple[str, int]]]:
        """Return code and line of the problems in each cell that has any."""
        found = {number: pulled(self.client, self.at(number))["items"] for number in range(len(CELLS))}
        return {
            number: [(one["code"], one["range"]["start"]["line"]) for one in items]
            for number, items in found.items()
            if items
        }


def short(location: Any) -> tuple[str, int]:
    target = "target" if "targetUri" in location else ""
    uri = location["targetUri" if target else "uri"]
    inner = location["targetSelectionRange" if target else "range"]
    return uri.rpartition("/")[2], inner["start"]["line"]


def test_every_answer_names_a_cell_and_its_lines(client: Client, workspace: Path):
    announced = begin(client, workspace, VSCODE)["capabilities"]["notebookDocumentSync"]
    assert announced == {"notebookSelector": [{"notebook": "*", "cells": [{"language": "python"}]}]}
    (workspace / "uses.gin").write_text("fitter.steps = 3\n")
    client.notify(
        "workspace/didChangeWatchedFiles",
        {"changes": [{"uri": (workspace / "uses.gin").as_uri(), "type": 1}]},
    )
    notebook = Notebook(client, workspace, *CELLS)
    assert notebook.problems() == {3: [("GIN102", 3)]}
    said = hover(client, notebook.at(3), 4, 8)
    assert "steps=1" in said["contents"]["value"]
    assert said["range"] == place(4, 7, 4, 12)
    assert list(map(short, notebook.ask("definition", 3, 4, 8))) == [("nb.ipynb#W2", 1)]
    used = notebook.ask("references", 2, 1, 12, context={"includeDeclaration": True})
    assert list(map(short, used)) == [("nb.ipynb#W2", 1), ("nb.ipynb#W3", 4), ("uses.gin", 0)]
    assert [one["range"] for one in notebook.ask("documentHighlight", 2, 1, 12)] == [place(1, 11, 1, 16)]
    assert {"depth", "width"} <= {one["label"] for one in notebook.ask("completion", 3, 3, 12)["items"]}
    renamed = notebook.ask("rename", 2, 1, 12, newName="count")["documentChanges"]
    assert {one["textDocument"]["uri"].rpartition("/")[2]: one["edits"] for one in renamed} == {
        "nb.ipynb#W2": [{"range": place(1, 11, 1, 16), "newText": "count"}],
        "nb.ipynb#W3": [{"range": place(4, 7, 4, 12), "newText": "count"}],
        "uses.gin": [{"range": place(0, 7, 0, 12), "newText": "count"}],
    }
    document = {"textDocument": {"uri": notebook.at(3)}}
    (action, *_) = client.result(
        "textDocument/codeAction", {**document, "range": place(3, 0, 3, 20), "context": {"diagnostics": []}}
    )
    assert action["edit"]["documentChanges"][0]["textDocument"]["uri"] == notebook.at(3)
    assert [one["range"]["start"]["line"] for one in action["diagnostics"]] == [3]
    (lens,) = client.result("textDocument/codeLens", {"textDocument": {"uri": notebook.at(2)}})
    assert lens["range"] == place(1, 4, 1, 10)
    assert client.result("codeLens/resolve", lens)["command"]["title"] == "in 1 config"


def test_cells_come_go_and_move(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    notebook = Notebook(client, workspace, *CELLS)
    notebook.write(3, {"range": place(3, 15, 3, 17), "text": "th"})
    assert notebook.problems() == {}
    notebook.write(3, {"text": 'gin.parse_config("Transformer.heigth = 1")'})
    assert notebook.problems() == {3: [("GIN102", 0)]}
    uses = 'gin.parse_config("fitter.step = 1")'
    array = {"start": 1, "deleteCount": 0, "cells": [notebook.cell(4)]}
    notebook.change(structure={"array": array, "didOpen": [notebook.item(4, uses)]})
    assert [one["code"] for one in pulled(client, notebook.at(4))["items"]] == ["GIN102"]
    assert notebook.problems() == {3: [("GIN102", 0)]}
    array = {"start": 0, "deleteCount": 5, "cells": [notebook.cell(number) for number in (4, 3, 0, 1)]}
    notebook.change(structure={"array": array, "didClose": [{"uri": notebook.at(2)}]})
    assert pulled(client, notebook.at(2))["items"] == []
    assert notebook.ask("definition", 4, 0, 20) == []
    notebook.close()
    assert hover(client, notebook.at(3), 0, 20) is None


def test_a_cell_that_cannot_be_parsed_spares_the_others(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    notebook = Notebook(client, workspace, *CELLS, "def half(:")
    assert notebook.problems() == {3: [("GIN102", 3)]}
    notebook.write(4, {"text": "gin.bind_parameter('Transformer.', 2"})
    assert "depth" in {one["label"] for one in notebook.ask("completion", 4, 0, 32)["items"]}
    notebook.write(4, {"text": ""})
    assert notebook.problems() == {3: [("GIN102", 3)]}


def test_what_a_cell_registers_is_known_while_it_is_being_written(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    config = (workspace / "uses.gin").as_uri()
    client.open(config, "fitter.steps = 3\nfitter.step = 3\n")
    notebook = Notebook(client, workspace, *CELLS)
    assert [one["code"] for one in pulled(client, config)["items"]] == ["GIN102"]
    for number, text in ((2, "@gin.configurable\ndef fitter(steps="), (0, SETUP)):
        notebook.write(number, {"text": text})
        assert [one["code"] for one in pulled(client, config)["items"]] == ["GIN102"]
    notebook.close()
    again = Notebook(client, workspace, SETUP, "@gin.configurable\ndef fitter(")
    assert again.problems() == {}
    assert pulled(client, config)["items"] == []


def test_nothing_is_certain_in_a_notebook(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    notebook = Notebook(client, workspace, *CELLS, REGISTERS)
    levels = [one["severity"] for number in (2, 3, 4) for one in pulled(client, notebook.at(number))["items"]]
    assert levels
    assert types.DiagnosticSeverity.Error not in levels


def test_two_notebooks_are_two_programs(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    first = Notebook(client, workspace, "import gin\n" + REGISTERS, 'gin.parse_config("fitter.steps = 1")')
    other = Notebook(client, workspace, "import gin\n" + REGISTERS, name="other.ipynb")
    assert first.problems() == other.problems() == {}
    assert ("nb.ipynb#W0", 2) in map(short, first.ask("definition", 1, 0, 25))


def test_hyperparameters_of_hpman(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    cells = ("from hpman.m import _", "%matplotlib inline\nlr = _('lr', 0.1)", "print(_('lr'))")
    notebook = Notebook(client, workspace, *cells)
    assert list(map(short, notebook.ask("definition", 2, 0, 10))) == [("nb.ipynb#W1", 1)]
    assert "0.1" in hover(client, notebook.at(2), 0, 10)["contents"]["value"]


def test_problems_are_pushed_to_cells_where_none_are_pulled(client: Client, workspace: Path):
    capabilities = json.loads(json.dumps(NEOVIM))
    del capabilities["textDocument"]["diagnostic"]
    begin(client, workspace, capabilities)
    notebook = Notebook(client, workspace, *CELLS)
    pushed = client.notification(PUBLISH, lambda params: params["diagnostics"])
    assert (pushed["uri"], codes(pushed)) == (notebook.at(3), ["GIN102"])
    array = {"start": 3, "deleteCount": 1, "cells": []}
    notebook.change(structure={"array": array, "didClose": [{"uri": notebook.at(3)}]})
    taken_back = client.notification(PUBLISH, lambda params: not params["diagnostics"])
    assert taken_back["uri"] == notebook.at(3)


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "vscode-notebook-cell:/w/nb.ipynb#X"])
def test_python_that_is_no_file(client: Client, workspace: Path, uri: str):
    begin(client, workspace, VSCODE)
    client.open(uri, f"import gin\nimport model\n{REGISTERS}\n{BINDS[6:]}\n", "python")
    assert [one["code"] for one in pulled(client, uri)["items"]] == ["GIN102"]
    config = (workspace / "uses.gin").as_uri()
    client.open(config, "fitter.step = 3\n")
    assert [one["code"] for one in pulled(client, config)["items"]] == ["GIN102"]
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    client.notification("workspace/diagnostic/refresh")
    assert [one["code"] for one in pulled(client, config)["items"]] == ["GIN101"]


def test_another_version_of_a_file_registers_nothing(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    client.open("git:/w/train.py?%7B%22ref%22%3A%22HEAD%22%7D", f"import gin\n{REGISTERS}\n", "python")
    config = (workspace / "uses.gin").as_uri()
    client.open(config, "fitter.steps = 3\n")
    assert [one["code"] for one in pulled(client, config)["items"]] == ["GIN101"]


PIECES = (
    "x = 1\n",
    "def f(:\n",
    "%time y()\n",
    "%%html\n<p>\n",
    "a\r\nb",
    "",
    "c\r",
    "🙂 = '\x0c'\n",
    "s = '''\n!ls\n'''",
)


@pytest.mark.parametrize("seed", range(20))
def test_any_changes_leave_the_cells_that_the_client_has(seed: int):
    """The text is always that of the same cells opened anew, apart from the one written last, and no place moves."""
    chance = random.Random(seed)
    documents, reference, order = Documents(), {}, []
    cells = [types.NotebookCell(types.NotebookCellKind.Code, f"c:{number}") for number in range(4)]
    for cell in cells:
        order.append(cell.document)
        reference[cell.document] = chance.choice(PIECES)
    notebook = types.NotebookDocument("nb:/x.ipynb", "jupyter", 1, cells)
    items = [types.TextDocumentItem(uri, "python", 1, text) for uri, text in reference.items()]
    documents.open_notebook(types.DidOpenNotebookDocumentParams(notebook, items))
    for step in range(30):
        uri = chance.choice(order) if order else ""
        change: Any
        if uri and chance.random() < 0.5:
            reference[uri] = chance.choice(PIECES) + chance.choice(PIECES)
            content = [types.TextDocumentContentChangeWholeDocument(reference[uri])]
            document = types.VersionedTextDocumentIdentifier(step, uri)
            change = types.NotebookDocumentCellChanges(
                text_content=[types.NotebookDocumentCellContentChanges(document, content)]
            )
        else:
            start = chance.randint(0, len(order))
            gone = order[start : start + chance.randint(0, 2)]
            new = f"n:{step}"
            reference[new] = chance.choice(PIECES)
            order[start : start + len(gone)] = [new]
            change = types.NotebookDocumentCellChanges(
                types.NotebookDocumentCellChangeStructure(
                    types.NotebookCellArrayChange(
                        start, len(gone), [types.NotebookCell(types.NotebookCellKind.Code, new)]
                    ),
                    [types.TextDocumentItem(new, "python", 1, reference[new])],
                    [types.TextDocumentIdentifier(one) for one in gone],
                )
            )
        params = types.DidChangeNotebookDocumentParams(
            types.VersionedNotebookDocumentIdentifier(step, "nb:/x.ipynb"),
            types.NotebookDocumentChangeEvent(cells=change),
        )
        changed = documents.change_notebook(params, "utf-16")
        assert changed is not None
        assert list(changed.places) == order
        for one in documents.shown(changed.path, changed.text):
            own = reference[one.uri]
            inside = changed.text.source[one.text.start : one.text.end]
            assert len(one.text.line_starts) == len(changed.cells[one.uri].text.line_starts)
            assert all(ours in (theirs, " ", "0", "\n") for ours, theirs in zip(inside, own, strict=True))
            assert documents.showing(changed.path, changed.text, one.text.start).uri == one.uri
