"""Reports calls with no name, with a name given by keyword, or with more than a name and a default.

## What it does
Counts the positional arguments of hpman's calls. There must be one or two. It is an error in files that some
`parse_file` surely reads, else a warning. Looks also for `hp_name` and `hp_value` beside what they stand for.

## Why it matters
hpman reads calls without running them, and takes the name and the default by position. Its parser raises an exception
at any other number, and then no file is parsed.

## Example that fails
```python
_(hp_name="lr", hp_value=0.1)
```

## Example that passes
```python
_("lr", 0.1)
```

## Fix
Removes the keywords `hp_name` and `hp_value` where what they give stands in the right place; safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Call
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.rules.keywords import keyword_span
from hp_lsp.dialects.hpman.rules.raised import fix, raised_in


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call with a wrong number of positional arguments."""
    for raised, severity in raised_in(view, document, "arguments"):
        call = raised.place.call
        message = f"`{call.called}` takes a name and a default by position, and everything else as keywords."
        yield RULE.problem(call.fault_span, message, severity, fixes=_fixes(document, call))
    yield from _given_twice(view, document)


def _given_twice(view: View, document: Document) -> Iterator[Problem]:
    """Yield the keywords that give what stands by position: hpman reads them as hints, and the call fails."""
    index: Index = view.index("hpman")
    for _named, call in index.calls_in(document.path):
        twice = ("hp_name", "hp_value")[: call.positional]
        for hint in call.hints if not call.fault else ():
            if hint.name in twice:
                yield RULE.problem(hint.span, f"`{hint.name}` is given by position already; the call fails.")


def _fixes(document: Document, call: Call) -> tuple[Fix, ...]:
    names = [hint.name for hint in call.hints]
    if call.positional or names[:1] != ["hp_name"] or "hp_value" in names[2:]:
        return ()
    removed = call.hints[: 2 if names[1:2] == ["hp_value"] else 1]
    edits = [(keyword_span(document, hint), "") for hint in removed]
    return fix(document, "Give the arguments by position", *edits, safe=True)


RULE = Rule("HPM001", "wrong-arguments", Severity.ERROR, __doc__ or "", check)
