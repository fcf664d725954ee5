"""Points out a comment on a line of its own, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at comments on lines of their own. One may stand on the first line; others are accepted behind a statement and
inside brackets. One place of a file stands for all. Nothing is said where upstream Hyperion is not in the project's
environment, unless `select` or `severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.seed: [1, 2]
# The learning rate.
Trainer.learning_rate = 0.1
```

## Example that passes
```hyperion
Trainer.seed: [1, 2]
Trainer.learning_rate = 0.1  # The learning rate.
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP411", "comment-line", "comment", __doc__ or "")
