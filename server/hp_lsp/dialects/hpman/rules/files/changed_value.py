"""Reports values in YAML files that become something else than what is written.

## What it does
hpargparse converts a value from a file to the type of the default. Looks for values of which that makes another one: a
fraction for an `int` is cut off, every text that is not empty is true, `on` becomes the text `True`. Looks also for
numbers that YAML 1.1 reads as text, `1e-4`, where nothing converts them: in lists and dicts, and in files that code
reads and gives to `set_values` or `set_tree`.

## Why it matters
The run goes on, with another value.

## Example that fails
```yaml
shuffle: "false"
```
with `_("shuffle", True)`: the text is not empty, so it is true.

## Example that passes
```yaml
shuffle: false
```

## Fix
Writes numbers as YAML 1.1 knows them (`1.0e-4`), texts in quotes, and truth values without; all but the first are safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.converting import convert
from hp_lsp.dialects.hpman.config.given import Given
from hp_lsp.dialects.hpman.config.known import judged, kind_of, known_in
from hp_lsp.dialects.hpman.config.nodes import Node, Scalar, Tree, nodes_in
from hp_lsp.dialects.hpman.rules.raised import fix

_NUMBER = re.compile(r"([-+]?\d+)(\.\d*)?[eE]([-+]?)(\d+)")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value that becomes another one."""
    known = known_in(view, document.path)
    may_convert = not known.kinds & {"values", "tree"} and bool(view.index("hpman").bound)
    tree: Tree = document.tree
    for one in judged(view, document):
        kind = kind_of(view, known.names.get(one.name, ()))
        if known.is_flat and not one.is_nested:
            yield from _converted(document, tree, one, kind)
        is_kept = kind in ("list", "dict") or (kind in ("int", "float") and not may_convert)
        for node in nodes_in(one.value) if is_kept else ():
            number = _NUMBER.fullmatch(node.text) if isinstance(node, Scalar) and not node.is_quoted else None
            if isinstance(node, Scalar) and number is not None and node.tag == "!!str":
                better = _as_yaml(number)
                message = f"YAML reads `{node.text}` as text; write `{better}`."
                yield RULE.problem(
                    node.span, message, fixes=fix(document, f"Write `{better}`", (node.span, better))
                )


def _as_yaml(number: re.Match[str]) -> str:
    return f"{number[1]}{number[2] or '.0'}e{number[3] or '+'}{number[4]}"


def _converted(document: Document, tree: Tree, one: Given, kind: str) -> Iterator[Problem]:
    outcome, shown = convert(kind, tree, one.value)
    if outcome == "changed":
        message = f"The default of `{one.name}` is of type `{kind}`, so this becomes `{shown}`."
        yield RULE.problem(one.value.span, message, fixes=_fixes(document, kind, one.value))


def _fixes(document: Document, kind: str, node: Node) -> tuple[Fix, ...]:
    if not isinstance(node, Scalar) or not node.text:
        return ()
    if kind == "bool" and node.text.lower() in ("true", "false", "yes", "no", "on", "off"):
        return fix(document, f"Write `{node.text.lower()}`", (node.span, node.text.lower()), safe=True)
    if kind == "str" and node.is_plain and not node.is_quoted and node.tag != "!!null":
        return fix(document, "Put it in quotes", (node.span, f'"{node.text}"'), safe=True)
    return ()


RULE = Rule("HPM302", "changed-value", Severity.WARNING, __doc__ or "", check)
