"""Follows the statements of one Python file: branches are all taken, loops over literal tables run through.

Whoever wants to know what is decorated or called overrides `decorate` and the methods of `Caller`. Runs nothing.
"""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hp_lsp.python.calling import Caller
from hp_lsp.python.reading import from_imports, plain_imports
from hp_lsp.python.scopes import Ended, Scope
from hp_lsp.python.source import FunctionNode, Source
from hp_lsp.python.symbolic import HOLE, NONE, UNKNOWN, Items, Local, Named, Table, Value, either
from hp_lsp.python.truth import truth


class Interpreter(Caller):
    """One walk through a file; `run` it once."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.star_imports: list[str] = []
        self.imports: list[str] = []
        self.walking = ""
        """The path of the function whose body is followed for its own sake, with its parameters unknown."""
        self.walks_method = False
        """Whether that function is a method, or stands in one."""
        self.decorator: ast.expr | None = None
        """The decorator that is being evaluated."""
        self.top = Scope(None, "", "module")
        self.statement: ast.stmt | None = None
        """The innermost statement that is being followed."""
        self._pending: list[Local] = []
        self._seen: set[ast.AST] = set()

    @abstractmethod
    def decorate(self, decorator: Value, target: Local, node: ast.expr, scope: Scope, /) -> None:
        """Take note of a decorator; those below it have been told before."""

    @abstractmethod
    def follows(self, function: Local, /) -> bool:
        """Tell whether the body of a function is worth following; asked when the rest of the file is done."""

    def entered(self, _value: Value, /) -> Value:
        """Return what `with value as name` binds the name to."""
        return UNKNOWN

    def run(self) -> None:
        """Follow the whole file, then the bodies of its functions."""
        if self.source.tree is None:
            return
        self.body(self.source.tree.body, self.top)
        while self._pending:
            function = self._pending.pop()
            node = function.node
            if isinstance(node, ast.ClassDef) or not self.follows(function):
                continue
            self.walking, self.walks_method = function.qualname, function.scope.in_class
            inner = Scope(function.scope, function.qualname, "function")
            inner.names.update(dict.fromkeys(_parameter_names(node.args), HOLE))
            if isinstance(node, ast.Lambda):
                self.evaluate(node.body, inner)
            else:
                self.body(node.body, inner)

    def defined(self, function: Local) -> None:
        """Take note of a function, to follow its body when the file is done."""
        if self.depth == 0 and function.node not in self._seen:
            self._seen.add(function.node)
            self._pending.append(function)

    def body(self, statements: Sequence[ast.stmt], scope: Scope) -> None:
        """Follow statements."""
        outer = self.statement
        for statement in statements:
            if scope.ended and self.depth:
                break
            self.steps += 1
            self.statement = statement
            self._statement(statement, scope)
        self.statement = outer

    def _statement(self, statement: ast.stmt, scope: Scope) -> None:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self._define(statement, scope)
            case ast.Import():
                self._import(plain_imports(self.source, statement), scope)
                self.imports.extend(alias.name for alias in statement.names)
            case ast.ImportFrom():
                self._import(from_imports(self.source, statement), scope)
                self.imports.append(self.source.absolute(statement.module, statement.level))
            case ast.Assign(targets=targets, value=expression):
                value = self.evaluate(expression, scope)
                for target in targets:
                    self.assign(target, value, scope)
            case ast.AnnAssign(value=ast.expr() as expression):
                self.assign(statement.target, self.evaluate(expression, scope), scope)
            case ast.AugAssign():
                before = self.evaluate(statement.target, scope)
                self.assign(
                    statement.target, self.binary(statement.op, before, statement.value, scope), scope
                )
            case ast.Return(value=returned):
                scope.returned.append(NONE if returned is None else self.evaluate(returned, scope))
                scope.ended = Ended.BODY
            case _:
                self._compound(statement, scope)

    def _compound(self, statement: ast.stmt, scope: Scope) -> None:
        """Follow a statement that holds others, and any other one."""
        match statement:
            case ast.If():
                self._if(statement, scope)
            case ast.Try():
                self._try(statement, scope)
            case ast.Match(subject=subject, cases=cases):
                self.evaluate(subject, scope)
                scope.names.update(dict.fromkeys(_captured(cases), UNKNOWN))
                self._branches([[], *(one.body for one in cases)], scope)
            case ast.Raise() | ast.Continue() | ast.Break():
                self._parts(statement, scope)
                scope.ended = Ended.BODY if isinstance(statement, ast.Raise) else Ended.ITERATION
            case ast.For() | ast.AsyncFor():
                self._loop(statement.target, self.evaluate(statement.iter, scope), scope, statement.body)
                self.body(statement.orelse, scope)
            case ast.With() | ast.AsyncWith():
                for item in statement.items:
                    value = self.evaluate(item.context_expr, scope)
                    if item.optional_vars is not None:
                        self.assign(item.optional_vars, self.entered(value), scope)
                self.body(statement.body, scope)
            case _:
                self._parts(statement, scope)

    def _if(self, statement: ast.If, scope: Scope) -> None:
        """Follow both branches; in a function that is followed with what a call gives it, the one that is taken."""
        self.evaluate(statement.test, scope)
        holds = truth(statement.test, lambda part: self.evaluate(part, scope)) if self.depth else None
        taken = [statement.body] * (holds is not False) + [statement.orelse] * (holds is not True)
        self._branches(taken, scope)

    def _try(self, statement: ast.Try, scope: Scope) -> None:
        for handler in statement.handlers:
            if handler.type is not None:
                self.evaluate(handler.type, scope)
            if handler.name is not None:
                scope.names[handler.name] = UNKNOWN
        tried = [*statement.body, *statement.orelse]
        self._branches([tried, *(handler.body for handler in statement.handlers)], scope)
        self.body(statement.finalbody, scope)

    def _branches(self, bodies: Sequence[Sequence[ast.stmt]], scope: Scope) -> None:
        """Follow each of several bodies from here; afterwards a name is bound to what any of them leaves it."""
        before, ended = scope.names, scope.ended
        left: list[tuple[Ended, dict[str, Value]]] = []
        for body in bodies:
            scope.names, scope.ended = dict(before), ended
            self.body(body, scope)
            left.append((scope.ended, scope.names))
        scope.ended = min(end for end, _ in left)
        scope.names = _merged([names for end, names in left if end == scope.ended])

    def _parts(self, statement: ast.stmt, scope: Scope) -> None:
        """Follow the expressions and bodies of a statement one after the other."""
        for child in ast.iter_child_nodes(statement):
            match child:
                case ast.expr():
                    self.evaluate(child, scope)
                case ast.stmt():
                    self.body([child], scope)
                case ast.ExceptHandler():
                    self.body(child.body, scope)
                case _:
                    pass

    def _define(self, node: FunctionNode | ast.ClassDef, scope: Scope) -> None:
        qualname = scope.inner(node.name)
        local = Local(node, qualname, scope, len(node.decorator_list))
        if isinstance(node, ast.ClassDef):
            for expression in (*node.bases, *(keyword.value for keyword in node.keywords)):
                self.evaluate(expression, scope)
            self.class_scopes[qualname] = Scope(scope, qualname, "class")
            self.body(node.body, self.class_scopes[qualname])
        else:
            self._header(node, scope)
            self.defined(local)
        for below, decorator in enumerate(reversed(node.decorator_list)):
            self.decorator = decorator
            value = self.evaluate(decorator, scope)
            self.decorate(value, replace(local, below=below), decorator, scope)
        scope.names[node.name] = local

    def _header(self, node: FunctionNode, scope: Scope) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.evaluate(default, scope)

    def _import(self, bindings: Iterator[tuple[str, object]], scope: Scope) -> None:
        for name, bound in bindings:
            target = getattr(bound, "target", "")
            if name == "*":
                self.star_imports.append(target)
            else:
                scope.names[name] = Named(target, imported=True)

    def assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind what a target names."""
        match target:
            case ast.Name(id=name):
                scope.names[name] = value
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                for part, one in zip(parts, _unpacked(parts, value), strict=True):
                    self.assign(part, one, scope)
            case ast.Starred(value=rest):
                self.assign(rest, value, scope)
            case ast.Subscript(value=ast.Name(id=name), slice=key):
                before = scope.get(name)
                item = (self.evaluate(key, scope), value)
                if isinstance(before, Table):
                    scope.names[name] = Table((*before.items, item), before.complete)
            case ast.Attribute() | ast.Subscript():
                self.evaluate(target, scope)
            case _:
                pass

    def _loop(self, target: ast.expr, items: Value, scope: Scope, body: Sequence[ast.stmt]) -> None:
        ended = scope.ended
        for item in self.iterated(items):
            if self.is_spent or (scope.ended is Ended.BODY and self.depth):
                break
            scope.ended = ended
            self.assign(target, item, scope)
            self.body(body, scope)
        scope.ended = scope.ended if scope.ended is Ended.BODY and self.depth else ended


def _captured(cases: Iterable[ast.match_case]) -> Iterator[str]:
    """Yield the names that patterns bind."""
    for node in (node for one in cases for node in ast.walk(one.pattern)):
        match node:
            case (
                ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name))
            ):
                yield name


def _merged(several: Sequence[dict[str, Value]]) -> dict[str, Value]:
    """Return what names are bound to after one of several bodies."""
    names = dict(several[0])
    for other in several[1:]:
        for name, value in other.items():
            known = names.get(name)
            if known is None:
                names[name] = value
            elif known is not value:
                names[name] = either((known, value))
    return names


def _unpacked(targets: Sequence[ast.expr], value: Value) -> Sequence[Value]:
    """Return what each of several targets is given."""
    star = next((place for place, one in enumerate(targets) if isinstance(one, ast.Starred)), None)
    items = value.items if isinstance(value, Items) and value.complete else None
    if items is None or (len(items) != len(targets) if star is None else len(items) < len(targets) - 1):
        return [UNKNOWN] * len(targets)
    if star is None:
        return items
    end = len(items) - (len(targets) - star - 1)
    return (*items[:star], Items(items[star:end]), *items[end:])


def _parameter_names(parameters: ast.arguments) -> Iterable[str]:
    plain = (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs)
    return [one.arg for one in (*plain, parameters.vararg, parameters.kwarg) if one is not None]
