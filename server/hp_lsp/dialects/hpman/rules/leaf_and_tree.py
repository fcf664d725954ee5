"""Reports a name that has a default and names below it.

## What it does
A dot in a name makes a tree: `optim.lr` lies below `optim`. Looks for names with a default below which there are
others, in the files that are parsed together. A default that is a dict counts as one value: `_("optim", {"lr": 1})`
does not declare `optim.lr`. It is an error where some `parse_file` surely reads both calls, else a warning.

## Why it matters
hpman's parser raises `ImpossibleTree`, and then no file is parsed.

## Example that fails
```python
_("optim", "sgd")
_("optim.lr", 0.1)
```

## Example that passes
```python
_("optim.name", "sgd")
_("optim.lr", 0.1)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.rules.raised import raised_in, related


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each default of a name that is also a branch."""
    for raised, severity in raised_in(view, document, "tree"):
        name, below = raised.place.call.name, raised.other
        child = f"`{below.call.name}`" if below else "another name"
        message = f"`{name}` cannot have a default, because {child} lies below it."
        places = related(below, "the name below it is here")
        yield RULE.problem(raised.place.call.span, message, severity, related=places)


RULE = Rule("HPM202", "leaf-and-tree", Severity.ERROR, __doc__ or "", check)
