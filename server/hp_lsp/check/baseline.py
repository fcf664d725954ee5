"""`--baseline`: the problems that a project had when it began to be checked, so that only new ones are reported.

A problem is known by its file, its rule, its message and the text of its line, not by where the line stands. Knows
records; finds no problems.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from hp_lsp.check.record import Record, display_path
from hp_lsp.check.refused import Refused

_VERSION = 1
_LINE_NUMBER = re.compile(r"\bline \d+")


class Known(NamedTuple):
    """What tells a problem from others, wherever its line has moved; `path` counts from the folder of the baseline."""

    path: str
    code: str
    message: str
    line: str


Baseline = Counter[Known]
"""The known problems, and how often there is each."""


def known_problems(records: Iterable[Record], file: str) -> Baseline:
    """Return what is to be known of some problems in the baseline at `file`."""
    return Counter(_known(record, file) for record in records)


def new_problems(records: Iterable[Record], baseline: Baseline, file: str) -> Iterator[Record]:
    """Yield the problems that are not in the baseline, or there less often, in their order."""
    left = baseline.copy()
    for record in records:
        known = _known(record, file)
        if left[known] > 0:
            left[known] -= 1
        else:
            yield record


def gone(records: Iterable[Record], baseline: Baseline, file: str, checked: Collection[str]) -> int:
    """Return how many problems of the baseline are no more, in the files that were checked."""
    paths = {_relative(path, file) for path in checked}
    here: Baseline = Counter({known: count for known, count in baseline.items() if known.path in paths})
    return (here - known_problems(records, file)).total()


def baseline_text(baseline: Baseline) -> str:
    """Return a baseline as a file: sorted, so that its changes can be read."""
    problems = [{**known._asdict(), "count": count} for known, count in sorted(baseline.items())]
    return json.dumps({"version": _VERSION, "problems": problems}, indent=1, ensure_ascii=False) + "\n"


def read_baseline(file: str) -> Baseline:
    """Return the baseline at `file`; raises Refused where there is none that can be read."""
    try:
        with open(file, encoding="utf-8") as opened:
            return _read(json.load(opened))
    except FileNotFoundError:
        raise Refused(
            f"there is no baseline `{display_path(file)}`; --write-baseline records today's problems there."
        ) from None
    except (ValueError, TypeError, KeyError, OSError) as problem:
        raise Refused(f"`{display_path(file)}` is no baseline of hp-lsp's.") from problem


def _read(content: Any) -> Baseline:
    if content["version"] != _VERSION:
        raise ValueError(content["version"])
    fields = Known._fields
    return Counter(
        {Known(*(str(one[name]) for name in fields)): int(one["count"]) for one in content["problems"]}
    )


def _known(record: Record, file: str) -> Known:
    path = _relative(os.path.abspath(record.place.path), file)
    message = _LINE_NUMBER.sub("line", record.problem.message)
    return Known(path, record.problem.code, message, record.source_line.strip())


def _relative(path: str, file: str) -> str:
    return os.path.relpath(path, os.path.dirname(os.path.abspath(file))).replace(os.sep, "/")
