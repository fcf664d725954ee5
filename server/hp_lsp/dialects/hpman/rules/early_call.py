"""Reports calls that give or read a value before hpargparse binds the manager.

## What it does
Looks for calls with a default, and for `set_value` and its like, at the top of a file, in the body of a class or as the
default of an argument, which run as soon as the file is imported, where the program imports the file before it calls
`hpargparse.bind`. It is an error where both surely happen, else, where `bind` stands in a function, a warning; so are
calls without a default, and those between `bind` and the parsing of arguments.

## Why it matters
`bind` raises `TypeError: argument of type 'NoneType' is not iterable`, which tells nobody where the mistake is: a call
that has run has left no hints, not even those it was given, and `bind` looks for some. A call without a default reads
the value before arguments are parsed: no flag changes it.

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


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each such call."""
    index: Index = view.index("hpman")
    yield from _between(index, document.path)
    for early, is_certain in index.run_before_bind.get(document.path, {}).items():
        if early.is_read:
            message = (
                "This is read when the file is imported, before flags are parsed; call it in a function."
            )
            yield RULE.problem(early.span, message, Severity.WARNING)
        else:
            message = "This runs when the file is imported, and then `hpargparse.bind` fails; call it in a function."
            yield RULE.problem(early.span, message, Severity.ERROR if is_certain else Severity.WARNING)


def _between(index: Index, path: str) -> Iterator[Problem]:
    """Yield a problem for each call between `bind` and the parsing of arguments, in one run of the file or function."""
    for bind in index.facts[path].binds:
        for named, call in index.calls_in(path) if bind.parsed_at is not None else ():
            is_between = bind.span < call.call and call.call.end <= (bind.parsed_at or 0)
            if named.manager == bind.manager and call.run == bind.run and is_between and not call.fault:
                message = "This is read before the flags are parsed, so no flag changes it; call it behind."
                yield RULE.problem(call.span, message, Severity.WARNING)


RULE = Rule("HPM210", "early-call", Severity.ERROR, __doc__ or "", check)
