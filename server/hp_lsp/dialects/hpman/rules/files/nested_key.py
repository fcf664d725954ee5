"""Reports names that are written in parts, one below the other, in a file that hpargparse loads.

## What it does
Looks for mappings below the first part of a dotted name, in files that `--hp-load` or `hp_load` reads.

## Why it matters
hpargparse takes the keys of the file as whole names. `optim` is none, so everything below it is dropped without a word.
Only `set_tree` reads nested files.

## Example that fails
```yaml
optim:
  lr: 0.1
```

## Example that passes
```yaml
optim.lr: 0.1
```

## Fix
Writes whole names.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.given import Given
from hp_lsp.dialects.hpman.config.known import judged, known_in
from hp_lsp.dialects.hpman.config.nodes import Alias, Mapping, Scalar, Tree
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each key at the top below which there are parts of names."""
    if not known_in(view, document.path).is_flat:
        return
    nested = (one for one in judged(view, document) if one.is_nested)
    for key, group in groupby(nested, lambda one: one.inside[0]):
        members = list(group)
        message = f"hpargparse takes whole names as keys, and drops `{key.text}`; write `{members[0].name}`."
        yield RULE.problem(key.span, message, fixes=_fixes(document, key, members))


def _fixes(document: Document, key: Scalar, members: list[Given]) -> tuple[Fix, ...]:
    tree: Tree = document.tree
    root = tree.root
    value = (
        next((one.value for one in root.entries if one.key is key), None)
        if isinstance(root, Mapping)
        else None
    )
    if not isinstance(value, Mapping) or not value.is_block:
        return ()
    texts = [document.text.slice(one.value.span) for one in members]
    whole = Span(key.span.start, value.span.end)
    is_simple = not any("\n" in text for text in texts) and "#" not in document.text.slice(whole)
    if not is_simple or any(isinstance(one.value, Alias) for one in members):
        return ()
    lines = [f"{one.name}: {text}" for one, text in zip(members, texts, strict=True)]
    return fix(document, "Write whole names", (whole, "\n".join(lines)))


RULE = Rule("HPM104", "nested-key", Severity.WARNING, __doc__ or "", check)
