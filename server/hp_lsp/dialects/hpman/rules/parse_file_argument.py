"""Reports what `parse_file` cannot read: tuples, and paths where nothing is.

## What it does
Looks at a tuple as the argument, and at paths that start from `__file__`. Other relative paths count from the working
folder, which only the run knows. A file that is not there is a warning, since the program may make it.

## Why it matters
`parse_file` raises `TypeError` or `FileNotFoundError`. Several paths are given as a list.

## Example that fails
```python
_.parse_file(("model.py", "train.py"))
```

## Example that passes
```python
_.parse_file(["model.py", "train.py"])
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each argument that cannot be read."""
    index: Index = view.index("hpman")
    for scope in index.facts[document.path].scopes:
        severity = Severity.WARNING if scope.may_pass else Severity.ERROR
        if scope.is_tuple:
            yield RULE.problem(
                scope.span, "`parse_file` takes one path or a list of them, no tuple.", severity
            )
            continue
        for path, is_of_code in scope.paths:
            whole = os.path.normpath(os.path.join(os.path.dirname(document.path), path))
            if is_of_code and not view.exists(whole) and not view.is_folder(whole):
                message = f"There is no file or folder `{path}` beside this file."
                yield RULE.problem(scope.span, message, Severity.WARNING)


RULE = Rule("HPM209", "parse-file-argument", Severity.ERROR, __doc__ or "", check)
