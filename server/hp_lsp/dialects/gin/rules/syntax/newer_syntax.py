"""Reports syntax that the project's old Gin does not know.

## What it does
Looks for blocks, `import ... as`, `from ... import` and dynamic registration where the installed gin-config is older
than 0.5, or `pyproject.toml`, `setup.cfg`, `setup.py`, `requirements.txt` or `environment.yml` asks for an older one.

## Why it matters
gin-config 0.4 stops at such a line with a SyntaxError.

## Example that fails
```gin
train:
    steps = 100
```
in a project that requires `gin-config==0.4.0`.

## Example that passes
```gin
train.steps = 100
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.runs.gin_version import is_old
from hp_lsp.dialects.gin.tree import Header, Import, Statement


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each statement that gin-config 0.4 refuses."""
    if not is_old(view):
        return
    for statement in document.tree.statements:
        what = _newer(statement)
        if what is not None:
            yield RULE.problem(
                statement.span, f"gin-config before 0.5, which this project uses, knows no {what}."
            )


def _newer(statement: Statement) -> str | None:
    match statement.node:
        case Header():
            return "blocks"
        case Import(is_from=True):
            return "`from ... import`"
        case Import(alias=alias) if alias is not None:
            return "`import ... as`"
        case _:
            return None


RULE = Rule("GIN411", "newer-syntax", Severity.WARNING, __doc__ or "", check)
