"""Where this program itself fails: at which file and what, and whether to try again. Knows no reader and no rule.

One failure must cost one answer about one file, and nobody may take what is left for the whole.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Summary

READING = "Reading"
MOST_TRIES = 2
"""How often the same content is tried; after that the file is set aside until it changes."""


class Failure(NamedTuple):
    """A mistake of ours: the file, what was done with it, the problem in a few words, and the traceback."""

    path: str
    what: str
    problem: str
    trace: str

    @property
    def sentence(self) -> str:
        """What to tell the user."""
        return (
            f"{self.what} failed on `{os.path.basename(self.path)}` ({self.problem}): what is said of that file is "
            "not complete. Please report it."
        )


class Failures:
    """The failures of one run."""

    def __init__(self) -> None:
        self._tried: dict[tuple[str, str], tuple[int, int]] = {}
        """For each file and what failed: the hash of the content, and how often it was tried."""
        self._untold: list[Failure] = []
        self.paths: set[str] = set()
        """The files on which something failed."""

    def note(self, path: str, what: str, content: str, problem: Exception) -> None:
        """Note that something failed on a file with this content."""
        known, times = self._tried.get((path, what), (0, 0))
        self._tried[path, what] = (hash(content), times + 1 if known == hash(content) else 1)
        if path not in self.paths:
            import traceback

            self.paths.add(path)
            trace = "".join(traceback.format_exception(problem))
            self._untold.append(Failure(path, what, describe(problem), trace))

    def is_set_aside(self, path: str, what: str, content: str) -> bool:
        """Tell whether something has failed so often on this content that it is not tried again."""
        return self._tried.get((path, what)) == (hash(content), MOST_TRIES)

    def concern(self, path: str, content: str) -> bool:
        """Tell whether anything failed on this content of a file."""
        return any(one[0] == path and known[0] == hash(content) for one, known in self._tried.items())

    def take(self) -> list[Failure]:
        """Return the failures that were not told yet, one for each file."""
        untold, self._untold = self._untold, []
        return untold


def summary_of(document: Document, failures: Failures) -> Summary:
    """Return what other files need to know of a config: nothing where finding that out fails."""
    if not failures.is_set_aside(document.path, READING, document.text.source):
        try:
            return document.summary
        except Exception as problem:
            failures.note(document.path, READING, document.text.source, problem)
    return Summary()


def describe(problem: Exception) -> str:
    """Return what went wrong and in which of our lines, without a traceback."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}" if trace else ""
    return f"{type(problem).__name__}: {problem}{where}"
