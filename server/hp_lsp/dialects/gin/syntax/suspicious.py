"""What Gin reads, though hardly as it is meant: strings joined, values in parentheses, keys written twice.

Knows the values of one line as they are built. Nothing here is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.gin.syntax import literals
from hp_lsp.dialects.gin.syntax.reporting import insert
from hp_lsp.dialects.gin.tree import Constant, Error, Group, Selector, Suggestion, Value
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_LONGEST_ITEM = 40
"""In characters; longer strings are continued on the next line on purpose."""


def without_comma(text: str, strings: Iterable[Span]) -> int | None:
    """Return the offset at which a comma seems to be missing between adjacent strings of a list, if one is.

    It seems so where the second begins on another line and both are short and meet in the middle of a word.
    """
    before: Span | None = None
    for span in strings:
        if before and "\n" in text[before.end : span.start] and _meet_in_a_word(text, before, span):
            return before.end
        before = span
    return None


def _meet_in_a_word(text: str, left: Span, right: Span) -> bool:
    if max(left.end - left.start, right.end - right.start) > _LONGEST_ITEM:
        return False
    ends = text[left.end - 2], text[right.start + literals.opening_length(text[slice(*right)])]
    return all(character.isalnum() for character in ends)


def joined_strings(at: int) -> Error:
    """Return the remark on strings between which a comma seems to be missing at an offset."""
    message = "These strings are joined into one: is a comma missing here?"
    return Error("GIN301", Span(at - 1, at), message, (insert(at, ","),))


def parenthesized(group: Group, text: str) -> Error | None:
    """Return the remark on a value in parentheses on one line, which make no tuple."""
    start, end = group.span
    if isinstance(group.value, Group) or "\n" in text[start:end] or "\r" in text[start:end]:
        return None
    inside = text[start + 1 : end - 1].strip()
    shown = inside if len(inside) <= _LONGEST_ITEM else "value"
    bare = Suggestion("Remove the parentheses", (Edit(group.span, inside),), safe=True)
    message = f"`({shown})` is no tuple: write `({shown},)` for one, or leave the parentheses out."
    return Error("GIN302", group.span, message, (insert(group.value.span.end, ","), bare))


def repeated_keys(keys: Iterable[Value]) -> Iterator[Error]:
    """Yield a remark on each literal key of a dict that stands in it before."""
    seen: set[object] = set()
    for key in keys:
        if not isinstance(key, Constant):
            continue
        if key.value in seen:
            yield Error("GIN303", key.span, "This key is in the dict before: only the last value counts.")
        seen.add(key.value)


def dotted_scopes(selector: Selector) -> Iterator[Error]:
    """Yield a remark on each name with a dot in the scope of a reference or macro."""
    for name in selector.scope:
        if "." in name.text:
            message = (
                f"Gin reads no binding for the scope `{name.text}`: the name of a scope has no dots there."
            )
            yield Error("GIN304", name.span, message)


def keyword_macro(target: Selector, value: Value | None) -> Error:
    """Return the remark on a macro whose name is the first word of another statement."""
    message = f"This defines a macro named `{target.text}`; the statement `{target.text}` has no `=`."
    is_path = target.text == "include" and isinstance(value, Constant) and isinstance(value.value, str)
    if value is None or not is_path:
        return Error("GIN305", target.span, message)
    without = Suggestion("Remove the `=`", (Edit(Span(target.span.end, value.span.start), " "),))
    return Error("GIN305", target.span, message, (without,))
