"""Reports reads of a hyper-parameter before its default, which is no literal, is worked out.

## What it does
Looks for a call without a default before the one that gives it, at the top of one file or in one function, where the
default is something to be worked out, such as `1 // 2`.

## Why it matters
hpman knows that there is a default, and not which. Until the call runs that gives it, others get a placeholder, an
exception as a value, and go on with it.

## Example that fails
```python
print(_("workers"))
_("workers", os.cpu_count())
```

## Example that passes
```python
_("workers", os.cpu_count())
print(_("workers"))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Call
from hp_lsp.dialects.hpman.index import Hyperparameter, Index
from hp_lsp.dialects.hpman.parsing import Place
from hp_lsp.dialects.hpman.rules.raised import related


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each such read."""
    index: Index = view.index("hpman")
    if not index.is_parsed(document.path):
        return
    given = {
        named: call for named, call in index.calls_in(document.path) if _is_worked_out(index, named, call)
    }
    for named, call in index.calls_in(document.path):
        later = given.get(named)
        if (
            later is not None
            and call.default is None
            and call.run == later.run
            and call.call.end <= later.call.start
        ):
            message = f"The default of `{named.name}` is not worked out yet, so this gives a placeholder."
            place = Place(document.path, later)
            yield RULE.problem(call.span, message, related=related(place, "the default is here"))


def _is_worked_out(index: Index, named: Hyperparameter, call: Call) -> bool:
    """Tell whether a call gives a default that hpman cannot read, and nothing else a value."""
    is_default = call.default is not None and not call.is_literal and not call.fault and call.order >= 0
    return is_default and call.run is not None and not index.is_set(named.manager, named.name)


RULE = Rule("HPM312", "placeholder-read", Severity.WARNING, __doc__ or "", check)
