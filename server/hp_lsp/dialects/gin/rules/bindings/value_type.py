"""Reports a value that does not fit the annotation of its parameter.

## What it does
Compares numbers, texts, lists, dicts and references without `()` with simple annotations such as `int`,
`Optional[str]`, `list[float]` or `Callable`. An int fits a float, a list fits a tuple, and None fits everything. What
is not simple, and values that only a run knows, are left alone.

## Why it matters
Gin does not look at annotations: `'0.1'` for a float, `1e6` for a number of steps, or a function where its result was
meant fail when the value is used, which may be hours later.

## Example that fails
```gin
train.steps = '1000'
train.model = @Transformer
```
for `def train(steps: int, model: str)`.

## Example that passes
```gin
train.steps = 1000
train.model = @Transformer()
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.mentions import Bound, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.tree import Constant, Mapping, Reference, Sequence, Value
from hp_lsp.python.annotations import Kind, kinds_of
from hp_lsp.python.signatures import Parameter
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


class Misfit(NamedTuple):
    """A value that does not fit, its kind, and the parameter that it is for."""

    value: Value
    kind: Kind
    bound: Bound
    parameter: Parameter


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value whose kind the annotation of the parameter leaves out."""
    for statement, misfit in resolve(view, document).each("types", partial(_misfits, view)):
        parameter = misfit.parameter
        place = parameter.declaration
        message = f"`{parameter.name}` is declared as `{parameter.annotation}`, and {_described(misfit)}"
        related = (Related(place, "declared here"),) if place.path else ()
        span = statement.at(misfit.value.span)
        yield RULE.problem(span, message, related=related, fixes=_fixes(document, misfit, span))


def _misfits(view: View, found: Mentions) -> tuple[Misfit, ...]:
    registry: Registry = view.index("gin")
    return tuple(
        one for bound in (*found.bounds, *found.swept) if (one := _misfit(view, registry, bound)) is not None
    )


def _misfit(view: View, registry: Registry, bound: Bound) -> Misfit | None:
    kind = _kind(bound.value)
    meant = bound.meaning.configurables
    if kind is None or bound.value is None or len(meant) != 1:
        return None
    signature = registry.signature(meant[0])
    parameter = signature.parameter(bound.parameter)
    if not signature.known or parameter is None or parameter.annotation is None:
        return None
    annotation = parameter.annotation
    kinds = view.recall(("gin.annotation", annotation), lambda: kinds_of(annotation))
    return None if kinds is None or kind in kinds else Misfit(bound.value, kind, bound, parameter)


def _kind(value: Value | None) -> Kind | None:
    """Return the kind of a value; None where only a run knows it, and for None itself."""
    match value:
        case Constant(bool()):
            return "bool"
        case Constant(int()):
            return "int"
        case Constant(float()):
            return "float"
        case Constant(complex()):
            return "complex"
        case Constant(str()):
            return "str"
        case Constant(bytes()):
            return "bytes"
        case Sequence(kind=kind):
            return kind
        case Mapping():
            return "dict"
        case Reference(evaluated=False):
            return "callable"
        case _:
            return None


_NAMES: dict[Kind, str] = {
    "int": "an int",
    "float": "a float",
    "complex": "a complex number",
    "bool": "a bool",
    "str": "text",
    "bytes": "bytes",
    "list": "a list",
    "tuple": "a tuple",
    "dict": "a dict",
}


def _described(misfit: Misfit) -> str:
    """Return the end of the message."""
    if isinstance(misfit.value, Reference):
        written = _written(misfit.value)
        return f"`@{written}` is passed uncalled; did you mean its result, `@{written}()`?"
    return f"this is {_NAMES[misfit.kind]}."


def _written(reference: Reference) -> str:
    scope = reference.selector.scope_text
    return f"{scope}/{reference.selector.text}" if scope else reference.selector.text


def _fixes(document: Document, misfit: Misfit, span: Span) -> tuple[Fix, ...]:
    if not isinstance(misfit.value, Reference):
        return ()
    edit = Edit(Span(span.end, span.end), "()")
    return (Fix(f"Change to `@{_written(misfit.value)}()`", ((document.path, edit),)),)


RULE = Rule("GIN331", "value-type", Severity.INFORMATION, __doc__ or "", check)
