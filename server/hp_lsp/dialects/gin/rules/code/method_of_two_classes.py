"""Reports a registered class with a method that Gin has registered for another class or module.

## What it does
Looks at the methods, inherited ones included, of a class that `gin.register` or `gin.external_configurable` registers.
Gin gives each registered method to the class: that fails for a method that belongs to a base class which is registered
itself, and for one that was registered with a module of its own. It is a warning where the class stands in a branch or
a function.

## Why it matters
The import of the module fails: "was registered with a custom module, but the class is also being registered".

## Example that fails
```python
@gin.register
class Encoder:
    @gin.register
    def forward(self, x, gain=1.0): ...


@gin.register
class DeepEncoder(Encoder): ...
```

## Example that passes
```python
@gin.register
class DeepEncoder(Encoder):
    def forward(self, x, gain=1.0):
        return super().forward(x, gain)
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import Registration
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import calls_by_span, registered
from hp_lsp.python.classes import ClassAt, class_at, mro
from hp_lsp.text.span import Location

_REPLACING = ("register", "external_configurable")
"""The functions that rename the methods of a class which they register."""


class _Replaced(NamedTuple):
    """A class whose methods Gin renames, its key, and the call that registers it."""

    key: str
    place: ClassAt
    at: Location


class _Method(NamedTuple):
    """A registered method, its registration, and the class that defines it."""

    name: str
    registration: Registration
    owner: ClassAt


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each class whose registration Gin refuses because of a method."""
    if not view.recall(("gin.registers methods",), lambda: _registers_methods(view.index("gin"))):
        return
    for one in _replaced_classes(view, document.path):
        for method in _registered_methods(view, one.place):
            reason = _refusal(view, one, method)
            severity = severity_at(view, document, one.at.span, RULE.severity) if reason else None
            if reason and severity is not None:
                related = (
                    Related(Location(method.owner.module.path, method.registration.span), "the method"),
                )
                yield RULE.problem(one.at.span, reason, severity, related=related)


def _registers_methods(registry: Registry) -> bool:
    return any(
        one.owner and one.api == "register"
        for facts in registry.facts.values()
        for one in facts.registrations
    )


def _replaced_classes(view: View, path: str) -> Iterator[_Replaced]:
    """Yield the classes that a file registers so that Gin renames their methods."""
    written = calls_by_span(view, path)
    replacing = any(call.function in _REPLACING for call in written.values())
    for span, one in registered(view, path) if replacing else ():
        place = class_at(one.meaning)
        if place is not None and span in written and written[span].function in _REPLACING:
            yield _Replaced(one.key, place, Location(path, span))


def _registered_methods(view: View, start: ClassAt) -> Iterator[_Method]:
    """Yield the methods of a class, inherited ones included, that are registered without being replaced."""
    registry: Registry = view.index("gin")
    seen: set[str] = set()
    for place in mro(view.modules, start).classes:
        if isinstance(place, str):
            continue
        own = place.picture.members.keys() - seen
        seen |= own
        facts = registry.facts.get(place.module.path)
        for one in facts.registrations if facts else ():
            name = one.target.picture.name if one.target.picture else ""
            if one.owner == place.qualname and one.api == "register" and name in own:
                yield _Method(name, one, place)


def _refusal(view: View, one: _Replaced, method: _Method) -> str | None:
    """Return why Gin refuses to register a class with a method; None where it does not, or may not."""
    given = method.registration.module
    if given is not None:
        allowed = (method.owner.module.name, one.key)
        return (
            None
            if given in allowed
            else f"`{method.name}` is registered with a module of its own, `{given}`."
        )
    taker = next(_earlier(view, one, method), None)
    return (
        f"The registered method `{method.name}` belongs to `{taker}`; a class needs its own."
        if taker
        else None
    )


def _earlier(view: View, one: _Replaced, method: _Method) -> Iterator[str]:
    """Yield the keys of the classes, registered before this one, that have taken the same method."""
    order = mro(view.modules, one.place).classes
    for path in dict.fromkeys(place.module.path for place in order if isinstance(place, ClassAt)):
        for other in _replaced_classes(view, path):
            before = path != one.at.path or other.at.span < one.at.span
            if before and method in _registered_methods(view, other.place):
                yield other.key


RULE = Rule("GIN249", "method-of-two-classes", Severity.ERROR, __doc__ or "", check)
