"""What stands in the example projects is taken away, piece by piece, and must be suggested early in its place.

The thresholds are a little below what is measured: a change of the ranking that makes it worse fails here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from hp_lsp.features.completion import complete
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

ROOT = Path(__file__).parent.parent.parent
PROJECTS = ("examples/transformer", "examples/hyperion", "tests/protocol/workspace")
FIRST = 5
SHARES = {"parameter": 0.87, "parameter of a block": 0.97, "selector": 0.72, "value": 0.85, "name": 0.92}
"""For each kind of place, in how many of them what stood there must be among the `FIRST`."""

_BOUND = re.compile(r"(?m)^(?P<indent> *)(?P<left>[\w./]+)(?P<sign> *= *|: +)(?P<value>\S.*)$")
_NAME = re.compile(r"[@%][\w./]+")


class Gap(NamedTuple):
    """A place where something stood: what is left of its line, and what was taken away."""

    kind: str
    line: tuple[int, int]
    left: str
    taken: str


def gaps(text: str) -> Iterator[Gap]:
    for bound in _BOUND.finditer(text):
        line, indent, left = bound.span(), bound["indent"], bound["left"]
        selector, _, parameter = left.rpartition(".")
        if selector:
            yield Gap("parameter", line, f"{indent}{selector}.", parameter)
            yield Gap("selector", line, indent, selector.rpartition("/")[2])
        elif indent:
            yield Gap("parameter of a block", line, indent, parameter)
        for name in _NAME.finditer(bound["value"]):
            before = indent + left + bound["sign"] + bound["value"][: name.start()]
            if not name.start():
                yield Gap("value", line, before, name[0])
            yield Gap("name", line, before + name[0][0], name[0][1:])


def is_meant(label: str, taken: str) -> bool:
    """Tell whether a suggestion is what was taken away: names may be written with more of the path or less."""
    name, wanted = f".{label.lstrip('@%')}", f".{taken.lstrip('@%').rpartition('/')[2]}"
    return name.endswith(wanted) or wanted.endswith(name)


@cache
def ranks() -> dict[str, list[tuple[int, str]]]:
    """Return, by kind of place, where among the suggestions each thing was that had been taken away."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name in PROJECTS:
        project = Project([str(ROOT / name)])
        for _ in project.work():
            pass
        for path in project.snapshot().configs():
            if "broken" in path:
                continue
            text = Path(path).read_text(encoding="utf-8")
            project.open(path, "hyperion" if path.endswith(".hyp") else "gin", Text(text))
            for gap in gaps(text):
                start, end = gap.line
                project.change(path, Text(text[:start] + gap.left + text[end:]))
                items = complete(project.snapshot(), path, start + len(gap.left))
                places = (place for place, one in enumerate(items) if is_meant(one.label, gap.taken))
                said = f"{Path(path).name}: {gap.left.strip()}[{gap.taken}]"
                found[gap.kind].append((next(places, len(items)), said))
            project.close(path)
    return found


@pytest.mark.parametrize("kind", SHARES)
def test_what_was_taken_away_is_suggested_early(kind: str) -> None:
    measured = ranks()[kind]
    late = [f"{rank}: {said}" for rank, said in measured if rank >= FIRST]
    share = 1 - len(late) / len(measured)
    assert len(measured) > 10
    assert share >= SHARES[kind], (share, late)
