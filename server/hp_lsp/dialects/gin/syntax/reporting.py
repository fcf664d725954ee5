"""What is said of one line while it is read: errors, remarks, and the changes that may mend them.

Knows the line's text; what is wrong with it is for others to find.
"""

from __future__ import annotations

from hp_lsp.dialects.gin.tree import Error, Suggestion
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_MOST_ERRORS = 100
_MOST_SHOWN = 60


class Reporter:
    """Gathers what is said of one line after the other; `errors` and `remarks` are those of the line at work."""

    def __init__(self) -> None:
        self.text = ""
        self.errors: list[Error] = []
        self.remarks: list[Error] = []
        self.is_unexpected = False
        """Whether the last error is about something unexpected, which the parser has not read on behind yet."""
        self.is_cut_off = False
        """Whether the line ends inside brackets, so that whatever is wrong at its end is not worth an error."""

    def begin(self, text: str) -> None:
        """Make ready for another line."""
        self.text = text
        self.errors = []
        self.remarks = []
        self.is_unexpected = self.is_cut_off = False

    def error(self, code: str, span: Span, message: str, *suggestions: Suggestion) -> None:
        """Add an error, unless one of the last ones stands at the same place, or there are a hundred."""
        is_known = any(known.span.start <= span.start < known.span.end for known in self.errors[-3:])
        self.is_unexpected = False
        if self.is_cut_off and span.end == len(self.text):
            return
        if not is_known and len(self.errors) < _MOST_ERRORS:
            self.errors.append(Error(code, span, message, suggestions))

    def unexpected(self, error: Error, before: Span) -> None:
        """Add the error of something unexpected behind `before`, unless that is a bare word with its own error."""
        last = self.errors[-1] if self.errors else None
        if last and last.code == "GIN004" and last.span.end == before.end:
            return
        self.error(error.code, error.span, error.message, *error.suggestions)
        self.is_unexpected = True

    def instead_of_words(self, error: Error) -> None:
        """Add the error of something unexpected that is about all words in its range."""
        while self.errors and self.errors[-1].code == "GIN004" and error.span.holds(self.errors[-1].span):
            self.errors.pop()
        self.error(error.code, error.span, error.message, *error.suggestions)
        self.is_unexpected = True

    def remark(self, code: str, span: Span, message: str, *suggestions: Suggestion) -> None:
        """Add what is to be said of something that can be read."""
        if len(self.remarks) < _MOST_ERRORS:
            self.remarks.append(Error(code, span, message, suggestions))


def change(span: Span, text: str, safe: bool = False) -> Suggestion:
    """Return the suggestion to write `text` instead of what stands at `span`."""
    return Suggestion(f"Change to `{text}`", (Edit(span, text),), safe)


def insert(at: int, text: str, safe: bool = False) -> Suggestion:
    """Return the suggestion to write `text` at an offset."""
    return Suggestion(f"Insert `{text.strip()}`", (Edit(Span(at, at), text),), safe)


def remove(span: Span, what: str, safe: bool = False) -> Suggestion:
    """Return the suggestion to leave `what` out, which stands at `span`."""
    return Suggestion(f"Remove {what}", (Edit(span, ""),), safe)


def enclose(span: Span, opening: str, closing: str, title: str, safe: bool = False) -> Suggestion:
    """Return the suggestion to put something before and behind what stands at `span`."""
    start, end = span
    edits = (Edit(Span(start, start), opening), Edit(Span(end, end), closing))
    return Suggestion(title, edits, safe)


def shortened(text: str) -> str:
    """Return a text that is short enough for a message."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
