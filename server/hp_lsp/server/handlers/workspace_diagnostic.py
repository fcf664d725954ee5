"""`workspace/diagnostic`: the problems of files that are not open, told when they change.

Works in slices beside other requests, and only when the project has been quiet for a while. A request to which there is
nothing new to say is answered when there is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from lsprotocol import types

from hp_lsp.server.indexing import in_slices
from hp_lsp.server.problems import diagnostic_of
from hp_lsp.server.uris import path_of

if TYPE_CHECKING:
    from hp_lsp.dialects.base import Problem
    from hp_lsp.project.snapshot import Snapshot
    from hp_lsp.server.server import Server

PAUSE = 0.5
"""Seconds for which nothing must change before the workspace is looked at."""

Report: TypeAlias = types.WorkspaceFullDocumentDiagnosticReport
State: TypeAlias = tuple[int, frozenset[str]]
"""What all answers depend on: the project's generation, and which documents are open."""


async def workspace_diagnostic(
    ls: Server, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """Return the reports that differ from those the client knows, as soon as there are any."""
    known = {path_of(one.uri): one.value for one in params.previous_result_ids}
    state: State | None = None
    items: list[types.WorkspaceDocumentDiagnosticReport] = []
    while not items:
        state = await _next_quiet_state(ls, state)
        reports = _reports(ls, ls.project.snapshot(), known)
        items = [one async for one in in_slices(reports) if one is not None]
    return types.WorkspaceDiagnosticReport(items)


async def _next_quiet_state(ls: Server, last: State | None) -> State:
    """Wait until the project has changed, and has then been left alone for a while."""
    while True:
        state = _state(ls)
        await asyncio.sleep(PAUSE)
        if state == _state(ls) != last and not ls.indexing.is_running:
            return state


def _state(ls: Server) -> State:
    return ls.project.generation, frozenset(document.path for document in ls.documents)


def _reports(ls: Server, view: Snapshot, known: Mapping[str, str]) -> Iterator[Report | None]:
    """Yield the report of each file whose problems are not those that the client knows, None for the others."""
    from hp_lsp.features.diagnostics import diagnose_closed

    paths = dict.fromkeys((*view.configs(), *view.code_files(), *known))
    for path in paths:
        if path not in view.open_documents:
            problems = diagnose_closed(view, path)
            result_id = f"{hash(problems):x}" if problems else ""
            yield None if known.get(path, "") == result_id else _report(ls, view, path, problems, result_id)


def _report(ls: Server, view: Snapshot, path: str, problems: tuple[Problem, ...], result_id: str) -> Report:
    document = view.document(path)
    items = [diagnostic_of(ls, view, document.text, one) for one in problems] if document else []
    return types.WorkspaceFullDocumentDiagnosticReport(
        ls.documents.uri_of(path), items, result_id=result_id or None
    )
