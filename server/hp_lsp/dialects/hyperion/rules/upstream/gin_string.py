"""Points out a string with three quotes, a prefix or another string behind it, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at strings in three quotes, with a prefix such as `r`, or with another string right behind them. One place of a
file stands for all. Nothing is said where upstream Hyperion is not in the project's environment, unless `select` or
`severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.name = 'a long ' 'name'
```

## Example that passes
```hyperion
Trainer.name = 'a long name'
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP412", "gin-string", "string", __doc__ or "")
