"""Reports an enum of which Gin does not make the constants that one expects.

## What it does
Looks for `gin.constants_from_enum` on an `IntEnum`, `IntFlag` or `StrEnum`, a warning, and on an enum with a `__str__`
of its own, an information. gin-config 0.5 names the constants by `str(member)`, which for these is not `Class.MEMBER`:
since Python 3.11 it is the number of an `IntEnum`. A member that is another name for an earlier one is an information,
too: it becomes no constant.

## Why it matters
The import of the module fails, "Invalid constant selector", or the constants have other names than the config uses.

## Example that fails
```python
@gin.constants_from_enum
class Level(enum.IntEnum):
    LOW = 1
```

## Example that passes
```python
@gin.constants_from_enum
class Level(enum.Enum):
    LOW = 1
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import EnumFact
from hp_lsp.dialects.gin.rules.code.registrations import facts_of, meaning_of
from hp_lsp.python.classes import Ancestor, ClassAt, class_at, mro
from hp_lsp.python.module import Class, Value

_LITERAL = re.compile(r"-?\d[\d_]*|'[^'\\\\]*'")
"""Values whose text tells whether they are equal."""


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each enum whose members Gin names otherwise, and for each alias."""
    for one in facts_of(view, document).enums:
        start = class_at(meaning_of(view, document, one.target))
        if start is None:
            continue
        order = mro(view.modules, start).classes
        if any(_is_of_enum(place) for place in order):
            yield from _badly_named(one, order)
            if start.module.path == document.path:
                yield from _aliases(start.picture)


def _badly_named(one: EnumFact, order: tuple[Ancestor, ...]) -> Iterator[Problem]:
    for place in order:
        if not isinstance(place, ClassAt):
            continue
        if _is_of_enum(place) and place.picture.name in ("IntEnum", "IntFlag", "StrEnum"):
            base = place.picture.name
            message = (
                f"Gin 0.5 names constants by `str`, which is the value for an `{base}`; use `enum.Enum`."
            )
            yield RULE.problem(one.span, message)
            return
        if not _is_of_enum(place) and "__str__" in place.picture.members:
            message = "Gin 0.5 names constants by `str`, which this enum changes."
            yield RULE.problem(one.span, message, Severity.INFORMATION)
            return


def _is_of_enum(place: Ancestor) -> bool:
    """Tell whether a class is one of those that the module `enum` defines."""
    return isinstance(place, ClassAt) and place.module.name == "enum"


def _aliases(picture: Class) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, alternatives in picture.members.items():
        bound = alternatives[-1]
        if not isinstance(bound, Value) or not _LITERAL.fullmatch(bound.text):
            continue
        known = first.setdefault(bound.text, name)
        if known != name:
            message = f"`{name}` is another name for `{known}`: Gin makes no constant of it."
            yield RULE.problem(bound.span, message, Severity.INFORMATION)


RULE = Rule("GIN340", "enum-constants", Severity.WARNING, __doc__ or "", check)
