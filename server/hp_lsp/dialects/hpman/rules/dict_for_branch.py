"""Reports values given to names that have others above or below them, and `get_tree` of a single value.

## What it does
`set_value` and `set_values` take whole names: `{"optim.lr": 3}`. Looks for values, dicts too, that they give to a name
below which files have others that hpman parses, to names below one that has a default, and for `get_tree` with a name
that has a default.

## Why it matters
hpman raises `ImpossibleTree` where there are names below, and makes a dict of the value above: its call gives that, and
no more the default. `get_tree` raises `AssertionError`.

## Example that fails
```python
_("optim.lr", 0.1)
_.set_values({"optim": {"lr": 0.2}})
```

## Example that passes
```python
_("optim.lr", 0.1)
_.set_tree({"optim": {"lr": 0.2}})
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import NameUse
from hp_lsp.dialects.hpman.index import Hyperparameter, Index
from hp_lsp.dialects.hpman.literals import type_name
from hp_lsp.dialects.hpman.managers import files_of, is_in
from hp_lsp.dialects.hpman.parsing import SEPARATOR


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each of them."""
    index: Index = view.index("hpman")
    for named, use in index.uses_in(document.path):
        if (
            use.method in ("set_value", "set_values")
            and not use.is_guarded
            and _is_branch(index, document.path, named)
        ):
            message = f"`{use.method}` takes whole names, and there are some below `{named.name}`."
            yield RULE.problem(use.span, message)
        elif above := _leaf_above(index, named, use):
            message = f"`{above}` has a default, and this makes a dict of it; set `{above}` itself."
            yield RULE.problem(use.span, message)
        elif (
            use.method == "get_tree"
            and named in index.calls
            and index.calls[named][0].call.default is not None
        ):
            yield RULE.problem(use.span, f"`{named.name}` is one value, not a tree; use `get_value`.")


def _leaf_above(index: Index, named: Hyperparameter, use: NameUse) -> str:
    """Return the name above one that is set, if that has a default; in `set_tree` it may be a dict itself."""
    parts = named.name.split(SEPARATOR)
    for end in range(1, len(parts) if use.method.startswith("set_") and not use.is_guarded else 0):
        above = named._replace(name=SEPARATOR.join(parts[:end]))
        call = index.calls[above][0].call if above in index.calls else None
        is_value = call is not None and call.default is not None
        if is_value and not (
            use.is_nested and call and type_name(call.default if call.is_literal else None) in ("", "dict")
        ):
            return above.name
    return ""


def _is_branch(index: Index, path: str, named: Hyperparameter) -> bool:
    """Tell whether there are names below one that a program parses with it: the one of the same file, if it is one."""
    if named.manager not in index.parsed:
        return False
    below = f"{named.name}{SEPARATOR}"
    scopes = [scope for scope in index.facts[path].scopes if scope.manager == named.manager]
    own = tuple(place for scope in scopes for place in files_of(scope.paths, path))
    return any(
        one.name.startswith(below) and (not own or any(is_in(place.path, own) for place in places))
        for one, places in index.calls.items()
        if one[:2] == (named.scope, named.manager)
    )


RULE = Rule("HPM208", "dict-for-branch", Severity.WARNING, __doc__ or "", check)
