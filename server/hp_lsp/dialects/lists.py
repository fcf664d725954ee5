"""What a list of all hyper-parameters holds. Knows no system and no output format."""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.text.span import Location, Span


class Setting(NamedTuple):
    """A place that gives a hyper-parameter a value: its source text, empty where it is not one value.

    `location` is that of the name, `whole` the range from there to the end of the value or values. `swept` are the
    texts of the values that a sweep gives it there.
    """

    value: str
    location: Location
    whole: Span
    scope: str = ""
    swept: tuple[str, ...] = ()


class Listed(NamedTuple):
    """One hyper-parameter of a project, by the name under which it is set.

    `type` and `default` are source text; the type is empty, and the default None, where there is none.
    """

    name: str
    type: str
    default: str | None
    declaration: Location | None
    settings: tuple[Setting, ...]
