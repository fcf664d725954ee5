"""Reports a default that is given by keyword.

## What it does
Looks for calls with a name alone by position and a keyword `hp_value`, `default` or `value`.

## Why it matters
hpman's parser takes every keyword for a hint. With `hp_value` the value is known only once the call has run, so there
is no flag and no entry in saved files; `default` and `value` are never a default at all.

## Example that fails
```python
_("epochs", default=10)
```

## Example that passes
```python
_("epochs", 10)
```

## Fix
Gives the value by position, where the keyword comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.rules.keywords import keyword_span
from hp_lsp.dialects.hpman.rules.raised import fix

_KEYWORDS = ("hp_value", "default", "value")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each default by keyword."""
    index: Index = view.index("hpman")
    for _named, call in index.calls_in(document.path):
        hint = next((one for one in call.hints if one.name in _KEYWORDS), None)
        if hint is None or call.default is not None or call.positional != 1:
            continue
        message = f"`{hint.name}` is a hint to hpman's parser, not a default; give the default by position."
        first = hint == call.hints[0]
        fixes = fix(document, "Give it by position", (keyword_span(document, hint), "")) if first else ()
        yield RULE.problem(hint.span, message, fixes=fixes)


RULE = Rule("HPM301", "keyword-default", Severity.WARNING, __doc__ or "", check)
