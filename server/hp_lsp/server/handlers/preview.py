"""The command `hpLsp.previewExpansion`: a page of what a sweep generates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pygls.exceptions import JsonRpcInvalidParams

from hp_lsp.server.uris import path_of

if TYPE_CHECKING:
    from hp_lsp.features.preview import Request, Style
    from hp_lsp.server.server import Server

_DIGITS = re.compile(r"[0-9]{1,5000}")
STYLES: dict[str, Style] = {"gin": "gin", "hyperion": "hyperion"}


def preview_expansion(ls: Server, arguments: Sequence[object]) -> dict[str, Any]:
    """Return configs of the document `uri`, what varies between all of them, and how two of them differ.

    The one argument is `{uri, start, count, style, where, sample, seed, diff}`; all but `uri` may be left out, and
    docs/sweeps.md says what they mean.
    """
    from hp_lsp.features.expansions import expansion_in
    from hp_lsp.features.preview import preview

    argument = arguments[0] if len(arguments) == 1 else None
    if not isinstance(argument, dict) or not isinstance(argument.get("uri"), str):
        raise JsonRpcInvalidParams("The one argument must be an object with the `uri` of a document.")
    request = _request(argument)
    view = ls.project.snapshot()
    document = view.document(path_of(argument["uri"]))
    if document is None:
        raise JsonRpcInvalidParams("The document cannot be read.")
    return preview(document, expansion_in(view, document), request).as_json()


def _request(argument: dict[str, Any]) -> Request:
    from hp_lsp.features.preview import Request

    style = STYLES.get(str(argument.get("style") or "gin"))
    if style is None:
        raise JsonRpcInvalidParams("`style` must be `gin` or `hyperion`.")
    has_sample = argument.get("sample") is not None
    return Request(
        _number(argument, "start", 0),
        _number(argument, "count", 20),
        style,
        _conditions(argument),
        _number(argument, "sample", 0) if has_sample else None,
        _number(argument, "seed", 0),
        _pair(argument),
    )


def _number(argument: dict[str, Any], name: str, default: int) -> int:
    value = argument.get(name)
    return default if value is None else _whole(value, f"`{name}`")


def _whole(value: object, what: str) -> int:
    """Return a number that may be given in digits, too: not every client has numbers of any size."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(Decimal(value))
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise JsonRpcInvalidParams(f"{what} must be a whole number, not below 0.")
    return value


def _conditions(argument: dict[str, Any]) -> tuple[str, ...]:
    """Return the conditions; empty ones, as in a field nobody has filled in, are none."""
    given = argument.get("where") or []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise JsonRpcInvalidParams("`where` must be a list of conditions, such as `lr <= 0.1`.")
    return tuple(one for one in given if one.strip())


def _pair(argument: dict[str, Any]) -> tuple[int, int] | None:
    given = argument.get("diff")
    if given is None:
        return None
    if not isinstance(given, list) or len(given) != 2:
        raise JsonRpcInvalidParams("`diff` must be the numbers of two configs.")
    before, after = (_whole(one, "`diff`") for one in given)
    return before, after
