"""Where a request and its answer point: positions of the client to texts of the project and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from hp_lsp.server.convert import offset_of, range_of
from hp_lsp.server.wire import Json, location_data
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Location, Span

if TYPE_CHECKING:
    from hp_lsp.dialects.base import Document
    from hp_lsp.features.definition import Link
    from hp_lsp.project.snapshot import Snapshot
    from hp_lsp.server.documents import Shown
    from hp_lsp.server.server import Server


@dataclass(frozen=True, slots=True)
class Place:
    """An offset in a text of the snapshot that answers the request."""

    view: Snapshot
    path: str
    text: Text
    offset: int


class Asked(NamedTuple):
    """What a request is about, in the snapshot that answers it.

    `text` is that of the document; of a notebook's, the part in the cell that is asked about.
    """

    view: Snapshot
    document: Document
    text: Text

    @property
    def path(self) -> str:
        """The path of the document."""
        return self.document.path


def asked_of(server: Server, uri: str) -> Asked | None:
    """Return what a request names; None where it cannot be read."""
    view = server.project.snapshot()
    document = view.document(server.documents.path_of(uri))
    return None if document is None else Asked(view, document, server.documents.part(uri, document.text))


def place_of(server: Server, uri: str, position: types.Position) -> Place | None:
    """Return the place that a request names; None where the document cannot be read."""
    asked = asked_of(server, uri)
    if asked is None:
        return None
    offset = offset_of(asked.text, position, server.client.encoding)
    return Place(asked.view, asked.path, asked.text, offset)


def location_of(server: Server, view: Snapshot, path: str, span: Span) -> types.Location | None:
    """Return a span of any document as the client names it; None where the document cannot be read."""
    document = view.document(path)
    if document is None:
        return None
    shown = server.documents.showing(path, document.text, span.start)
    return types.Location(shown.uri, range_of(shown.text, span, server.client.encoding))


def locations_of(server: Server, view: Snapshot, found: Iterable[Location]) -> list[Json]:
    """Return places, sorted by file, as the client names them, but for those in documents that cannot be read.

    There may be thousands, so they are data of the shape of `Location`.
    """
    places: list[Json] = []
    for path, inside in groupby(found, key=attrgetter("path")):
        document = view.document(path)
        if document is None:
            continue
        shown: Shown | None = None
        for _, span in inside:
            if shown is None or not shown.text.holds(span):
                shown = server.documents.showing(path, document.text, span.start)
            places.append(location_data(shown.uri, shown.text, span, server.client.encoding))
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
