"""Reports an `allowlist` or `denylist` that Gin does not take.

## What it does
Looks at the lists with which Python registers something: each must be a list or tuple, and there may be only one of
them. Empty ones do not count. It is a warning where the registration stands in a branch or a function.

## Why it matters
The import of the module fails: "allowlist should be a list or tuple" or "An allowlist or a denylist can be specified,
but not both".

## Example that fails
```python
@gin.configurable(allowlist="learning_rate")
def train(learning_rate, steps): ...
```

## Example that passes
```python
@gin.configurable(allowlist=["learning_rate"])
def train(learning_rate, steps): ...
```

## Fix
Puts the string into a list, or makes the set a list; safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import Argument, GinCall
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import REGISTERING, calls, facts_of, parameter_lists
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each list of a wrong type and for each second list."""
    for span, message, fixes in (*_wrong_types(view, document), *_second_lists(view, document)):
        severity = severity_at(view, document, span, RULE.severity)
        if severity is not None:
            yield RULE.problem(span, message, severity, fixes=fixes)


def _wrong_types(view: View, document: Document) -> Iterator[tuple[Span, str, tuple[Fix, ...]]]:
    for call in calls(view, document, *REGISTERING):
        for name, argument in parameter_lists(call):
            if argument.kind in ("string", "set", "dict") and not _is_empty(argument):
                message = f"`{name}` must be a list or tuple of names, not a {argument.kind}."
                yield argument.span, message, _fix(document, argument)


def _second_lists(view: View, document: Document) -> Iterator[tuple[Span, str, tuple[Fix, ...]]]:
    written = {call.span: call for call in calls(view, document, *REGISTERING)}
    for one in facts_of(view, document).registrations:
        if one.allow and one.deny:
            yield (
                _last_list(written.get(one.span), one.span),
                "Gin takes an `allowlist` or a `denylist`, not both.",
                (),
            )


def _last_list(call: GinCall | None, otherwise: Span) -> Span:
    return max((one.span for _, one in parameter_lists(call)), default=otherwise) if call else otherwise


def _is_empty(argument: Argument) -> bool:
    if argument.kind == "string":
        return argument.strings[0][0] == ""
    return argument.kind == "dict" and argument.text[1:-1].strip() == ""


def _fix(document: Document, argument: Argument) -> tuple[Fix, ...]:
    if argument.kind == "string" and argument.strings[0][0].isidentifier():
        text = f"[{argument.text}]"
    elif argument.kind == "set":
        text = f"[{argument.text[1:-1]}]"
    else:
        return ()
    return (Fix(f"Change to `{text}`", ((document.path, Edit(argument.span, text)),), safe=True),)


RULE = Rule("GIN240", "invalid-parameter-list", Severity.ERROR, __doc__ or "", check)
