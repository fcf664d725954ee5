"""Each code action of the page, in the real process, on a whole text and with a line half written below it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import RawClient, raw_client
from protocol.session import VSCODE, begin

FILES = {
    "one/__init__.py": "",
    "two/__init__.py": "",
    "one/m.py": "import gin\n\n\n@gin.configurable\ndef act(x=1):\n    pass\n",
    "two/m.py": "import gin\n\n\n@gin.configurable\ndef act(x=1):\n    pass\n",
    "extra.py": "import gin\n\n\n@gin.configurable\ndef extra(x=1):\n    pass\n",
    "model.py": """\
import gin
import one.m
import two.m


@gin.configurable
class Model:
    def __init__(self, units, depth=2, width=3, name="a", act=None):
        pass
""",
    "train.py": """\
import gin
import model

gin.parse_config_files_and_bindings(["main.gin"], [])
model.Model()
""",
    "main.gin": "",
    "base.gin": "size = 3\n",
}
ACTIONS = [
    ("Model.depht = 1\n", "Change to `depth`", "Model.depth = 1\n"),
    ("Modle.depth = 1\n", "Change to `Model`", "Model.depth = 1\n"),
    ("size = 1\nModel.depth = %siez\n", "Change to `%size`", "size = 1\nModel.depth = %size\n"),
    ("act.x = 1\n", "Change to `two.m.act`", "two.m.act.x = 1\n"),
    ("Model.act = @act\n", "Change to `one.m.act`", "Model.act = @one.m.act\n"),
    ("extra.x = 1\n", "Add `import extra`", "import extra\nextra.x = 1\n"),
    (
        "Model.depth = %size\n",
        "Add `include 'base.gin'`, which defines `%size`",
        "include 'base.gin'\nModel.depth = %size\n",
    ),
    ("Model.name = relu\n", "Change to `'relu'`", "Model.name = 'relu'\n"),
    ("Model.name = 'relu\n", "Insert `'`", "Model.name = 'relu'\n"),
    ("Model.act = one.m.act\n", "Change to `@one.m.act`", "Model.act = @one.m.act\n"),
    ("Model.act = '@one.m.act'\n", "Change to `@one.m.act`", "Model.act = @one.m.act\n"),
    ("lr = 1\nModel.depth = lr\n", "Change to `%lr`", "lr = 1\nModel.depth = %lr\n"),
    ("lr = 1\nModel.depth = '%lr'\n", "Change to `%lr`", "lr = 1\nModel.depth = %lr\n"),
    (
        "Model.depth = 1\nModel.width = 2\n",
        "Gather in a block `Model:`",
        "Model:\n    depth = 1\n    width = 2\n",
    ),
    (
        "Model:\n    depth = 1\n    width = 2\n",
        "Write the block as single lines",
        "Model.depth = 1\nModel.width = 2\n",
    ),
    (
        "Model.depth = 1\n",
        "Add the missing parameters of `Model`: `units`",
        "Model.depth = 1\nModel.units = %gin.REQUIRED\n",
    ),
]
OF_WHOLE_FILES = [
    (
        "Model.depth = 1\nModel.width = 2\nModel.depth = 3\n",
        "Remove this binding",
        "Model.width = 2\nModel.depth = 3\n",
    ),
    ("lr = 1\nseed = 2\nModel.depth = %lr\n", "Remove the macro `%seed`", "lr = 1\nModel.depth = %lr\n"),
]
"""What depends on all that a file says is not offered while something in it cannot be read."""
HALF_WRITTEN = ("\nModel.\n", "\nModel.wid", "\nx = [1,\n", "\n@")


class Config:
    """The open config of the project."""

    def __init__(self, client: RawClient, path: Path) -> None:
        self.client, self.uri, self.version = client, path.as_uri(), 1
        client.open(self.uri, "")

    def applied(self, text: str, title: str) -> str | None:
        """Return a text after the action of a title; None where there is none."""
        self.version += 1
        self.client.change(self.uri, self.version, {"text": text})
        line = text.count("\n")
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": line, "character": 0}}
        params = {"textDocument": {"uri": self.uri}, "range": whole, "context": {"diagnostics": []}}
        found = {one["title"]: one for one in self.client.result("textDocument/codeAction", params)}
        if title not in found:
            return None
        (changes,) = found[title]["edit"]["documentChanges"]
        return _after(text, changes["edits"])


def _after(text: str, edits: list[Any]) -> str:
    """Return a text after edits that may span lines, all in ASCII."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def place(at: Any) -> int:
        return starts[at["line"]] + at["character"]

    in_order = sorted(edits, key=lambda one: place(one["range"]["start"]))
    for edit in in_order[::-1]:
        start, end = (place(edit["range"][side]) for side in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Config]:
    folder = tmp_path_factory.mktemp("actions")
    workspace = folder / "w"
    for name, text in FILES.items():
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_text(text)
    with raw_client(folder) as client:
        begin(client, workspace, VSCODE)
        yield Config(client, workspace / "main.gin")


@pytest.mark.parametrize(("text", "title", "after"), [*ACTIONS, *OF_WHOLE_FILES])
def test_an_action(config: Config, text: str, title: str, after: str) -> None:
    assert config.applied(text, title) == after


@pytest.mark.parametrize("half", HALF_WRITTEN)
@pytest.mark.parametrize(("text", "title", "after"), ACTIONS)
def test_an_action_while_a_line_is_written(
    config: Config, text: str, title: str, after: str, half: str
) -> None:
    assert config.applied(text + half, title) == after + half
