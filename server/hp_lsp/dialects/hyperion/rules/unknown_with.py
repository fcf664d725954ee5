"""Reports a `with` whose names are no configurable, though parameters are bound in it.

## What it does
Looks for the configurable that a `with` and those around it name together, where a bare parameter is bound in it. An
error is certain; it is a warning where code that could not be read may register the name, and only if a similar name
is known.

## Why it matters
Hyperion puts the names before each parameter, and Gin refuses the configs: `No configurable matching`.

## Example that fails
```hyperion
with models.Transfomer:
    width: [64, 128]
```
where Python registers `Transformer` in `models`.

## Example that passes
```hyperion
with models.Transformer:
    width: [64, 128]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import Lookup, lookup
from hp_lsp.dialects.gin.names.suggest import did_you_mean, remote_selectors, similar_selectors
from hp_lsp.dialects.gin.runs.certainty import reads_unknown_names
from hp_lsp.dialects.gin.tree import Axis, Binding, Header, Node, Selector, Statement, TableHeader, Tree
from hp_lsp.text.edits import Edit


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each `with` that names no configurable."""
    tree: Tree = document.tree
    if not view.complete:
        return
    names = lookup(view, document)
    for statement, parents in tree.walk():
        if _is_with(statement) and _binds_parameter(statement):
            chain = [one for one in (*parents, statement) if _is_with(one)]
            problem = _judge(view, document, names, chain)
            if problem is not None:
                yield problem


def _is_with(statement: Statement) -> bool:
    return isinstance(statement.node, Header) and statement.node.kind == "with"


def _binds_parameter(block: Statement) -> bool:
    """Tell whether a name without dots is bound in a block, in no other `with` or block of Gin."""
    pending = [block]
    while pending:
        for inner in pending.pop().body:
            if isinstance(inner.node, Header) and inner.node.kind in ("product", "union"):
                pending.append(inner)
            elif any(len(target.path) == 1 for target in _targets(inner.node)):
                return True
    return False


def _targets(node: Node) -> tuple[Selector, ...]:
    match node:
        case Binding(target) | Axis(target):
            return (target,)
        case TableHeader(columns):
            return columns
        case _:
            return ()


def _judge(view: View, document: Document, names: Lookup, chain: list[Statement]) -> Problem | None:
    selectors = [one.node.selector for one in chain if isinstance(one.node, Header) and one.node.selector]
    written = ".".join(selector.text for selector in selectors)
    meaning = names.meaning(written)
    if meaning.configurables:
        return None
    certain = not meaning.may_exist and not reads_unknown_names(view, document, written)
    near = similar_selectors(view, names, written)
    if certain and not near:
        near = remote_selectors(view, names, written)
    if not certain and not near:
        return None
    span = chain[-1].at(selectors[-1].path_span)
    edits = [(document.path, Edit(span, name)) for name in near] if len(selectors) == 1 else []
    fixes = tuple(Fix(f"Change to `{edit.text}`", ((path, edit),)) for path, edit in edits)
    severity = Severity.ERROR if certain else Severity.WARNING
    return RULE.problem(
        span, f"There is no configurable `{written}`{did_you_mean(near)}", severity, fixes=fixes
    )


RULE = Rule("HYP101", "unknown-with", Severity.ERROR, __doc__ or "", check)
