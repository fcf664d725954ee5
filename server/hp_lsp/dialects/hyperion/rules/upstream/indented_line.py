"""Points out an indented line outside of a block, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at lines outside of a block that blanks stand before, but for the first of the file. One place of a file stands
for all. Nothing is said where upstream Hyperion is not in the project's environment, unless `select` or `severity`
names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.seed: [1, 2]
  Trainer.steps = 100
```

## Example that passes
```hyperion
Trainer.seed: [1, 2]
Trainer.steps = 100
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP421", "indented-line", "indentation", __doc__ or "")
