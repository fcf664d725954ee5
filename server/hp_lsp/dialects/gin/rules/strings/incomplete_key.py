"""Reports a string in Python that cannot be the key of a binding.

## What it does
Looks at what is given to `gin.bind_parameter` and `gin.query_parameter`: a key has the form
`scope/selector.parameter`, and that of a macro is `%name`. Constants may be queried by their names.

## Why it matters
Gin takes a name without a dot for a configurable, and stops with "No configurable matching".

## Example that fails
```python
gin.query_parameter("batch_size")
```
where `batch_size` is a macro.

## Example that passes
```python
gin.query_parameter("%batch_size")
```

## Fix
Writes `%` before the name of a macro.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import Key
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.embedded.macros import macros_in_code
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.rules.strings.certainty import is_expected_to_fail
from hp_lsp.python.literals import read_literal
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_SELECTOR = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each key that names no parameter."""
    registry: Registry = view.index("gin")
    facts = registry.facts.get(document.path)
    for key in facts.keys if facts else ():
        if key.role in ("binding", "query") and not key.parts:
            message = _why_not(view, key)
            if message and not is_expected_to_fail(view, document, (key.call,)):
                unsure = key.role == "binding" and registry.may_exist(key.text.rpartition("/")[2])
                severity = Severity.WARNING if unsure else Severity.ERROR
                yield RULE.problem(key.span, message, severity, fixes=_fixes(view, document, key))


def _why_not(view: View, key: Key) -> str:
    """Return why Gin cannot read a key; empty where it can, or may."""
    registry: Registry = view.index("gin")
    if key.text.startswith("%"):
        both = "`%` stands for the `.value` of a macro already: leave one of them out."
        return both if key.text.endswith(".value") else ""
    selector, dot, _ = key.text.rpartition("/")[2].rpartition(".")
    if dot:
        return "" if _SELECTOR.fullmatch(selector) else f"`{selector}` is no name that Gin can register."
    if key.role == "query" and (registry.constants_matching(key.text) or registry.may_be_constant(key.text)):
        return ""
    if not key.text:
        return "The key is empty; write `selector.parameter`, or `%macro`."
    meant = registry.matching(key.text.rpartition("/")[2])
    if meant:
        takes_any = key.role == "binding" and registry.bindable(meant[0], "") in ("yes", "unknown")
        return "" if takes_any else f"`{key.text}` names no parameter; write `{key.text}.` and its name."
    return f"`{key.text}` names no parameter; write `%{key.text}` if it is a macro."


def _fixes(view: View, document: Document, key: Key) -> tuple[Fix, ...]:
    literal = read_literal(document.text.source, key.span)
    if literal is None or not (view.defining(macro_symbol(key.text)) or key.text in macros_in_code(view)):
        return ()
    start = literal.parts[0].content.start
    edit = Edit(Span(start, start), "%")
    return (Fix(f"Change to `%{key.text}`", ((document.path, edit),)),)


RULE = Rule("GIN230", "incomplete-key", Severity.ERROR, __doc__ or "", check)
