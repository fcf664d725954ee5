"""Problems of the rules as diagnostics of the protocol, with what the client can show of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.places import location_of
from hp_lsp.text.lines import Text

if TYPE_CHECKING:
    from hp_lsp.dialects.base import Problem, Related
    from hp_lsp.project.snapshot import Snapshot
    from hp_lsp.server.server import Server

SOURCE = "hp-lsp"
RULES_PAGE = "https://github.com/hp-lsp/hp-lsp/blob/main/docs/rules.md"


def diagnostic_of(server: Server, view: Snapshot, text: Text, problem: Problem) -> types.Diagnostic:
    """Return a problem found in `text` as the client wants it."""
    client = server.client
    return types.Diagnostic(
        range=range_of(text, problem.span, client.encoding),
        message=problem.message,
        severity=types.DiagnosticSeverity(problem.severity),
        code=problem.code,
        code_description=types.CodeDescription(rule_page(problem)) if client.code_descriptions else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if problem.unnecessary and client.diagnostic_tags else None,
        related_information=_related(server, view, problem.related) if client.related_information else None,
    )


def rule_page(problem: Problem) -> str:
    """Return the address of the documentation of the rule that found a problem."""
    return f"{RULES_PAGE}#{problem.code.lower()}-{problem.name}"


def _related(
    server: Server, view: Snapshot, related: tuple[Related, ...]
) -> list[types.DiagnosticRelatedInformation] | None:
    places = ((location_of(server, view, *one.location), one.message) for one in related)
    return [types.DiagnosticRelatedInformation(place, message) for place, message in places if place] or None
