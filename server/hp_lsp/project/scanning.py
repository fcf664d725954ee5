"""From a Python file to what it tells the dialects. A file that tells nothing costs one look at its bytes."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable
from typing import Any

from hp_lsp.dialects.base import Dialect
from hp_lsp.dialects.passing import ODD
from hp_lsp.dialects.table import CODE_MARKERS, DIALECTS, SCRIPT_MARKERS
from hp_lsp.project.facts import NOTHING, SILENT, Facts, Passing, Scanned
from hp_lsp.project.failures import READING, Failures
from hp_lsp.project.files import MOST_BYTES, MOST_CODE_BYTES, Stamp, read_bytes, settled
from hp_lsp.project.membership import is_code
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.project.other_code import is_script, is_shell, python_in
from hp_lsp.python.module import Module
from hp_lsp.python.source import Source
from hp_lsp.text.decoding import decode, decode_python

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What stands for bytes that are not UTF-8, and NUL, which no Python file may hold."""


def passing_names(facts: Iterable[Facts]) -> Passing:
    """Return the names through which other files than these may tell a dialect something."""
    told = tuple(facts)
    names = {
        dialect.name: dialect.passing(one[dialect.name] for one in told if dialect.name in one)
        for dialect in DIALECTS
    }
    return {dialect: found for dialect, found in names.items() if found}


def read_code(
    path: str,
    finder: ModuleFinder,
    passing: Passing,
    seen: Stamp | None = None,
    before: Scanned | None = None,
) -> Scanned:
    """Return what the file at `path` tells: a Python file, a script, or another that may hold Python.

    It tells nothing where there is none, or one too large to be code. `seen` are its times just now; by them the cache
    tells what it said before. `before` is what it told last in this run: if it is the same file still, only the names
    in `passing` are looked for.
    """
    known = finder.cache.recall(path, seen, passing, finder.module_name)
    if known is not None:
        return known
    seen = settled(seen)
    data = read_bytes(path, MOST_CODE_BYTES if is_code(path) or is_script(path) else MOST_BYTES)
    if data is None:
        is_hidden = is_code(path) and not os.access(path, os.R_OK)
        return Scanned(_unreadable(path, finder) if is_hidden else {})
    known = finder.cache.recall_content(path, seen, data, passing, finder.module_name)
    if known is not None:
        return known
    told = _read(
        path, data, finder, passing, before if before and _is_same(path, before, seen, finder) else None
    )
    if path not in finder.failures.paths:
        finder.cache.keep(path, seen, data, passing, told)
    return told._replace(module=None, seen=seen)


def _is_same(path: str, before: Scanned, seen: Stamp | None, finder: ModuleFinder) -> bool:
    """Tell whether a file that tells what it does by itself alone must tell the same again."""
    if seen is None or before.seen != seen or not is_code(path) or path in finder.failures.paths:
        return False
    return not before.marked or before.name == finder.module_name(path)


def _read(
    path: str, data: bytes, finder: ModuleFinder, passing: Passing, before: Scanned | None = None
) -> Scanned:
    """Return what the content of a file tells; `before` is what it told with other names in `passing`."""
    is_searched = is_code(path) or is_script(path)
    markers = CODE_MARKERS if is_code(path) else SCRIPT_MARKERS
    is_marked = before.marked if before else any(marker in data for marker in markers)
    if not is_marked and not (is_searched and _may_say(data, passing)):
        return SILENT
    has_mark = data.startswith(codecs.BOM_UTF8)
    return read_text(path, decode_python(data), finder, passing, has_mark=has_mark, before=before)


def read_text(
    path: str,
    text: str,
    finder: ModuleFinder,
    passing: Passing,
    *,
    has_mark: bool = False,
    is_python: bool = False,
    before: Scanned | None = None,
) -> Scanned:
    """Return what a text tells that is or may be the file's.

    `has_mark`: a byte order mark stands before it. `is_python`: it is Python, whatever the file is called.

    Where that fails, for a mistake of ours, the file may tell anything: its names must not be called unknown.
    """
    if not finder.failures.is_set_aside(path, READING, text):
        try:
            if is_python or is_code(path):
                return scan(text, path, finder, passing, has_mark=has_mark, before=before)
            return scan_other_code(text, path, finder, passing)
        except Exception as problem:
            finder.failures.note(path, READING, text, problem)
    return Scanned(_anything(path, ""), parsed=False)


def _unreadable(path: str, finder: ModuleFinder) -> Facts:
    """Return that a file which may not be read may tell anything."""
    if _is_gone(path):
        return {}
    return _anything(path, finder.module_name(path))


def _anything(path: str, name: str) -> Facts:
    nothing = Source("", name, path)
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
    facts = {name: facts for name, facts in told.items() if facts is not None}
    return Scanned(facts, parsed=False, marked=_names(marked))


def _scan_script(text: str, path: str, passing: Passing) -> Scanned:
    """Return what a script tells those dialects of which, or of whose programs, it speaks."""
    marked = [one for one in DIALECTS if _has_one(text, (*one.code_markers, *one.script_markers))]
    spoken_of = [dialect for dialect in DIALECTS if _says(text, passing.get(dialect.name, frozenset()))]
    told = {one.name: one.scan_script(path, text) for one in {*marked, *spoken_of}}
    facts = {name: facts for name, facts in told.items() if facts is not None}
    return Scanned(facts, marked=_names(marked))


def scan(
    source: str,
    path: str,
    finder: ModuleFinder,
    passing: Passing = NOTHING,
    *,
    has_mark: bool = False,
    before: Scanned | None = None,
) -> Scanned:
    """Return what Python source tells, by the dialect's name; `has_mark`: a byte order mark stands before it.

    `before` is what the same source told, with other names in `passing`.
    """
    marked = [one for one in DIALECTS if (one.name in before.marked if before else _is_marked(source, one))]
    passed = [
        dialect
        for dialect in DIALECTS
        if dialect not in marked and _says(source, passing.get(dialect.name, frozenset()), has_mark=has_mark)
    ]
    if not marked and not passed:
        return SILENT
    if before and not passed:
        module = finder.at(path)
        facts = {one.name: before.facts[one.name] for one in marked if one.name in before.facts}
        return before._replace(facts=facts, module=module if isinstance(module, Module) else None)
    read = Source(source, finder.module_name(path), path, has_mark=has_mark)
    told = {
        one.name: before.facts.get(one.name) if before else _scan(one, read, finder.failures)
        for one in marked
    }
    told |= {dialect.name: dialect.passed(read, passing[dialect.name]) for dialect in passed}
    finder.keep(read.module)
    facts = {name: facts for name, facts in told.items() if facts is not None}
    return Scanned(facts, read.tree is not None, _names(marked), read.module, read.name)


def _names(dialects: Iterable[Dialect]) -> frozenset[str]:
    return frozenset(dialect.name for dialect in dialects)


def _is_marked(source: str, dialect: Dialect) -> bool:
    return _has_one(source, dialect.code_markers)


def _has_one(source: str, markers: Iterable[bytes]) -> bool:
    return any(marker.decode("ascii") in source for marker in markers)


def _may_say(data: bytes, passing: Passing) -> bool:
    """Tell whether one of the names may stand in a file; those that encodings write differently always may."""
    names = frozenset().union(*passing.values())
    is_odd = ODD in names and (data.startswith(codecs.BOM_UTF8) or decode(data).error is not None)
    return is_odd or any(not name.isascii() or name.encode() in data for name in names)


def _says(source: str, names: frozenset[str], *, has_mark: bool = False) -> bool:
    written = "|".join(map(re.escape, sorted(names)))
    is_odd = ODD in names and (has_mark or _NO_TEXT.search(source) is not None)
    return is_odd or (bool(names) and re.search(rf"\b(?:{written})\b", source) is not None)


def _scan(dialect: Dialect, source: Source, failures: Failures) -> Any:
    """Return what a file tells a dialect; where finding that out fails, that it could not be read.

    A mistake of ours must not make names unknown that the file may well register.
    """
    what = f"Reading for {dialect.name}"
    if not failures.is_set_aside(source.path, what, source.text):
        try:
            return dialect.scan(source)
        except Exception as problem:
            failures.note(source.path, what, source.text, problem)
    return dialect.unread(source)
