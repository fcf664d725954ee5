"""What is said of a slip: the error that stands where it was made, and the change that undoes it.

Knows one slip in one text; that it is the likeliest is for others to know.
"""

from __future__ import annotations

from hp_lsp.dialects.gin.syntax.lines import CLOSERS
from hp_lsp.dialects.gin.syntax.literals import opening_length
from hp_lsp.dialects.gin.syntax.reporting import change, insert, remove, shortened
from hp_lsp.dialects.gin.syntax.shape import tokens_of
from hp_lsp.dialects.gin.syntax.slips import Slip
from hp_lsp.dialects.gin.tree import Error
from hp_lsp.text.span import Span

_BRACKETS = "()[]{}"


def error_of(text: str, slip: Slip, known: list[Error]) -> Error:
    """Return the one error of a text with a slip; `known` are those that it has otherwise.

    The one of them that stands at the slip is kept, if there is one: it knows more.
    """
    written = text[slip.start : slip.end]
    if written:
        error = _too_much(text, slip, written)
    elif slip.put in ",:":
        error = _missing(text, slip, f"`{slip.put}` is missing here.", "GIN001")
    elif slip.put in _BRACKETS:
        error = _missing_bracket(text, slip)
    else:
        error = _missing_quote(text, slip)
    same = (one for one in known if one.span == error.span and one.code == error.code)
    return next((one._replace(suggestions=error.suggestions) for one in same), error)


def _opening_quote(text: str, at: int) -> Span | None:
    """Return the range of the quote that opens the string at an offset, if there is one."""
    string = next((token for token in tokens_of(text, 0) if token.start < at < token.end), None)
    if string is None or string.kind != "s":
        return None
    return Span(string.start, string.start + opening_length(text[string.start : string.end]))


def _too_much(text: str, slip: Slip, written: str) -> Error:
    span = Span(slip.start, slip.end)
    if written.isspace() and (quote := _opening_quote(slip.undone(text), slip.start)):
        return Error(
            "GIN002", quote, "The string is not closed on its line.", (remove(span, "the line end"),)
        )
    if written.isspace():
        return Error("GIN001", span, "A name has no blanks in it.", (remove(span, "the blanks"),))
    code = "GIN002" if written in _BRACKETS or written in "'\"" else "GIN001"
    if slip.put:
        message = f"`{written}` is not expected here: did you mean `{slip.put}`?"
        return Error(code, span, message, (change(span, slip.put),))
    if written in CLOSERS:
        message = f"`{written}` is never closed."
    elif written in CLOSERS.values():
        message = f"`{written}` closes no bracket."
    else:
        message = f"`{written}` is not expected here."
    return Error(code, span, message, (remove(span, f"the `{written}`"),))


def _missing_bracket(text: str, slip: Slip) -> Error:
    if slip.put in CLOSERS:
        message = f"`{slip.put}` is missing here: nothing opens the `{CLOSERS[slip.put]}` that follows."
        return _missing(text, slip, message, "GIN002")
    opened: list[int] = []
    for token in tokens_of(text[: slip.start], 0):
        if token.kind in CLOSERS:
            opened.append(token.start)
        elif token.kind in CLOSERS.values() and opened:
            opened.pop()
    at = opened[-1]
    message = f"`{text[at]}` is never closed."
    return Error("GIN002", Span(at, at + 1), message, (insert(slip.start, slip.put),))


def _missing(text: str, slip: Slip, message: str, code: str) -> Error:
    """Return the error of something missing: it stands at what follows on the line, or at what is before."""
    rest = tokens_of(text[: text.find("\n", slip.start) % (len(text) + 1)], slip.start)
    before = tokens_of(text[: slip.start], 0)
    nearest = rest[0] if rest else before[-1]
    return Error(code, Span(nearest.start, nearest.end), message, (insert(slip.start, slip.put),))


def _missing_quote(text: str, slip: Slip) -> Error:
    undone = slip.undone(text)
    opening = _opening_quote(undone, slip.start)
    suggestion = insert(slip.start, slip.put)
    if opening is None:
        string = next(token for token in tokens_of(undone, 0) if token.start == slip.start)
        meant = shortened(undone[string.start : string.end])
        message = f"`{slip.put}` is missing here: did you mean `{meant}`?"
        return Error("GIN002", Span(string.start, string.end - 1), message, (suggestion,))
    message = f"The string is never closed: `{slip.put}` is missing at its end."
    return Error("GIN002", opening, message, (suggestion,))
