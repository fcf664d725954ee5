"""Points out a word of the language as a name, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at `import`, `include`, `with`, `product`, `union`, `table`, `and`, `or`, `not` and `in` as a part of a name.
One place of a file stands for all. Nothing is said where upstream Hyperion is not in the project's environment,
unless `select` or `severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.table: ['a', 'b']
```

## Example that passes
```hyperion
Trainer.table_name: ['a', 'b']
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP415", "reserved-name", "reserved", __doc__ or "")
