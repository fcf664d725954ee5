"""What the expressions of a file come to, as far as its text tells. Follows calls of its own functions; runs nothing.

Whoever wants to know what is called overrides `call_imported` and `call_special`.
"""

from __future__ import annotations

import ast
import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from hp_lsp.python.known_calls import formatted, known_call, known_method
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import (
    HOLE,
    MOST_ITEMS,
    UNKNOWN,
    Arguments,
    CodePath,
    Items,
    Local,
    Method,
    Named,
    Partial,
    Plain,
    Special,
    Table,
    Text,
    Unknown,
    Value,
    appended,
    joined,
    path_join,
    path_parent,
)

MOST_STEPS = 30_000
"""Statements followed in one file; the rest of loops and calls is then unknown."""
MOST_ITERATIONS = 500
_DEEPEST_CALL = 8


class Site(NamedTuple):
    """A call in its place."""

    arguments: Arguments
    node: ast.Call
    scope: Scope


class Evaluator(ABC):
    """Evaluates expressions in scopes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.class_scopes: dict[str, Scope] = {}
        self.steps = 0
        self.depth = 0

    # --- what is told ---------------------------------------------------------------------------------------

    @abstractmethod
    def named(self, name: str, /) -> Value | None:
        """Return one's own value for an absolute name; None to let it be a name."""

    @abstractmethod
    def unbound(self, name: str, /) -> Value | None:
        """Return one's own value for a name that nothing in the file binds."""

    @abstractmethod
    def member(self, owner: Special, name: str, /) -> Value:
        """Return an attribute of one's own value."""

    @abstractmethod
    def call_named(self, function: Named, site: Site, /) -> Value:
        """Return the result of calling something by its name."""

    @abstractmethod
    def call_special(self, function: Special, site: Site, /) -> Value:
        """Return the result of calling one's own value."""

    @abstractmethod
    def body(self, statements: Sequence[ast.stmt], scope: Scope) -> None:
        """Follow statements."""

    @abstractmethod
    def defined(self, function: Local) -> None:
        """Take note of a function, to follow its body later with its parameters unknown."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind what a target names."""

    def iterated(self, items: Value) -> Sequence[Value]:
        """Return what a loop over a value runs through; one unknown item stands for those that are not known."""
        match items:
            case Items(values, complete):
                return values if complete else (*values, UNKNOWN)
            case Table(pairs, complete):
                keys = tuple(key for key, _ in pairs)
                return keys if complete else (*keys, UNKNOWN)
            case Unknown(hole=True):
                return (HOLE,)
            case _:
                return (UNKNOWN,)

    # --- expressions ------------------------------------------------------------------------------------------

    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression comes to, following the calls in it."""
        match node:
            case ast.Constant(value=str() as text):
                return Text(text, node)
            case ast.Constant(value=value):
                return Plain(value)
            case ast.Name(id=name):
                return self._name(name, scope)
            case ast.Attribute(value=owner, attr=name):
                return self._attribute(self.evaluate(owner, scope), name)
            case ast.Call():
                return self._call(node, scope)
            case ast.Subscript(value=owner, slice=key):
                return self._subscript(self.evaluate(owner, scope), self.evaluate(key, scope))
            case ast.BinOp(left=left, op=operator, right=right):
                return self.binary(operator, self.evaluate(left, scope), right, scope)
            case ast.Lambda():
                return self._lambda(node, scope)
            case _:
                return self._composed(node, scope)

    def _composed(self, node: ast.expr, scope: Scope) -> Value:
        match node:
            case ast.JoinedStr(values=parts):
                return joined([self.evaluate(part, scope) for part in parts])
            case ast.FormattedValue(value=inner, format_spec=None):
                return self.evaluate(inner, scope)
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return self._items(parts, scope)
            case ast.Dict():
                return self._table(node, scope)
            case ast.ListComp(elt=element) | ast.SetComp(elt=element) | ast.GeneratorExp(elt=element):
                return self._comprehension(node.generators, [element], scope)
            case ast.DictComp(key=key, value=value):
                pairs = self._comprehension(node.generators, [key, value], scope)
                return Table(tuple(zip(pairs.items[::2], pairs.items[1::2], strict=True)), pairs.complete)
            case ast.NamedExpr(target=target, value=value):
                result = self.evaluate(value, scope)
                self.assign(target, result, scope)
                return result
            case _:
                return self._children(node, scope)

    def _lambda(self, node: ast.Lambda, scope: Scope) -> Value:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.evaluate(default, scope)
        found = Local(node, scope.inner("<lambda>"), scope)
        self.defined(found)
        return found

    def _children(self, node: ast.AST, scope: Scope) -> Value:
        values = [
            self.evaluate(child, scope) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)
        ]
        return Unknown(hole=any(isinstance(value, Unknown) and value.hole for value in values))

    def _name(self, name: str, scope: Scope) -> Value:
        bound = scope.get(name)
        if bound is None:
            if name == "__name__":
                return Text(self.source.name)
            if name == "__file__":
                return CodePath(os.path.basename(self.source.path))
            return self.unbound(name) or Named(name, imported=False)
        if isinstance(bound, Named) and bound.imported:
            return self.named(bound.name) or bound
        return bound

    def _attribute(self, owner: Value, name: str) -> Value:
        match owner:
            case Named(path, imported) if name != "__name__":
                whole = f"{path}.{name}"
                return (self.named(whole) if imported else None) or Named(whole, imported)
            case Named(path):
                return Text(path.rpartition(".")[2])
            case Local(node) if name == "__name__" and not isinstance(node, ast.Lambda):
                return Text(node.name)
            case Local(node, qualname) if isinstance(node, ast.ClassDef):
                kept = self.class_scopes[qualname].names.get(name)
                return (
                    kept
                    if isinstance(kept, Text | Items | Table)
                    else Named(f"{qualname}.{name}", imported=False)
                )
            case CodePath() | Text() if name == "parent":
                return path_parent(owner)
            case Unknown(hole=hole):
                return Unknown(hole=hole)
            case Text() | CodePath() | Table() | Items():
                return Method(owner, name)
            case Special():
                return self.member(owner, name)
            case _:
                return UNKNOWN

    def _items(self, parts: Sequence[ast.expr], scope: Scope) -> Items:
        values: list[Value] = []
        complete = True
        for part in parts:
            value = self.evaluate(part.value if isinstance(part, ast.Starred) else part, scope)
            if not isinstance(part, ast.Starred):
                values.append(value)
            elif isinstance(value, Items):
                values.extend(value.items[: MOST_ITEMS - len(values)])
                complete = complete and value.complete and len(values) < MOST_ITEMS
            else:
                complete = False
        return Items(tuple(values), complete)

    def _table(self, node: ast.Dict, scope: Scope) -> Table:
        pairs: list[tuple[Value, Value]] = []
        complete = True
        for key, item in zip(node.keys, node.values, strict=True):
            value = self.evaluate(item, scope)
            if key is not None:
                pairs.append((self.evaluate(key, scope), value))
            elif isinstance(value, Table):
                pairs.extend(value.items[: MOST_ITEMS - len(pairs)])
                complete = complete and value.complete and len(pairs) < MOST_ITEMS
            else:
                complete = False
        return Table(tuple(pairs), complete)

    def binary(self, operator: ast.operator, left: Value, right_node: ast.expr, scope: Scope) -> Value:
        """Return the result of an operator."""
        right = self.evaluate(right_node, scope)
        match operator, left, right:
            case ast.Add(), Items(), Items():
                return appended(left, right)
            case ast.Add(), Items(items), _:
                return Items(items, complete=False)
            case ast.Add(), _, Items(items):
                return Items(items, complete=False)
            case ast.Add(), Text() | Unknown(), Text() | Unknown():
                return joined([left, right])
            case ast.Div(), Text() | CodePath(), _:
                return path_join(left, right)
            case ast.Mod(), Text(template), _:
                return formatted(template, right)
            case _:
                return UNKNOWN

    def _subscript(self, owner: Value, key: Value) -> Value:
        match owner, key:
            case Table(), Text(text):
                return owner.get(text) or UNKNOWN
            case Items(items), Plain(int() as position) if -len(items) <= position < len(items):
                return items[position]
            case _:
                return UNKNOWN

    def _comprehension(
        self, generators: Sequence[ast.comprehension], elements: Sequence[ast.expr], scope: Scope
    ) -> Items:
        found: list[Value] = []
        inner = Scope(scope, scope.qualname, "function" if scope.in_function else "module")
        first = generators[0]
        known = self.iterated(self.evaluate(first.iter, scope))
        for item in known[:MOST_ITERATIONS]:
            self.steps += 1
            if self.steps > MOST_STEPS:
                break
            self.assign(first.target, item, inner)
            for condition in first.ifs:
                self.evaluate(condition, inner)
            for later in generators[1:]:
                self.evaluate(later.iter, inner)
                self.assign(later.target, UNKNOWN, inner)
                for condition in later.ifs:
                    self.evaluate(condition, inner)
            found.extend(self.evaluate(element, inner) for element in elements)
        filtered = any(generator.ifs for generator in generators) or len(generators) > 1
        return Items(tuple(found), complete=not filtered and UNKNOWN not in known)

    # --- calls ------------------------------------------------------------------------------------------------

    def arguments(self, node: ast.Call, scope: Scope) -> Arguments:
        """Return the arguments of a call."""
        positional: list[Value] = []
        keywords: list[tuple[str, Value, ast.keyword | None]] = []
        complete, hole = True, False
        for argument in node.args:
            value = self.evaluate(argument.value if isinstance(argument, ast.Starred) else argument, scope)
            if not isinstance(argument, ast.Starred):
                positional.append(value)
            elif isinstance(value, Items):
                positional.extend(value.items)
                complete = complete and value.complete
            else:
                complete, hole = False, hole or value == HOLE
        for keyword in node.keywords:
            value = self.evaluate(keyword.value, scope)
            if keyword.arg is not None:
                keywords.append((keyword.arg, value, keyword))
            elif isinstance(value, Table):
                keywords.extend((key.text, item, None) for key, item in value.items if isinstance(key, Text))
                complete = complete and value.complete
            else:
                complete, hole = False, hole or value == HOLE
        return Arguments(tuple(positional), tuple(keywords), complete, hole)

    def _call(self, node: ast.Call, scope: Scope) -> Value:
        function = self.evaluate(node.func, scope)
        return self.call(function, self.arguments(node, scope), node, scope)

    def call(self, function: Value, arguments: Arguments, node: ast.Call, scope: Scope) -> Value:
        """Return the result of a call."""
        match function:
            case Local(ast.ClassDef()):
                return UNKNOWN
            case Local():
                return self.invoke(function, arguments)
            case Partial(inner, given):
                return self.call(inner, given.before(arguments), node, scope)
            case Method(owner, method):
                return known_method(owner, method, arguments)
            case Special():
                return self.call_special(function, Site(arguments, node, scope))
            case Named("functools.partial") if arguments.positional:
                rest = Arguments(
                    arguments.positional[1:], arguments.keywords, arguments.complete, arguments.hole
                )
                return Partial(arguments.positional[0], rest)
            case Named(name):
                known = known_call(name, arguments, self.source.name)
                if known is not None:
                    return known
                if name == "getattr":
                    return self._getattr(arguments)
                return self.call_named(function, Site(arguments, node, scope))
            case _:
                return UNKNOWN

    def _getattr(self, arguments: Arguments) -> Value:
        owner, name = arguments.get(0, ""), arguments.get(1, "")
        if owner is None or name is None:
            return UNKNOWN
        if isinstance(name, Text):
            return self._attribute(owner, name.text)
        return Unknown(hole=isinstance(name, Unknown) and name.hole)

    def invoke(self, function: Local, arguments: Arguments) -> Value:
        """Return what a function of this file gives for arguments."""
        if self.depth >= _DEEPEST_CALL or self.steps > MOST_STEPS or isinstance(function.node, ast.ClassDef):
            return UNKNOWN
        scope = Scope(function.scope, function.qualname, "function")
        self._bind(function.node.args, arguments, scope, function.scope)
        self.depth += 1
        try:
            if isinstance(function.node, ast.Lambda):
                return self.evaluate(function.node.body, scope)
            self.body(function.node.body, scope)
        finally:
            self.depth -= 1
        known = [value for value in scope.returned if not isinstance(value, Unknown)]
        return known[0] if known else UNKNOWN

    def _bind(self, parameters: ast.arguments, given: Arguments, scope: Scope, outer: Scope) -> None:
        plain = [*parameters.posonlyargs, *parameters.args]
        missing: list[ast.expr | None] = [None] * (len(plain) - len(parameters.defaults))
        defaults = [*missing, *parameters.defaults]
        named = [
            *zip(plain, defaults, strict=True),
            *zip(parameters.kwonlyargs, parameters.kw_defaults, strict=True),
        ]
        for position, (parameter, default) in enumerate(named):
            value = given.get(position if position < len(plain) else len(given.positional), parameter.arg)
            if value is None:
                value = UNKNOWN if default is None else self.evaluate(default, outer)
            scope.names[parameter.arg] = value
        if parameters.vararg is not None:
            scope.names[parameters.vararg.arg] = Items(given.positional[len(plain) :], given.complete)
        if parameters.kwarg is not None:
            names = {parameter.arg for parameter, _ in named}
            rest = tuple((Text(key), value) for key, value, _ in given.keywords if key not in names)
            scope.names[parameters.kwarg.arg] = Table(rest, given.complete)
