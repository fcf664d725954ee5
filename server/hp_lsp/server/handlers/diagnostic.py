"""`textDocument/diagnostic`: the problems of one document, or that they are the same as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.places import asked_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

OPTIONS = types.DiagnosticOptions(
    inter_file_dependencies=True, workspace_diagnostics=True, identifier="hp-lsp"
)


def diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    """Return the document's problems under an id that stands for its text and all that they depend on."""
    asked = asked_of(ls, params.text_document.uri)
    source = "" if asked is None else asked.text.source
    result_id = f"{ls.project.generation:x}.{hash(source):x}"
    if params.previous_result_id == result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id)
    items = [] if asked is None else ls.diagnostics.of(asked.view, asked.path, asked.text)
    return types.RelatedFullDocumentDiagnosticReport(items, result_id=result_id)
