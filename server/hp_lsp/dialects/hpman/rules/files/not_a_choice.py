"""Reports values in YAML files that are none of the `choices` of the hyper-parameter.

## What it does
Compares a value with the hint `choices` of the calls, where both are plain values.

## Why it matters
hpargparse compares only values from the command line with `choices`. A slip in a file is taken as it is.

## Example that fails
```yaml
optimizer: adamm
```
with `_("optimizer", "adam", choices=["adam", "sgd"])`.

## Example that passes
```yaml
optimizer: adam
```

## Fix
Writes the choice that is nearest; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.converting import convert
from hp_lsp.dialects.hpman.config.known import first_call, judged, kind_of, known_in
from hp_lsp.dialects.hpman.config.nodes import Scalar, Tree
from hp_lsp.dialects.hpman.config.values import NoValueError, value_of
from hp_lsp.dialects.hpman.literals import literal_of
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.similar import similar


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value that is no choice."""
    known = known_in(view, document.path)
    tree: Tree = document.tree
    for one in judged(view, document):
        several = known.names.get(one.name, ())
        kind = kind_of(view, several)
        if (
            len(several) != 1
            or kind not in ("str", "int", "float")
            or convert(kind, tree, one.value).outcome != "kept"
        ):
            continue
        hints = first_call(view, several[0]).hints
        choices = next((literal_of(hint.text) for hint in hints if hint.name == "choices"), None)
        try:
            value = {"str": str, "int": int, "float": float}[kind](value_of(tree, one.value))
        except (NoValueError, ValueError, OverflowError):
            continue
        if not isinstance(choices, list | tuple | set) or not choices or value in choices:
            continue
        near = similar(str(value), map(str, choices), 1)
        message = f"`{value}` is none of the choices of `{one.name}`" + (
            f"; did you mean `{near[0]}`?" if near else "."
        )
        node = one.value
        is_fixed = near and isinstance(node, Scalar) and node.is_plain
        fixes = fix(document, f"Change to `{near[0]}`", (one.value.span, near[0])) if is_fixed else ()
        yield RULE.problem(one.value.span, message, fixes=fixes)


RULE = Rule("HPM304", "not-a-choice", Severity.WARNING, __doc__ or "", check)
