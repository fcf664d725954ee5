"""What a name that is no configurable's was meant to be: a macro or a constant in the wrong notation.

Knows the macros and constants that exist, and how Gin wants them written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.names.lookup import Lookup
from hp_lsp.dialects.gin.names.mentions import Named
from hp_lsp.dialects.gin.names.suggest import similar_selectors
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import similar
from hp_lsp.text.span import Span

_CALL = re.compile(r"[ \t]*\([ \t]*\)")
_PARAMETER = re.compile(r"\.\w+")
_VALUE = re.compile(r"\.value\b")


class Mistaken(NamedTuple):
    """What to say of a name, and the change that puts it right, if there is one."""

    message: str
    edit: Edit | None


def mistaken(view: View, document: Document, names: Lookup, named: Named, span: Span) -> Mistaken | None:
    """Return what an unknown selector at `span` was meant to be; None where nothing points to it."""
    if named.place == "block":
        return None if similar_selectors(view, names, named.text) else _keyword(document, named, span)
    if named.place == "reference":
        return _reference(view, document, names, named.text, span)
    source = document.text.source
    value = _VALUE.match(source, span.end)
    if named.place == "target" and value is not None and _is_macro(view, named.text):
        edit = Edit(Span(span.start, value.end()), named.text)
        return Mistaken(f"`{named.text}` is a macro; write `{named.text} = …` to define it.", edit)
    if named.place == "target":
        parameter = _PARAMETER.match(source, span.end)
        if parameter is not None and macro_symbol(f"{named.text}{parameter[0]}") in document.summary.uses:
            return Mistaken(f"There is no configurable `{named.text}`; the name of a macro has no dot.", None)
    return None


def _keyword(document: Document, named: Named, span: Span) -> Mistaken | None:
    words = document.dialect.keywords if document.dialect else ()
    near = similar(named.text, words, most=1, in_short=1)
    if not near or named.scope:
        return None
    return Mistaken(
        f"There is no configurable `{named.text}`; did you mean the word `{near[0]}`?", Edit(span, near[0])
    )


def _reference(view: View, document: Document, names: Lookup, text: str, span: Span) -> Mistaken | None:
    kind = "constant" if names.constants(text) else "macro" if _is_macro(view, text) else ""
    source = document.text.source
    if not kind or source[span.start - 1 : span.start] != "@":
        return None
    call = _CALL.match(source, span.end)
    edit = Edit(Span(span.start - 1, call.end() if call else span.end), f"%{text}")
    return Mistaken(f"`{text}` is a {kind}; write `%{text}`.", edit)


def _is_macro(view: View, name: str) -> bool:
    return "." not in name and bool(view.defining(macro_symbol(name)))
