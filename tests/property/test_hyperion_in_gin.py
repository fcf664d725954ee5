"""What a sweep means is what the real Gin makes of the text that is written for it: values, types, scopes, calls."""

from __future__ import annotations

import json
import operator
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from counts import times
from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.hyperion.sweep import parse_sweep

LOAD = """\
import json, sys
import gin

@gin.configurable
def probe(p0=None, p1=None, p2=None, p3=None):
    return (p0, p1, p2, p3)

@gin.configurable
def f(x=None, y=None):
    return ('f', x, y)

@gin.configurable(module='m')
def g(x=None, y=None):
    return ('g', x, y)

found = []
for text in json.load(sys.stdin):
    gin.clear_config()
    gin.parse_config(text)
    values = [probe()]
    with gin.config_scope('s'):
        values.append(probe())
    found.append(repr(values))
json.dump(found, sys.stdout)
"""

Environment = Mapping[str, Any]


class Meaning(NamedTuple):
    """A text, and what it comes to where macros have values."""

    text: str
    value: Callable[[Environment], Any]


LITERALS = ("0", "1", "-2", "7", "0.5", "1e-7", "1e16", "True", "False", "None", "'a'", '"it\'s"', "''")
VALUES = (0, 1, -2, 7, 0.5, 1e-7, 1e16, True, False, None, "a", "it's", "")
NUMBERS = tuple(zip(LITERALS, VALUES, strict=True))[:9]
OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "<": operator.lt, "==": operator.eq,
    "and": lambda left, right: left and right, "or": lambda left, right: left or right,
}  # fmt: skip


class Writer:
    """Writes random values; `macros` are those that may be used, all of them numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.macros: list[str] = []

    def number(self, depth: int = 2) -> Meaning:
        kind = self.random.random()
        if self.macros and kind < 0.35:
            name = self.random.choice(self.macros)
            return Meaning(f"%{name}", lambda known: known[name])
        if not depth or kind < 0.6:
            text, value = self.random.choice(NUMBERS)
            return Meaning(text, lambda _: value)
        left, right = self.number(depth - 1), self.number(depth - 1)
        sign = self.random.choice(list(OPERATORS))
        apply = OPERATORS[sign]
        return Meaning(
            f"({left.text}) {sign} ({right.text})", lambda known: apply(left.value(known), right.value(known))
        )

    def value(self, depth: int = 2) -> Meaning:
        kind = self.random.randrange(6) if depth else 0
        if kind == 0:
            text, value = self.random.choice(list(zip(LITERALS, VALUES, strict=True)))
            return Meaning(text, lambda _: value)
        if kind == 1:
            return self.number()
        if kind == 2:
            return self.call(depth)
        items = [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        texts = ", ".join(item.text for item in items)
        if kind == 3:
            return Meaning(f"[{texts}]", lambda known: [item.value(known) for item in items])
        if kind == 4:
            text = f"({texts},)" if items else "()"
            return Meaning(text, lambda known: tuple(item.value(known) for item in items))
        pairs = ", ".join(f"{place}: {item.text}" for place, item in enumerate(items))
        return Meaning(
            f"{{{pairs}}}", lambda known: {place: item.value(known) for place, item in enumerate(items)}
        )

    def call(self, depth: int) -> Meaning:
        name, path = self.random.choice((("f", "f"), ("g", "g"), ("g", "m.g")))
        scope = self.random.choice(("", "", "t/", "s/u/"))
        x, y = self.value(depth - 1), self.value(depth - 1)
        return Meaning(
            f"@{scope}{path}(x={x.text}, y={y.text})", lambda known: (name, x.value(known), y.value(known))
        )

    def sweep(self) -> tuple[list[str], list[tuple[str, list[Meaning]]]]:
        """Return the lines of a sweep, and its keys with their values."""
        lines: list[str] = []
        axes: list[tuple[str, list[Meaning]]] = []

        def add(key: str, values: list[Meaning]) -> None:
            axes.append((key, values))
            if len(values) == 1:
                lines.append(f"{key} = {values[0].text}")
            else:
                lines.append(f"{key}: [{', '.join(value.text for value in values)}]")

        for place in range(self.random.randrange(4)):
            name = f"{self.random.choice(('', 's/'))}n{place}"
            add(name, [self.number() for _ in range(self.random.choice((1, 1, 2)))])
            self.macros.append(name)
        for key in self.random.sample(("probe.p0", "probe.p1", "s/probe.p0", "s/probe.p2", "probe.p3"), 3):
            add(key, [self.value() for _ in range(self.random.choice((1, 1, 2)))])
        return lines, axes


def meant(axes: list[tuple[str, list[Meaning]]], index: int) -> str:
    """Return what `LOAD` prints of config `index`."""
    chosen: dict[str, Meaning] = {}
    for key, values in reversed(axes):
        index, place = divmod(index, len(values))
        chosen[key] = values[place]
    known: dict[str, Any] = {}
    for key, _ in axes:
        known[key] = chosen[key].value(known)
    plain = [known.get(f"probe.p{place}") for place in range(4)]
    scoped = [known.get(f"s/probe.p{place}", plain[place]) for place in range(4)]
    return repr([tuple(plain), tuple(scoped)])


def loaded_by_gin(texts: list[str]) -> list[str]:
    """Return what `LOAD` prints of each text."""
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD], input=json.dumps(texts), capture_output=True, text=True, timeout=120
    )
    assert loaded.returncode == 0, loaded.stderr
    found: list[str] = json.loads(loaded.stdout)
    return found


def test_the_real_gin_gets_the_values_that_a_sweep_means() -> None:
    texts, expected = [], []
    for seed in range(times(1700)):
        lines, axes = Writer(seed).sweep()
        expansion = SweepExpansion(parse_sweep("\n".join(lines)))
        for index in range(min(expansion.count, 6)):
            texts.append(expansion.render(index, "gin"))
            expected.append(meant(axes, index))
    for text, wanted, got in zip(texts, expected, loaded_by_gin(texts), strict=True):
        assert got == wanted, text
    assert len(texts) > times(5000)


def test_calls_of_an_included_file_keep_their_arguments(tmp_path: Path) -> None:
    base = SweepExpansion(parse_sweep("a = 10\nprobe.p0 = @f(x=%a + 1, y=@g(x=1))\n"))
    (tmp_path / "base.gin").write_text(base.render(0, "gin"), encoding="utf-8")
    source = f"include {str(tmp_path / 'base.gin')!r}\nb = 3\nprobe.p1 = @f(x=%b * 2, y=@g(x=2))\n"
    loaded = loaded_by_gin([SweepExpansion(parse_sweep(source)).render(0, "gin")])
    values = (("f", 11, ("g", 1, None)), ("f", 6, ("g", 2, None)), None, None)
    assert loaded == [repr([values, values])]
