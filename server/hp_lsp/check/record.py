"""A problem as the command line reports it: path, 1-based lines and columns in code points. Knows no output format."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from hp_lsp.dialects.base import Problem
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span


class Place(NamedTuple):
    """A range in a file; lines and columns count from 1, the end is the column behind the last character."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def as_json(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
        }


class Record(NamedTuple):
    """One problem, and the text of its file."""

    place: Place
    problem: Problem
    text: Text
    related: tuple[tuple[Place, str], ...]
    fix: dict[str, Any] | None

    @property
    def source_line(self) -> str:
        """The line that the problem begins on."""
        return self.text.line(self.place.line - 1)

    def as_json(self) -> dict[str, Any]:
        """Return what one element of the JSON output holds."""
        return {
            **self.place.as_json(),
            "severity": self.problem.severity.name.lower(),
            "code": self.problem.code,
            "name": self.problem.name,
            "message": self.problem.message,
            "related": [
                {"path": place.path, "line": place.line, "column": place.column, "message": message}
                for place, message in self.related
            ],
            "fix": self.fix,
        }


def make_record(view: Snapshot, path: str, text: Text, problem: Problem) -> Record:
    """Return the record of a problem in the document at `path` with that text."""
    related = tuple(
        (place_of(view, one.location.path, one.location.span), one.message) for one in problem.related
    )
    return Record(make_place(path, text, problem.span), problem, text, related, _fix(view, problem))


def place_of(view: Snapshot, path: str, span: Span) -> Place:
    """Return the place of a range in any readable file; its first character where the file cannot be read."""
    document = view.document(path)
    if document is None:
        return Place(display_path(path), 1, 1, 1, 1)
    return make_place(path, document.text, span)


def make_place(path: str, text: Text, span: Span) -> Place:
    """Return the place of a range in `text`."""
    start, end = text.position(span.start), text.position(span.end)
    return Place(display_path(path), start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def marked(trouble: Sequence[str]) -> str:
    """Return what a comment says behind the place of a value with errors or warnings; nothing without any."""
    return f"; {', '.join(trouble)}" if trouble else ""


def display_path(path: str) -> str:
    """Return `path` relative to the current folder, with slashes; as it is where there is no relative path."""
    return _relative(path, os.getcwd())


@lru_cache
def _relative(path: str, folder: str) -> str:
    with suppress(ValueError):  # another drive on Windows
        path = os.path.relpath(path, folder)
    return path.replace(os.sep, "/")


def _fix(view: Snapshot, problem: Problem) -> dict[str, Any] | None:
    if not problem.fixes:
        return None
    fix = problem.fixes[0]
    edits = [{**place_of(view, path, edit.span).as_json(), "text": edit.text} for path, edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
