"""Reports a name whose code nothing imports.

## What it does
Reports it where the programs are known that read the config, by its name and alone, and where neither they nor the
configs that are read together can have imported the file that registers the name. Elsewhere nothing is said: which code
is imported is up to the program.

## Why it matters
Gin knows what was imported only, and stops with "No configurable matching".

## Example that fails
```gin
Model.width = 64
```
where `model.py` registers `Model` and the program does not import it.

## Example that passes
```gin
import model
Model.width = 64
```

## Fix
Imports the module at the top of the config.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.names.mentions import Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.arrival import imported_files
from hp_lsp.python.modules import Missing
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each selector that is known here, but to no program that reads the config."""
    if not view.complete or is_dynamic(document):
        return
    imported = imported_files(view, document)
    if imported is None:
        return
    for statement, named in resolve(view, document).selectors():
        places = [one.registered_at for one in named.meaning.configurables]
        if (
            named.place != "prefix"
            and places
            and all(place is not None and place.path not in imported for place in places)
        ):
            yield _problem(view, document, named, statement.at(named.span))


def _problem(view: View, document: Document, named: Named, span: Span) -> Problem:
    places = [one.registered_at for one in named.meaning.configurables if one.registered_at]
    listed = " or ".join(dict.fromkeys(f"`{os.path.basename(place.path)}`" for place in places))
    message = f"`{named.text}` is registered in {listed}, which neither a config nor the program imports."
    related = tuple(Related(place, "registered here") for place in places)
    fixes = tuple(dict.fromkeys(fix for place in places for fix in _fix(view, document, place)))
    return RULE.problem(span, message, related=related, fixes=fixes)


def _fix(view: View, document: Document, place: Location) -> Iterator[Fix]:
    module = view.modules.at(place.path)
    if not isinstance(module, Missing) and view.modules.find(module.name) == module:
        edit = Edit(Span(0, 0), f"import {module.name}\n")
        yield Fix(f"Add `import {module.name}`", ((document.path, edit),))


RULE = Rule("GIN112", "not-imported", Severity.ERROR, __doc__ or "", check)
