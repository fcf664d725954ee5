"""From a Python file to what it tells the dialects. A file that tells nothing costs one look at its bytes."""

from __future__ import annotations

import codecs
import logging
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from hp_lsp.dialects.base import ODD, Dialect
from hp_lsp.dialects.table import CODE_MARKERS, DIALECTS
from hp_lsp.project.code import Facts
from hp_lsp.project.files import MOST_CODE_BYTES, read_bytes
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.project.other_code import is_script, is_shell, python_in
from hp_lsp.python.source import Source
from hp_lsp.text.decoding import decode, decode_python

log = logging.getLogger(__name__)

Passing = Mapping[str, frozenset[str]]
"""By the dialect's name: the names through which a file may tell it something without any of its markers."""
NOTHING: Passing = {}
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What stands for bytes that are not UTF-8, and NUL, which no Python file may hold."""


class Scanned(NamedTuple):
    """What a file tells each dialect. `parsed` is False where it is no Python that can be parsed."""

    facts: Facts
    parsed: bool = True
    passed: bool = False
    """Whether the file has no marker and was looked at for the names that others pass on only."""


def passing_names(facts: Iterable[Facts]) -> Passing:
    """Return the names through which other files than these may tell a dialect something."""
    told = tuple(facts)
    names = {
        dialect.name: dialect.passing(one[dialect.name] for one in told if dialect.name in one)
        for dialect in DIALECTS
    }
    return {dialect: found for dialect, found in names.items() if found}


def read_facts(path: str, finder: ModuleFinder, passing: Passing = NOTHING) -> Scanned:
    """Return what the Python file at `path` tells; nothing where there is none, or one too large to be code."""
    data = read_bytes(path, MOST_CODE_BYTES)
    if data is None:
        return Scanned({} if os.access(path, os.R_OK) else _unreadable(path, finder))
    if not any(marker in data for marker in CODE_MARKERS) and not _may_say(data, passing):
        return Scanned({})
    return scan(decode_python(data), path, finder, passing, has_mark=data.startswith(codecs.BOM_UTF8))


def _unreadable(path: str, finder: ModuleFinder) -> Facts:
    """Return that a file which may not be read may tell anything."""
    if _is_gone(path):
        return {}
    nothing = Source("", finder.module_name(path), path)
    told = {dialect.name: dialect.unread(nothing) for dialect in DIALECTS}
    return {name: facts for name, facts in told.items() if facts is not None}


def _is_gone(path: str) -> bool:
    """Tell whether there certainly is no file; nobody knows in a folder that may not be entered."""
    try:
        os.stat(path)
    except PermissionError:
        return False
    except (OSError, ValueError):
        return True
    return False


def read_other_code(path: str, finder: ModuleFinder, passing: Passing = NOTHING) -> Scanned:
    """Return what Python at `path` tells which is in no `.py` file, or what a script there does."""
    data = read_bytes(path, MOST_CODE_BYTES) if is_script(path) else read_bytes(path)
    if data is None:
        return Scanned({})
    is_marked = any(marker in data for marker in CODE_MARKERS)
    if not is_marked and not (is_script(path) and _may_say(data, passing)):
        return Scanned({})
    return scan_other_code(decode_python(data), path, finder, passing)


def scan_other_code(text: str, path: str, finder: ModuleFinder, passing: Passing = NOTHING) -> Scanned:
    """Return what the text of a file tells that is no `.py` file."""
    if is_script(path) or is_shell(text):
        return _scan_script(text, path, passing)
    code = python_in(path, text)
    if code.form == "file":
        return scan(code.text, path, finder)
    source = Source(code.text, "", path)
    marked = [dialect for dialect in DIALECTS if _is_marked(code.text, dialect)]
    readable = code.form == "cells" and source.tree is not None
    told = {one.name: one.unplaced(source) if readable else one.unread(source) for one in marked}
    return Scanned({name: facts for name, facts in told.items() if facts is not None}, parsed=False)


def _scan_script(text: str, path: str, passing: Passing) -> Scanned:
    """Return what a script tells those dialects of which, or of whose programs, it speaks."""
    marked = [dialect for dialect in DIALECTS if _is_marked(text, dialect)]
    spoken_of = [dialect for dialect in DIALECTS if _says(text, passing.get(dialect.name, frozenset()))]
    told = {one.name: one.scan_script(path, text) for one in {*marked, *spoken_of}}
    return Scanned({name: facts for name, facts in told.items() if facts is not None}, passed=not marked)


def scan(
    source: str, path: str, finder: ModuleFinder, passing: Passing = NOTHING, *, has_mark: bool = False
) -> Scanned:
    """Return what Python source tells, by the dialect's name; `has_mark`: a byte order mark stands before it."""
    marked = [dialect for dialect in DIALECTS if _is_marked(source, dialect)]
    passed = [
        dialect
        for dialect in DIALECTS
        if dialect not in marked and _says(source, passing.get(dialect.name, frozenset()), has_mark=has_mark)
    ]
    if not marked and not passed:
        return Scanned({})
    read = Source(source, finder.module_name(path), path, has_mark=has_mark)
    told = {dialect.name: _scan(dialect, read) for dialect in marked}
    told |= {dialect.name: dialect.passed(read, passing[dialect.name]) for dialect in passed}
    finder.keep(read.module)
    facts = {name: facts for name, facts in told.items() if facts is not None}
    return Scanned(facts, read.tree is not None, not marked)


def _is_marked(source: str, dialect: Dialect) -> bool:
    return any(marker.decode("ascii") in source for marker in dialect.code_markers)


def _may_say(data: bytes, passing: Passing) -> bool:
    """Tell whether one of the names may stand in a file; those that encodings write differently always may."""
    names = frozenset().union(*passing.values())
    is_odd = ODD in names and (data.startswith(codecs.BOM_UTF8) or decode(data).error is not None)
    return is_odd or any(not name.isascii() or name.encode() in data for name in names)


def _says(source: str, names: frozenset[str], *, has_mark: bool = False) -> bool:
    written = "|".join(map(re.escape, sorted(names)))
    is_odd = ODD in names and (has_mark or _NO_TEXT.search(source) is not None)
    return is_odd or (bool(names) and re.search(rf"\b(?:{written})\b", source) is not None)


def _scan(dialect: Dialect, source: Source) -> Any:
    """Return what a file tells a dialect; where reading it fails, that it could not be read.

    A mistake of ours must not make names unknown that the file may well register.
    """
    try:
        return dialect.scan(source)
    except Exception:
        log.exception("`%s` could not be read for %s", source.path, dialect.name)
        return dialect.unread(source)
