"""The value that a parameter or macro has in the end, as a few lines of Gin for a hover."""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.effective.applied import Effective, History, effective
from hp_lsp.dialects.gin.effective.required import is_required
from hp_lsp.dialects.gin.effective.slots import Assignment, macro_slot
from hp_lsp.dialects.gin.effective.texts import final, written

MOST_SCOPES = 4
MOST_OVERRIDDEN = 3
MOST_BOUND = 5
MOST_TEXT = 60


def shown_parameter(view: View, path: str, key: str, name: str) -> list[str]:
    """Return lines on what the config at `path` binds a parameter to, in each scope; none where it does not."""
    read = _read(view, path)
    histories = [history for slot, history in read.slots.items() if (slot.key, slot.parameter) == (key, name)]
    histories.sort(key=lambda history: history[-1].slot)
    lines = [line for history in histories[:MOST_SCOPES] for line in _lines(view, read, history)]
    return _with_rest(lines, len(histories) - MOST_SCOPES, "in other scopes")


def shown_scope(view: View, path: str, name: str) -> list[str]:
    """Return lines on what the config at `path` binds in a scope of that name; none where it binds nothing there."""
    read = _read(view, path)
    named = (slot for slot in read.slots if not slot.is_macro and name in slot.scope.split("/"))
    winners = [read.slots[slot][-1] for slot in sorted(named)]
    lines = [
        f"{one.left_side} = {_short(written(view, one))}  # {_where(view, one)}"
        for one in winners[:MOST_BOUND]
    ]
    return _with_rest(lines, len(winners) - MOST_BOUND, "in this scope")


def shown_macro(view: View, path: str, name: str) -> list[str]:
    """Return lines on what a macro is when the config at `path` has been read; none where it does not define it."""
    read = _read(view, path)
    winner = read.inherited(macro_slot(name))
    return [] if winner is None else list(_lines(view, read, read.slots[winner.slot]))


def _read(view: View, path: str) -> Effective:
    """Return what a config comes to; nothing for a sweep, which comes to many things, and for Python."""
    document = view.document(path)
    plain = document is not None and document.dialect is not None and document.dialect.name == "gin"
    return effective(view, path) if plain else Effective({}, (), complete=False)


def _lines(view: View, read: Effective, history: History) -> Iterator[str]:
    """Yield the line that wins, and below it what it overrides, latest first."""
    *before, winner = history
    value = written(view, winner)
    meant = final(view, read, winner)
    remark = "; must be bound elsewhere" if is_required(read, winner) else ""
    if not remark and meant != value:
        remark = f"; is {_short(meant)}"
    yield f"{winner.left_side} = {_short(value)}  # {_where(view, winner)}{remark}"
    overridden = [
        f"# overrides {_short(written(view, one))}  # {_where(view, one)}" for one in reversed(before)
    ]
    yield from _with_rest(overridden[:MOST_OVERRIDDEN], len(overridden) - MOST_OVERRIDDEN, "before")


def _with_rest(lines: list[str], left_out: int, where: str) -> list[str]:
    return [*lines, f"# and {left_out} more {where}"] if left_out > 0 else lines


def _short(text: str) -> str:
    """Return a value on one line of bearable length."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MOST_TEXT else flat[: MOST_TEXT - 1] + "…"


def short_path(view: View, path: str) -> str:
    """Return a path from the workspace folder on that holds it, with slashes."""
    for root in view.roots:
        if path.startswith(root.rstrip(os.sep) + os.sep):
            return os.path.relpath(path, root).replace(os.sep, "/")
    return path.replace(os.sep, "/")


def _where(view: View, assignment: Assignment) -> str:
    document = view.document(assignment.path)
    line = document.text.position(assignment.name.start).line + 1 if document else 1
    return f"{short_path(view, assignment.path)}:{line}"
