"""Reports a selector or reference that names no configurable.

## What it does
Looks each selector up as Gin does: its dotted name must be the end of a registered name. It is an error where all
the Python that could register the name was read. Where some was not (a package that is not installed here, a name
computed at run time, a folder of configs without their code) or where a program may read the config with
`skip_unknown`, only likely slips are reported, as warnings: a name near a known one, or that of a macro or constant.

## Why it matters
Gin stops with "No configurable matching" before the run starts, or drops the binding in silence under
`skip_unknown=True`.

## Example that fails
```gin
Tranformer.d_model = 512
```
where the code registers `Transformer`.

## Example that passes
```gin
Transformer.d_model = 512
```

## Settings
`source-roots` and `python` tell where the code is that registers the names.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import lookup
from hp_lsp.dialects.gin.names.mentions import Mentions, Named
from hp_lsp.dialects.gin.names.mistaken import mistaken
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.suggest import did_you_mean, remote_selectors, similar_selectors
from hp_lsp.dialects.gin.runs.certainty import reads_unknown_names
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each name that means nothing."""
    if not view.complete:
        return
    for statement, named in resolve(view, document).each("unknown", _unknown):
        problem = _judge(view, document, named, statement.at(named.span))
        if problem is not None:
            yield problem


def _unknown(found: Mentions) -> tuple[Named, ...]:
    """Return the names in a line that mean nothing."""
    return tuple(one for one in found.selectors if not one.meaning.configurables and one.place != "prefix")


def _judge(view: View, document: Document, named: Named, span: Span) -> Problem | None:
    certain = not named.meaning.may_exist and not reads_unknown_names(view, document, named.text)
    severity = Severity.ERROR if certain else Severity.WARNING
    names = view.once(("gin.lookup", document.path), lambda: lookup(view, document))
    meant = mistaken(view, document, names, named, span)
    if meant is not None:
        edits = (meant.edit,) if meant.edit else ()
        fixes = tuple(Fix(f"Change to `{edit.text}`", ((document.path, edit),)) for edit in edits)
        return RULE.problem(span, meant.message, severity, fixes=fixes)
    near = similar_selectors(view, names, named.text)
    if certain and not near:
        near = remote_selectors(view, names, named.text)
    if not certain and not near:
        return None
    sign = "@" if named.place == "reference" else ""
    message = f"There is no configurable `{sign}{named.text}`{did_you_mean(near)}"
    fixes = tuple(Fix(f"Change to `{name}`", ((document.path, Edit(span, name)),)) for name in near)
    return RULE.problem(span, message, severity, fixes=fixes)


RULE = Rule("GIN101", "unknown-configurable", Severity.ERROR, __doc__ or "", check)
