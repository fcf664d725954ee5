"""The effective config of generated trees of includes, against what the real Gin keeps after reading them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hp_lsp import cli

PROJECTS = 60
RUN = Path(__file__).with_name("run_effective.py")

PROBE = """\
import gin

gin.constant('probe.WIDTH', 512)


@gin.configurable
def f(a=1, b=2, c=3):
    return 'f'


@gin.configurable('renamed', module='custom.place')
def g(a=1, b=2, c=3):
    return 'g'


@gin.configurable
class K:
    def __init__(self, a=1, b=2, c=3):
        pass

    def __repr__(self):
        return 'K'


@gin.configurable(module='other')
def twice(a=1, b=2, c=3):
    return 'one'


@gin.configurable('twice', module='another')
def again(a=1, b=2, c=3):
    return 'two'
"""
SELECTORS = (
    "f", "probe.f", "pack.probe.f", "renamed", "place.renamed", "K", "probe.K", "other.twice", "another.twice",
)  # fmt: skip
SCOPES = ("", "", "", "s/", "s/t/", "t/")
MACROS = ("m", "n", "s/m", "long_name", "WIDTH")
DYNAMIC = {
    "import pack.probe": "pack.probe",
    "from pack import probe": "probe",
    "import pack.probe as p": "p",
    "from pack import probe as q": "q",
}


class Writer:
    """Writes one random project: a tree of includes, with diamonds, in which every number stands once."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._dynamic_share = (0, 0, 1, 0.5)[seed % 4]
        self._number = 0

    def files(self) -> dict[str, str]:
        names = [f"{stem}.gin" for stem in ("main", "one", "two", "conf/three", "conf/four")]
        return {name: self._file(names[place + 1 :]) for place, name in enumerate(names)}

    def _file(self, below: list[str]) -> str:
        head = ["import pack.probe"]
        self._selectors = SELECTORS
        if self._random.random() < self._dynamic_share:
            chosen = self._random.choice(list(DYNAMIC))
            head = ["from __gin__ import dynamic_registration", chosen]
            self._selectors = tuple(f"{DYNAMIC[chosen]}.{name}" for name in ("f", "g", "K", "twice", "again"))
        body = [self._statement(below) for _ in range(self._random.randint(1, 12))]
        return "\n".join([*head, *body]) + "\n"

    def _statement(self, below: list[str]) -> str:
        kind = self._random.random()
        if below and kind < 0.25:
            return f"include '{self._random.choice(below)}'"
        scope, selector = self._random.choice(SCOPES), self._random.choice(self._selectors)
        if kind < 0.45:
            return self._definition()
        if kind < 0.6:
            lines = (f"    {self._random.choice('abc')} = {self._value()}" for _ in range(2))
            return "\n".join((f"{scope}{selector}:", *lines))
        return f"{scope}{selector}.{self._random.choice('abc')} = {self._value()}"

    def _definition(self) -> str:
        """Return the definition of a macro; those of `m` and `n` use none, so that there are no circles."""
        name = self._random.choice(MACROS)
        value = self._value() if name in ("long_name", "WIDTH") else self._literal()
        return self._random.choice((f"{name} = {value}", f"{name}/gin.macro.value = {value}"))

    def _value(self) -> str:
        choice = self._random.randrange(8)
        if choice == 0:
            return (
                f"%{self._random.choice(('m', 'n', 's/m', 's/t/m', 'WIDTH', 'probe.WIDTH', 'gin.REQUIRED'))}"
            )
        if choice == 1:
            call = self._random.choice(("", "()"))
            return f"@{self._random.choice(SCOPES)}{self._random.choice(self._selectors)}{call}"
        if choice == 2:
            return f"[{self._literal()}, # why\n      (%m,), {{'k': -%n, %n: ({self._literal()})}}]"
        return self._literal()

    def _literal(self) -> str:
        self._number += 1
        shapes = (
            "{}",
            "-{}.5",
            "1e-{}",
            "'text {}'",
            "('two '\n  'lines {}')",
            "[{}] ",
            "b'{}'",
            "{}j",
            "[True, None, {}]",
        )
        return self._random.choice(shapes).format(self._number)


def _write(folder: Path, seed: int) -> None:
    files = Writer(seed).files()
    for name, text in {**files, "hp-lsp.toml": "", "pack/__init__.py": "", "pack/probe.py": PROBE}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _shown(capsys: pytest.CaptureFixture[str], folder: Path, form: str) -> str:
    assert cli.main(["--effective", str(folder / "main.gin"), "--format", form]) == 0
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    top = tmp_path_factory.mktemp("effective")
    for seed in range(PROJECTS):
        _write(top / str(seed), seed)
    return [top / str(seed) for seed in range(PROJECTS)]


def _ask_gin(questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(RUN)],
        input=json.dumps(questions), capture_output=True, text=True, cwd=questions[0]["folder"], timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    yield from json.loads(done.stdout)


def test_effective_configs_are_what_gin_keeps(
    folders: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = []
    for folder in folders:
        monkeypatch.chdir(folder)
        shown = json.loads(_shown(capsys, folder, "json"))
        bindings = shown["bindings"]
        final = "\n".join((*shown["imports"], *(f"{one['key']} = {one['final']}" for one in bindings)))
        text = _shown(capsys, folder, "text")
        questions.append({"folder": str(folder), "config": "main.gin", "text": text, "final": final})
        _each_line_is_where_it_is_said_to_be(folder, bindings)
    bindings = 0
    for question, answer in zip(questions, _ask_gin(questions), strict=True):
        assert answer["ours"] == answer["original"], question["folder"]
        assert answer["final"] == answer["used"], question["folder"]
        bindings += len(answer["original"])
    assert bindings > 5 * PROJECTS


def _each_line_is_where_it_is_said_to_be(folder: Path, bindings: list[dict[str, Any]]) -> None:
    for one in bindings:
        for place in (one, *one["overrides"]):
            line = (folder / place["path"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]
            assert line[place["column"] - 1 :].startswith((one["parameter"], one["scope"].rpartition("/")[2]))
            if line.endswith(tuple("0123456789")):
                assert line.partition(" = ")[2] == place["value"]
