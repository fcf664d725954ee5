"""How a line may be mended from the place on at which it cannot be read.

Knows the common slips. Whatever is suggested here is tried before it is shown (`parser.py`), so a suggestion may
be wrong where the line has another mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.gin.syntax.lines import CLOSERS, PATH
from hp_lsp.dialects.gin.syntax.mistakes import Place, begins_value
from hp_lsp.dialects.gin.syntax.reporting import change, enclose, insert, remove
from hp_lsp.dialects.gin.tree import Suggestion
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_ASSIGNMENT = re.compile(rf"{PATH}[ \t\f]*=(?!=)[ \t\f]*")
_COMMENT = re.compile(r"//+|/\*+|;+|--+|<!--")
_LEFT = re.compile(r"[^=:]*")
_AROUND_SEPARATOR = re.compile(r"[ \t\f]*([./])[ \t\f]*")
_MODULE = r"[A-Za-z_][\w.]*(?:[ \t]+as[ \t]+\w+)?"
_IMPORTED = re.compile(
    rf"(?P<head>(?:from[ \t]+[\w.]+[ \t]+)?import)[ \t]*\(?(?P<names>[ \t]*{_MODULE}(?:\s*,\s*{_MODULE})*)\s*,?\s*\)?"
)
_QUOTED = re.compile(r"import[ \t]*(?P<string>(?P<quote>['\"])(?P<path>[^'\"]*)(?P=quote))")
_QUOTES = str.maketrans("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb", "''''" + '"' * 6)


def mend_left(place: Place) -> Iterator[Suggestion]:
    """Yield changes of a line that cannot be read before any `=` or `:`."""
    text, at, word = place.text, place.at, place.word
    if comment := _COMMENT.match(text):
        yield Suggestion("Change to a `#` comment", (Edit(Span(*comment.span()), "#"),), safe=True)
    elif text.startswith(("import", "from", "include")):
        yield from _mend_import(text)
    elif at == 0 and word in ("@", "%"):
        yield remove(Span(0, 1), f"the `{word}`", safe=True)
    elif len(word) > 1 and word.endswith("="):
        yield change(place.span, "=", safe=word == "==")
    else:
        yield from _mend_name(text)
        if word and begins_value(word):
            yield insert(at, "= ")


def _mend_name(text: str) -> Iterator[Suggestion]:
    left = _LEFT.match(text)
    written = left.group().rstrip() if left else ""
    joined = _AROUND_SEPARATOR.sub(r"\1", written)
    if joined != written:
        yield change(Span(0, len(written)), joined, safe=True)
    elif "-" in written:
        yield change(Span(0, len(written)), written.replace("-", "_"))


def _mend_import(text: str) -> Iterator[Suggestion]:
    if quoted := _QUOTED.fullmatch(text):
        if quoted["path"].endswith(".gin"):
            yield change(Span(0, len(text)), f"include {quoted['string']}", safe=True)
        else:
            yield change(Span(*quoted.span("string")), quoted["path"], safe=True)
    elif imported := _IMPORTED.fullmatch(text):
        names = (name.strip() for name in imported["names"].split(","))
        lines = "\n".join(f"{imported['head']} {name}" for name in names)
        yield Suggestion("Import each on a line of its own", (Edit(Span(0, len(text)), lines),), safe=True)


def mend_value(place: Place) -> Iterator[Suggestion]:
    """Yield changes of a line that cannot be read somewhere behind its `=` or `:`."""
    text, at, word = place.text, place.at, place.word
    if not word:
        if place.opened:
            yield insert(len(text), "".join(CLOSERS[text[opener]] for opener in reversed(place.opened)))
    elif word == ",":
        yield from _mend_comma(place)
    elif word == ";":
        yield from _mend_semicolon(place)
    elif word in CLOSERS.values():
        yield from _mend_closer(place)
    elif word == "\\":
        yield remove(Span(at, len(text)), "the `\\`")
    elif word == "+":
        yield remove(place.span, "the `+`", safe=True)
    elif word[0] == "=" and text[at - 1] in ":=":
        yield change(Span(at - 1, place.span.end), "=", safe=text[at - 1] == "=")
    elif word.translate(_QUOTES) != word:
        yield Suggestion(
            "Change to straight quotes", (Edit(Span(at, len(text)), text[at:].translate(_QUOTES)),), safe=True
        )
    elif begins_value(word) and place.opened:
        yield insert(place.before.end, ",")


def _mend_comma(place: Place) -> Iterator[Suggestion]:
    if place.opened:
        yield remove(place.span, "the `,`")
        return
    is_last = not place.text[place.span.end :].strip()
    if is_last:
        yield remove(Span(place.before.end, len(place.text)), "the `,`")
    if assignment := _ASSIGNMENT.match(place.text):
        whole = Span(assignment.end(), len(place.text))
        yield enclose(whole, "(", ")", "Put parentheses around the tuple", safe=not is_last)


def _mend_semicolon(place: Place) -> Iterator[Suggestion]:
    behind = place.text[place.at :].lstrip("; \t")
    if behind:
        whole = Span(place.before.end, len(place.text) - len(behind))
        yield Suggestion("Begin a new line", (Edit(whole, "\n"),), safe=True)
    else:
        yield remove(Span(place.before.end, len(place.text)), "the `;`", safe=True)


def _mend_closer(place: Place) -> Iterator[Suggestion]:
    if not place.opened:
        yield remove(place.span, f"the `{place.word}`")
        return
    closer = CLOSERS[place.text[place.opened[-1]]]
    if closer != place.word:
        yield change(place.span, closer)
        yield insert(place.at, closer)
