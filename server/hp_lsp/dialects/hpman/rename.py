"""Renames a hyper-parameter: the strings that name it in calls of its manager, keys in YAML files, and flags."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Refused, Symbol, View
from hp_lsp.dialects.hpman.config.known import configs, given, known_in
from hp_lsp.dialects.hpman.index import DIALECT, Hyperparameter, Index, flag_of, hyperparameter_of
from hp_lsp.dialects.hpman.parsing import SEPARATOR
from hp_lsp.dialects.renaming import Rename, Spelling
from hp_lsp.text.span import Location

_NOT_PLAIN = frozenset("\\'\"{}\r\n")
"""Characters that would end the string, or make it say something else than what is written."""
_KEY = re.compile(r"[A-Za-z_][\w.-]*")
"""What is a key in YAML and a flag in a shell without quotes, and surely a text."""


def rename(view: View, symbol: Symbol) -> Rename | Refused:
    """Return every place of a hyper-parameter, or why they are not all known."""
    index: Index = view.index(DIALECT)
    wanted = hyperparameter_of(symbol)
    places: list[Location] = []
    built = _built_up(view, index, wanted)
    if built is not None:
        return built
    for at, is_plain in (*_calls(view, index, wanted), *_keys(view, wanted, is_nested=False)):
        if not is_plain:
            return Refused(
                f"`{wanted.name}` is written with escapes in one place; rename it there by hand first."
            )
        places.append(at)
    nested = [*_parts(view, index, wanted), *_keys(view, wanted, is_nested=True)]
    if any(not is_plain for _, is_plain in nested):
        return Refused(f"A part of `{wanted.name}` is written with escapes; rename it there by hand first.")
    flags = [Spelling(at, flag_of) for at in _flags(view, index, wanted)]
    parts = [Spelling(at, _last) for at, _ in nested]
    is_bare = bool(flags or parts or any(place.path in view.configs() for place in places))
    refuse = partial(_refuse, index, wanted, bool(parts), is_bare)
    return Rename(wanted.name, tuple(places), refuse, (*flags, *parts))


def _last(name: str) -> str:
    return name.rpartition(SEPARATOR)[2]


def _calls(view: View, index: Index, wanted: Hyperparameter) -> Iterator[tuple[Location, bool]]:
    for path in view.code_files():
        for one, call in index.calls_in(path):
            if one == wanted:
                yield Location(path, call.span), call.is_plain
        for one, use in index.uses_in(path):
            if one == wanted and not use.is_nested:
                yield Location(path, use.span), use.is_plain


def _parts(view: View, index: Index, wanted: Hyperparameter) -> Iterator[tuple[Location, bool]]:
    """Yield the keys of nested dicts in code that are the last part of the name."""
    for path in view.code_files():
        for one, use in index.uses_in(path):
            if one == wanted and use.is_nested:
                yield Location(path, use.span), use.is_plain


def _built_up(view: View, index: Index, wanted: Hyperparameter) -> Refused | None:
    """Return that some call of the same manager takes a name that is put together of parts, and may be this one."""
    for path in view.code_files():
        for scope, (manager, pattern, span) in index.unnamed_in(path):
            document = view.document(path)
            is_own = (scope, manager) == wanted[:2] and re.fullmatch(pattern, wanted.name)
            if is_own and document is not None:
                line = document.text.position(span.start).line + 1
                where = f"`{os.path.basename(path)}:{line}`"
                return Refused(
                    f"At {where} a name is built up that may be `{wanted.name}`; write it as a string first."
                )
    return None


def _flags(view: View, index: Index, wanted: Hyperparameter) -> Iterator[Location]:
    for path in view.code_files():
        for several, flag in index.flags_in(path):
            if wanted in several:
                yield Location(path, flag.span)


def _keys(view: View, wanted: Hyperparameter, *, is_nested: bool) -> Iterator[tuple[Location, bool]]:
    """Yield the keys of YAML files that name it, whole or as the last part below other keys."""
    for document in configs(view):
        names = known_in(view, document.path).names
        for one in given(view, document):
            if one.is_nested == is_nested and wanted in names.get(one.name, ()):
                yield Location(document.path, one.key.inner), one.key.is_plain


def _refuse(index: Index, wanted: Hyperparameter, is_nested: bool, is_bare: bool, new: str) -> Refused | None:
    if not new.isprintable() or not new.strip() or _NOT_PLAIN.intersection(new):
        return Refused("The new name must be visible text without quotes, braces and backslashes.")
    if is_bare and not _KEY.fullmatch(new):
        return Refused(
            "The name stands in YAML files or as a flag: it must be of letters, digits, `_`, `.` and `-`."
        )
    if is_nested and new.rpartition(SEPARATOR)[0] != wanted.name.rpartition(SEPARATOR)[0]:
        branch = wanted.name.rpartition(SEPARATOR)[0]
        return Refused(
            f"The name stands below `{branch}` in one place, so the new one must begin with `{branch}.`."
        )
    return _clash(index, wanted, new)


def _clash(index: Index, wanted: Hyperparameter, new: str) -> Refused | None:
    """Return why a name is not free: it is taken, or lies above or below one that has a value."""
    if wanted._replace(name=new) in index.calls:
        return Refused(f"There already is a hyper-parameter `{new}`.")
    for other in index.calls:
        if other[:2] == wanted[:2] and other != wanted and _are_in_line(other.name, new):
            return Refused(
                f"There is a hyper-parameter `{other.name}`: one of the two would lie below the other."
            )
    return None


def _are_in_line(one: str, other: str) -> bool:
    return one.startswith(f"{other}{SEPARATOR}") or other.startswith(f"{one}{SEPARATOR}")
