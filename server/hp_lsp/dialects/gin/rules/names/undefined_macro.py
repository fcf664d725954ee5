"""Reports a `%macro` that nothing defines.

## What it does
Looks for the macro in the file, in what it includes and in the files that include it. Macros may also come from
another file, from the command line or from code, and Gin misses one only when it finalizes the config. So a missing one
is an error only in a file that a program of the workspace reads by its name and finalizes, with nothing else that could
define it; else a warning for likely slips of a macro that is read with it, and information where no config of the
workspace defines it at all. Where code that could not be read may define a constant of that name, only likely slips are
reported.

## Why it matters
Gin notices when the configuration is finalized or, without that, when the value is first needed, hours later.

## Example that fails
```gin
batch_size = 32
Loader.batch_size = %batch_sise
```

## Example that passes
```gin
batch_size = 32
Loader.batch_size = %batch_size
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.embedded.macros import macros_in_code
from hp_lsp.dialects.gin.names.lookup import Lookup, lookup
from hp_lsp.dialects.gin.names.mentions import MacroSeen, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.refactoring.including import includes_that_define
from hp_lsp.dialects.gin.runs.includes import closure, read_together
from hp_lsp.dialects.gin.runs.programs import is_read_alone
from hp_lsp.dialects.gin.tree import Statement
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import Words, similar
from hp_lsp.text.span import Span

LONGEST_SHORT = 3
MOST_LISTED = 6
MOST_COMPARED = 100
"""How many different names are compared with those that exist; a file with more is no slip of the hand."""

Use: TypeAlias = tuple[Statement, MacroSeen]
Key: TypeAlias = tuple[str, ...]


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each use of a macro that is not defined where this config is read."""
    used = list(resolve(view, document).each("used macros", _used))
    if not used or not view.complete:
        return
    together = set(read_together(view, document.path).paths)
    known = _macros(view, together)
    unknown = [(statement, macro) for statement, macro in used if macro.key not in known]
    if unknown:
        yield from _judge(view, document, together, known, unknown)


def _used(found: Mentions) -> tuple[MacroSeen, ...]:
    """Return the macros that a line uses."""
    return tuple(one for one in found.macros if not one.defines and not one.constants)


def _judge(
    view: View, document: Document, together: set[str], known: set[str], unknown: Sequence[Use]
) -> Iterator[Problem]:
    """Yield the problems of the macros that no config read together with this one defines."""
    read = closure(view, document.path)
    names = lookup(view, document)
    slips = _slips(names, known, unknown)
    forgotten = _forgotten(view, document, together)
    for statement, macro in unknown:
        scope, _, name = macro.key.rpartition("/")
        near = slips.get(macro.key, ())
        if scope and name in known:
            near = (name, *near)
        meant = near or (_similar_elsewhere(view, macro.key) if macro.key in slips else ())
        may_be_constant = names.may_be_constant(macro.key)
        if may_be_constant and not meant:
            continue
        certain = read.complete and not may_be_constant and statement.span.start not in forgotten
        is_likely = any(map(partial(_is_likely, name), near)) or ("." in macro.key and not may_be_constant)
        severity = _severity(view, document, macro, is_likely, certain)
        if severity == Severity.ERROR or (severity is not None and scope not in known):
            written = Span(macro.span.end - len(macro.key), macro.span.end)
            span = statement.at(written)
            siblings = () if meant or may_be_constant else _siblings(names, macro.key)
            meant = meant or siblings
            end = did_you_mean(tuple("%" + one for one in meant)) if not siblings else _listed(siblings)
            message = f"Nothing defines the macro `%{macro.key}`{end}"
            changes = (Fix(f"Change to `%{one}`", ((document.path, Edit(span, one)),)) for one in meant)
            added = (
                Fix(one.title, tuple((document.path, edit) for edit in one.edits))
                for one in includes_that_define(view, document, macro.key)
            )
            fixes = (*changes, *added)
            yield RULE.problem(span, message, severity, fixes=fixes)


def _slips(names: Lookup, known: set[str], unknown: Sequence[Use]) -> Mapping[str, tuple[str, ...]]:
    """Return the macros and constants that each of the first unknown names is likely a slip of."""
    keys = list(dict.fromkeys(macro.key for _, macro in unknown))[:MOST_COMPARED]
    depths = {key.count(".") for key in keys}
    words = {depth: Words((*known, *_constants(names, depth))) for depth in depths}
    return {key: tuple(words[key.count(".")].similar(key, in_short=1)) for key in keys}


def _is_likely(name: str, near: str) -> bool:
    """Tell whether a name is more than one that a short one happens to be near to."""
    return len(name) > LONGEST_SHORT or name.lower() == near.rpartition("/")[2].lower()


def _siblings(names: Lookup, key: str) -> tuple[str, ...]:
    """Return the constants beside one that there is not, if they are few enough to be listed: members of an enum."""
    before, _, _ = key.rpartition(".")
    found = sorted({one for one in _constants(names, key.count(".")) if one.rpartition(".")[0] == before})
    return tuple(found) if before and len(found) <= MOST_LISTED else ()


def _listed(siblings: tuple[str, ...]) -> str:
    *others, last = (f"`%{one}`" for one in siblings)
    return f"; there are {', '.join(others)} and {last}." if others else f"; there is {last}."


def _similar_elsewhere(view: View, key: str) -> tuple[str, ...]:
    """Return the macros of the workspace that `key` is likely a slip of; none where some config defines it."""
    if view.defining(macro_symbol(key)):
        return ()
    defined = (symbol.key for symbol in view.definitions() if symbol.kind == "macro")
    found = view.recall(("gin.similar macros", key), lambda: tuple(similar(key, defined)))
    return tuple(one for one in found if view.defining(macro_symbol(one)))


def _constants(names: Lookup, depth: int) -> Iterator[str]:
    """Yield the ends of the constants' names, with as many dots as a macro's name."""
    return (".".join(one.name.split(".")[-depth - 1 :]) for one in names.known_constants())


def _macros(view: View, paths: set[str]) -> set[str]:
    documents = (view.document(path) for path in paths)
    return {
        symbol.key
        for document in documents
        if document is not None
        for symbol in document.summary.defines
        if symbol.kind == "macro"
    }


def _forgotten(view: View, document: Document, paths: set[str]) -> frozenset[int]:
    """Return where the statements start whose values may be forgotten: something binds the same below or elsewhere."""
    others = [other for path in paths - {document.path} if (other := gin_config_at(view, path)) is not None]
    elsewhere: set[Key] = set()
    for other in others:
        elsewhere |= view.remember(other, "gin.bound-keys", partial(_bound_keys, view, other))
    last = {key: statement.span.start for statement, key in _bindings(view, document)}
    return frozenset(
        statement.span.start
        for statement, key in _bindings(view, document)
        if key in elsewhere or last[key] > statement.span.start
    )


def _bound_keys(view: View, document: Document) -> frozenset[Key]:
    return frozenset(key for _, key in _bindings(view, document))


def _bindings(view: View, document: Document) -> Iterator[tuple[Statement, Key]]:
    """Yield each statement that binds something, in order for each key, and what it binds, however it is written."""
    resolution = resolve(view, document)
    for statement, bound in resolution.bounds():
        keys = [one.key for one in bound.meaning.configurables] or [bound.selector]
        yield statement, (bound.scope, *keys, bound.parameter)
    for statement, macro in resolution.macros():
        if macro.defines:
            yield statement, (macro.key,)


def _severity(
    view: View, document: Document, macro: MacroSeen, likely: bool, certain: bool
) -> Severity | None:
    if certain and is_read_alone(view, document.path):
        return Severity.ERROR
    if macro.key in macros_in_code(view):
        return None
    if likely:
        return Severity.WARNING
    return None if view.defining(macro_symbol(macro.key)) else Severity.INFORMATION


RULE = Rule("GIN104", "undefined-macro", Severity.ERROR, __doc__ or "", check)
