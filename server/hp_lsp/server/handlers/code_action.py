"""`textDocument/codeAction`: the fixes of problems, all safe ones at once, and other ways to write the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import span_of
from hp_lsp.server.edits import RequestFailed, workspace_edit
from hp_lsp.server.places import Asked, asked_of
from hp_lsp.server.problems import diagnostic_of

if TYPE_CHECKING:
    from hp_lsp.features.fixes import QuickFix
    from hp_lsp.server.server import Server
    from hp_lsp.text.span import Span

QUICK_FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.hp-lsp"
REWRITE = types.CodeActionKind.RefactorRewrite.value
OPTIONS = types.CodeActionOptions(code_action_kinds=[QUICK_FIX, FIX_ALL, REWRITE])


def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """Return the fixes of the problems in the range, of the kinds that the client wants."""
    asked = asked_of(ls, params.text_document.uri)
    if asked is None:
        return None
    span = span_of(asked.text, params.range, ls.client.encoding)
    only = params.context.only
    actions: list[types.CodeAction] = []
    if _is_wanted(QUICK_FIX, only):
        actions.extend(_quick_fixes(ls, asked, span))
    if _is_wanted(FIX_ALL, only):
        actions.extend(_fix_all(ls, asked))
    if _is_wanted(REWRITE, only):
        actions.extend(_rewritten(ls, asked, span))
    return actions


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Tell whether one of the kinds asked for is `kind` or holds it, as `source` holds `source.fixAll`."""
    if only is None:
        return True
    names = (str(getattr(one, "value", one)) for one in only)
    return any(not name or kind == name or kind.startswith(f"{name}.") for name in names)


def _quick_fixes(ls: Server, asked: Asked, span: Span) -> Iterator[types.CodeAction]:
    from hp_lsp.features.fixes import quick_fixes

    for found in quick_fixes(asked.view, asked.path, span):
        with suppress(RequestFailed):  # a file that it changes may not be written
            yield _quick_fix(ls, asked, found)


def _quick_fix(ls: Server, asked: Asked, found: QuickFix) -> types.CodeAction:
    problems = (one for one in found.problems if asked.text.holds(one.span))
    return types.CodeAction(
        found.fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic_of(ls, asked.view, asked.text, problem) for problem in problems],
        is_preferred=True if found.fix.safe and ls.client.preferred_actions else None,
        edit=workspace_edit(ls, asked.view, found.fix.edits),
    )


def _rewritten(ls: Server, asked: Asked, span: Span) -> Iterator[types.CodeAction]:
    from hp_lsp.features.refactorings import refactorings

    for found in refactorings(asked.view, asked.path, span):
        edit = workspace_edit(ls, asked.view, ((asked.path, one) for one in found.edits))
        yield types.CodeAction(found.title, kind=types.CodeActionKind.RefactorRewrite, edit=edit)


def _fix_all(ls: Server, asked: Asked) -> Iterator[types.CodeAction]:
    from hp_lsp.features.fixes import all_safe_fixes

    edits = all_safe_fixes(asked.view, asked.path)
    with suppress(RequestFailed):
        if edits:
            edit = workspace_edit(ls, asked.view, ((asked.path, one) for one in edits))
            yield types.CodeAction("Make all safe fixes", kind=FIX_ALL, edit=edit)
