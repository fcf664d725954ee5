"""`textDocument/signatureHelp`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.markup import markup
from hp_lsp.server.places import place_of
from hp_lsp.text.columns import to_units

if TYPE_CHECKING:
    from hp_lsp.dialects.signatures import Signature
    from hp_lsp.server.capabilities import Client
    from hp_lsp.server.server import Server

OPTIONS = types.SignatureHelpOptions(trigger_characters=["(", ","])


def signature_help(ls: Server, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """Return what the call at the position may be given."""
    from hp_lsp.features import signature_help as feature

    place = place_of(ls, params.text_document.uri, params.position)
    found = feature.signature_help(place.view, place.path, place.offset) if place else ()
    if not found:
        return None
    fitting = next((number for number, one in enumerate(found) if one.active is not None), 0)
    return types.SignatureHelp(
        [_information(ls.client, one) for one in found], fitting, _active(found[fitting])
    )


def _active(signature: Signature) -> int:
    """Return the place of the parameter to be marked; one that there is not, for none."""
    return len(signature.parameters) if signature.active is None else signature.active


def _information(client: Client, signature: Signature) -> types.SignatureInformation:
    from hp_lsp.dialects.signatures import label_of

    def documentation(markdown: str) -> types.MarkupContent | None:
        return markup(markdown, as_markdown=client.markdown_signatures) if markdown else None

    label, spans = label_of(signature)
    parameters = [
        types.ParameterInformation(
            (to_units(label, span.start, "utf-16"), to_units(label, span.end, "utf-16"))
            if client.label_offsets
            else parameter.label,
            documentation(parameter.documentation),
        )
        for parameter, span in zip(signature.parameters, spans, strict=True)
    ]
    active = _active(signature) if client.active_parameters else None
    return types.SignatureInformation(label, documentation(signature.documentation), parameters, active)
