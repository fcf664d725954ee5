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

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.embedded.macros import macros_in_code
from hp_lsp.dialects.gin.includes import closure, read_together
from hp_lsp.dialects.gin.names import Lookup, lookup
from hp_lsp.dialects.gin.naming import MacroSeen
from hp_lsp.dialects.gin.programs import is_read_alone
from hp_lsp.dialects.gin.resolve import resolve
from hp_lsp.dialects.gin.suggest import did_you_mean
from hp_lsp.dialects.gin.symbols import macro_symbol
from hp_lsp.dialects.gin.tree import Statement
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import similar
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each use of a macro that is not defined where this config is read."""
    used = [
        (statement, macro)
        for statement, macro in resolve(view, document).macros()
        if not macro.defines and not macro.constants
    ]
    if not used or not view.complete:
        return
    read = closure(view, document.path)
    together = set(read_together(view, document.path).paths)
    known = _macros(view, together)
    names = lookup(view, document)
    for statement, macro in used:
        if macro.key in known:
            continue
        scope, _, name = macro.key.rpartition("/")
        near = tuple(similar(macro.key, {*known, *_constants(names, macro.key)}))
        if scope and name in known:
            near = (name, *near)
        meant = near or _similar_elsewhere(view, macro.key)
        may_be_constant = names.may_be_constant(macro.key)
        if may_be_constant and not meant:
            continue
        certain = (
            read.complete and not may_be_constant and not _is_bound_again(view, document, together, statement)
        )
        is_likely = bool(near) or ("." in macro.key and not may_be_constant)
        severity = _severity(view, document, macro, is_likely, certain)
        if severity == Severity.ERROR or (severity is not None and scope not in known):
            written = Span(macro.span.end - len(macro.key), macro.span.end)
            span = statement.at(written)
            message = (
                f"Nothing defines the macro `%{macro.key}`{did_you_mean(tuple('%' + one for one in meant))}"
            )
            fixes = tuple(Fix(f"Change to `%{one}`", ((document.path, Edit(span, one)),)) for one in meant)
            yield RULE.problem(span, message, severity, fixes=fixes)


def _similar_elsewhere(view: View, key: str) -> tuple[str, ...]:
    """Return the macros of the workspace that `key` is likely a slip of; none where some config defines it."""
    if view.defining(macro_symbol(key)):
        return ()
    defined = (symbol.key for symbol in view.definitions() if symbol.kind == "macro")
    found = view.recall(("gin.similar macros", key), lambda: tuple(similar(key, defined)))
    return tuple(one for one in found if view.defining(macro_symbol(one)))


def _constants(names: Lookup, key: str) -> set[str]:
    """Return the ends of the constants' names, with as many parts as a macro's name."""
    return {".".join(one.name.split(".")[-key.count(".") - 1 :]) for one in names.known_constants()}


def _macros(view: View, paths: set[str]) -> set[str]:
    documents = (view.document(path) for path in paths)
    return {
        symbol.key
        for document in documents
        if document is not None
        for symbol in document.summary.defines
        if symbol.kind == "macro"
    }


def _is_bound_again(view: View, document: Document, paths: set[str], statement: Statement) -> bool:
    """Tell whether what a statement binds is bound again below or in another file: its value may be forgotten."""
    own = {key for one, key in _bindings(view, document) if one is statement}
    documents = [view.document(path) for path in paths]
    return any(
        key in own and (other.path != document.path or one.span.start > statement.span.start)
        for other in documents
        if other is not None
        for one, key in _bindings(view, other)
    )


def _bindings(view: View, document: Document) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """Yield each statement that binds something and what it binds, however it is written."""
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
