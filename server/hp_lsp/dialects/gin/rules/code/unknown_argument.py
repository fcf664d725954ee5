"""Reports an argument that Gin's registering functions do not take.

## What it does
Compares the keywords given to `gin.configurable`, `gin.register`, `gin.external_configurable`, `gin.constant` and
`gin.constants_from_enum` with those that they take: those of the installed Gin if it can be read, else those of
gin-config 0.5. Reports `gin.external_configurable(...)` without the class or function, too, as when it is used as a
decorator with arguments. It is a warning where the call stands in a branch or a function.

## Why it matters
The import of the module fails with a TypeError: "got an unexpected keyword argument". `name=` is a frequent one: a
decorator takes `name_or_fn`.

## Example that fails
```python
@gin.configurable(name="adam")
class Adam: ...
```

## Example that passes
```python
@gin.configurable("adam")
class Adam: ...
```

## Fix
Changes `name` to `name_or_fn`, and the reverse; safe. Changes another keyword to a similar one; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import Argument, GinCall
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import calls
from hp_lsp.dialects.gin.runs.gin_version import OLD_LISTS, PARAMETERS, installed_parameters
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import similar

_RENAMED = {"name": "name_or_fn", "name_or_fn": "name"}


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each keyword that Gin does not take, and for each decorator that lacks its object."""
    for call in calls(view, document, *PARAMETERS):
        severity = None
        for message, argument, fixes in (*_unknown(view, document, call), *_objectless(call)):
            severity = severity or severity_at(view, document, call.span, RULE.severity)
            if severity is not None:
                span = call.span if argument is None else argument.key
                yield RULE.problem(span, message, severity, fixes=fixes)


def _unknown(
    view: View, document: Document, call: GinCall
) -> Iterator[tuple[str, Argument | None, tuple[Fix, ...]]]:
    keywords = [one for one in call.arguments if one.keyword.isidentifier()]
    taken = installed_parameters(view, call.function) if keywords else None
    for one in keywords:
        if one.keyword not in (taken or PARAMETERS[call.function]) and one.keyword not in OLD_LISTS:
            near = _near(one.keyword, taken or PARAMETERS[call.function])
            safe = near[:1] == (_RENAMED.get(one.keyword),)
            fixes = (
                Fix(f"Change to `{name}`", ((document.path, Edit(one.key, name)),), safe) for name in near
            )
            message = f"`{call.function}` takes no `{one.keyword}`{did_you_mean(near)}"
            yield message, one, tuple(fixes)


def _near(keyword: str, taken: tuple[str, ...]) -> tuple[str, ...]:
    renamed = _RENAMED.get(keyword)
    return (renamed,) if renamed in taken else tuple(similar(keyword, taken))


def _objectless(call: GinCall) -> Iterator[tuple[str, None, tuple[Fix, ...]]]:
    unpacked = any(one.keyword in ("*", "**") for one in call.arguments)
    if call.function != "external_configurable" or not call.called or unpacked:
        return
    first = call.argument(0, "fn_or_cls")
    if first is None or first.kind == "string":
        yield (
            "`external_configurable` must be given the class or function; decorate with `register`.",
            None,
            (),
        )


RULE = Rule("GIN245", "unknown-argument", Severity.ERROR, __doc__ or "", check)
