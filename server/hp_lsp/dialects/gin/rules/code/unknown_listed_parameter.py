"""Reports a name in an `allowlist` or `denylist` that is no parameter of what is registered.

## What it does
Compares the names in the lists with the parameters of the function or constructor, inherited ones and dataclass fields
included. Nothing is said where a base class or a decorator could not be read, or where `**kwargs` takes any name. It
is a warning where the registration stands in a branch or a function.

## Why it matters
The import of the module fails: "Argument ... not a parameter of".

## Example that fails
```python
@gin.configurable(denylist=["learning_rat"])
def train(learning_rate, steps): ...
```

## Example that passes
```python
@gin.configurable(denylist=["learning_rate"])
def train(learning_rate, steps): ...
```

## Fix
Changes the name to a similar parameter; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.rules.code.fixes import change_string
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import calls_by_span, parameter_lists, with_lists
from hp_lsp.text.similar import similar
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each listed name that is no parameter."""
    registry: Registry = view.index("gin")
    for call, one in with_lists(view, document):
        if one.target is None or one.target.partial:
            continue
        for kind, names in (("allowlist", one.allow), ("denylist", one.deny)):
            unknown = [name for name in names or () if registry.bindable(one, name) == "no parameter"]
            severity = severity_at(view, document, call, RULE.severity) if unknown else None
            if severity is not None:
                places = _places(view, document, call, kind)
                for name in unknown:
                    near = tuple(similar(name, (each.name for each in registry.signature(one).parameters)))
                    message = (
                        f"The {kind} names `{name}`, which is no parameter of `{one.key}`{did_you_mean(near)}"
                    )
                    fixes = tuple(
                        change_string(document, places[name], other) for other in near if name in places
                    )
                    yield RULE.problem(places.get(name, call), message, severity, fixes=fixes)


def _places(view: View, document: Document, call: Span, kind: str) -> dict[str, Span]:
    """Return where the names in a list stand, as far as they are written in the call."""
    written = calls_by_span(view, document.path).get(call)
    lists = dict(parameter_lists(written)) if written else {}
    return dict(lists[kind].strings) if kind in lists else {}


RULE = Rule("GIN241", "unknown-listed-parameter", Severity.ERROR, __doc__ or "", check)
