"""What every dialect tells of a name that is to be changed: plain data that knows no syntax."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from hp_lsp.text.span import Location

if TYPE_CHECKING:
    from hp_lsp.dialects.base import Refused


def _anything(_name: str) -> Refused | None:
    return None


class Spelling(NamedTuple):
    """A place where a name stands as `spell` writes it: a flag, or the last part of it."""

    location: Location
    spell: Callable[[str], str]


class Rename(NamedTuple):
    """What stands as `name` at all `places`; `refuse` tells why another name cannot be taken, if it cannot."""

    name: str
    places: tuple[Location, ...]
    refuse: Callable[[str], Refused | None] = _anything
    spelled: tuple[Spelling, ...] = ()
