"""What a Python file does with a manager's name that cannot work, or does not do what it seems to.

Knows the syntax tree of one file, and the names that its top binds to managers.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import NamedTuple

from hp_lsp.dialects.hpman.facts import Misuse, MisuseKind
from hp_lsp.dialects.hpman.guards import guarded
from hp_lsp.dialects.hpman.shapes import text_of
from hp_lsp.python.source import Source

ATTRIBUTES = frozenset(
    (
        "exists", "get_nodes", "get_occurrence", "get_tree", "get_value", "get_values", "parse_file", "parse_source",
        "placeholder", "separator", "set_tree", "set_value", "set_values", "tree",
    )
)  # fmt: skip
"""What a manager of hpman 0.13 has."""
NOT_MANAGERS = ("HyperParameterManager", "HyperParameterOccurrence", "L", "parse_file", "SourceHelper")
"""Names that are imported from `hpman.m` by mistake: every name there is a manager."""

_PATCHING = ("setattr(", "HyperParameterManager.")
"""By these a file may give managers more attributes."""

_FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def misuses(source: Source, managers: Collection[str]) -> tuple[Misuse, ...]:
    """Return the misuses in a file: of the names that it binds to managers."""
    tree = source.tree
    if tree is None:
        return ()
    found = list(_imports(source, tree))
    is_plain = not any(word in source.text for word in _PATCHING)
    for scope in _scopes(tree, managers):
        found += _members(source, scope, managers) if is_plain else ()
        found += _rebound(source, scope, managers)
    expected = guarded(source) if found else ()
    wrong = [one for one in found if not any(span.holds(one.span) for span in expected)]
    return tuple(sorted(wrong, key=lambda one: one.span))


class _Scope(NamedTuple):
    """A module, class or function, what stands in it, and the names of managers that mean something else in it.

    `looped` are those to which nothing but loops and unpackings gives something else.
    """

    node: ast.AST
    inside: list[ast.AST]
    hidden: set[str]
    looped: set[str]


def _scopes(tree: ast.Module, managers: Collection[str]) -> Iterator[_Scope]:
    """Yield all scopes of a file. At the top a name is the manager where it is bound once."""
    top = list(_own(tree))
    outer_names = (node.names for node in ast.walk(tree) if isinstance(node, ast.Global | ast.Nonlocal))
    said_global = {name for names in outer_names for name in names}
    unsure = {name for name in managers if name in said_global or _bindings(tree, top, name) != 1}
    pending: list[tuple[ast.AST, set[str]]] = [(tree, set())]
    while pending:
        node, outer = pending.pop()
        inside = top if node is tree else list(_own(node))
        own = unsure if node is tree else {name for name in managers if _bindings(node, inside, name)}
        hidden = outer | own
        imported = 1 if node is tree else 0
        looped = {
            name
            for name in set(managers) - said_global
            if _bindings(node, inside, name) - _loop_bindings(inside, name) <= imported
        }
        yield _Scope(node, inside, hidden, looped)
        handed_on = outer if isinstance(node, ast.ClassDef) else hidden
        pending.extend((one, handed_on) for one in inside if isinstance(one, _FunctionNode | ast.ClassDef))


def _bindings(scope: ast.AST, inside: list[ast.AST], name: str) -> int:
    """Return how often a scope binds a name itself."""
    arguments = ast.walk(scope.args) if isinstance(scope, _FunctionNode) else ()
    found = sum(isinstance(one, ast.arg) and one.arg == name for one in arguments)
    bound: str | None
    for node in inside:
        match node:
            case ast.Name(id=bound, ctx=ast.Store() | ast.Del()):
                pass
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                found += sum((alias.asname or alias.name.partition(".")[0]) == name for alias in aliases)
                continue
            case ast.alias():
                continue
            case _:
                bound = getattr(node, "name", None)
        found += bound == name
    return found


def _loop_bindings(inside: list[ast.AST], name: str) -> int:
    """Return how often loops, unpackings and comprehensions bind a name."""
    targets = [_binding(node)[0] for node in inside]
    targets += [node.target for node in inside if isinstance(node, ast.comprehension)]
    names = (one for target in targets if target is not None for one in ast.walk(target))
    return sum(isinstance(one, ast.Name) and one.id == name for one in names)


def _imports(source: Source, tree: ast.Module) -> Iterator[Misuse]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.level:
            continue
        for name in [alias.name for alias in node.names]:
            if node.module == "hpman.m" and name == "*":
                yield Misuse("star", "", name, source.span(node), certain=True)
            elif node.module == "hpman.m" and name in NOT_MANAGERS:
                yield Misuse("class", "", name, source.span(node), certain=True)
            elif node.module == "hpman.hpm_db" and name == "L":
                yield Misuse("gone", "", name, source.span(node), certain=True)


def _members(source: Source, scope: _Scope, managers: Collection[str]) -> Iterator[Misuse]:
    """Yield attributes that a manager does not have, and subscripts, where a name surely is the manager."""
    sure = set(managers) - scope.hidden
    for node in scope.inside:
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute, ctx=context) if name in sure:
                if attribute not in ATTRIBUTES and not attribute.startswith("__"):
                    kind: MisuseKind = "attribute" if isinstance(context, ast.Load) else "assignment"
                    yield Misuse(kind, name, attribute, source.span(node), certain=True)
            case ast.Subscript(value=ast.Name(id=name), slice=key) if name in sure:
                yield Misuse("item", name, text_of(key) or "", source.span(node), certain=True)
            case _:
                pass


def _rebound(source: Source, scope: _Scope, managers: Collection[str]) -> Iterator[Misuse]:
    """Yield calls of a manager's name where a loop, an unpacking or a comprehension has bound it to something else."""
    for name in scope.looped:
        found = ((node, *_binding(node)) for node in scope.inside)
        bound = [
            (target, sure and _is_run(scope.node, node))
            for node, target, sure in found
            if target is not None and name in _targets(target)
        ]
        if bound:
            yield from _calls_behind(source, scope.node, scope.inside, name, bound)
    for node in scope.inside:
        if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            yield from _in_comprehension(source, node, managers)


def _calls_behind(
    source: Source, scope: ast.AST, inside: list[ast.AST], name: str, bound: list[tuple[ast.expr, bool]]
) -> Iterator[Misuse]:
    """Yield the first call in a scope that meets the other value: in a function any, elsewhere one behind it."""
    in_function = isinstance(scope, _FunctionNode)
    first, sure = min(bound, key=lambda pair: pair[0].lineno)
    calls = [one for one in inside if isinstance(one, ast.Call) and _is_call_of(one, name)]
    meeting = [one for one in calls if in_function or one.lineno > first.lineno]
    if meeting:
        call = min(meeting, key=source.span)
        is_behind = call.lineno > first.lineno
        kind: MisuseKind = "rebound" if is_behind else "unbound"
        at = source.span(call.func)
        yield Misuse(kind, name, name, at, certain=sure or not is_behind, cause=source.span(first))


def _in_comprehension(
    source: Source,
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
    managers: Collection[str],
) -> Iterator[Misuse]:
    for name in managers:
        generators = [one for one in node.generators if name in _targets(one.target)]
        parts = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        for part in parts if generators else ():
            for call in ast.walk(part):
                if isinstance(call, ast.Call) and _is_call_of(call, name):
                    sure = any(_is_range(one.iter) for one in generators)
                    yield Misuse("rebound", name, name, source.span(call.func), certain=sure)


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a scope and not in one inside; those themselves included."""
    pending = [
        child for field in ("body", "orelse", "finalbody") for child in _listed(getattr(scope, field, []))
    ]
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _FunctionNode | ast.ClassDef):
            pending.extend(ast.iter_child_nodes(node))


def _listed(body: list[ast.AST] | ast.AST) -> list[ast.AST]:
    return body if isinstance(body, list) else [body]


def _binding(node: ast.AST) -> tuple[ast.expr | None, bool]:
    """Return the target that a loop or an unpacking binds, and whether it is surely bound to something else."""
    match node:
        case ast.For(target=target, iter=items) | ast.AsyncFor(target=target, iter=items):
            return target, _is_range(items)
        case ast.Assign(targets=[ast.Tuple() as target]):
            return target, False
        case _:
            return None, False


def _is_run(scope: ast.AST, loop: ast.AST) -> bool:
    """Tell whether a loop in a branch matters: in a function the name is local, and has no value without it."""
    return isinstance(scope, _FunctionNode) or loop in getattr(scope, "body", [])


def _targets(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _is_call_of(call: ast.Call, name: str) -> bool:
    is_named = isinstance(call.func, ast.Name) and call.func.id == name
    return is_named and bool(call.args) and text_of(call.args[0]) is not None


def _is_range(items: ast.expr) -> bool:
    return isinstance(items, ast.Call) and isinstance(items.func, ast.Name) and items.func.id == "range"
