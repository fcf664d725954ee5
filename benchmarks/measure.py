"""Times and what is made of them: percentiles, goals, ratios to a fixed piece of work. Knows no server."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any, Literal

_REFERENCE_STEPS = 300_000
_REFERENCE_TEXT = "".join(
    f"def f{n}(a, b={n}):\n    return [a * x + b for x in range({n})]\n\n" for n in range(300)
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured: a time for each repetition, in seconds, or a size in MiB.

    `goal` is what to keep, in the same unit, by the percentile `judged`. `note` says what the time bought.
    """

    name: str
    values: tuple[float, ...]
    goal: float | None = None
    judged: Literal["p50", "p95"] = "p50"
    note: str = ""
    unit: Literal["ms", "MiB"] = "ms"

    def as_json(self, reference: float) -> dict[str, Any]:
        """Return the figure in its unit, and the median of times as a multiple of `reference` seconds."""
        scale = 1000 if self.unit == "ms" else 1
        found = {"p50": self.p50, "p95": self.p95, "min": min(self.values), "max": max(self.values)}
        return {
            "name": self.name,
            "unit": self.unit,
            "repetitions": len(self.values),
            **{name: round(value * scale, 3) for name, value in found.items()},
            "ratio": round(self.p50 / reference, 4) if self.unit == "ms" else None,
            "goal": None if self.goal is None else round(self.goal * scale, 3),
            "judged": self.judged,
            "met": None if self.goal is None else found[self.judged] <= self.goal,
            "note": self.note,
        }

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def p95(self) -> float:
        """What 95 of 100 repetitions keep; the largest of a few."""
        return (
            quantiles(self.values, n=20, method="inclusive")[-1]
            if len(self.values) > 20
            else max(self.values)
        )


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def repeat(work: Callable[[], object], times: int) -> tuple[float, ...]:
    """Return the seconds of each of so many repetitions."""
    return tuple(timed(work) for _ in range(times))


def exhaust(steps: Iterable[object]) -> None:
    """Take everything that `steps` yields."""
    for _ in steps:
        pass


def reference() -> float:
    """Return the seconds of a fixed piece of work, a loop and `ast.parse`: a yardstick of the machine."""
    return min(repeat(_reference_work, 7))


def _reference_work() -> None:
    total = 0
    for number in range(_REFERENCE_STEPS):
        total += number & 7
    ast.parse(_REFERENCE_TEXT)


Benchmark = Callable[[], Iterator[Figure]]
