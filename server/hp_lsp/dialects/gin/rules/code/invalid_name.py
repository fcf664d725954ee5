"""Reports a name that Gin does not take for a configurable, a module or a constant.

## What it does
Names, modules and constants must be Python identifiers, or several with dots between them; the first character is a
letter without accent or `_`. A `lambda` and a `functools.partial` have no name of their own and must be given one. It
is a warning where the registration stands in a branch or a function.

## Why it matters
The import of the module fails: "Configurable name ... is invalid".

## Example that fails
```python
@gin.configurable("my-model")
class Model: ...
```

## Example that passes
```python
@gin.configurable("my_model")
class Model: ...
```

## Fix
Puts `_` for what may not stand in a name; not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import Registration
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.rules.code.fixes import change_string
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
        severity = severity_at(view, document, one.span, RULE.severity) if _is_nameless(one) else None
        if severity is not None:
            yield RULE.problem(one.span, "Give it a name: a `lambda` or `partial` has none.", severity)
    for found in _names(view, document):
        severity = (
            None if _DOTTED.match(found.name) else severity_at(view, document, found.call, RULE.severity)
        )
        if severity is not None:
            strings = (string for argument in arguments.get(found.call, ()) for string in argument.strings)
            place = next((span for text, span in strings if text == found.name), None)
            yield _problem(document, found, place, severity)


def _problem(document: Document, found: _Named, place: Span | None, severity: Severity) -> Problem:
    near = re.sub(r"\W+", "_", found.name)
    near_names = (near,) if found.name and _DOTTED.match(near) else ()
    message = f"`{found.name}` is no {found.what}{did_you_mean(near_names)}"
    if not near_names:
        message = f"{message[:-1]}: use letters, digits, `_` and dots."
    fixes = tuple(change_string(document, place, name) for name in near_names if place is not None)
    return RULE.problem(place or found.call, message, severity, fixes=fixes)


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


def _is_nameless(one: Registration) -> bool:
    """Tell whether what is registered has no name that Gin can take, and is given none."""
    is_lambda = one.target.picture is not None and one.target.picture.name == "<lambda>"
    return one.name is None and (one.target.partial or is_lambda)


RULE = Rule("GIN243", "invalid-name", Severity.ERROR, __doc__ or "", check)
