"""Points out `from` and `as`, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at imports other than `import a.b`. One place of a file stands for all. Nothing is said where upstream Hyperion
is not in the project's environment, unless `select` or `severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
from models import small
small.Transformer.width: [64, 128]
```

## Example that passes
```hyperion
import models.small
small.Transformer.width: [64, 128]
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP418", "from-or-as", "import", __doc__ or "")
