"""Points out a block of Gin, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at blocks such as `Trainer:`. With `with Trainer:`, upstream reads the same. One place of a file stands for
all. Nothing is said where upstream Hyperion is not in the project's environment, unless `select` or `severity` names
this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer:
    seed = 1
```

## Example that passes
```hyperion
with Trainer:
    seed = 1
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP420", "gin-block", "block", __doc__ or "")
