"""Follows the text of one Python file as far as names, strings, tables and calls go. Runs nothing.

Branches are all taken, loops over literal tables run through, functions followed where they are called with known
arguments. Whoever wants to know what is called overrides `call_imported`, `decorate` and `passed`.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator, Sequence

from hp_lsp.python.reading import from_imports, plain_imports
from hp_lsp.python.source import FunctionNode, Source
from hp_lsp.python.symbolic import (
    HOLE,
    NONE,
    UNKNOWN,
    Arguments,
    CodePath,
    Items,
    Local,
    Named,
    Partial,
    Plain,
    Special,
    Table,
    Text,
    Unknown,
    Value,
    joined,
    path_join,
    path_parent,
)

MOST_STEPS = 30_000
"""Statements followed in one file; the rest of loops and calls is then unknown."""
_MOST_ITERATIONS = 500
_DEEPEST_CALL = 8


class Scope:
    """The names of a module, class or function body while it is followed."""

    def __init__(self, parent: Scope | None, qualname: str, kind: str) -> None:
        self.parent = parent
        self.qualname = qualname
        self.kind = kind
        self.names: dict[str, Value] = {}
        self.returned: list[Value] = []

    def get(self, name: str) -> Value | None:
        """Return what a name is bound to here or in the scopes that functions see."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names and (scope is self or scope.kind != "class"):
                return scope.names[name]
            scope = scope.parent
        return None

    @property
    def in_function(self) -> bool:
        """Whether this is the body of a function, or lies in one."""
        scope: Scope | None = self
        while scope is not None:
            if scope.kind == "function":
                return True
            scope = scope.parent
        return False

    def inner(self, name: str) -> str:
        """Return the path of something defined here."""
        return f"{self.qualname}.{name}" if self.qualname else name


class Interpreter:
    """One walk through a file; `run` it once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.star_imports: list[str] = []
        self.imports: list[str] = []
        self.walking = ""
        """The path of the function whose body is followed for its own sake, with its parameters unknown."""
        self._steps = 0
        self._depth = 0
        self._pending: list[tuple[FunctionNode, Scope, str]] = []

    # --- what is told -----------------------------------------------------------------------------------------

    def call_imported(self, name: str, arguments: Arguments, node: ast.Call, scope: Scope) -> Value:
        """Return the result of calling something imported, by its absolute name."""
        return UNKNOWN

    def call_special(self, function: Special, arguments: Arguments, node: ast.AST, scope: Scope) -> Value:
        """Return the result of calling one's own value."""
        return UNKNOWN

    def named(self, name: str) -> Value | None:
        """Return one's own value for an absolute name; None to let it be a name."""
        return None

    def unbound(self, name: str) -> Value | None:
        """Return one's own value for a name that nothing in the file binds."""
        return None

    def decorate(self, decorator: Value, target: Local, node: ast.expr, scope: Scope) -> None:
        """Take note of a decorator; those below it have been told before."""

    # --- statements -------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Follow the whole file, then the bodies of its functions."""
        if self.source.tree is None:
            return
        top = Scope(None, "", "module")
        self.body(self.source.tree.body, top)
        while self._pending:
            node, scope, qualname = self._pending.pop()
            self.walking = qualname
            inner = Scope(scope, qualname, "function")
            inner.names.update(dict.fromkeys(_parameter_names(node.args), HOLE))
            self.body(node.body, inner)

    def body(self, statements: Sequence[ast.stmt], scope: Scope) -> None:
        """Follow statements."""
        for statement in statements:
            self._steps += 1
            self._statement(statement, scope)

    def _statement(self, statement: ast.stmt, scope: Scope) -> None:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(statement, scope)
                if self._depth == 0:
                    self._pending.append((statement, scope, scope.inner(statement.name)))
            case ast.ClassDef():
                for expression in (*statement.bases, *(keyword.value for keyword in statement.keywords)):
                    self.evaluate(expression, scope)
                self.body(statement.body, Scope(scope, scope.inner(statement.name), "class"))
                self._define(statement, scope)
            case ast.Import():
                self._import(plain_imports(self.source, statement), scope)
                self.imports.extend(alias.name for alias in statement.names)
            case ast.ImportFrom():
                self._import(from_imports(self.source, statement), scope)
                self.imports.append(self.source.absolute(statement.module, statement.level))
            case ast.Assign():
                value = self.evaluate(statement.value, scope)
                for target in statement.targets:
                    self._assign(target, value, scope)
            case ast.AnnAssign(value=ast.expr() as expression):
                self._assign(statement.target, self.evaluate(expression, scope), scope)
            case ast.AugAssign():
                added = self._binary(
                    statement.op, self.evaluate(statement.target, scope), statement.value, scope
                )
                self._assign(statement.target, added, scope)
            case ast.For() | ast.AsyncFor():
                self._loop(statement.target, self.evaluate(statement.iter, scope), scope, statement.body)
                self.body(statement.orelse, scope)
            case ast.Return(value=value):
                scope.returned.append(NONE if value is None else self.evaluate(value, scope))
            case ast.With() | ast.AsyncWith():
                for item in statement.items:
                    value = self.evaluate(item.context_expr, scope)
                    if item.optional_vars is not None:
                        self._assign(item.optional_vars, UNKNOWN, scope)
                self.body(statement.body, scope)
            case _:
                self._compound(statement, scope)

    def _compound(self, statement: ast.stmt, scope: Scope) -> None:
        """Follow the expressions and bodies of any other statement."""
        for child in ast.iter_child_nodes(statement):
            match child:
                case ast.expr():
                    self.evaluate(child, scope)
                case ast.stmt():
                    self._steps += 1
                    self._statement(child, scope)
                case ast.ExceptHandler() | ast.match_case():
                    self.body(child.body, scope)
                case _:
                    pass

    def _define(self, node: FunctionNode | ast.ClassDef, scope: Scope) -> None:
        if not isinstance(node, ast.ClassDef):
            for default in (*node.args.defaults, *node.args.kw_defaults):
                if default is not None:
                    self.evaluate(default, scope)
        for below, decorator in enumerate(reversed(node.decorator_list)):
            target = Local(node, scope.inner(node.name), scope, below)
            self.decorate(self.evaluate(decorator, scope), target, decorator, scope)
        local = Local(node, scope.inner(node.name), scope, len(node.decorator_list))
        scope.names[node.name] = local

    def _import(self, bindings: Iterator[tuple[str, object]], scope: Scope) -> None:
        for name, bound in bindings:
            target = getattr(bound, "target", "")
            if name == "*":
                self.star_imports.append(target)
            else:
                scope.names[name] = Named(target, imported=True)

    def _assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        match target:
            case ast.Name(id=name):
                scope.names[name] = value
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                values = value.items if isinstance(value, Items) and len(value.items) == len(parts) else ()
                for position, part in enumerate(parts):
                    self._assign(part, values[position] if values else UNKNOWN, scope)
            case ast.Subscript(value=ast.Name(id=name), slice=key):
                before = scope.get(name)
                if isinstance(before, Table):
                    items = (*before.items, (self.evaluate(key, scope), value))
                    scope.names[name] = Table(items, before.complete)
            case _:
                pass

    def _loop(self, target: ast.expr, items: Value, scope: Scope, body: Sequence[ast.stmt]) -> None:
        known = self.iterated(items)
        for item in known[:_MOST_ITERATIONS]:
            if self._steps > MOST_STEPS:
                break
            self._assign(target, item, scope)
            self.body(body, scope)

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
            case ast.JoinedStr(values=parts):
                return joined([self.evaluate(part, scope) for part in parts])
            case ast.FormattedValue(value=inner):
                return self.evaluate(inner, scope) if node.format_spec is None else UNKNOWN
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return self._items(parts, scope)
            case ast.Dict():
                return self._table(node, scope)
            case ast.BinOp(left=left, op=operator, right=right):
                return self._binary(operator, self.evaluate(left, scope), right, scope)
            case ast.Subscript(value=owner, slice=key):
                return self._subscript(self.evaluate(owner, scope), self.evaluate(key, scope))
            case ast.Lambda():
                return Local(node, scope.inner("<lambda>"), scope)
            case ast.ListComp(elt=element) | ast.SetComp(elt=element) | ast.GeneratorExp(elt=element):
                return self._comprehension(node.generators, [element], scope)
            case ast.DictComp(key=key, value=value):
                pairs = self._comprehension(node.generators, [key, value], scope)
                return Table(tuple(zip(pairs.items[::2], pairs.items[1::2], strict=True)), pairs.complete)
            case ast.NamedExpr(target=target, value=value):
                result = self.evaluate(value, scope)
                self._assign(target, result, scope)
                return result
            case _:
                return self._children(node, scope)

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
                return Named(f"{qualname}.{name}", imported=False)
            case CodePath() | Text() if name == "parent":
                return path_parent(owner)
            case Unknown(hole=hole):
                return Unknown(hole=hole)
            case _:
                return (
                    Special((owner, name)) if isinstance(owner, Text | CodePath | Table | Items) else UNKNOWN
                )

    def _items(self, parts: Sequence[ast.expr], scope: Scope) -> Items:
        values: list[Value] = []
        complete = True
        for part in parts:
            value = self.evaluate(part.value if isinstance(part, ast.Starred) else part, scope)
            if not isinstance(part, ast.Starred):
                values.append(value)
            elif isinstance(value, Items):
                values.extend(value.items)
                complete = complete and value.complete
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
                pairs.extend(value.items)
                complete = complete and value.complete
            else:
                complete = False
        return Table(tuple(pairs), complete)

    def _binary(self, operator: ast.operator, left: Value, right_node: ast.expr, scope: Scope) -> Value:
        right = self.evaluate(right_node, scope)
        match operator, left, right:
            case ast.Add(), Items(first, one), Items(second, two):
                return Items((*first, *second), one and two)
            case ast.Add(), Items(first), _:
                return Items(first, complete=False)
            case ast.Add(), _, Items(second):
                return Items(second, complete=False)
            case ast.Add(), Text() | Unknown(), Text() | Unknown():
                return joined([left, right])
            case ast.Div(), Text() | CodePath(), _:
                return path_join(left, right)
            case ast.Mod(), Text(template), _:
                return _formatted(template, right)
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
        for item in known[:_MOST_ITERATIONS]:
            self._steps += 1
            if self._steps > MOST_STEPS:
                break
            self._assign(first.target, item, inner)
            for later in generators[1:]:
                self.evaluate(later.iter, inner)
                self._assign(later.target, UNKNOWN, inner)
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
                return self.invoke(function, arguments, node)
            case Partial(inner, given):
                return self.call(inner, given.before(arguments), node, scope)
            case Special((Text() | CodePath() | Table() | Items() as owner, str() as method)):
                return _method(owner, method, arguments)
            case Special():
                return self.call_special(function, arguments, node, scope)
            case Named("functools.partial") if arguments.positional:
                rest = Arguments(
                    arguments.positional[1:], arguments.keywords, arguments.complete, arguments.hole
                )
                return Partial(arguments.positional[0], rest)
            case Named(name):
                known = _known_call(name, arguments, self.source)
                if known is not None:
                    return known
                if name == "getattr":
                    return self._getattr(arguments)
                return self.call_imported(name, arguments, node, scope) if function.imported else UNKNOWN
            case _:
                return UNKNOWN

    def _getattr(self, arguments: Arguments) -> Value:
        owner, name = arguments.get(0, ""), arguments.get(1, "")
        if owner is None or name is None:
            return UNKNOWN
        if isinstance(name, Text):
            return self._attribute(owner, name.text)
        return Unknown(hole=isinstance(name, Unknown) and name.hole)

    def invoke(self, function: Local, arguments: Arguments, node: ast.AST) -> Value:
        """Return what a function of this file gives for arguments."""
        if (
            self._depth >= _DEEPEST_CALL
            or self._steps > MOST_STEPS
            or isinstance(function.node, ast.ClassDef)
        ):
            return UNKNOWN
        scope = Scope(function.scope, function.qualname, "function")
        self._bind(function.node.args, arguments, scope, function.scope)
        self._depth += 1
        try:
            if isinstance(function.node, ast.Lambda):
                return self.evaluate(function.node.body, scope)
            self.body(function.node.body, scope)
        finally:
            self._depth -= 1
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


def _parameter_names(parameters: ast.arguments) -> Iterable[str]:
    plain = (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs)
    return [one.arg for one in (*plain, parameters.vararg, parameters.kwarg) if one is not None]


def _formatted(template: str, value: Value) -> Value:
    """Return `template % value` for `%s` and one or several strings."""
    values = list(value.items) if isinstance(value, Items) else [value]
    pieces = template.split("%s")
    if len(pieces) != len(values) + 1 or "%" in "".join(pieces):
        return UNKNOWN
    parts: list[Value] = [Text(pieces[0])]
    for one, piece in zip(values, pieces[1:], strict=True):
        parts += (one, Text(piece))
    return joined(parts)


_PATH_IDENTITIES = frozenset(
    (
        "os.path.abspath", "os.path.realpath", "os.path.normpath", "os.path.expanduser", "os.fspath",
        "pathlib.Path", "pathlib.PurePath", "str", "list", "tuple", "sorted", "set", "posixpath.normpath",
    )
)  # fmt: skip


def _known_call(name: str, arguments: Arguments, source: Source) -> Value | None:
    """Return what a few functions of the standard library give for known strings and paths."""
    first = arguments.get(0, "")
    if first is None:
        return None
    if name in _PATH_IDENTITIES and len(arguments.positional) == 1:
        return first
    if name == "os.path.dirname":
        return path_parent(first)
    if name in ("os.path.join", "pathlib.Path"):
        return path_join(first, *arguments.positional[1:]) if arguments.complete else UNKNOWN
    if name == "pkg_resources.resource_filename" and first == Text(source.name):
        return path_join(CodePath("."), *arguments.positional[1:2])
    return None


def _method(owner: Value, method: str, arguments: Arguments) -> Value:
    """Return what a method of a known string, path or table gives."""
    match owner, method:
        case Table(pairs, complete), "items":
            return Items(tuple(Items(pair) for pair in pairs), complete)
        case Table(pairs, complete), "keys":
            return Items(tuple(key for key, _ in pairs), complete)
        case Table(pairs, complete), "values":
            return Items(tuple(value for _, value in pairs), complete)
        case CodePath() | Text(), "resolve" | "absolute" | "as_posix" | "expanduser":
            return owner
        case CodePath() | Text(), "joinpath":
            return path_join(owner, *arguments.positional)
        case Text(template), "format" if (
            template.count("{}") == template.count("{") == len(arguments.positional)
        ):
            return _formatted(template.replace("%", "%%").replace("{}", "%s"), Items(arguments.positional))
        case Text(text), "split" if arguments.positional in ((), (Text(","),)):
            words = text.split(",") if arguments.positional else text.split()
            return Items(tuple(Text(word) for word in words))
        case _:
            return UNKNOWN
