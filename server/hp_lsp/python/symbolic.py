"""Values as far as the text of a program tells them. Knows no statements; computes nothing but texts and paths."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any, NamedTuple, TypeAlias, TypeGuard


@dataclass(frozen=True, slots=True)
class Text:
    """A string; `node` is the literal where it is written as one."""

    text: str
    node: ast.Constant | None = field(default=None, compare=False, repr=False)


class Plain(NamedTuple):
    """None, True, False or a number."""

    value: object


class Items(NamedTuple):
    """A list, tuple or set; there may be more items where it is not `complete`."""

    items: tuple[Value, ...]
    complete: bool = True


class Table(NamedTuple):
    """A dict; there may be more items where it is not `complete`."""

    items: tuple[tuple[Value, Value], ...]
    complete: bool = True

    def get(self, key: str) -> Value | None:
        """Return the value under a string, the last one given."""
        found = [value for given, value in self.items if isinstance(given, Text) and given.text == key]
        return found[-1] if found else None


class CodePath(NamedTuple):
    """A path relative to the folder of the Python file, with `/` between its parts."""

    path: str


class Named(NamedTuple):
    """Something called by a dotted name: absolute where `imported`, else a name of this file's top level."""

    name: str
    imported: bool


@dataclass(frozen=True, slots=True)
class Local:
    """A function or class of this file: its node, the path of its name, and the scope that it sees."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    qualname: str
    scope: Any = field(compare=False, repr=False)
    below: int = 0
    """How many of its decorators have been applied, the lowest first."""


class Partial(NamedTuple):
    """`functools.partial(function, …)`."""

    function: Value
    arguments: Arguments


class Method(NamedTuple):
    """A method of a known value."""

    owner: Value
    name: str


class Special(NamedTuple):
    """A value of whoever runs the interpreter."""

    payload: Any


class Either(NamedTuple):
    """One of several values: which one depends on the branch that was taken."""

    alternatives: tuple[Value, ...]


class Unknown(NamedTuple):
    """Anything else: `pattern` is a regular expression of the strings it may be, `hole` that a caller gives it."""

    pattern: str = ".*"
    hole: bool = False


Value: TypeAlias = (
    Text | Plain | Items | Table | CodePath | Named | Local | Partial | Method | Special | Either | Unknown
)

UNKNOWN = Unknown()
HOLE = Unknown(hole=True)
NONE = Plain(None)


class Arguments(NamedTuple):
    """The arguments of a call. Not `complete` where `*x` or `**x` may hold more."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value, ast.keyword | None], ...] = ()
    complete: bool = True
    hole: bool = False
    """Whether what is missing is for the caller to give."""

    def get(self, position: int, name: str) -> Value | None:
        """Return the argument for a parameter by its position and name; None where it is not given."""
        for key, value, _ in self.keywords:
            if key == name:
                return value
        if position < len(self.positional):
            return self.positional[position]
        return None if self.complete else Unknown(hole=self.hole)

    def before(self, other: Arguments) -> Arguments:
        """Return these arguments followed by those of a later call."""
        return Arguments(
            (*self.positional, *other.positional),
            (*(one for one in self.keywords if other.keyword(one[0]) is None), *other.keywords),
            self.complete and other.complete,
            self.hole or other.hole,
        )

    def keyword(self, name: str) -> Value | None:
        """Return the argument given by that name."""
        return next((value for key, value, _ in self.keywords if key == name), None)


MOST_ITEMS = 2_000
_LONGEST_TEXT = 10_000
_LARGEST_NUMBER = 10**18
_MOST_WILDCARDS = 3
_MOST_ALTERNATIVES = 8


def alternatives_of(value: Value) -> tuple[Value, ...]:
    """Return the values that one may be: itself where there is one only."""
    return value.alternatives if isinstance(value, Either) else (value,)


def either(values: Iterable[Value]) -> Value:
    """Return what is one of some values. What may also be None, as after a failed import, is what it is else."""
    distinct: list[Value] = []
    for value in values:
        for one in alternatives_of(value):
            if not any(one is other or one == other for other in distinct):
                distinct.append(one)
    if any(isinstance(one, Named | Local | Special | Partial) for one in distinct):
        distinct = [one for one in distinct if one != NONE]
    if len(distinct) == 1:
        return distinct[0]
    return Either(tuple(distinct)) if 0 < len(distinct) <= _MOST_ALTERNATIVES else UNKNOWN


def joined(parts: list[Value]) -> Value:
    """Return strings one after the other; unknown where they are longer than any name or path."""
    if any(isinstance(part, Either) for part in parts):
        ways = list(islice(product(*map(alternatives_of, parts)), _MOST_ALTERNATIVES + 1))
        return either(joined(list(way)) for way in ways) if len(ways) <= _MOST_ALTERNATIVES else UNKNOWN
    parts = [Text(str(part.value)) if _is_number(part) else part for part in parts]
    texts = [part.text for part in parts if isinstance(part, Text)]
    if sum(map(len, texts)) > _LONGEST_TEXT:
        return UNKNOWN
    if len(texts) == len(parts):
        return Text("".join(texts))
    pattern = re.sub(r"(?:\.\*)+", ".*", "".join(pattern_of(part) for part in parts))
    hole = any(is_hole(part) for part in parts)
    return Unknown(pattern if pattern.count(".*") <= _MOST_WILDCARDS else ".*", hole)


def _is_number(value: Value) -> TypeGuard[Plain]:
    return isinstance(value, Plain) and type(value.value) is int and abs(value.value) < _LARGEST_NUMBER


def appended(first: Items, second: Items) -> Items:
    """Return the items of both, up to a limit."""
    items = (*first.items, *second.items)
    return Items(items[:MOST_ITEMS], first.complete and second.complete and len(items) <= MOST_ITEMS)


def pattern_of(value: Value) -> str:
    """Return a regular expression of the strings that a value may be."""
    match value:
        case Text(text):
            return re.escape(text)
        case Plain(value=plain):
            shown = _is_number(value) or plain is None or isinstance(plain, bool)
            return re.escape(str(plain)) if shown else ".*"
        case Unknown(pattern):
            return pattern
        case Either(several) if all(isinstance(one, Text) and "." not in one.text for one in several):
            return f"(?:{'|'.join(map(pattern_of, several))})"
        case _:
            return ".*"


def is_hole(value: Value) -> bool:
    """Tell whether a value depends on what the caller of the enclosing function gives."""
    return any(isinstance(one, Unknown) and one.hole for one in alternatives_of(value))


def path_join(base: Value, *parts: Value) -> Value:
    """Return `base` with parts joined to it as `os.path.join` does."""
    for part in parts:
        match base, part:
            case CodePath(path) | Text(path), Text(text) if len(path) + len(text) > _LONGEST_TEXT:
                return UNKNOWN
            case CodePath(path), Text(text) if not text.startswith("/"):
                base = CodePath(posixpath.normpath(f"{path}/{text}"))
            case Text(path), Text(text):
                base = Text(posixpath.join(path, text))
            case _, CodePath():
                base = part
            case _:
                return UNKNOWN
    return base


def path_parent(path: Value) -> Value:
    """Return the folder of a path."""
    match path:
        case CodePath("." | ".." as text):
            return CodePath(".." if text == "." else "../..")
        case CodePath(text) if text.endswith("/..") or text == "../..":
            return CodePath(f"{text}/..")
        case CodePath(text):
            return CodePath(posixpath.dirname(text) or ".")
        case Text(text):
            return Text(posixpath.dirname(text))
        case _:
            return UNKNOWN
