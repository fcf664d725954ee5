"""Reports a reference or a macro in quotes, which is only text.

## What it does
Looks at strings that are as a whole `@name`, `@name()` or `%name`, where the name means a configurable, or a macro or
constant that this config knows.

## Why it matters
The function gets the text `'@Adam()'` and fails later, or uses it as a name.

## Example that fails
```gin
train.optimizer = '@Adam()'
```

## Example that passes
```gin
train.optimizer = @Adam()
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.slots import macro_slot
from hp_lsp.dialects.gin.names.lookup import lookup
from hp_lsp.dialects.gin.names.mentions import Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.tree import Constant, values_within
from hp_lsp.text.edits import Edit

_REFERENCE = re.compile(r"@((?:\w+/)*)([A-Za-z_][\w.]*)(?:\(\))?")
_MACRO = re.compile(r"%((?:\w+/)*[A-Za-z_][\w.]*)")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each string that is a reference in quotes."""
    for statement, constant in resolve(view, document).each("quoted", _quoted):
        text = str(constant.value)
        if _means_something(view, document, text):
            span = statement.at(constant.span)
            fix = Fix(f"Change to `{text}`", ((document.path, Edit(span, text)),))
            yield RULE.problem(span, f"In quotes, `{text}` is only text.", fixes=(fix,))


def _quoted(found: Mentions) -> tuple[Constant, ...]:
    """Return the strings of a line that look like a reference or a macro."""
    return tuple(
        inner
        for value in found.values()
        for inner in values_within(value)
        if isinstance(inner, Constant) and isinstance(inner.value, str) and _looks_so(inner.value)
    )


def _looks_so(text: str) -> bool:
    return text[:1] in ("@", "%") and bool(_REFERENCE.fullmatch(text) or _MACRO.fullmatch(text))


def _means_something(view: View, document: Document, text: str) -> bool:
    names = lookup(view, document)
    reference = _REFERENCE.fullmatch(text)
    if reference is not None:
        return len(names.meaning(reference[2]).configurables) == 1
    name = text[1:]
    defined = effective(view, document.path).inherited(macro_slot(name)) is not None
    return defined or ("/" not in name and len(names.constants(name)) == 1)


RULE = Rule("GIN332", "quoted-reference", Severity.INFORMATION, __doc__ or "", check)
