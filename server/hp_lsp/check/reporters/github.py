"""`--format github`: workflow commands that GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from hp_lsp.check.record import Record
from hp_lsp.dialects.base import Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def report(records: Sequence[Record]) -> str:
    """Return one workflow command for each problem."""
    return "".join(_command(record) + "\n" for record in records)


def _command(record: Record) -> str:
    place, problem = record.place, record.problem
    properties = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "title": f"{problem.code} {problem.name}",
    }
    listed = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    return f"::{_LEVELS.get(problem.severity, 'notice')} {listed}::{_escape(problem.message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
