"""Reports a key that stands twice in the same mapping.

## What it does
Compares the keys of each mapping as they are written.

## Why it matters
PyYAML says nothing, and takes the last value.

## Example that fails
```yaml
lr: 0.1
epochs: 10
lr: 0.2
```

## Example that passes
```yaml
lr: 0.1
epochs: 10
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.hpman.config.nodes import Mapping, Scalar, Tree, nodes_in
from hp_lsp.text.span import Location


def check(_view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each key that has stood above."""
    tree: Tree = document.tree
    for node in nodes_in(tree.root):
        seen: dict[tuple[str, str], Scalar] = {}
        for key, _ in node.entries if isinstance(node, Mapping) else ():
            if not isinstance(key, Scalar):
                continue
            first = seen.setdefault((key.tag, key.text), key)
            if first is not key:
                at = Related(Location(document.path, first.span), "it stands here first")
                message = f"`{key.text}` stands twice; only the last value counts."
                yield RULE.problem(key.span, message, related=(at,))


RULE = Rule("HPM303", "duplicate-key", Severity.WARNING, __doc__ or "", check)
