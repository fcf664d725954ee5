"""Reports a macro that a command line sets and no config uses, where it is likely a slip of one that they do use.

## What it does
Looks in scripts at what is given to flags such as `--gin_param`. A macro is reported where no config of the workspace
and no string that is given to Gin uses it, and one that they use has nearly the same name. A macro that is like no
other may be for configs that are not here.

## Why it matters
Gin takes the value and does nothing with it: the run goes on with the value that the config has for the macro that was
meant.

## Example that fails
```sh
python train.py --gin_file=base.gin --gin_param='batch_sise = 64'
```

## Example that passes
```sh
python train.py --gin_file=base.gin --gin_param='batch_size = 64'
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import lookup
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.rules.bindings.macros import named_like, unused_definitions
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import similar
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each definition of a macro that nothing uses and that is like one in use."""
    names = lookup(view, document)
    for statement, macro in unused_definitions(view, document):
        near = () if named_like(names, macro.key) else _similar_in_use(view, macro.key)
        if near:
            span = statement.at(Span(macro.span.end - len(macro.key), macro.span.end))
            message = f"No config uses the macro `%{macro.key}`{did_you_mean(near)}"
            fixes = (Fix(f"Change to `{one}`", ((document.path, Edit(span, one)),)) for one in near)
            yield RULE.problem(span, message, fixes=tuple(fixes))


def _similar_in_use(view: View, key: str) -> tuple[str, ...]:
    defined = {symbol.key for symbol in view.definitions() if symbol.kind == "macro"}
    found = view.recall(("gin.similar macros", key), lambda: tuple(similar(key, defined)))
    return tuple(one for one in found if view.using(macro_symbol(one)))


RULE = Rule("GIN318", "unused-override", Severity.WARNING, __doc__ or "", check)
