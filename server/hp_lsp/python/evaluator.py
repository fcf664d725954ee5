"""What the expressions of a file come to, as far as its text tells. Follows calls of its own functions; runs nothing.

What calls give is for `hp_lsp.python.calling` to say.
"""

from __future__ import annotations

import ast
import os
from abc import ABC, abstractmethod
from collections.abc import Sequence

from hp_lsp.python.known_calls import formatted
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import (
    HOLE,
    MOST_ITEMS,
    UNKNOWN,
    CodePath,
    Either,
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
    either,
    joined,
    path_join,
    path_parent,
)
from hp_lsp.python.truth import truth, truth_of

MOST_STEPS = 30_000
"""Statements followed in one file; the rest of its loops and calls is left out."""
MOST_ITERATIONS = 500
"""Items that a loop is followed for one by one."""


class Evaluator(ABC):
    """Evaluates expressions in scopes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.class_scopes: dict[str, Scope] = {}
        self.steps = 0
        self.depth = 0

    @property
    def is_spent(self) -> bool:
        """Whether so much of the file was followed that the rest of its loops and calls is left out."""
        return self.steps > MOST_STEPS

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
    def called(self, node: ast.Call, scope: Scope, /) -> Value:
        """Return the result of a call."""

    @abstractmethod
    def defined(self, function: Local) -> None:
        """Take note of a function, to follow its body later with its parameters unknown."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind what a target names."""

    def iterated(self, items: Value) -> Sequence[Value]:
        """Return what a loop over a value runs through; one unknown item stands for those that are not followed."""
        match items:
            case Items(values, complete):
                return _bounded(values, complete)
            case Table(pairs, complete):
                return _bounded([key for key, _ in pairs], complete)
            case Unknown(hole=True):
                return (HOLE,)
            case Either(alternatives):
                return _bounded([one for several in alternatives for one in self.iterated(several)], True)
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
                return self.attribute(self.evaluate(owner, scope), name)
            case ast.Call():
                return self.called(node, scope)
            case ast.Subscript(value=owner, slice=key):
                return self._subscript(self.evaluate(owner, scope), self.evaluate(key, scope))
            case ast.BinOp(left=left, op=operator, right=right):
                return self.binary(operator, self.evaluate(left, scope), right, scope)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as number)):
                return Plain(-number)
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
            case ast.IfExp(test=test, body=first, orelse=second):
                holds = truth(test, lambda part: self.evaluate(part, scope))
                taken = [first] * (holds is not False) + [second] * (holds is not True)
                return either([self.evaluate(one, scope) for one in taken])
            case ast.BoolOp(op=operator, values=parts):
                return self._decided(isinstance(operator, ast.Or), parts, scope)
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

    def _decided(self, stops_when: bool, parts: Sequence[ast.expr], scope: Scope) -> Value:
        """Return the value of `or`, which stops at what is true, or of `and`, which stops at what is false."""
        possible: list[Value] = []
        for part in parts:
            value = self.evaluate(part, scope)
            holds = truth_of(value)
            if holds is stops_when or part is parts[-1]:
                return either([*possible, value])
            if holds is None:
                possible.append(value)
        return UNKNOWN

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

    def attribute(self, owner: Value, name: str) -> Value:
        """Return an attribute of a value."""
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
                    if isinstance(kept, Text | Items | Table | Special | Partial)
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
            case Either(alternatives):
                return either([self.attribute(one, name) for one in alternatives])
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
            case ast.Add(), Text() | Unknown() | Either(), Text() | Unknown() | Either():
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
            case Either(alternatives), _:
                return either([self._subscript(one, key) for one in alternatives])
            case _:
                return UNKNOWN

    def _comprehension(
        self, generators: Sequence[ast.comprehension], elements: Sequence[ast.expr], scope: Scope
    ) -> Items:
        found: list[Value] = []
        inner = Scope(scope, scope.qualname, "function" if scope.in_function else "module")
        first = generators[0]
        known = self.iterated(self.evaluate(first.iter, scope))
        for item in known:
            self.steps += 1
            if self.is_spent:
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
        return Items(tuple(found), complete=not (filtered or self.is_spent or UNKNOWN in known))


def _bounded(values: Sequence[Value], complete: bool) -> Sequence[Value]:
    followed = values[:MOST_ITERATIONS]
    return followed if complete and len(followed) == len(values) else (*followed, UNKNOWN)
