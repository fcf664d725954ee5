"""`docs/features.md` is generated: each method is asked of each kind of file, and whether it has an answer is noted.

The real process is asked, so this is also where every method and command is seen to work in it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lsprotocol.types import METHOD_TO_TYPES

from hp_lsp.server.server import Server
from protocol.inprocess import Sent, with_server
from protocol.rawclient import RawClient, raw_client
from protocol.session import VSCODE, begin

PAGE = Path(__file__).parent.parent / "docs" / "features.md"
HEAD = """\
# Features

What the server answers, by method of the Language Server Protocol and by kind of file. Each mark was seen: the table is
made by asking a server about one file of each kind. Python has servers of its own, so what they tell too is left to
them: outlines above all, for VS Code shows those of several servers one after the other, and takes the path above the
text from one of them. The hyper-parameters in Python are among the symbols of the workspace. Those of YAML are told,
though its servers know keys: of hpman's files alone, and with their defaults.

"""
KINDS = (
    "`.gin`",
    "`.hyp`",
    "Python, Gin",
    "Python, hpman",
    "YAML, hpman",
    "scripts, hpman",
    "scripts, Gin",
    "notebook",
)
TABLE = f"| method | what it brings | {' | '.join(KINDS)} |\n{'|---' * (len(KINDS) + 2)}|\n"
FILES = {
    "main.gin": """\
import model
include 'base.gin'
Model.width=%size
Model.depth=2
Model.act = @Modle
own = 1
s/f:

  a=%own
""",
    "sweep.hyp": """\
include 'base.gin'
import model
Model.width: [1,%size]
product:

    Model.act = @f(a=1)
    Model.act = @Modle
own=1
""",
    "model.py": """\
import gin


@gin.configurable
class Model:
    def __init__(self, width=1, depth=1, act=None):
        pass


@gin.configurable(denylist=['wrong'])
def f(a=1):
    pass


gin.parse_config_file('main.gin')
gin.bind_parameter('Model.widht', 2)
""",
    "hp.py": """\
from hpman.m import _

import yaml

_.parse_file(__file__)
with open('hp.yaml') as file:
    _.set_values(yaml.safe_load(file))
rate = _('rate', 1, help='how fast')
print(_('rate'), _('rate', 2), _('left', 3), _.get_value('lefft'))
""",
    "tool.py": """\
import argparse

import hpargparse
from hpman.m import _

_.parse_file(__file__)
parser = argparse.ArgumentParser()
hpargparse.bind(parser, _)
parser.parse_args()
print(_('speed', 1))
""",
    "hp.yaml": """\
rate: 1e5
rat: 2
""",
    "cells.ipynb": """\
import gin
import model
%matplotlib inline

@gin.configurable
def g(b=1):
    pass

gin.parse_config_file('main.gin')
gin.bind_parameter('Model.widht', 2)
gin.parse_config('g.b = 2')
""",
    "tool.sh": "python tool.py --speed 2\npython tool.py --speed x\n",
    "model.sh": "python model.py --gin_file=base.gin --gin_param='Model.widht=%size' --gin_param='Model.act=@f'\n",
    "base.gin": "size = 1\n",
    "outer.hyp": "include 'sweep.hyp'\n",
}
ORDINARY = {
    "plain.py": """\
import argparse
from dataclasses import dataclass

import numpy as np
import model


@dataclass
class Model:
    \"\"\"A model of width and depth.\"\"\"

    width: int = 1
    rate: float = 0.1

    def f(self, a=1, act=None):
        return {'Model.width': a, 'rate': self.rate, "size": 2}


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument('--rate', type=float, default=1)
    options = parser.parse_args(argv)
    _ = options.rate
    print(_('rate'), f'{_}', Model(width=2).f(a=3))
    for size in range(3):
        with open('main.gin') as file:
            own = file.read() % size
    return own


if __name__ == '__main__':
    main()
""",
    "other.yaml": """\
rate: 1e5
left: 3
Model.width: 2
size: [1, 2]
nested:
  rate: "%size"
""",
}
"""Files of other programs in the same folder, with the same names in them."""
COMMANDS = {"hpLsp.previewExpansion", "hpLsp.showPlaces"}
"""The commands that `Asker.commands` runs."""
ASKED = ("main.gin", "sweep.hyp", "model.py", "hp.py", "hp.yaml", "tool.sh", "model.sh", "cells.ipynb")
LANGUAGES = {".gin": "gin", ".hyp": "hyperion", ".py": "python", ".yaml": "yaml", ".sh": "shellscript"}
ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
REFUSED = -32803
OPTIONS = {"tabSize": 4, "insertSpaces": True}


class Asker:
    """Asks a server about one open file."""

    def __init__(self, client: RawClient, folder: Path, name: str) -> None:
        self.client, self.path = client, folder / name
        self.text = {**FILES, **ORDINARY}[name]
        self.is_notebook = self.path.suffix == ".ipynb"
        self.uri = f"vscode-notebook-cell:{self.path}#W0" if self.is_notebook else self.path.as_uri()
        self.document = {"textDocument": {"uri": self.uri}}
        lines = self.text.split("\n")
        self.places = [
            {"line": number, "character": place}
            for number, line in enumerate(lines)
            for place in sorted({at for match in re.finditer(r"\w+|$", line) for at in match.span()})
        ]

    def ask(self, method: str, **more: object) -> Any:
        answer = self.client.request(method, more)
        assert answer.get("error", {"code": REFUSED})["code"] == REFUSED, answer
        return answer.get("result")

    def document_only(self, method: str) -> Iterator[Any]:
        yield self.ask(method, **self.document, range=ALL, options=OPTIONS)

    def everywhere(self, method: str) -> Iterator[Any]:
        for place in self.places:
            yield self.ask(method, **self.document, position=place, options=OPTIONS, ch="\n", newName="new")

    def tokens(self, method: str) -> Iterator[Any]:
        yield from ((answer or {}).get("data") for answer in self.document_only(method))

    def references(self, method: str) -> Iterator[Any]:
        for place in self.places:
            context = {"includeDeclaration": False}
            yield self.ask(method, **self.document, position=place, context=context)

    def completion(self, method: str) -> Iterator[Any]:
        yield from ((answer or {}).get("items") for answer in self.everywhere(method))

    def resolve(self, method: str) -> Iterator[Any]:
        for items in self.completion("textDocument/completion"):
            for item in items or ():
                yield (self.ask(method, **item) or {}).get("documentation")

    def resolve_lens(self, method: str) -> Iterator[Any]:
        for lenses in self.document_only("textDocument/codeLens"):
            for lens in lenses or ():
                yield self.ask(method, **lens)["command"]

    def actions(self, method: str) -> Iterator[Any]:
        yield self.ask(method, **self.document, range=ALL, context={"diagnostics": []})

    def diagnostics(self, method: str) -> Iterator[Any]:
        yield from ((answer or {}).get("items") for answer in self.document_only(method))

    def selection(self, method: str) -> Iterator[Any]:
        yield self.ask(method, **self.document, positions=self.places)

    def calls(self, method: str) -> Iterator[Any]:
        for items in self.everywhere("textDocument/prepareCallHierarchy"):
            for item in items or ():
                yield self.ask(method, item=item)

    def symbols(self, method: str) -> Iterator[Any]:
        for symbol in self.ask(method, query="") or ():
            yield symbol["location"]["uri"] == self.uri

    def move(self, method: str) -> Iterator[Any]:
        new = self.path.with_name(f"moved{self.path.suffix}").as_uri()
        yield self.ask(method, files=[{"oldUri": self.path.as_uri(), "newUri": new}])

    def commands(self, method: str) -> Iterator[Any]:
        for place in self.places:
            argument = {"uri": self.uri, "position": place}
            yield self.ask(method, command="hpLsp.showPlaces", arguments=[argument])
        preview = self.ask(method, command="hpLsp.previewExpansion", arguments=[argument])
        yield preview and preview["configs"]

    def closed(self, method: str) -> Iterator[Any]:
        if self.is_notebook:
            self.client.notify("notebookDocument/didClose", {**self.notebook, "cellTextDocuments": []})
        else:
            self.client.notify("textDocument/didClose", self.document)
        items = self.ask(method, previousResultIds=[])["items"]
        yield from (one["uri"] == self.path.as_uri() for one in items)
        self.open()

    @property
    def notebook(self) -> dict[str, Any]:
        cells = [{"kind": 2, "document": self.uri}]
        return {
            "notebookDocument": {"uri": self.path.as_uri(), "notebookType": "n", "version": 1, "cells": cells}
        }

    def open(self) -> None:
        if self.is_notebook:
            item = {"uri": self.uri, "languageId": "python", "version": 1, "text": self.text}
            self.client.notify("notebookDocument/didOpen", {**self.notebook, "cellTextDocuments": [item]})
        else:
            self.client.open(self.uri, self.text, LANGUAGES[self.path.suffix])


SPECIAL: dict[str, Callable[[Asker, str], Iterator[Any]]] = {
    "textDocument/semanticTokens/full": Asker.tokens,
    "textDocument/semanticTokens/range": Asker.tokens,
    "textDocument/references": Asker.references,
    "textDocument/completion": Asker.completion,
    "completionItem/resolve": Asker.resolve,
    "codeLens/resolve": Asker.resolve_lens,
    "textDocument/codeAction": Asker.actions,
    "textDocument/diagnostic": Asker.diagnostics,
    "textDocument/selectionRange": Asker.selection,
    "callHierarchy/incomingCalls": Asker.calls,
    "callHierarchy/outgoingCalls": Asker.calls,
    "workspace/symbol": Asker.symbols,
    "workspace/willRenameFiles": Asker.move,
    "workspace/executeCommand": Asker.commands,
    "workspace/diagnostic": Asker.closed,
    **dict.fromkeys(
        (
            "textDocument/documentSymbol",
            "textDocument/documentLink",
            "textDocument/codeLens",
            "textDocument/inlayHint",
            "textDocument/foldingRange",
            "textDocument/formatting",
            "textDocument/rangeFormatting",
        ),
        Asker.document_only,
    ),
}


def registered(capabilities: object) -> tuple[dict[str, Any], set[str]]:
    """Return the handlers of all methods that are answered to a client, and the names of the commands."""

    async def look(server: Server, _: Sent) -> tuple[dict[str, Any], set[str]]:
        return dict(server.protocol.fm.features), set(server.protocol.fm.commands)

    return with_server(look, capabilities)


def requests(features: dict[str, Any]) -> dict[str, str]:
    """Return the requests among the methods, each with what its handler says of itself."""
    return {
        method: inspect.getdoc(inspect.unwrap(getattr(handler, "func", handler))) or ""
        for method, handler in sorted(features.items())
        if method in METHOD_TO_TYPES and METHOD_TO_TYPES[method][1] is not None and method != "initialize"
    }


def rows(askers: list[Asker], features: dict[str, Any]) -> Iterator[str]:
    for method, about in requests(features).items():
        ask = SPECIAL.get(method, Asker.everywhere)
        marks = ["✓" if any(ask(asker, method)) else "" for asker in askers]
        said = about.split("\n")[0].removeprefix("Return ").rstrip(".")
        said = said[0].upper() + said[1:]
        yield f"| `{method}` | {said} | {' | '.join(marks)} |\n"


def notify_of_everything(client: RawClient, folder: Path) -> None:
    """Tell of a change of each kind, in the order in which an editor may."""
    uri = (folder / "main.gin").as_uri()
    client.change(uri, 2, {"text": FILES["main.gin"] + "own = 2\n"})
    notebook = {"uri": (folder / "cells.ipynb").as_uri(), "version": 2}
    cells = {"structure": {"array": {"start": 0, "deleteCount": 1, "cells": []}}}
    client.notify("notebookDocument/didChange", {"notebookDocument": notebook, "change": {"cells": cells}})
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    added = [{"uri": folder.as_uri(), "name": "again"}]
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": added, "removed": []}})


def test_every_method_works_and_the_page_says_where(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    capabilities = deepcopy(VSCODE)
    capabilities["textDocument"]["semanticTokens"]["overlappingTokenSupport"] = True
    features, commands = registered(capabilities)
    with raw_client(tmp_path) as client:
        announced = begin(client, folder, capabilities)["capabilities"]["executeCommandProvider"]["commands"]
        askers = [Asker(client, folder, name) for name in ASKED]
        for asker in askers:
            asker.open()
        page = HEAD + TABLE + "".join(rows(askers, features))
        notify_of_everything(client, folder)
        assert client.shut_down() == 0
        assert "Traceback" not in client.log.read_text()
    assert set(features) - client.asked == set()
    assert set(announced) == commands == COMMANDS
    if request.config.getoption("--update-cases"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("name", ORDINARY)
def test_files_of_other_programs_get_no_answers(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    for file, text in {**FILES, **ORDINARY}.items():
        (folder / file).write_text(text)
    capabilities = deepcopy(VSCODE)
    capabilities["textDocument"]["semanticTokens"]["overlappingTokenSupport"] = True
    features, _ = registered(capabilities)
    with raw_client(tmp_path) as client:
        begin(client, folder, capabilities)
        asker = Asker(client, folder, name)
        asker.open()
        answered = [
            method
            for method in requests(features)
            if method != "workspace/executeCommand"
            and any(SPECIAL.get(method, Asker.everywhere)(asker, method))
        ]
        assert answered == []
        assert client.shut_down() == 0
