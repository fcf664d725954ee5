"""Reports defaults and hints with a list, a set or a dict as a key of a dict or a member of a set.

## What it does
Looks into the literals of hpman's calls. It is an error in files that some `parse_file` surely reads, else a warning.

## Why it matters
Python cannot build such a value, and neither can hpman's parser, which raises `TypeError`: no file is parsed.

## Example that fails
```python
_("weights", {[0, 1]: 0.5})
```

## Example that passes
```python
_("weights", {(0, 1): 0.5})
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.rules.raised import raised_in


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each literal that cannot be built."""
    for raised, severity in raised_in(view, document, "unhashable"):
        message = "Lists, sets and dicts have no hash: they cannot be keys of a dict or members of a set."
        yield RULE.problem(raised.place.call.fault_span, message, severity)


RULE = Rule("HPM004", "unhashable-literal", Severity.ERROR, __doc__ or "", check)
