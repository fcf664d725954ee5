"""Signature help: what the call under the cursor may be given. Knows no syntax."""

from __future__ import annotations

from hp_lsp.dialects.signatures import Signature
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.project.snapshot import Snapshot


def signature_help(view: Snapshot, path: str, offset: int) -> tuple[Signature, ...]:
    """Return the signatures of the call that is open at `offset`: several where its name is ambiguous."""
    document = view.document(path)
    if document is None:
        return ()
    dialects = DIALECTS if document.dialect is None else (document.dialect,)
    return tuple(one for dialect in dialects for one in dialect.signatures(view, document, offset))
