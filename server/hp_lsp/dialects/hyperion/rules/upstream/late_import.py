"""Points out an import or include below another statement, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at imports and includes that do not stand at the top of the file. One place of a file stands for all. Nothing
is said where upstream Hyperion is not in the project's environment, unless `select` or `severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.seed: [1, 2]
import models
```

## Example that passes
```hyperion
import models
Trainer.seed: [1, 2]
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP419", "late-import", "late-import", __doc__ or "")
