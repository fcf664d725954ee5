"""Reports a `%macro` that nothing defines.

## What it does
Looks for the macro in the file, in what it includes and in the files that include it. Macros may also come from
another file, from the command line or from code, and Gin misses one only when it finalizes the config. So a missing one
is an error only in a file that a program of the workspace reads by its name and finalizes, with nothing else that could
define it; else a warning for likely slips, and information where no config of the workspace defines it at all.

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
from hp_lsp.dialects.gin.includes import closure, read_together
from hp_lsp.dialects.gin.names import lookup
from hp_lsp.dialects.gin.naming import MacroSeen
from hp_lsp.dialects.gin.programs import is_read_alone
from hp_lsp.dialects.gin.resolve import resolve
from hp_lsp.dialects.gin.suggest import did_you_mean
from hp_lsp.dialects.gin.symbols import macro_symbol
from hp_lsp.dialects.gin.tree import Statement
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import similar


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
        if macro.key in known or macro.key.rpartition("/")[0] in known or names.may_be_constant(macro.key):
            continue
        near = tuple(similar(macro.key, known))
        certain = read.complete and not _is_bound_again(view, document, together, statement)
        severity = _severity(view, document, macro, bool(near), certain)
        if severity is not None:
            span = statement.at(macro.span)
            message = (
                f"Nothing defines the macro `%{macro.key}`{did_you_mean(tuple('%' + one for one in near))}"
            )
            fixes = tuple(Fix(f"Change to `%{one}`", ((document.path, Edit(span, one)),)) for one in near)
            yield RULE.problem(span, message, severity, fixes=fixes)


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


def _severity(view: View, document: Document, macro: MacroSeen, near: bool, certain: bool) -> Severity | None:
    if certain and is_read_alone(view, document.path):
        return Severity.ERROR
    if near:
        return Severity.WARNING
    return None if view.defining(macro_symbol(macro.key)) else Severity.INFORMATION


RULE = Rule("GIN104", "undefined-macro", Severity.ERROR, __doc__ or "", check)
