"""Points out a name with letters outside ASCII, which upstream Hyperion 0.1.0 refuses.

## What it does
Points at names with other letters than those of ASCII. One place of a file stands for all. Nothing is said where
upstream Hyperion is not in the project's environment, unless `select` or `severity` names this rule.

## Why it matters
`hp-lsp --expand` reads such a sweep. Upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Modèle.width: [64, 128]
```

## Example that passes
```hyperion
Modele.width: [64, 128]
```
"""

from __future__ import annotations

from hp_lsp.dialects.hyperion.rules.upstream.rule import upstream_rule

RULE = upstream_rule("HYP414", "non-ascii-name", "name", __doc__ or "")
