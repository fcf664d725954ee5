"""Where a request and its answer point: positions of the client to texts of the project and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import offset_of, range_of
from hp_lsp.server.uris import path_of
from hp_lsp.server.wire import Json, location_data
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Location, Span

if TYPE_CHECKING:
    from hp_lsp.features.definition import Link
    from hp_lsp.project.snapshot import Snapshot
    from hp_lsp.server.server import Server


@dataclass(frozen=True, slots=True)
class Place:
    """An offset in a text of the snapshot that answers the request."""

    view: Snapshot
    path: str
    text: Text
    offset: int


def place_of(server: Server, uri: str, position: types.Position) -> Place | None:
    """Return the place that a request names; None where the document cannot be read."""
    view, path = server.project.snapshot(), path_of(uri)
    document = view.document(path)
    if document is None:
        return None
    return Place(view, path, document.text, offset_of(document.text, position, server.client.encoding))


def location_of(server: Server, view: Snapshot, path: str, span: Span) -> types.Location | None:
    """Return a span of any document as the client names it; None where the document cannot be read."""
    document = view.document(path)
    if document is None:
        return None
    return types.Location(
        server.documents.uri_of(path), range_of(document.text, span, server.client.encoding)
    )


def locations_of(server: Server, view: Snapshot, found: Iterable[Location]) -> list[Json]:
    """Return places, sorted by file, as the client names them, but for those in documents that cannot be read.

    There may be thousands, so they are data of the shape of `Location`.
    """
    places: list[Json] = []
    for path, inside in groupby(found, key=attrgetter("path")):
        document = view.document(path)
        if document is not None:
            uri, encoding = server.documents.uri_of(path), server.client.encoding
            places += (location_data(uri, document.text, span, encoding) for _, span in inside)
    return places


def targets_of(
    server: Server, place: Place, found: Iterable[Link], *, as_links: bool
) -> list[types.LocationLink] | list[types.Location]:
    """Return where a name leads to, as links that say which name it is where the client takes them."""
    if as_links:
        return [link for one in found if (link := _link(server, place, one))]
    targets = (location_of(server, place.view, one.target.path, one.target.name) for one in found)
    return [target for target in targets if target]


def _link(server: Server, place: Place, link: Link) -> types.LocationLink | None:
    name = location_of(server, place.view, link.target.path, link.target.name)
    whole = location_of(server, place.view, link.target.path, link.target.whole)
    if name is None or whole is None:
        return None
    origin = range_of(place.text, link.origin, server.client.encoding)
    return types.LocationLink(name.uri, whole.range, name.range, origin)
