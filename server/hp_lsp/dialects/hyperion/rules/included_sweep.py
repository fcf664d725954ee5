"""Reports an `include` of a sweep, and one of a file that only Hyperion reads.

## What it does
Looks at the `.hyp` files that a sweep includes. It is an error where one has axes, tables, products or unions; a
warning where it has `with`, operators or arguments and upstream Hyperion is not in the project's environment.

## Why it matters
Whoever reads a config reads the files that it includes, as one config: Gin and Hyperion refuse a sweep there. What
`hp-lsp --expand` writes names the included file as it is, so plain Gin must be able to read it.

## Example that fails
`base.hyp`:
```hyperion
Trainer.seed: [1, 2]
```
`sweep.hyp`:
```hyperion
include 'base.hyp'
Trainer.steps: [100, 200]
```

## Example that passes
`base.hyp`:
```hyperion
Trainer.seed = 1
```
`sweep.hyp`:
```hyperion
include 'base.hyp'
Trainer.steps: [100, 200]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.runs.includes import find_include
from hp_lsp.dialects.gin.tree import Include, Tree
from hp_lsp.dialects.hyperion.beyond_gin import beyond_gin
from hp_lsp.dialects.hyperion.upstream.installed import has_upstream


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each include of what no one, or not everyone, can read."""
    tree: Tree = document.tree
    for statement in tree.statements:
        if isinstance(statement.node, Include):
            span = statement.at(statement.node.span)
            kind = _kind(view, document, statement.node)
            if kind == "sweep":
                message = f"`{statement.node.path}` is a sweep; an include reads one config."
                yield RULE.problem(span, message)
            elif kind == "config" and not has_upstream(view):
                message = (
                    f"Plain Gin cannot read `{statement.node.path}`: it has `with`, operators or arguments."
                )
                yield RULE.problem(span, message, Severity.WARNING)


def _kind(view: View, document: Document, include: Include) -> str | None:
    found = find_include(view, document.path, include.path)
    other = view.document(found.path) if found and found.path != document.path else None
    if other is None or other.dialect is not document.dialect or other.tree.errors:
        return None
    return view.remember(other, "hyperion.beyond-gin", lambda: beyond_gin(other.tree))


RULE = Rule("HYP204", "included-sweep", Severity.ERROR, __doc__ or "", check)
