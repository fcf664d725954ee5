"""Reports files that hpman's parser cannot read, and at which it stops.

## What it does
Looks at files that some `parse_file` reads: those with a syntax error, such as `print x` of Python 2, with a byte order
mark, or in another encoding than UTF-8. Of files that have nothing to do with hpman only those are looked at in which
`print "text"` stands, or a comment that names a Latin encoding; the others are not read for it.

## Why it matters
`parse_file` stops at the first such file with `SyntaxError` or `UnicodeDecodeError`, and parses none behind it.

## Example that fails
```python
from hpman.m import _

print _("lr", 0.1)
```

## Example that passes
```python
from hpman.m import _

print(_("lr", 0.1))
```
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.text.span import Span

_MESSAGES = {
    "syntax": "hpman stops at this file: it is no Python that can be parsed.",
    "mark": "hpman stops at the byte order mark of this file; save it as UTF-8 without one.",
    "encoding": "hpman reads every file as UTF-8 and stops at this one; save it as UTF-8.",
}


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield one problem for a file that some `parse_file` reads and hpman cannot."""
    index: Index = view.index("hpman")
    why = index.facts[document.path].unreadable
    if why and index.is_parsed(document.path):
        line = _line(document.text.source) if why == "syntax" else 0
        yield RULE.problem(Span(*document.text.line_span(line)), _MESSAGES[why])


def _line(source: str) -> int:
    """Return the line, from 0, at which Python stops; the first where it does not say."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError as problem:
        return max((problem.lineno or 1) - 1, 0)
    except (ValueError, RecursionError, MemoryError):
        pass
    return 0


RULE = Rule("HPM007", "unreadable-code", Severity.WARNING, __doc__ or "", check)
