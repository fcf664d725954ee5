"""What calls give: of functions of the file, which are followed, and of a few well-known ones. Runs nothing.

Whoever wants to know what is called overrides `call_named` and `call_special`.
"""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from hp_lsp.python.evaluator import Evaluator
from hp_lsp.python.known_calls import known_call
from hp_lsp.python.known_methods import changed, known_method
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source, dotted
from hp_lsp.python.symbolic import (
    HOLE,
    UNKNOWN,
    Arguments,
    Either,
    Items,
    Local,
    Method,
    Named,
    Partial,
    Special,
    Table,
    Text,
    Unknown,
    Value,
    either,
)

_DEEPEST_CALL = 8


class Site(NamedTuple):
    """A call in its place."""

    arguments: Arguments
    node: ast.Call
    scope: Scope


class Caller(Evaluator):
    """Evaluates calls."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._invoked: list[tuple[Local, Arguments]] = []
        """The calls of functions of this file that are being followed, the outermost first."""

    @abstractmethod
    def call_named(self, function: Named, site: Site, /) -> Value:
        """Return the result of calling something by its name."""

    @abstractmethod
    def call_special(self, function: Special, site: Site, /) -> Value:
        """Return the result of calling one's own value."""

    @abstractmethod
    def body(self, statements: Sequence[ast.stmt], scope: Scope) -> None:
        """Follow statements."""

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
                items = {key.text: item for key, item in value.items if isinstance(key, Text)}
                keywords.extend((key, item, None) for key, item in items.items())
                complete = complete and value.complete
            else:
                complete, hole = False, hole or value == HOLE
        return Arguments(tuple(positional), tuple(keywords), complete, hole)

    def called(self, node: ast.Call, scope: Scope) -> Value:
        """Return the result of a call, and let it change the list or table that it is a method of."""
        function = self.evaluate(node.func, scope)
        arguments = self.arguments(node, scope)
        if isinstance(function, Method) and isinstance(node.func, ast.Attribute):
            after = changed(function.owner, function.name, arguments)
            if after is not None:
                _rebind(node.func.value, after, scope)
        return self.call(function, arguments, node, scope)

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
            case Unknown(hole=True):
                return HOLE
            case Either(alternatives):
                return either([self.call(one, arguments, node, scope) for one in alternatives])
            case Named("functools.partial") if arguments.positional:
                rest = Arguments(
                    arguments.positional[1:], arguments.keywords, arguments.complete, arguments.hole
                )
                return Partial(arguments.positional[0], rest)
            case Named():
                return self._call_named(function, Site(arguments, node, scope))
            case _:
                return UNKNOWN

    def _call_named(self, function: Named, site: Site) -> Value:
        name, arguments = function.name, site.arguments
        known = known_call(name, arguments, self.source.name)
        if known is not None:
            return known
        if name == "getattr":
            return self._getattr(arguments)
        if name == "map" and len(arguments.positional) == 2:
            return self._map(*arguments.positional, site)
        method = None if function.imported else self._method(name)
        if method is not None:
            return self.call(method, arguments, site.node, site.scope)
        return self.call_named(function, site)

    def _map(self, function: Value, items: Value, site: Site) -> Items:
        known = self.iterated(items)
        results = [self.call(function, Arguments((one,)), site.node, site.scope) for one in known]
        return Items(tuple(results), UNKNOWN not in known)

    def _method(self, name: str) -> Value | None:
        """Return the method of a class of this file by its path; None where there is none that can be called so."""
        owner, _, last = name.rpartition(".")
        held = self.class_scopes[owner].names.get(last) if owner in self.class_scopes else None
        if not isinstance(held, Local) or isinstance(held.node, ast.Lambda | ast.ClassDef):
            return None
        above = [dotted(one) for one in held.node.decorator_list]
        if above == ["classmethod"]:
            return Partial(held, Arguments((Named(owner, imported=False),)))
        return held if above in ([], ["staticmethod"]) else None

    def _getattr(self, arguments: Arguments) -> Value:
        owner, name = arguments.get(0, ""), arguments.get(1, "")
        if owner is None or name is None:
            return UNKNOWN
        if isinstance(name, Text):
            return self.attribute(owner, name.text)
        return Unknown(hole=isinstance(name, Unknown) and name.hole)

    def invoke(self, function: Local, arguments: Arguments) -> Value:
        """Return what a function of this file gives for arguments; unknown where it needs that to tell it.

        To follow a call inside of the same call would tell nothing new, and a function that calls itself in a few
        places would be followed thousands of times.
        """
        if self.depth >= _DEEPEST_CALL or self.is_spent or isinstance(function.node, ast.ClassDef):
            return UNKNOWN
        if any(
            one.scope is function.scope and (one, given) == (function, arguments)
            for one, given in self._invoked
        ):
            return UNKNOWN
        scope = Scope(function.scope, function.qualname, "function")
        self._invoked.append((function, arguments))
        self.depth += 1
        try:
            self._bind(function.node.args, arguments, scope, function.scope)
            if isinstance(function.node, ast.Lambda):
                return self.evaluate(function.node.body, scope)
            self.body(function.node.body, scope)
        finally:
            self.depth -= 1
            self._invoked.pop()
        known = [value for value in scope.returned if not isinstance(value, Unknown)]
        return either(known)

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


def _rebind(target: ast.expr, value: Value, scope: Scope) -> None:
    holder = scope.holder(target.id) if isinstance(target, ast.Name) else None
    if holder is not None and isinstance(target, ast.Name):
        holder.names[target.id] = value
