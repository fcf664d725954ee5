"""`--fix`: makes the safe fixes of one round in the files. Writes files; each is replaced as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable

from hp_lsp.check.refused import Refused
from hp_lsp.dialects.base import Problem
from hp_lsp.features.fixes import compatible_edits, safe_fixes
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import apply_edits


def fix_safely(view: Snapshot, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Make the first safe fix of each problem, leaving out those that overlap; return the paths of changed files.

    Raises Refused where a file cannot be written; the others are changed or not, none of them half.
    """
    edits = compatible_edits(safe_fixes(problems))
    for path, changes in edits.items():
        document = view.document(path)
        if document is not None:
            _write_fixed(path, apply_edits(document.text.source, changes))
    return tuple(edits)


def _write_fixed(path: str, source: str) -> None:
    try:
        write_atomically(path, source)
    except OSError as problem:
        shown = os.path.relpath(path).replace(os.sep, "/")
        raise Refused(f"`{shown}` cannot be written: {problem.strerror}.") from problem


def write_atomically(path: str, source: str) -> None:
    """Replace the content of the file at `path`; bytes that were no UTF-8 are written back as they were."""
    folder = os.path.dirname(path)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".hp-lsp-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(source.encode("utf-8", "surrogateescape"))
        os.chmod(temporary, os.stat(path).st_mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
