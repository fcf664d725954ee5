"""Reports a second object that is registered under the name of another.

## What it does
Compares what one file registers: two functions, classes or methods under one key, or a constant whose name is that of
an earlier one or its end. Methods get no class in their key from `@gin.configurable`, so two classes cannot both have
such a `forward`. Registering the same object again is fine, and so are the branches of one `if` or `try`. It is a
warning where one of the two stands in a branch or function, or where some file enters Gin's interactive mode; it is an
information where another file registers something under a name that both give in full.

## Why it matters
The import of the module fails: "A different configurable matching ... already exists".

## Example that fails
```python
class Encoder:
    @gin.configurable
    def forward(self, x, gain=1.0): ...


class Decoder:
    @gin.configurable
    def forward(self, x, gain=1.0): ...
```

## Example that passes
```python
class Encoder:
    @gin.configurable(module="model.Encoder")
    def forward(self, x, gain=1.0): ...


class Decoder:
    @gin.configurable(module="model.Decoder")
    def forward(self, x, gain=1.0): ...
```

## Fix
Gives a method a `module` that ends with its class; not safe, for configs must name it by the class, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.facts import Registration
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.code.tables import BUILTIN_CONSTANTS
from hp_lsp.dialects.gin.rules.code.placement import placement
from hp_lsp.dialects.gin.rules.code.registrations import (
    calls,
    calls_by_span,
    facts_of,
    files_calling,
    registered,
)
from hp_lsp.python.module import Class, Function
from hp_lsp.python.modules import Builtin, Found, Meaning
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span


class _Pair(NamedTuple):
    """Two places of one file that cannot both register what they do, and the name in question."""

    first: Span
    second: Span
    name: str


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each registration under a name that is taken."""
    for pair in (*_same_keys(view, document), *_same_constants(view, document)):
        severity = _severity(view, document, pair)
        if severity is not None:
            related = (Related(Location(document.path, pair.first), "the first one"),)
            message = (
                f"Something else is registered as `{pair.name}` already: give this another name or module."
            )
            fixes = _fixes(view, document, pair.second)
            yield RULE.problem(pair.second, message, severity, related=related, fixes=fixes)
    yield from _taken_elsewhere(view, document)


def _fixes(view: View, document: Document, span: Span) -> tuple[Fix, ...]:
    """Return the change that puts the class of a method into its key, where the decorator says nothing else."""
    call = calls_by_span(view, document.path).get(span)
    if call is None or call.called or not call.owner:
        return ()
    module = f"{facts_of(view, document).module}.{call.owner}"
    edit = Edit(Span(span.end, span.end), f"(module='{module}')")
    return (Fix(f"Register as `{module}.{call.target}`", ((document.path, edit),)),)


def _same_keys(view: View, document: Document) -> Iterator[_Pair]:
    names = Counter(map(_last_name, facts_of(view, document).registrations))
    if all(count == 1 for count in names.values()):
        return
    renamed = {call.span for call in calls(view, document, "register")}
    by_key: dict[str, list[tuple[Span, Configurable]]] = defaultdict(list)
    for span, one in registered(view, document.path):
        if one.module_known and not (one.kind == "method" and span in renamed):
            by_key[one.key].append((span, one))
    for key, ordered in by_key.items():
        for position, (span, one) in enumerate(ordered):
            clash = next((at for at, other in ordered[:position] if _differ(other, one)), None)
            if clash is not None:
                yield _Pair(clash, span, key)


def _last_name(one: Registration) -> str:
    """Return the last part of the name that something is registered by."""
    own = one.target.picture.name if one.target.picture else one.target.name
    return (one.name or own).rpartition(".")[2]


def _differ(first: Configurable, second: Configurable) -> bool:
    """Tell whether two registrations certainly concern different objects."""
    own, other = _identity(first.meaning), _identity(second.meaning)
    return own is not None and other is not None and own != other


def _identity(meaning: Meaning) -> tuple[str, Span | str] | None:
    """Return what tells a function or class from every other; None where it is not known."""
    if isinstance(meaning, Builtin):
        return "builtins", meaning.name
    if isinstance(meaning, Found) and isinstance(meaning.bound, Function | Class):
        return meaning.module.path, meaning.bound.span
    return None


def _same_constants(view: View, document: Document) -> Iterator[_Pair]:
    known = [(name, Span(0, 0)) for name in BUILTIN_CONSTANTS]
    for one in sorted(facts_of(view, document).constants, key=lambda constant: constant.span):
        ending = (span for name, span in known if name == one.name or name.endswith(f".{one.name}"))
        for span in ending:
            yield _Pair(span, one.span, one.name)
            break
        known.append((one.name, one.span))


def _severity(view: View, document: Document, pair: _Pair) -> Severity | None:
    interactive = files_calling(view, "enter_interactive_mode", "interactive_mode")
    if document.path in interactive:
        return None
    first, second = (placement(view, document, span) for span in (pair.first, pair.second))
    if first.silent or second.silent or first.excludes(second) or first.functions != second.functions:
        return None
    certain = first.always_runs and second.always_runs and not interactive
    return Severity.ERROR if certain else Severity.WARNING


def _taken_elsewhere(view: View, document: Document) -> Iterator[Problem]:
    """Yield an information where another file registers something under the same name, given in full by both."""
    own = facts_of(view, document).module
    if all(
        one.module in (None, own) and "." not in (one.name or "")
        for one in facts_of(view, document).registrations
    ):
        return
    for span, one in registered(view, document.path):
        if one.module_known and not one.is_method and one.module != own:
            other = next(_others(view, document, one), None)
            if other is not None:
                message = f"`{one.key}` is registered in another file, too: a program cannot import both."
                related = (Related(other, "the other one"),)
                yield RULE.problem(span, message, Severity.INFORMATION, related=related)


def _others(view: View, document: Document, one: Configurable) -> Iterator[Location]:
    registry: Registry = view.index("gin")
    for other in registry.alternatives(one.key):
        at = other.registered_at
        if at is not None and at.path != document.path and other.module_known and _differ(other, one):
            yield Location(at.path, at.span)


RULE = Rule("GIN244", "duplicate-registration", Severity.ERROR, __doc__ or "", check)
