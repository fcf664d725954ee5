"""Reports a binding in a scope that nothing enters and that is spelled almost like one that is entered.

## What it does
Compares the scopes of bindings with those of references (`@train/Loader()`) in the configs read together, and of
`gin.config_scope('train')` in Python. It says nothing where only a number differs, or where the config binds the same
parameter in both scopes.

## Why it matters
Scopes are not declared anywhere: a binding in a misspelled one is never used, without a word.

## Example that fails
```gin
tain/Loader.batch_size = 32
fit.loader = @train/Loader()
```

## Example that passes
```gin
train/Loader.batch_size = 32
fit.loader = @train/Loader()
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.configs import is_gin
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.scopes import scopes_in_code
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.runs.includes import read_together
from hp_lsp.dialects.gin.tree import Binding, Header, Name, Selector, Statement
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import Words, is_slip

SHORTEST = 4
"""Letters of a scope that is entered, below which another is near it by chance; one written may lack one of them."""
MOST_COMPARED = 100
"""How many scopes are compared with those that are entered; more are made by a program."""


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each scope that is likely a slip of one that is entered."""
    scoped = [(statement, found.scopes) for statement, found in resolve(view, document).parts if found.scopes]
    if not scoped or not view.complete or document.tree.errors:
        return
    entered = _entered_together(view, document)
    names = dict.fromkeys(name for _, scopes in scoped for name, _ in scopes)
    slips = _slips(view, document, [name for name in names if name not in entered], entered)
    written = ((statement, name) for statement, _ in scoped for name in _scope(statement)) if slips else ()
    for statement, name in written:
        near = slips.get(name.text)
        if near is not None:
            span = statement.at(name.span)
            message = f"Nothing enters the scope `{name.text}`{did_you_mean((near,))}"
            fix = Fix(f"Change to `{near}`", ((document.path, Edit(span, near)),))
            yield RULE.problem(span, message, fixes=(fix,))


def _scope(statement: Statement) -> tuple[Name, ...]:
    """Return the names of the scope in which a line or block binds parameters."""
    match statement.node:
        case Binding(target) if len(target.path) > 1:
            return target.scope
        case Header("configurable", Selector(scope)):
            return scope
        case _:
            return ()


def _entered_together(view: View, document: Document) -> frozenset[str]:
    """Return the names of the scopes that the configs read together enter, and those that Python does."""
    found = set(scopes_in_code(view))
    for path in read_together(view, document.path).paths:
        other = view.document(path)
        if other is not None and is_gin(other):
            found |= view.remember(other, "gin.entered", partial(_entered, view, other))
    return frozenset(found)


def _entered(view: View, document: Document) -> frozenset[str]:
    """Return the names of the scopes in which a config evaluates or passes references."""
    parts = resolve(view, document).parts
    named = (one for _, found in parts if found.scopes for one in found.selectors if one.place == "reference")
    return frozenset(name for one in named for name in one.scope.split("/"))


def _slips(
    view: View, document: Document, names: Sequence[str], entered: frozenset[str]
) -> Mapping[str, str]:
    """Return the scopes that names are likely slips of, by name: none where both bind the same parameter."""
    words = Words(entered)
    long = [name for name in names if len(name) >= SHORTEST - 1][:MOST_COMPARED]
    pairs = {name: near for name in long if (near := _near(words, name)) is not None}
    bound = _bound_in(view, document, {*pairs, *pairs.values()}) if pairs else {}
    return {name: near for name, near in pairs.items() if bound[name].isdisjoint(bound[near])}


def _near(words: Words, name: str) -> str | None:
    near = words.similar(name, in_short=1)
    return next((one for one in near if len(one) >= SHORTEST and is_slip(name, one)), None)


def _bound_in(view: View, document: Document, scopes: set[str]) -> Mapping[str, set[tuple[str, str]]]:
    """Return the keys and parameters that are bound in each of some scopes."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for scope, key, parameter in effective(view, document.path).slots:
        for name in scopes.intersection(scope.split("/")) if scope else ():
            found[name].add((key, parameter))
    return found


RULE = Rule("GIN316", "similar-scope", Severity.INFORMATION, __doc__ or "", check)
