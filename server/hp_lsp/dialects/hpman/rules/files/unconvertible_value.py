"""Reports values in YAML files that cannot be converted to the type of the default.

## What it does
hpargparse converts a value from a file to the type of the default: `int("1e4")` fails, and so does a text where the
default is a list. A default of `None` takes no value at all. It is an error where `--hp-load` or `hp_load` reads the
file, a warning where `--hp-save` alone is known to write it.

## Why it matters
The program stops with `ValueError` or `TypeError`, which does not always name the hyper-parameter.

## Example that fails
```yaml
epochs: 1e4
```
with `_("epochs", 10)`: YAML 1.1 reads `1e4`, without a dot and a sign, as text.

## Example that passes
```yaml
epochs: 10000
```

## Fix
Writes a whole number for one such as `1e4`; safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.converting import convert
from hp_lsp.dialects.hpman.config.known import judged, kind_of, known_in
from hp_lsp.dialects.hpman.config.nodes import Node, Scalar, Tree
from hp_lsp.dialects.hpman.rules.raised import fix

_LARGEST = 10**15


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value that cannot be converted."""
    known = known_in(view, document.path)
    if not known.is_flat:
        return
    tree: Tree = document.tree
    for one in judged(view, document):
        kind = kind_of(view, known.names.get(one.name, ()))
        if convert(kind, tree, one.value).outcome != "raises":
            continue
        severity = Severity.ERROR if known.is_loaded and not one.is_nested else Severity.WARNING
        message = f"{_what(tree.at(one.value))} cannot be converted to the default's type, `{kind}`."
        if kind == "NoneType":
            message = f"`{one.name}` is `None` by default, and so takes no value from a file."
        at = one.value.span if one.value.span.start < one.value.span.end else one.key.span
        yield RULE.problem(at, message, severity, fixes=_fixes(document, kind, one.value))


def _what(node: Node | None) -> str:
    match node:
        case Scalar(tag="!!null"):
            return "An empty value"
        case Scalar(tag="!!str", is_quoted=False, text=text) if text[:1].isdigit():
            return f"`{text}` is text to YAML, and"
        case Scalar(text=text) if len(text) <= 30:
            return f"`{text}`"
        case Scalar():
            return "This text"
        case _:
            return "This collection"


def _fixes(document: Document, kind: str, node: Node) -> tuple[Fix, ...]:
    if kind != "int" or not isinstance(node, Scalar) or not node.is_plain or node.tag != "!!str":
        return ()
    try:
        number = float(node.text)
    except ValueError:
        return ()
    if not number.is_integer() or abs(number) > _LARGEST:
        return ()
    return fix(document, f"Write `{int(number)}`", (node.span, str(int(number))), safe=True)


RULE = Rule("HPM203", "unconvertible-value", Severity.ERROR, __doc__ or "", check)
