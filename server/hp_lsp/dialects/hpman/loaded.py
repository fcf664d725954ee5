"""Files whose YAML code reads, followed from their opening to who gets the values. Knows values, and no syntax."""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.dialects.hpman.facts import Load, LoadKind
from hp_lsp.python.symbolic import UNKNOWN, CodePath, Items, Special, Text, Value
from hp_lsp.text.span import Span

_OPENING = ("open", "read_text", "read_bytes")
_LOADERS = ("safe_load", "full_load", "load", "unsafe_load")


class _File(NamedTuple):
    """A file by its path: opened, or what YAML says in it, if it `is_read`."""

    path: Text | CodePath
    is_read: bool


class Pairs(NamedTuple):
    """The method `items` of what YAML says in a file by its path, and what it gives."""

    path: Text | CodePath


class _Part(NamedTuple):
    """A key, or a value, of what YAML says in a file by its path."""

    path: Text | CodePath


class Reader(NamedTuple):
    """A method that gives a file itself: `Path.open`, `Path.read_text`, and `read` of an open file."""

    path: Text | CodePath


def reader_of(owner: Value, name: str) -> Value | None:
    """Return such a method of a path or an open file by its name; None for every other."""
    match owner:
        case Text() | CodePath() if name in _OPENING:
            return Special(Reader(owner))
        case Special(_File(path, False)) if name == "read":
            return Special(Reader(path))
        case _:
            return None


def pairs_of(owner: Value, name: str) -> Value | None:
    """Return the method that gives all keys and values of what YAML says; None for every other."""
    match owner:
        case Special(_File(path, True)) if name == "items":
            return Special(Pairs(path))
        case _:
            return None


def part_of(items: Value) -> Value | None:
    """Return what a loop gets of what YAML says, or of its pairs; None for everything else."""
    match items:
        case Special(_File(path, True)):
            return Special(_Part(path))
        case Special(Pairs(path)):
            return Items((Special(_Part(path)), Special(_Part(path))), complete=True)
        case _:
            return None


def opened(reader: Reader) -> Value:
    """Return the file that such a method gives; its text is as good, since YAML is read from both."""
    return Special(_File(reader.path, is_read=False))


def is_file(value: Value) -> bool:
    """Tell whether a value is an open file, or what was read from one."""
    return isinstance(value, Special) and isinstance(value.payload, _File)


def file_of(function: str, first: Value | None) -> Value:
    """Return what a function gives that opens a file or reads YAML, by its last name and its first argument."""
    match first:
        case Text() | CodePath() if function == "open":
            return Special(_File(first, is_read=False))
        case Special(_File(path, False)) if function in _LOADERS:
            return Special(_File(path, is_read=True))
        case _:
            return UNKNOWN


def read_from(path: Value | None) -> Value:
    """Return what YAML says in the file at a path."""
    return Special(_File(path, is_read=True)) if isinstance(path, Text | CodePath) else UNKNOWN


def load_of(kind: LoadKind, manager: str, value: Value | None, span: Span) -> Load | None:
    """Return that a manager gets a value in the call at `span`, if it is what was read from a file, or a part of it."""
    match value:
        case Special(_File(CodePath(path), True) | _Part(CodePath(path))):
            return Load(kind, manager, path, is_of_code=True, span=span)
        case Special(_File(Text(path), True) | _Part(Text(path))):
            return Load(kind, manager, path, is_of_code=False, span=span)
        case _:
            return None
