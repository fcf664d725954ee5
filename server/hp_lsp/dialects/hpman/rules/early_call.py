"""Reports calls with a default that run before hpargparse binds the manager.

## What it does
Looks for calls at the top of a file, in the body of a class or as the default of an argument, which run as soon as the
file is imported, where the program imports the file before it calls `hpargparse.bind`. It is an error where both surely
happen, else, where `bind` stands in a function, a warning.

## Why it matters
`bind` raises `TypeError: argument of type 'NoneType' is not iterable`, which tells nobody where the mistake is: a call
that has run has left no hints, and `bind` looks for some.

## Example that fails
```python
RATE = _("lr", 0.1)
hpargparse.bind(parser, _)
```

## Example that passes
```python
def rate() -> float:
    return _("lr", 0.1)


hpargparse.bind(parser, _)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index

_HINTS = frozenset(("help", "choices", "required"))


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each such call; one with all the hints that `bind` looks for does no harm."""
    index: Index = view.index("hpman")
    for call, is_certain in index.run_before_bind.get(document.path, {}).items():
        if not call.fault and not {hint.name for hint in call.hints} >= _HINTS:
            message = "This runs when the file is imported, and then `hpargparse.bind` fails; call it in a function."
            yield RULE.problem(call.span, message, Severity.ERROR if is_certain else Severity.WARNING)


RULE = Rule("HPM210", "early-call", Severity.ERROR, __doc__ or "", check)
