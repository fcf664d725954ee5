"""Points out defaults of which hpargparse makes flags that do not work.

## What it does
hpargparse converts a flag's value to the type of the default. Looks, where it binds the manager, for defaults of
`None`, which take no value at all, for tuples and sets, which are made of the characters of the text, for complex
numbers, which files cannot hold, and for defaults that are no literals.

## Why it matters
`--size 3,4` with the default `(1, 2)` gives `("3", ",", "4")`. Neither a flag nor a file can set a hyper-parameter that
is `None` by default. A file that `--hp-save` wrote cannot be loaded again: it is written of the defaults. Nor can
`--hp-list json` print a default that is no literal, and code that reads it before its line has run gets a placeholder.

## Example that fails
```python
_("size", (1, 2))
```

## Example that passes
```python
_("size", [1, 2])
```

## Fix
Writes a list for a tuple; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Call
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.literals import type_name
from hp_lsp.dialects.hpman.rules.raised import fix


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each such default."""
    index: Index = view.index("hpman")
    for named, call in index.calls_in(document.path):
        if named.manager not in index.bound or call.default_span is None or call.order < 0 or call.fault:
            continue
        kind = type_name(call.default) if call.is_literal else "expression"
        match kind:
            case "NoneType":
                message = "A default of `None` has no type: hpargparse can set it neither by a flag nor from a file."
                yield RULE.problem(call.default_span, message)
            case "tuple" | "set":
                message = f"A flag gives this {kind} the characters of its text as members; use a list."
                yield RULE.problem(call.default_span, message, fixes=_as_list(document, call))
            case "complex":
                message = "A file that `--hp-save` writes with a complex number cannot be loaded again."
                yield RULE.problem(call.default_span, message)
            case "expression":
                message = "This default is no literal, so its flag and `--hp-save` do not work."
                yield RULE.problem(call.default_span, message)
            case _:
                pass


def _as_list(document: Document, call: Call) -> tuple[Fix, ...]:
    text = call.default or ""
    if call.default_span is None or not (text.startswith("(") and text.endswith(")")):
        return ()
    inside = text[1:-1].rstrip().removesuffix(",")
    return fix(document, "Write a list", (call.default_span, f"[{inside}]"))


RULE = Rule("HPM309", "unsettable-default", Severity.INFORMATION, __doc__ or "", check)
