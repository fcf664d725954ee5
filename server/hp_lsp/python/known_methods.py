"""What the methods of known strings, paths, lists and tables give and change. Knows values only; runs nothing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping

from hp_lsp.python.known_calls import formatted
from hp_lsp.python.symbolic import (
    MOST_ITEMS,
    NONE,
    UNKNOWN,
    Arguments,
    CodePath,
    Items,
    Plain,
    Table,
    Text,
    Value,
    appended,
    joined,
    path_join,
    path_parent,
)

_LONGEST = 10_000
_FIELD = re.compile(r"\{(\w{0,50})\}")

_TO_TEXT: Mapping[str, Callable[..., str]] = {
    name: getattr(str, name)
    for name in (
        "upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip", "removeprefix",
        "removesuffix", "replace",
    )
}  # fmt: skip
_TO_TEXTS: Mapping[str, Callable[..., object]] = {
    name: getattr(str, name) for name in ("split", "rsplit", "splitlines", "partition", "rpartition")
}


def known_method(owner: Value, method: str, arguments: Arguments) -> Value:
    """Return what a method of a known string, path, list or table gives."""
    match owner:
        case CodePath() if method in ("resolve", "absolute", "as_posix", "expanduser"):
            return owner
        case CodePath() if method == "joinpath":
            return path_join(owner, *arguments.positional)
        case CodePath() | Text() if method == "with_name":
            return path_join(path_parent(owner), *arguments.positional[:1])
        case CodePath(path) if method == "with_suffix":
            return _with_suffix(path, *arguments.positional[:1])
        case Text(text):
            return _of_text(text, method, arguments)
        case Table():
            return _of_table(owner, method, arguments)
        case Items() if method == "copy":
            return owner
        case _:
            return UNKNOWN


def changed(owner: Value, method: str, arguments: Arguments) -> Value | None:
    """Return what a list or table is after a call of one of its methods; None where it stays as it is."""
    first = arguments.positional[0] if arguments.positional else None
    match owner, method:
        case Items(), "append" | "add" if first is not None:
            return appended(owner, Items((first,)))
        case Items(), "extend" | "update":
            return appended(owner, first if isinstance(first, Items) else Items((), complete=False))
        case Items(items), "insert" | "remove" | "pop" | "clear" | "discard":
            return Items((*items, *arguments.positional[1:]), complete=False)
        case Table(), "update":
            return _updated(owner, first, arguments)
        case Table(), "setdefault" if isinstance(first, Text) and owner.complete:
            held = owner.get(first.text) is not None
            return owner if held else Table((*owner.items, (first, arguments.get(1, "") or NONE)))
        case Table(items), "pop" if isinstance(first, Text):
            return Table(tuple(pair for pair in items if pair[0] != first), owner.complete)
        case Table(items), "clear" | "popitem" | "setdefault" | "pop":
            return Table(items, complete=False)
        case _:
            return None


def _with_suffix(path: str, suffix: Value = UNKNOWN) -> Value:
    stem = posixpath.splitext(path)[0]
    return CodePath(f"{stem}{suffix.text}") if isinstance(suffix, Text) else UNKNOWN


def _of_text(text: str, method: str, arguments: Arguments) -> Value:
    given = [_plain(one) for one in arguments.positional if isinstance(one, Text | Plain)]
    plain = len(given) == len(arguments.positional) and not arguments.keywords and arguments.complete
    if method in ("resolve", "absolute", "as_posix", "expanduser"):
        return Text(text)
    if method == "joinpath":
        return path_join(Text(text), *arguments.positional)
    if method == "join" and isinstance(arguments.get(0, ""), Items):
        return _joined_by(text, arguments.positional[0])
    if method == "format":
        return _format(text, arguments)
    if not plain or len(text) * max([1, *(len(one) for one in given if isinstance(one, str))]) > _LONGEST:
        return UNKNOWN
    try:
        if method in _TO_TEXT:
            return Text(_TO_TEXT[method](text, *given))
        if method in _TO_TEXTS:
            parts = _TO_TEXTS[method](text, *given)
            return (
                Items(tuple(Text(str(one)) for one in parts)) if isinstance(parts, list | tuple) else UNKNOWN
            )
    except (TypeError, ValueError, OverflowError):
        return UNKNOWN
    return UNKNOWN


def _plain(value: Text | Plain) -> object:
    return value.text if isinstance(value, Text) else value.value


def _joined_by(separator: str, items: Value) -> Value:
    if not isinstance(items, Items) or not items.complete:
        return UNKNOWN
    parts: list[Value] = []
    for one in items.items:
        parts += (Text(separator), one) if parts else (one,)
    return joined(parts) if parts else Text("")


def _format(template: str, arguments: Arguments) -> Value:
    """Return `template.format(…)` where its fields are `{}`, `{0}` or `{name}` only."""
    rest = _FIELD.sub("", template)
    if "{" in rest or "}" in rest:
        return UNKNOWN
    values: list[Value] = []
    for position, field in enumerate(_FIELD.findall(template)):
        number = int(field) if field.isdecimal() else position
        value = arguments.get(number, field) if not field or field.isdecimal() else arguments.keyword(field)
        values.append(UNKNOWN if value is None else value)
    return formatted(_FIELD.sub("%s", template.replace("%", "%%")), Items(tuple(values)))


def _of_table(owner: Table, method: str, arguments: Arguments) -> Value:
    pairs, complete = owner
    match method:
        case "items":
            return Items(tuple(Items(pair) for pair in pairs), complete)
        case "keys":
            return Items(tuple(key for key, _ in pairs), complete)
        case "values":
            return Items(tuple(value for _, value in pairs), complete)
        case "copy":
            return owner
        case "get" | "pop" | "setdefault" if isinstance(key := arguments.get(0, ""), Text):
            found = owner.get(key.text)
            if found is not None:
                return found
            return (arguments.get(1, "") or NONE) if complete else UNKNOWN
        case _:
            return UNKNOWN


def _updated(owner: Table, first: Value | None, arguments: Arguments) -> Table:
    added = first.items if isinstance(first, Table) else ()
    pairs = (*owner.items, *added, *((Text(key), value) for key, value, _ in arguments.keywords))
    known = first is None or (isinstance(first, Table) and first.complete)
    complete = owner.complete and arguments.complete and known and len(pairs) <= MOST_ITEMS
    return Table(pairs[:MOST_ITEMS], complete)
