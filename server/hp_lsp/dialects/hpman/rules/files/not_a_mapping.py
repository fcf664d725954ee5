"""Reports a file that holds no names with values: an empty one, a list, a text.

## What it does
Looks at what the whole file is. It is an error where `--hp-load` or `hp_load` reads the file, else a warning.

## Why it matters
hpargparse asks the loaded file for its keys, and stops with `AttributeError` where it has none. Without a space behind
the colon, `lr:0.1` is one text and no name with a value.

## Example that fails
```yaml
lr:0.1
```

## Example that passes
```yaml
lr: 0.1
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.known import known_in
from hp_lsp.dialects.hpman.config.nodes import Mapping, Scalar, Tree
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for a file that is no mapping."""
    tree: Tree = document.tree
    if isinstance(tree.root, Mapping) or tree.mistakes:
        return
    is_certain = known_in(view, document.path).is_loaded
    severity = Severity.ERROR if is_certain else Severity.WARNING
    message = "This file must hold names with their values, such as `lr: 0.1`."
    if tree.root is None:
        yield RULE.problem(Span(*document.text.line_span(0)), f"The file is empty. {message}", severity)
    elif isinstance(tree.root, Scalar) and ":" in tree.root.text:
        yield RULE.problem(tree.root.span, "A space is missing behind the `:`.", severity)
    else:
        yield RULE.problem(tree.root.span, message, severity)


RULE = Rule("HPM006", "not-a-mapping", Severity.ERROR, __doc__ or "", check)
