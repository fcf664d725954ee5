"""The command `hpLsp.showPlaces`: where configs name what stands at a place, for clients without a list of their own.

A client's plug-in may take the command over and show the places in its own way.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from hp_lsp.server.places import locations_of
from hp_lsp.server.whole_project import place_in_whole
from hp_lsp.server.wire import Json
from hp_lsp.text.span import Location

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

MOST_SHOWN = 10


async def show_places(ls: Server, arguments: Sequence[object]) -> list[Json]:
    """Return where what stands at `position` of `uri` is set or used, and show the first places as a message."""
    from hp_lsp.features.implementation import implementation

    argument = arguments[0] if len(arguments) == 1 else None
    match argument:
        case {"uri": str(uri), "position": {"line": int(line), "character": int(character)}}:
            place = await place_in_whole(ls, uri, types.Position(line, character))
        case _:
            raise JsonRpcInvalidParams("The one argument must be an object with `uri` and `position`.")
    if place is None:
        raise JsonRpcInvalidParams("The document cannot be read.")
    found = implementation(place.view, place.path, place.offset)
    locations = locations_of(ls, place.view, (Location(one.target.path, one.target.name) for one in found))
    ls.show(_listed(locations), types.MessageType.Info)
    return locations


def _listed(locations: Sequence[Json]) -> list[str]:
    places = ((one["uri"], one["range"]["start"]["line"]) for one in locations[:MOST_SHOWN])
    shown = [f"{os.path.basename(uri)}:{line + 1}" for uri, line in places]
    left = len(locations) - len(shown)
    return [*shown, f"and {left} more"] if left else shown


def command_of(uri: str, position: types.Position, title: str) -> types.Command:
    """Return the command with that title for what stands at a position."""
    at: dict[str, Any] = {"line": position.line, "character": position.character}
    return types.Command(title, "hpLsp.showPlaces", arguments=[{"uri": uri, "position": at}])
