"""Reports `choices` that do not fit the default.

## What it does
Compares literal `choices` with the default and with its type, and points out `choices` of a truth value, which
hpargparse replaces by its own.

## Why it matters
hpargparse converts a value from the command line to the type of the default before it compares: with choices of another
type none is ever accepted. The default itself is never compared.

## Example that fails
```python
_("optimizer", "adam", choices=["sgd", "rmsprop"])
```

## Example that passes
```python
_("optimizer", "adam", choices=["adam", "sgd", "rmsprop"])
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.literals import literal_of


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each list of choices that does not fit."""
    index: Index = view.index("hpman")
    for named, call in index.calls_in(document.path):
        hint = next((one for one in call.hints if one.name == "choices"), None)
        if hint is None or call.default is None or not call.is_literal:
            continue
        choices, default = literal_of(hint.text), literal_of(call.default)
        if not isinstance(choices, list | tuple | set) or not choices or default is None:
            continue
        if isinstance(default, bool):
            if named.manager in index.bound:
                message = "hpargparse replaces the choices of a truth value by `True` and `False`."
                yield RULE.problem(hint.span, message, Severity.INFORMATION)
        elif not any(_is_alike(one, default) for one in choices):
            message = (
                f"No choice is of the default's type, `{type(default).__name__}`, so none is ever accepted."
            )
            yield RULE.problem(hint.span, message)
        elif default not in choices:
            yield RULE.problem(
                call.default_span or call.span, f"The default `{call.default}` is none of the choices."
            )


def _is_alike(one: Any, default: Any) -> bool:
    """Tell whether a value of the default's type may equal a choice."""
    numbers = (int, float, complex)
    return type(one) is type(default) or (isinstance(one, numbers) and isinstance(default, numbers))


RULE = Rule("HPM307", "bad-choices", Severity.WARNING, __doc__ or "", check)
