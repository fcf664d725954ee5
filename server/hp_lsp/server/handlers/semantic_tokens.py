"""`textDocument/semanticTokens`: what each part of a document is, in the protocol's numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import span_of
from hp_lsp.server.places import asked_of
from hp_lsp.text.columns import Encoding, to_units
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

if TYPE_CHECKING:
    from hp_lsp.features.semantic_tokens import Token, TokenKind
    from hp_lsp.server.server import Server

TYPES: dict[TokenKind, types.SemanticTokenTypes] = {
    "class": types.SemanticTokenTypes.Class,
    "function": types.SemanticTokenTypes.Function,
    "parameter": types.SemanticTokenTypes.Property,
    "macro": types.SemanticTokenTypes.Macro,
    "constant": types.SemanticTokenTypes.Variable,
    "scope": types.SemanticTokenTypes.Namespace,
    "module": types.SemanticTokenTypes.Namespace,
    "unknown": types.SemanticTokenTypes.Variable,
    "keyword": types.SemanticTokenTypes.Keyword,
    "operator": types.SemanticTokenTypes.Operator,
    "number": types.SemanticTokenTypes.Number,
    "string": types.SemanticTokenTypes.String,
    "comment": types.SemanticTokenTypes.Comment,
}
DECLARATION = types.SemanticTokenModifiers.Declaration.value
READONLY = types.SemanticTokenModifiers.Readonly.value
UNRESOLVED = "unresolved"
"""Our own modifier, of names that nothing declares: themes do not know it, extensions and users may."""

LEGEND = types.SemanticTokensLegend(
    token_types=list(dict.fromkeys(one.value for one in TYPES.values())),
    token_modifiers=[DECLARATION, READONLY, UNRESOLVED],
)
_NUMBERS = {kind: LEGEND.token_types.index(one.value) for kind, one in TYPES.items()}
_BITS = {name: 1 << place for place, name in enumerate(LEGEND.token_modifiers)}
_OF_KINDS = {"constant": _BITS[READONLY], "unknown": _BITS[UNRESOLVED]}


def semantic_tokens_full(ls: Server, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
    """Return the tokens of a document."""
    return _answer(ls, params.text_document.uri, None)


def semantic_tokens_range(ls: Server, params: types.SemanticTokensRangeParams) -> types.SemanticTokens | None:
    """Return the tokens in a range of a document."""
    return _answer(ls, params.text_document.uri, params.range)


def _answer(ls: Server, uri: str, range_: types.Range | None) -> types.SemanticTokens | None:
    """Return the tokens of a document, of Python only where they come on top of those of other servers."""
    from hp_lsp.features.semantic_tokens import semantic_tokens

    asked = asked_of(ls, uri)
    if asked is None or (asked.document.dialect is None and not ls.client.overlapping_tokens):
        return None
    text, encoding = asked.text, ls.client.encoding
    within = Span(text.start, text.end) if range_ is None else span_of(text, range_, encoding)
    tokens = (one for one in semantic_tokens(asked.view, asked.path, within) if text.holds(one.span))
    return types.SemanticTokens(list(_encoded(text, tokens, encoding)))


def _encoded(text: Text, tokens: Iterable[Token], encoding: Encoding) -> Iterator[int]:
    """Yield five numbers for each token: lines and columns from the one before it, length, type, modifiers."""
    last_line = last_column = 0
    for line, column, length, token in _on_lines(text, tokens, encoding):
        if line != last_line:
            last_column = 0
        yield line - last_line
        yield column - last_column
        yield length
        yield _NUMBERS[token.kind]
        yield _OF_KINDS.get(token.kind, 0) | (_BITS[DECLARATION] if token.declares else 0)
        last_line, last_column = line, column


def _on_lines(
    text: Text, tokens: Iterable[Token], encoding: Encoding
) -> Iterator[tuple[int, int, int, Token]]:
    """Yield line, column, length and token for each line of each token; hardly a client takes more lines at once.

    One walk down the lines: a long config has ten thousands of tokens.
    """
    line, line_start, line_end, next_line = -1, 0, 0, 0
    written = ""
    for token in tokens:
        start, end = token.span
        while start < end:
            if start >= next_line:
                line = text.position(start).line
                line_start, line_end = text.line_span(line)
                written = text.source[line_start:line_end]
                next_line = text.line_starts[line + 1] if line + 1 < len(text.line_starts) else text.end + 1
            if start < line_end:
                column = to_units(written, start - line_start, encoding)
                behind = to_units(written, min(end, line_end) - line_start, encoding)
                yield line, column, behind - column, token
            start = next_line
