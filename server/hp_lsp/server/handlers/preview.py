"""The command `hpLsp.previewExpansion`: a page of what a sweep generates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pygls.exceptions import JsonRpcInvalidParams

from hp_lsp.server.uris import path_of

if TYPE_CHECKING:
    from hp_lsp.features.preview import Style
    from hp_lsp.server.server import Server

STYLES: dict[str, Style] = {"gin": "gin", "hyperion": "hyperion"}


def preview_expansion(ls: Server, arguments: Sequence[object]) -> dict[str, Any]:
    """Return the configs of the document `uri` from number `start` on, and what varies between them.

    The one argument is `{uri, start, count, style}`: at most `count` configs, written in `style`. All but
    `uri` may be left out.
    """
    from hp_lsp.features.preview import preview

    argument = arguments[0] if len(arguments) == 1 else None
    if not isinstance(argument, dict) or not isinstance(argument.get("uri"), str):
        raise JsonRpcInvalidParams("The one argument must be an object with the `uri` of a document.")
    start, count = _number(argument, "start", 0), _number(argument, "count", 20)
    style = STYLES.get(str(argument.get("style") or "gin"))
    if style is None:
        raise JsonRpcInvalidParams("`style` must be `gin` or `hyperion`.")
    document = ls.project.snapshot().document(path_of(argument["uri"]))
    if document is None:
        raise JsonRpcInvalidParams("The document cannot be read.")
    return preview(document, start, count, style).as_json()


def _number(argument: dict[str, Any], name: str, default: int) -> int:
    value = argument.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise JsonRpcInvalidParams(f"`{name}` must be a whole number, not below 0.")
    return value
