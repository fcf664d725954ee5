"""Where one Python file gives a parameter by its keyword, and where it may do so unseen. Knows one file at a time."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from hp_lsp.python.decorators import Transform, transform_of
from hp_lsp.python.modules import Builtin, Found, Missing
from hp_lsp.python.reading import read_decorator
from hp_lsp.python.signatures import Signature
from hp_lsp.python.source import Positioned, dotted
from hp_lsp.python.uses.callee import FileNames
from hp_lsp.python.uses.lexical import Frame
from hp_lsp.python.uses.parameter_uses import Doubt
from hp_lsp.python.uses.unpassed import unpassed
from hp_lsp.text.span import Location, Span


class Wanted(NamedTuple):
    """A parameter: its name, where it is declared, and the names by which its function or class is called.

    `stem` is the last part of the name of its module, `own` are the files of the project. `is_method`: it is a
    method's, which is called on objects of any kind.
    `registering` are names of functions that keep what they are given only to be found by it as `names` are.
    """

    name: str
    declaration: Location
    names: frozenset[str]
    stem: str
    own: frozenset[str]
    is_method: bool
    registering: frozenset[str]


@dataclass
class Calls:
    """What one file, or several, has to do with a parameter.

    `keywords` are the ranges of its name in calls. `doubts` keep the rest from being known. `open_calls` give a
    keyword of that name to something unknown, `open_stars` an unknown keyword: they matter only where the function
    is passed around as a value, as it is at `escapes`.
    """

    keywords: list[Location] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    open_calls: list[Location] = field(default_factory=list)
    open_stars: list[Location] = field(default_factory=list)
    escapes: list[Location] = field(default_factory=list)
    strings: list[Location] = field(default_factory=list)


class CallReader:
    """Reads one file for one parameter into `found`."""

    def __init__(self, names: FileNames, wanted: Wanted, found: Calls) -> None:
        self._names = names
        self._wanted = wanted
        self._found = found
        self._source = names.lexical.source

    def read(self) -> None:
        """Add what the file has to do with the parameter."""
        harmless = unpassed(self._names.lexical, self._wanted.registering)
        for node, frame in self._names.lexical.nodes:
            match node:
                case ast.Call():
                    self._call(node, frame)
                case ast.Name() | ast.Attribute() if node not in harmless and self._is_ours(node, frame):
                    self._found.escapes.append(self._at(node))
                case ast.Constant(value=value) if value == self._wanted.name:
                    self._found.strings.append(self._at(node))
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    self._decorators(node, frame)
                case _:
                    pass

    # --- calls ------------------------------------------------------------------------------------------------

    def _call(self, call: ast.Call, frame: Frame) -> None:
        given = [one for one in call.keywords if one.arg == self._wanted.name]
        stars = [one for one in call.keywords if one.arg is None]
        passed = [*call.args, *(one.value for one in call.keywords)]
        if any(self._is_ours(one, frame) for one in passed) and _says(call, self._wanted.name):
            self._doubt(call, "passes it on with a string that may be the name")
        if not given and not stars:
            return
        called = self._called(call, frame)
        takes = self._names.takes(called, frame)
        own = takes.parameter(self._wanted.name)
        if own is not None and own.declaration == self._wanted.declaration:
            self._found.keywords.extend(self._keyword(one) for one in given)
            if stars:
                self._doubt(call, "passes arguments by names that are not written there")
            return
        if own is None:
            self._unresolved(call, called, takes, frame, given=bool(given))

    def _called(self, call: ast.Call, frame: Frame) -> ast.expr:
        """Return what is called in the end, through `functools.partial` and type arguments."""
        called = call.func
        name = dotted(called) or ""
        if call.args and name in ("partial", "functools.partial") and self._names.is_imported(name, frame):
            called = call.args[0]
        return called.value if isinstance(called, ast.Subscript) else called

    def _unresolved(
        self, call: ast.Call, called: ast.expr, takes: Signature, frame: Frame, *, given: bool
    ) -> None:
        last = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        meaning = self._names.meaning(called, frame)
        if isinstance(meaning, Builtin) or (takes.known and not takes.accepts_any):
            return
        if any(self._is_ours(one, frame) for one in call.args):
            self._doubt(call, "passes it on with arguments by name")
        elif last in self._wanted.names and isinstance(meaning, Missing) and self._may_be_ours(called, frame):
            self._doubt(call, f"calls a `{last}` that cannot be told")
        elif not self._is_foreign(called, frame):
            (self._found.open_calls if given else self._found.open_stars).append(self._at(call))

    def _may_be_ours(self, called: ast.expr, frame: Frame) -> bool:
        """Tell whether something unknown that has our name may be ours: an attribute of an object only if a method."""
        name = dotted(called)
        if name is not None and self._names.is_imported(name, frame):
            return any(
                one.split(".")[-2:-1] == [self._wanted.stem] for one in self._names.targets(name, frame)
            )
        return self._wanted.is_method or isinstance(called, ast.Name)

    def _is_foreign(self, called: ast.expr, frame: Frame) -> bool:
        """Tell whether what is called comes from a package outside the project."""
        meaning = self._names.meaning(called, frame)
        if isinstance(meaning, Found):
            return meaning.module.path not in self._wanted.own
        name = dotted(called)
        if name is None:
            return False
        first = self._names.meaning(ast.Name(name.partition(".")[0], ast.Load()), frame)
        if isinstance(first, Found) and first.bound is None:
            return first.module.path not in self._wanted.own
        return first is Missing.UNKNOWN and self._names.is_imported(name, frame)

    # --- the function as a value --------------------------------------------------------------------------------

    def _is_ours(self, node: ast.expr, frame: Frame) -> bool:
        """Tell whether an expression names the function, or a class that it constructs."""
        last = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        if last not in self._wanted.names or not isinstance(getattr(node, "ctx", None), ast.Load):
            return False
        own = self._names.takes(node, frame).parameter(self._wanted.name)
        return own is not None and own.declaration == self._wanted.declaration

    def _decorators(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, frame: Frame) -> None:
        """Note a decorator of the project's, or an unknown one, above what is looked for: it may keep it."""
        is_home = self._source.path == self._wanted.declaration.path
        if not is_home or not self._source.span(node).holds(self._wanted.declaration.span):
            return
        for decorator in node.decorator_list:
            written = read_decorator(self._source, decorator)
            known = transform_of(self._names.modules, self._names.module, written)
            base = decorator.func if isinstance(decorator, ast.Call) else decorator
            meaning = self._names.meaning(base, frame)
            is_own = isinstance(meaning, Found) and meaning.module.path in self._wanted.own
            if known is Transform.UNKNOWN or is_own:
                self._found.escapes.append(self._at(decorator))
            if _says(decorator, self._wanted.name) and base is not None:
                last = (dotted(base) or "").rpartition(".")[2]
                if last not in self._wanted.registering:
                    self._doubt(decorator, "names it in a decorator")

    # --- places -------------------------------------------------------------------------------------------------

    def _at(self, node: Positioned) -> Location:
        return Location(self._source.path, self._source.span(node))

    def _keyword(self, node: ast.keyword) -> Location:
        start = self._source.span(node).start
        return Location(self._source.path, Span(start, start + len(self._wanted.name)))

    def _doubt(self, node: Positioned, why: str) -> None:
        self._found.doubts.append(Doubt(self._at(node), why))


def _says(node: ast.AST, name: str) -> bool:
    """Tell whether a string in an expression has `name` in it as a word."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    return any(
        isinstance(one, ast.Constant) and isinstance(one.value, str) and word.search(one.value) is not None
        for one in ast.walk(node)
    )
