"""No feature fails, at no place of no text: of the bundled examples, and of all cases after random cuts and slips."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from casefile import plain_files, read_case
from counts import times
from hp_lsp.features import (
    completion,
    declaration,
    definition,
    diagnostics,
    fixes,
    folding,
    formatting,
    highlight,
    hover,
    implementation,
    includes,
    inlay_hints,
    links,
    outline,
    preview,
    refactorings,
    references,
    rename,
    selection,
    semantic_tokens,
    signature_help,
    sweeps,
    usage,
)
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

HERE = Path(__file__).parents[1]
EXAMPLES = HERE.parent / "examples"
CASES = sorted((HERE / "cases").glob("*/*.case"))
LANGUAGES = {".py": "python", ".gin": "gin", ".hyp": "hyperion"}
PIECES = (*"@%/.(['=:#\\\n\r\f\0\ud800", "  ", '"""', "é😀")
PLACES = 6
"""Offsets of a mutated text at which everything is asked."""


def _all(view: Snapshot, path: str) -> Span:
    document = view.document(path)
    assert document is not None
    return Span(0, len(document.text))


OF_FILES: dict[str, Callable[[Snapshot, str], object]] = {
    "diagnose": diagnostics.diagnose,
    "all_safe_fixes": fixes.all_safe_fixes,
    "quick_fixes": lambda view, path: fixes.quick_fixes(view, path, _all(view, path)),
    "folding": folding.folding,
    "formatting": lambda view, path: formatting.formatting(view, path, "  "),
    "read_by": includes.read_by,
    "read_from": includes.read_from,
    "inlay_hints": lambda view, path: inlay_hints.inlay_hints(view, path, _all(view, path)),
    "links": links.links,
    "outline": outline.outline,
    "semantic_tokens": semantic_tokens.semantic_tokens,
    "lenses": sweeps.lenses,
    "declared_in": usage.declared_in,
}
AT_PLACES: dict[str, Callable[[Snapshot, str, int], object]] = {
    "complete": completion.complete,
    "declaration": declaration.declaration,
    "definition": definition.definition,
    "begun_line": lambda view, path, offset: formatting.begun_line(view, path, offset, "  "),
    "highlights": highlight.highlights,
    "hover": hover.hover,
    "implementation": implementation.implementation,
    "meant_file": includes.meant_file,
    "refactorings": lambda view, path, offset: refactorings.refactorings(view, path, Span(offset, offset)),
    "references": lambda view, path, offset: references.references(
        view, path, offset, include_declaration=True
    ),
    "prepare": rename.prepare,
    "rename": lambda view, path, offset: rename.rename(view, path, offset, "fresh"),
    "selection": selection.selection,
    "signature_help": signature_help.signature_help,
    "growth": sweeps.growth,
}


def ask(view: Snapshot, path: str, offsets: Iterator[int]) -> None:
    for feature in OF_FILES.values():
        feature(view, path)
    document = view.document(path)
    if document is not None and document.dialect is not None and document.dialect.name == "hyperion":
        preview.preview(document, request=preview.Request(count=2))
    for offset in offsets:
        for feature in AT_PLACES.values():
            feature(view, path, offset)


def read(folder: Path) -> Project:
    project = Project([str(folder)])
    for _ in project.work():
        pass
    return project


def mutated(random: Random, source: str) -> str:
    """Return the text cut off somewhere, or with a few pieces less and more."""
    if random.random() < 0.3:
        return source[: random.randrange(len(source) + 1)]
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(source) + 1)
        source = source[:at] + random.choice(("", *PIECES)) + source[at + random.choice((0, 0, 1, 5)) :]
    return source


MIXED = {
    "main.py": """\
import argparse
from pathlib import Path

import gin
import hpargparse
from hpman.m import _

_.parse_file(Path(__file__).parent)
hpargparse.bind(argparse.ArgumentParser(), _)


@gin.configurable
def train(rate=_("rate", 0.1), steps=1):
    pass


gin.parse_config("inner/train.rate = %rate\\ninclude 'values.yaml'")
gin.parse_config_files_and_bindings(["main.gin"], ["train.steps = @train()", "train.rate = %"])
""",
    "run.sh": "python main.py --hp-load values.yaml\n",
    "main.gin": "import main\ninclude 'values.yaml'\ntrain.rate = %rate\nouter/train.steps = @train()\nrate = 1\n",
    "sweep.hyp": "include 'values.yaml'\ninclude 'main.gin'\nrate: [1, 2]\ntrain.rate = %rate\n",
    "values.yaml": "rate: 1\nother: {a: 1}\n",
}
"""One project of all systems, whose files name each other; what one reads is the other's."""


def test_every_place_of_mixed_systems(tmp_path: Path) -> None:
    for name, text in MIXED.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    view = read(tmp_path).snapshot()
    assert str(tmp_path / "values.yaml") in view.configs()
    for name in MIXED:
        path = str(tmp_path / name)
        ask(view, path, iter(range(_all(view, path).end + 1)))


@pytest.mark.parametrize("example", ["transformer", "hyperion", "hpman"])
def test_every_place_of_an_example(example: str, tmp_path: Path) -> None:
    folder = tmp_path / example
    shutil.copytree(EXAMPLES / example, folder)
    view = read(folder).snapshot()
    for path in (*view.configs(), *view.code_files()):
        ask(view, path, iter(range(0, _all(view, path).end + 1, 3 if path.endswith(".py") else 1)))


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_case_with_slips(case: Path, tmp_path: Path) -> None:
    files = plain_files(read_case(case.read_text(encoding="utf-8")))
    for name, body in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(body.encode())
    project = read(tmp_path)
    for seed in range(times(4)):
        random = Random(f"{case.stem} {seed}")
        name = random.choice(list(files))
        text, path = mutated(random, files[name]), str(tmp_path / name)
        project.open(path, LANGUAGES.get(Path(name).suffix, ""), Text(text))
        for _ in project.work():
            pass
        offsets = [random.randrange(len(text) + 1) for _ in range(PLACES)]
        try:
            ask(project.snapshot(), path, iter(offsets))
        except Exception as problem:
            raise AssertionError(f"seed {seed}, {name}, offsets {offsets}: {text!r}") from problem
