"""Reports a bare word where Gin wants a value.

## What it does
Reports names such as `true`, `null` or `relu` written as values. Gin knows `True`, `False`, `None`, numbers, quoted
strings, `@references` and `%macros`.

## Why it matters
Gin refuses the file.

## Example that fails
```gin
Trainer.shuffle = true
Trainer.activation = relu
```

## Example that passes
```gin
Trainer.shuffle = True
Trainer.activation = @relu
```

## Fix
`True`, `False` and `None` for words that can mean nothing else is safe. What is offered for other words is not: the
reference, the macro or the constant of that name where there is one, and the string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import lookup
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_of, problem_of
from hp_lsp.text.edits import Edit

CODE, NAME = "GIN004", "not-a-value"
_PATH = re.compile(r"[A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each word that is no value."""
    for error in errors_of(document):
        if error.code == CODE:
            problem = problem_of(document, error, NAME, Severity.ERROR)
            word = document.text.slice(error.span)
            is_unknown = not error.suggestions and _PATH.fullmatch(word)
            yield _with_names(view, document, problem, word) if is_unknown else problem


def _with_names(view: View, document: Document, problem: Problem, word: str) -> Problem:
    """Return the problem with what the word may be the name of, and as a string, as fixes."""
    known = tuple(_known(view, document, word))
    texts = (*(text for _, text in known), f"'{word}'")
    fixes = tuple(Fix(f"Change to `{text}`", ((document.path, Edit(problem.span, text)),)) for text in texts)
    if len(known) != 1:
        return problem._replace(fixes=fixes)
    what, text = known[0]
    return problem._replace(
        message=f"`{word}` is not a value: did you mean the {what} `{text}`?", fixes=fixes
    )


def _known(view: View, document: Document, word: str) -> Iterator[tuple[str, str]]:
    """Yield what there is of that name, and how it is written."""
    names = lookup(view, document)
    if names.meaning(word.rpartition("/")[2]).configurables:
        yield "reference", f"@{word}"
    if names.constants(word):
        yield "constant", f"%{word}"
    elif view.defining(macro_symbol(word)):
        yield "macro", f"%{word}"


RULE = Rule(CODE, NAME, Severity.ERROR, __doc__ or "", check)
