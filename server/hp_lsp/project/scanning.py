"""From a Python file to what it tells the dialects. A file that tells nothing costs one look at its bytes."""

from __future__ import annotations

import logging
import os
from typing import Any, NamedTuple

from hp_lsp.dialects.base import Dialect
from hp_lsp.dialects.table import CODE_MARKERS, DIALECTS
from hp_lsp.project.code import Facts
from hp_lsp.project.files import MOST_CODE_BYTES, read_bytes
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.python.source import Source
from hp_lsp.text.decoding import decode_python

log = logging.getLogger(__name__)


class Scanned(NamedTuple):
    """What a file tells each dialect. `parsed` is False where it is no Python that can be parsed."""

    facts: Facts
    parsed: bool = True


def read_facts(path: str, finder: ModuleFinder) -> Facts:
    """Return what the Python file at `path` tells; nothing where there is none, or one too large to be code."""
    data = read_bytes(path, MOST_CODE_BYTES)
    if data is None:
        return {} if os.access(path, os.R_OK) else _unreadable(path, finder)
    if not any(marker in data for marker in CODE_MARKERS):
        return {}
    return scan(decode_python(data), path, finder).facts


def _unreadable(path: str, finder: ModuleFinder) -> Facts:
    """Return that a file which may not be read may tell anything."""
    if not os.path.exists(path):
        return {}
    nothing = Source("", finder.module_name(path), path)
    told = {dialect.name: dialect.unread(nothing) for dialect in DIALECTS}
    return {name: facts for name, facts in told.items() if facts is not None}


def scan(source: str, path: str, finder: ModuleFinder) -> Scanned:
    """Return what Python source tells, by the dialect's name."""
    if not any(marker.decode("ascii") in source for marker in CODE_MARKERS):
        return Scanned({})
    read = Source(source, finder.module_name(path), path)
    told = {dialect.name: _scan(dialect, read) for dialect in DIALECTS if _mentions(source, dialect)}
    finder.keep(read.module)
    return Scanned({name: facts for name, facts in told.items() if facts is not None}, read.tree is not None)


def _mentions(source: str, dialect: Dialect) -> bool:
    return any(marker.decode("ascii") in source for marker in dialect.code_markers)


def _scan(dialect: Dialect, source: Source) -> Any:
    """Return what a file tells a dialect; where reading it fails, that it could not be read.

    A mistake of ours must not make names unknown that the file may well register.
    """
    try:
        return dialect.scan(source)
    except Exception:
        log.exception("`%s` could not be read for %s", source.path, dialect.name)
        return dialect.unread(source)
