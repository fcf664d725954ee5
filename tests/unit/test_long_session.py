"""A long session must not grow: what was typed on the way is forgotten, and what stands in a text is not."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest

from hp_lsp.dialects.gin.tree import Parsed
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.project.recent import MOST, Recent
from hp_lsp.text.lines import Text
from projects import opened

CODE = "import gin\n\n\n@gin.configurable\ndef train(rate=0.1, steps=100):\n    ...\n"
LINES = {
    "main.gin": "train.rate = {0}\ntrain.steps{0} = 1\ntrain{0}.rate = @train()\nmacro{0} = (1, [{0}\nx = %macro{0}\n",
    "main.hyp": "train.rate: [{0}, 2]\ntable train.steps{0}:\n  {0}\ntrain.rate = %macro{0} + 1\nmacro{0} = (1, [{0}\n",
}
"""Right lines and wrong ones, unlike each other and unlike those of another number."""
STEPS = 40


def type_in(project: Project, path: Path, number: int) -> None:
    """Show a text of which no line was shown before, and ask for its problems and names."""
    project.change(str(path), Text(LINES[path.name].format(number)))
    diagnose(project.snapshot(), str(path))
    project.snapshot().occurrences(str(path))


def living() -> Counter[str]:
    """Return how many objects of our own there are, by their kind."""
    gc.collect()
    kinds = (type(one) for one in gc.get_objects())
    return Counter(f"{one.__module__}.{one.__qualname__}" for one in kinds if _is_ours(one))


def _is_ours(kind: type) -> bool:
    return str(kind.__module__).startswith("hp_lsp.")


@pytest.mark.parametrize("name", LINES)
def test_what_was_typed_on_the_way_is_forgotten(name: str, tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(CODE)
    path = tmp_path / name
    path.touch()
    project = opened(tmp_path)
    project.open(str(path), name.partition(".")[2], Text(""))
    for number in range(STEPS):
        type_in(project, path, 10_000 + number)
    before = living()
    for number in range(STEPS, STEPS * 3):
        type_in(project, path, 10_000 + number)
    more = living() - before
    assert sum(more.values()) < STEPS / 2, more


def test_a_line_that_stands_in_two_texts_is_parsed_once(tmp_path: Path) -> None:
    for name in ("one.gin", "other.gin"):
        (tmp_path / name).write_text("a.b = 1\nc.d = [1, 2\n")
    view = opened(tmp_path).snapshot()
    lines: list[tuple[Parsed, ...]] = [
        document.tree.lines for path in view.configs() if (document := view.document(path))
    ]
    assert len(lines) == 2
    assert all(one is other for one, other in zip(*lines, strict=True))


def test_the_next_text_takes_its_lines_from_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "main.gin"
    path.write_text("a.b = 1\n")
    project = opened(tmp_path)
    lines = [f"a.b{number} = {number}" for number in range(10)]
    project.open(str(path), "gin", Text("\n".join(lines)))
    diagnose(project.snapshot(), str(path))
    known = {id(one) for one in project.snapshot().open_documents[str(path)].tree.lines}
    project.change(str(path), Text("\n".join([*lines[:5], "new = 1", *lines[5:]])))
    project.change(str(path), Text("\n".join([*lines[:5], "newer = 1", *lines[5:]])))
    diagnose(project.snapshot(), str(path))
    parsed = project.snapshot().open_documents[str(path)].tree.lines
    assert [number for number, one in enumerate(parsed) if id(one) not in known] == [5]


def test_what_is_asked_for_is_worked_out_once_and_the_rest_dropped() -> None:
    recent = Recent()
    counts: Counter[str] = Counter()
    for number in range(MOST * 3):
        for key in (str(number), "asked for"):
            assert recent.get((key,), lambda key=key: counts.update((key,)) or key) == key
    assert counts["asked for"] == 1
    assert len(recent) <= MOST * 2
    recent.get(("0",), lambda: counts.update("0"))
    assert counts["0"] == 2
