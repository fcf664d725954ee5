"""Points out a number in another notation than the decimal one, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at numbers that are hexadecimal, octal, binary or imaginary, or have an underscore. One place of a file stands
for all. Nothing is said where upstream Hyperion is not in the project's environment, unless `select` or `severity`
names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.steps = 10_000
```

## Example that passes
```hyperion
Trainer.steps = 10000
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP413", "gin-number", "number", __doc__ or "")
