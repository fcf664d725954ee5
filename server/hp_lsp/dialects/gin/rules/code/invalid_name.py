"""Reports a name that Gin does not take for a configurable, a module or a constant.

## What it does
Names, modules and constants must be Python identifiers, or several with dots between them; the first character is a
letter without accent or `_`. A `lambda` and a `functools.partial` have no name of their own and must be given one. It
is a warning where the registration stands in a branch or a function.

## Why it matters
The import of the module fails: "Configurable name ... is invalid".

## Example that fails
```python
@gin.configurable('my-model')
class Model: ...
```

## Example that passes
```python
@gin.configurable('my_model')
class Model: ...
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import Target
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import facts_of
from hp_lsp.text.span import Span

_DOTTED = re.compile(r"[a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*$")
"""What `gin.config_parser.MODULE_RE` takes."""


class _Named(NamedTuple):
    """A name, what it names, and the call that gives it."""

    name: str
    what: str
    call: Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each name that Gin refuses, and for what has none."""
    facts = facts_of(view, document)
    arguments = {call.span: call.arguments for call in facts.calls}
    for one in facts.registrations:
        if one.name is None and _is_nameless(one.target):
            yield from _problem(
                view, document, one.span, one.span, "Give it a name: a `lambda` or `partial` has none."
            )
    for name, what, call in _names(view, document):
        if not _DOTTED.match(name):
            places = [span for one in arguments.get(call, ()) for text, span in one.strings if text == name]
            message = f"`{name}` is no {what}: use letters, digits, `_` and dots."
            yield from _problem(view, document, call, places[0] if places else call, message)


def _names(view: View, document: Document) -> Iterator[_Named]:
    facts = facts_of(view, document)
    for one in facts.registrations:
        if one.name is not None:
            yield _Named(one.name, "name for a configurable", one.span)
        if one.module is not None:
            yield _Named(one.module, "name of a module", one.span)
    for constant in facts.constants:
        yield _Named(constant.name, "name for a constant", constant.span)
    for enum in facts.enums:
        if enum.module is not None:
            yield _Named(enum.module, "name of a module", enum.span)


def _is_nameless(target: Target) -> bool:
    """Tell whether what is registered has no name that Gin can take."""
    return target.partial or (target.picture is not None and target.picture.name == "<lambda>")


def _problem(view: View, document: Document, call: Span, span: Span, message: str) -> Iterator[Problem]:
    severity = severity_at(view, document, call, RULE.severity)
    if severity is not None:
        yield RULE.problem(span, message, severity)


RULE = Rule("GIN243", "invalid-name", Severity.ERROR, __doc__ or "", check)
