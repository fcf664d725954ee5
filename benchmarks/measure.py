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
    """One thing that was timed: a time for each repetition, in seconds.

    `goal` is the time to keep, in seconds, by the percentile `judged`. `note` says what the time bought.
    """

    name: str
    seconds: tuple[float, ...]
    goal: float | None = None
    judged: Literal["p50", "p95"] = "p50"
    note: str = ""

    def as_json(self, reference: float) -> dict[str, Any]:
        """Return the figure in milliseconds, and its median as a multiple of `reference` seconds."""
        times = {"p50": self.p50, "p95": self.p95, "min": min(self.seconds), "max": max(self.seconds)}
        return {
            "name": self.name,
            "repetitions": len(self.seconds),
            **{name: round(seconds * 1000, 3) for name, seconds in times.items()},
            "ratio": round(self.p50 / reference, 4),
            "goal": None if self.goal is None else round(self.goal * 1000, 3),
            "judged": self.judged,
            "met": None if self.goal is None else times[self.judged] <= self.goal,
            "note": self.note,
        }

    @property
    def p50(self) -> float:
        """The median, in seconds."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 repetitions keep, in seconds; the largest of a few."""
        return (
            quantiles(self.seconds, n=20, method="inclusive")[-1]
            if len(self.seconds) > 20
            else max(self.seconds)
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
