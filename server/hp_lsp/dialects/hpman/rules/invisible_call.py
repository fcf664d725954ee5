"""Reports calls of a manager that its parser does not see.

## What it does
hpman's parser looks for calls of one plain name, that of the manager: `_` for `from hpman.m import _`. Looks for calls
that give a default under another name, such as `from hpman.m import _ as hp`, where some `parse_file` of that manager
is in the workspace.

## Why it matters
The default counts only once the call has run. Until then there is no flag, no entry in saved files, and a value from a
file or the command line for it is dropped without a word.

## Example that fails
```python
from hpman.m import _ as hp

rate = hp("lr", 0.1)
```
with `_.parse_file(…)` in the program.

## Example that passes
```python
from hpman.m import _

rate = _("lr", 0.1)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each default that hpman's parser does not see."""
    index: Index = view.index("hpman")
    for named, call in index.calls_in(document.path):
        if call.origin == "alias" and call.default is not None and named.manager in index.parsed:
            message = f"hpman's parser looks for calls of `{named.manager}` and does not see this default."
            yield RULE.problem(call.span, message)


RULE = Rule("HPM102", "invisible-call", Severity.WARNING, __doc__ or "", check)
