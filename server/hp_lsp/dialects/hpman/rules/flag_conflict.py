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
from hp_lsp.dialects.hpman.binding import Binder, binders, reach
from hp_lsp.dialects.hpman.facts import Call
from hp_lsp.dialects.hpman.index import Hyperparameter, Index, flag_of
from hp_lsp.dialects.hpman.rules.raised import related


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each flag that is taken: an error where a program surely adds both."""
    index: Index = view.index("hpman")
    bound: dict[str, tuple[Binder, ...]] = {}
    for named, call in index.calls_in(document.path):
        if call.default is None or call.order < 0:
            continue
        if named.manager not in bound:
            bound[named.manager] = binders(index, named.manager)
        found = [
            one for binder in bound[named.manager] for one in _conflict(index, document, named, call, binder)
        ]
        yield from sorted(found, key=lambda problem: problem.severity)[:1]


def _conflict(
    index: Index, document: Document, named: Hyperparameter, call: Call, binder: Binder
) -> Iterator[Problem]:
    """Yield why a program that binds the manager cannot make a flag of a name."""
    parsed = reach(index, binder, document.path)
    if parsed == "no":
        return
    severity = Severity.ERROR if parsed == "sure" else Severity.WARNING
    flag = flag_of(named.name)
    own = [option for option in binder.bind.options if option.flag == flag]
    if flag in binder.bind.reserved:
        message = f"hpargparse cannot add `--{flag}`: the flag is taken; use another name."
        yield RULE.problem(call.span, message, severity)
    elif not named.name.strip("_-"):
        message = f"hpargparse cannot make a flag of the name `{named.name}`; use another one."
        yield RULE.problem(call.span, message, severity)
    elif own:
        is_sure = any(option.is_sure for option in own)
        message = f"hpargparse adds `--{flag}` for this, and the program does so itself: one must go."
        yield RULE.problem(call.span, message, severity if is_sure else Severity.WARNING)
    else:
        yield from _same_flag(index, named, call, binder, severity)


def _same_flag(
    index: Index, named: Hyperparameter, call: Call, binder: Binder, severity: Severity
) -> Iterator[Problem]:
    """Yield that another name has the same flag, where the program parses both."""
    for other in index.with_flag(named):
        place = index.calls[other][0]
        parsed = reach(index, binder, place.path)
        if other.name <= named.name or parsed == "no":
            continue
        message = (
            f"`{other.name}` has the same flag, `--{flag_of(named.name)}`; "
            "use a name that differs in more than `-`."
        )
        is_sure = parsed == "sure"
        yield RULE.problem(
            call.span,
            message,
            severity if is_sure else Severity.WARNING,
            related=related(place, "it is here"),
        )
        return


RULE = Rule("HPM206", "flag-conflict", Severity.ERROR, __doc__ or "", check)
