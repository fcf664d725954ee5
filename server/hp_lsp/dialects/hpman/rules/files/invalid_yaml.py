"""Reports text that is no YAML, or that `yaml.safe_load` does not load.

## What it does
Looks for what ends the loading of the file: broken syntax, tabs as indentation, a second document, unknown aliases, and
tags such as `!!python/tuple`, which stand in files that `--hp-save` wrote of tuples.

## Why it matters
The program stops with an error before it starts, and no value of the file is taken.

## Example that fails
```yaml
betas: !!python/tuple
- 0.9
- 0.999
```

## Example that passes
```yaml
betas: [0.9, 0.999]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.known import known_in
from hp_lsp.dialects.hpman.config.nodes import Tree


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each thing that keeps the file from being loaded."""
    tree: Tree = document.tree
    is_certain = known_in(view, document.path).is_loaded
    for span, message, is_syntax in tree.mistakes:
        yield RULE.problem(span, message, Severity.ERROR if is_syntax or is_certain else Severity.WARNING)


RULE = Rule("HPM005", "invalid-yaml", Severity.ERROR, __doc__ or "", check)
