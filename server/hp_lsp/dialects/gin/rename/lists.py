"""The allow and deny lists of registrations: where a parameter's name stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Refused, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.given_name import registering_call, unquoted
from hp_lsp.text.span import Location


def listed(view: View, configurables: tuple[Configurable, ...], name: str) -> tuple[Location, ...] | Refused:
    """Return where allow and deny lists of configurables name a parameter, without the quotes."""
    places: list[Location] = []
    for one in configurables:
        if not one.lists_known:
            return Refused(f"The allow or deny list of `{one.key}` is computed.")
        if name not in (*(one.allow or ()), *(one.deny or ())):
            continue
        found = list(_in_call(view, one, name))
        if not found:
            return Refused(
                f"The allow or deny list of `{one.key}` names `{name}` in a way that is not followed."
            )
        places += found
    return tuple(places)


def _in_call(view: View, one: Configurable, name: str) -> Iterator[Location]:
    at = one.registered_at
    document = view.document(at.path) if at else None
    call = registering_call(view, at)
    if at is None or document is None or call is None:
        return
    lists = (call.argument(2, "allowlist", "whitelist"), call.argument(3, "denylist", "blacklist"))
    for argument in lists:
        for text, span in argument.strings if argument else ():
            if text == name and (inner := unquoted(document, span)):
                yield Location(at.path, inner)
