"""`--format text`: a line for each problem and, on a terminal, the source line with carets."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hp_lsp.check.record import Record
from hp_lsp.dialects.base import Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFORMATION: "36", Severity.HINT: "2"}


def report(records: Sequence[Record]) -> str:
    """Return the problems as people read them; colours and source lines only where a terminal shows them."""
    terminal = sys.stdout.isatty()
    colours = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return "".join(_lines(record, terminal, colours) for record in records)


def _lines(record: Record, source: bool, colours: bool) -> str:
    place, problem = record.place, record.problem
    severity = problem.severity.name.lower()
    if colours:
        severity = f"\033[{_COLOURS[problem.severity]}m{severity}\033[0m"
    message = problem.message.replace("\n", " ")
    head = f"{place.path}:{place.line}:{place.column}: {severity} {problem.code} {message} [{problem.name}]\n"
    return head + _picture(record) if source else head


def _picture(record: Record) -> str:
    """Return the source line and carets below the range; tabs stay tabs, so that the carets stand right."""
    place, line = record.place, record.source_line.rstrip()
    if not line or len(line) > 400:
        return ""
    end = place.end_column if place.end_line == place.line else len(line) + 1
    indent = "".join("\t" if character == "\t" else " " for character in line[: place.column - 1])
    carets = "^" * max(1, min(end, len(line) + 1) - place.column)
    return f"    {line}\n    {indent}{carets}\n"
