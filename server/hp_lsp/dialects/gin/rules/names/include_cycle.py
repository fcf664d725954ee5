"""Reports an `include` that leads back to the file it stands in.

## What it does
Follows includes from file to file. It is a warning where a program that runs in another folder of the workspace may
find another file of that name.

## Why it matters
Gin reads the files in turn until it stops with a RecursionError, after some hundred rounds.

## Example that fails
```gin
include 'main.gin'
```
in `main.gin` itself.

## Example that passes
```gin
include 'base.gin'
```
where `base.gin` does not include this file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.includes import way_back

MOST_NAMED = 3


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each include from which the document itself is reached."""
    for statement, node in resolve(view, document).includes():
        way = way_back(view, document.path, node.path)
        if way is not None:
            between = " and ".join(f"`{os.path.basename(path)}`" for path in way.between[:MOST_NAMED])
            through = f" through {between}" if between else ""
            message = f"This file includes itself{through}, so Gin never comes to an end."
            severity = Severity.ERROR if way.certain else Severity.WARNING
            yield RULE.problem(statement.at(node.span), message, severity)


RULE = Rule("GIN107", "include-cycle", Severity.ERROR, __doc__ or "", check)
