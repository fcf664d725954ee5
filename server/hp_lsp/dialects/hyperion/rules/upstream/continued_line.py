r"""Points out a line that goes on behind `\`, or holds a form feed, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at `\` at the end of a line, and at form feeds. One place of a file stands for all. Nothing is said where
upstream Hyperion is not in the project's environment, unless `select` or `severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.rates = \
    [0.1, 0.2]
```

## Example that passes
```hyperion
Trainer.rates = [
    0.1, 0.2]
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP422", "continued-line", "continuation", __doc__ or "")
