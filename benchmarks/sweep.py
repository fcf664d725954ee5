"""How long it takes to read a sweep, to count one of any size, and to show or write some of its configs.

The goals are fractions of what upstream's Hyperion 0.1.0 takes on two cores: 2.7 s for 1,000 bindings, 3.2 s
for 1,000 mixed lines, 6.1 s for a table of 1,000 rows, and it writes 8,000 configs a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count

import generate
from command import run
from measure import Figure, exhaust, repeat, timed
from workspaces import workspace, write_files

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.hyperion.sweep import parse_sweep
from hp_lsp.dialects.hyperion.syntax import parse
from hp_lsp.dialects.table import dialect_of_language
from hp_lsp.features.expansions import expansion_of
from hp_lsp.features.preview import Request, preview
from hp_lsp.text.lines import Text

ROUNDS = 30


def measure() -> Iterator[Figure]:
    """Time texts of 1,000 lines and more, and sweeps of 10^5, 10^9 and 10^20 configs."""
    yield from _reading()
    expansion = _expansion("".join(f"m.Part{axis}.rate: {list(range(10))}\n" for axis in range(5)))
    yield Figure(
        "10^5 configs of 5 axes as text",
        repeat(lambda: exhaust(expansion.render(one, "gin") for one in range(10**5)), ROUNDS // 6),
        2.0,
        note="50,000 a second",
    )
    small, large = generate.sweep_text(9), generate.sweep_text(20)
    yield Figure("count of 10^9 configs", repeat(lambda: _count(small, 10**9), ROUNDS), 0.050, "p95")
    yield Figure("first 100 of 10^9 configs", repeat(lambda: _page(small, 0, 100), ROUNDS), 0.050, "p95")
    yield Figure(
        "number 10^19 of 10^20 configs", repeat(lambda: _page(large, 10**19, 1), ROUNDS), 0.050, "p95"
    )
    met = ("Model.width >= 64", "Part19.rate in [19.0, 19.5]")
    yield Figure(
        "first 100 of 10^20 configs that meet two conditions",
        repeat(lambda: _page(large, 10**17, 100, *met), ROUNDS),
        0.050,
        "p95",
    )
    path = str(workspace("sweep", lambda folder: write_files(folder, {"large.hyp": large})) / "large.hyp")
    yield Figure(
        "`--expand --count` of 10^20 configs",
        tuple(run("--expand", path, "--count") for _ in range(ROUNDS // 3)),
    )


def _reading() -> Iterator[Figure]:
    """Time texts of which no line was read before."""
    salt = count()
    plain = [_plain(next(salt)) for _ in range(ROUNDS)]
    mixed = [_mixed(next(salt)) for _ in range(ROUNDS)]
    tables = [_table(next(salt)) for _ in range(ROUNDS // 6)]
    yield Figure("1,000 bindings", tuple(timed(partial(parse, text)) for text in plain), 2.7 / 30)
    yield Figure("1,000 lines of all kinds", tuple(timed(partial(parse, text)) for text in mixed), 3.2 / 30)
    times = tuple(timed(partial(_first, text)) for text in tables)
    yield Figure("first config of a table of 10,000 rows", times, 1.0)


def _plain(salt: int) -> str:
    return "".join(f"m.Part{line % 7}.p{line} = {line}.{salt}\n" for line in range(1000))


def _mixed(salt: int) -> str:
    """Return 1,000 lines: blocks, axes, expressions."""
    return "".join(
        f"with m.Part{line}:\n  p{line} = {salt}\na{line}: [{line}, {salt}, 0.5]\nb{line} = %x * {line} + {salt}\n"
        for line in range(250)
    )


def _table(salt: int) -> str:
    rows = "".join(f"  {row}, {row}.{salt}, 'size_{row}_{salt}'\n" for row in range(10_000))
    return f"table width, depth, name:\n{rows}"


def _first(source: str) -> str:
    return _expansion(source).render(0, "gin")


def _expansion(source: str) -> SweepExpansion:
    return SweepExpansion(parse_sweep(source))


def _document(source: str) -> Document:
    return Document("sweep.hyp", Text(source), dialect_of_language("hyperion"))


def _count(source: str, wanted: int) -> None:
    expansion = expansion_of(_document(source))
    if expansion is None or expansion.count != wanted:
        raise RuntimeError("the sweep was not understood")


def _page(source: str, start: int, size: int, *where: str) -> None:
    request = Request(start=start, count=size, where=where)
    if len(preview(_document(source), request=request).configs) != size:
        raise RuntimeError("the page is not full")
