"""Reports hyper-parameters whose flags hpargparse cannot add to the parser.

## What it does
hpargparse makes a flag of each name with a default: `--batch-size` of `batch_size`. Looks for two names with the same
flag, for those that `argparse` and hpargparse use themselves (`--help`, `--hp-load`), for the name `_`, and for flags
that the file adds to the same parser itself; where it may do so elsewhere or under a condition, that is a warning.

## Why it matters
`hpargparse.bind` raises `ArgumentError` or `ValueError`, and the program does not start.

## Example that fails
```python
_("batch_size", 32)
_("batch-size", 32)
```
with `hpargparse.bind(parser, _)`.

## Example that passes
```python
_("batch_size", 32)
_("batch_size")
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index, flag_of
from hp_lsp.dialects.hpman.rules.raised import related


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each flag that is taken."""
    index: Index = view.index("hpman")
    taken = index.taken_flags(document.path)
    if taken is None:
        return
    for named, call in index.calls_in(document.path):
        if named.manager not in index.bound or call.default is None or call.order < 0:
            continue
        flag = flag_of(named.name)
        others = [one for one in index.with_flag(named) if one.name > named.name]
        if flag in taken.reserved:
            yield RULE.problem(
                call.span, f"hpargparse cannot add `--{flag}`: the flag is taken; use another name."
            )
        elif not named.name.strip("_-"):
            yield RULE.problem(
                call.span, f"hpargparse cannot make a flag of the name `{named.name}`; use another one."
            )
        elif flag in taken.added:
            message = f"hpargparse adds `--{flag}` for this, and the program does so itself: one must go."
            severity = Severity.ERROR if flag in taken.surely_added else Severity.WARNING
            yield RULE.problem(call.span, message, severity)
        elif others:
            message = (
                f"`{others[0].name}` has the same flag, `--{flag}`; use a name that differs in more than `-`."
            )
            yield RULE.problem(call.span, message, related=related(index.calls[others[0]][0], "it is here"))


RULE = Rule("HPM206", "flag-conflict", Severity.ERROR, __doc__ or "", check)
