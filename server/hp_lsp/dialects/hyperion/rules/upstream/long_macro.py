"""Points out a macro with a scope or dots, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at `%scope/name` and `%module.CONSTANT`. One place of a file stands for all. Nothing is said where upstream
Hyperion is not in the project's environment, unless `select` or `severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.rate = %eval/rate
```

## Example that passes
```hyperion
Trainer.rate = %rate
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP416", "long-macro", "macro", __doc__ or "")
