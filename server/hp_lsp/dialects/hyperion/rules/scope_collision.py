"""Reports files whose calls or operators upstream Hyperion gives the same scopes.

## What it does
Where upstream Hyperion is in the project's environment, it points at an `include` of a file with calls or operators
for which upstream writes keys that it writes for this file, too.

## Why it matters
Upstream writes `%steps * 2` as a call in a scope `_0`, the next one in `_1`, and begins anew in each file. Read
together, one file's operands replace the other's without a word. `hp-lsp --expand` writes scopes that do not collide.

## Example that fails
`base.hyp`:
```hyperion
warmup = 10
Schedule.warmup = %warmup + 1
```
`sweep.hyp`:
```hyperion
include 'base.hyp'
steps: [100, 200]
Trainer.steps = %steps * 2
```

## Example that passes
```hyperion
include 'base.hyp'
Trainer.steps: [200, 400]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.runs.includes import closure, find_include
from hp_lsp.dialects.gin.tree import Include
from hp_lsp.dialects.hyperion.algebra.build import sound_sweep
from hp_lsp.dialects.hyperion.upstream.installed import has_upstream
from hp_lsp.dialects.hyperion.upstream.lower import lower
from hp_lsp.text.span import Location, Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each include that brings keys which upstream writes for this file, too."""
    includes = [one for one in document.tree.statements if isinstance(one.node, Include)]
    own = _numbered(view, document) if includes and has_upstream(view) else frozenset()
    for statement in includes if own else ():
        node = statement.node
        found = find_include(view, document.path, node.path) if isinstance(node, Include) else None
        for path in closure(view, found.path).paths if found else ():
            other = gin_config_at(view, path)
            shared = own & _numbered(view, other) if other and other.path != document.path else None
            if shared:
                key = min(shared)
                message = (
                    f"Upstream Hyperion 0.1.0 writes `{key}` for both files: one value replaces the other."
                )
                related = (Related(Location(path, Span(0, 0)), "the file that collides"),)
                yield RULE.problem(statement.span, message, related=related)
                break


def _numbered(view: View, document: Document) -> frozenset[str]:
    """Return the keys that upstream writes for the calls and operators of a file."""
    return view.remember(document, "hyperion.numbered", lambda: _keys(document))


def _keys(document: Document) -> frozenset[str]:
    sweep = sound_sweep(document.tree) if document.dialect else None
    return frozenset(key for key, _ in lower(sweep.assignments).extra) if sweep else frozenset()


RULE = Rule("HYP402", "scope-collision", Severity.WARNING, __doc__ or "", check)
