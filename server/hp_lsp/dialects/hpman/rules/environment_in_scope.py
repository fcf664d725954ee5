"""Reports a `parse_file` that reads a Python environment.

## What it does
Looks for a folder such as `venv` with a `pyvenv.cfg` in the folders that a `parse_file` reads.

## Why it matters
`parse_file` reads every Python file below a folder whose name does not begin with a dot, installed packages as well.
Many of those call a `_` of their own, that of gettext, at which hpman raises `NotLiteralNameException`.

## Example that fails
```python
_.parse_file(Path(__file__).parent)
```
with an environment in `venv` beside the file.

## Example that passes
```python
_.parse_file(Path(__file__).parent)
```
with the environment in `.venv`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.managers import files_of

_NAMES = ("venv", "env", "virtualenv", "ENV")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call that reads an environment."""
    index: Index = view.index("hpman")
    for scope in index.facts[document.path].scopes:
        for folder in files_of(scope.paths, document.path):
            name = next((one for one in _NAMES if view.exists(os.path.join(folder, one, "pyvenv.cfg"))), None)
            if name is not None:
                message = (
                    f"This reads the environment in `{name}/` too, and likely stops there; call it `.{name}`."
                )
                yield RULE.problem(scope.span, message)


RULE = Rule("HPM008", "environment-in-scope", Severity.WARNING, __doc__ or "", check)
