"""Reports a manager that is used or bound by hpargparse, and not parsed.

## What it does
Looks for `hpargparse.bind(parser, hp)` where no file of the workspace calls `hp.parse_file` or `hp.parse_source`, while
files give defaults by calls of `hp`, or where the only `parse_file` stands behind it, at the top of the same file or in
the same function. Looks also for
the first default in a file by a manager that is neither parsed nor bound, in a file that a program parses for another
manager and binds to a parser, and for one of `hpman.m` where the program makes another of that name itself.

## Why it matters
hpargparse makes a flag of each hyper-parameter that is known when it is called. Without parsing there are none, and
every flag is refused.

## Example that fails
```python
_.parse_file("model.py")
hpargparse.bind(parser, hp)
```

## Example that passes
```python
hp.parse_file("model.py")
hpargparse.bind(parser, hp)
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Bind
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.managers import made_elsewhere


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each manager that is bound and not parsed."""
    index: Index = view.index("hpman")
    for bind in index.facts[document.path].binds if view.complete else ():
        if bind.manager not in index.defaults:
            continue
        if not index.may_be_parsed(bind.manager):
            message = (
                f"Nothing parses files for `{bind.manager}`, so there are no flags; call `parse_file` first."
            )
            yield RULE.problem(bind.span, message)
        elif bind.run is not None and _is_parsed_later(index, document.path, bind):
            message = "Nothing is parsed yet, so there are no flags; call `parse_file` before this."
            yield RULE.problem(bind.span, message)
    if view.complete:
        yield from _never_parsed(index, document.path)
        yield from _of_another(index, document.path)


def _never_parsed(index: Index, path: str) -> Iterator[Problem]:
    """Yield the first default of each manager that a program leaves out which parses and binds another one."""
    seen: set[str] = set()
    others = index.bound_over(path)
    for named, call in index.calls_in(path) if others else ():
        manager = named.manager
        if call.default is None or call.order < 0 or manager in seen or manager in index.bound:
            continue
        seen.add(manager)
        if not index.may_be_parsed(manager):
            message = (
                f"The program parses files for `{others[0]}` alone, so this has no flag; call `{others[0]}`."
            )
            yield RULE.problem(call.span, message)


def _of_another(index: Index, path: str) -> Iterator[Problem]:
    """Yield the first call of each manager of `hpman.m` in a file that a program parses for one of its own."""
    seen: set[str] = set()
    for named, call in index.calls_in(path):
        maker = made_elsewhere(index.facts, named.manager, path) if named.manager not in seen else ""
        seen.add(named.manager)
        if maker:
            message = (
                f"`{os.path.basename(maker)}` makes a manager of its own, whose values do not come here; "
                f"import `{named.manager}` from there."
            )
            yield RULE.problem(call.span, message)


def _is_parsed_later(index: Index, path: str, bind: Bind) -> bool:
    """Tell whether all that parses files for a manager stands in this file, behind the call that binds it."""
    scopes = [
        (other, scope)
        for other, facts in index.facts.items()
        for scope in facts.scopes
        if scope.manager == bind.manager
    ]
    is_behind = all(
        other == path and scope.run == bind.run and scope.span > bind.span for other, scope in scopes
    )
    return bool(scopes) and is_behind and not index.is_open_to(bind.manager)


RULE = Rule("HPM310", "unparsed-manager", Severity.WARNING, __doc__ or "", check)
