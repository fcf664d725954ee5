"""Reports a `union` that generates no config, because all it holds are bindings.

## What it does
Points at the `union`, and says whether the whole file generates nothing. A `with` or Gin block in a `union`
is no alternative either: its statements count as the `union`'s own.

## Why it matters
A binding in a `union` is no alternative. It applies to all alternatives, and here there is none; the product
of no config with anything is no config. Hyperion then writes no file and says nothing.

## Example that fails
```hyperion
union:
    Trainer.optimizer = @Adam
    Trainer.optimizer = @SGD
```

## Example that passes
```hyperion
union:
    Trainer.optimizer: [@Adam]
    Trainer.optimizer: [@SGD]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hyperion.algebra.build import sound_sweep
from hp_lsp.dialects.hyperion.rules.rewrite import bindings_to_axes
from hp_lsp.dialects.hyperion.rules.swept import swept
from hp_lsp.dialects.hyperion.sweep import Sweep, Union


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each union without an alternative."""
    return _without_alternative(document, swept(view, document))


def unions_without_alternative(document: Document) -> Iterator[Problem]:
    """Yield a problem for each such union; no view of the project is needed."""
    return _without_alternative(document, sound_sweep(document.tree))


def _without_alternative(document: Document, sweep: Sweep | None) -> Iterator[Problem]:
    for block in sweep.blocks if sweep else ():
        if isinstance(block, Union) and not block.alternatives:
            yield _problem(document, block, file_is_empty=not (sweep and sweep.count))


def _problem(document: Document, union: Union, *, file_is_empty: bool) -> Problem:
    what = "the file generates no config at all" if file_is_empty else "it generates no config"
    message = f"This `union` holds only bindings, which are no alternatives, so {what}."
    edits = tuple((document.path, edit) for edit in bindings_to_axes(union.bindings))
    fix = Fix("Make each binding an alternative", edits)
    return RULE.problem(union.span, message, fixes=(fix,) if edits else ())


RULE = Rule("HYP301", "empty-sweep", Severity.WARNING, __doc__ or "", check)
