"""What a walk through a Python file finds for Gin, as it is collected. Knows facts; judges no call.

A registration whose name cannot be computed is kept as `Opaque`, so that nobody takes its name for unknown.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from hp_lsp.dialects.gin.code.calls import Prepared, opaque_of, registration_of
from hp_lsp.dialects.gin.code.facts import (
    ConstantFact,
    EnumFact,
    Facts,
    GinCall,
    Key,
    Load,
    Opaque,
    Registration,
    SearchPath,
    Target,
)
from hp_lsp.dialects.gin.code.passing import obscure_words
from hp_lsp.dialects.gin.code.patching import patched_names
from hp_lsp.dialects.gin.code.target import target_of, wrapped_by
from hp_lsp.dialects.gin.code.written import plain_call
from hp_lsp.python.interpreter import Interpreter
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import (
    NONE,
    Arguments,
    Either,
    Local,
    Named,
    Text,
    Unknown,
    Value,
    is_hole,
    pattern_of,
)
from hp_lsp.text.span import Span


class Recorder(Interpreter):
    """Collects the facts of one file."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._registrations: dict[tuple[object, ...], Registration] = {}
        self._constants: list[ConstantFact] = []
        self._enums: list[EnumFact] = []
        self._opaque: dict[Opaque, None] = {}
        self._loads: list[Load] = []
        self._search_paths: list[SearchPath] = []
        self._keys: dict[Key, None] = {}
        self._calls: dict[Span, GinCall] = {}
        self._uses: dict[str, None] = {}
        self._renamed: dict[ast.AST, dict[str, Value]] = {}
        self._callers: list[ast.AST] = []

    # --- names ----------------------------------------------------------------------------------------------

    def recorded(self, more: Iterable[Opaque]) -> Facts | None:
        """Return what was collected, and `more` that may be registered; None where it is nothing."""
        found = Facts(
            self.source.path,
            self.source.name,
            registrations=tuple(self._registrations.values()),
            constants=tuple(self._constants),
            enums=tuple(self._enums),
            opaque=(*self._opaque, *more),
            loads=tuple(self._loads),
            search_paths=tuple(dict.fromkeys(self._search_paths)),
            keys=tuple(self._keys),
            calls=tuple(self._calls.values()),
            imports=tuple(dict.fromkeys((*self.imports, *self.star_imports))),
            uses=tuple(self._uses),
            words=obscure_words(self.source),
            patched=patched_names(self.source, self.top),
        )
        return found if found != Facts(found.path, found.module) else None

    # --- where -----------------------------------------------------------------------------------------------

    def _span(self, node: ast.AST) -> Span:
        """Return the range of the outermost call that leads to `node`."""
        place: Any = self._callers[0] if self._callers else node
        return self.source.span(place)

    @property
    def _wrapper(self) -> str:
        """The function that is being followed, if whoever calls it is told elsewhere; methods are called unseen."""
        owner = self.walking.partition(".")[0]
        unseen = self.walks_method and self.source.text.count(owner) > 1
        return "" if unseen else self.walking

    # --- registrations ----------------------------------------------------------------------------------------

    def _note_call(self, name: str, node: ast.Call, scope: Scope) -> None:
        dropped = isinstance(self.statement, ast.Expr) and self.statement.value is node
        written = plain_call(self.source, name, node, scope, dropped=dropped)
        self._calls.setdefault(written.span, written)

    def _register(self, prepared: Prepared, target: Value, scope: Scope) -> Value:
        arguments = prepared.arguments
        name = arguments.get(0, "name" if prepared.api == "external_configurable" else "name_or_fn") or NONE
        module = arguments.get(1, "module") or NONE
        original = wrapped_by(target)
        if original is not None:
            name, module = self._named_after(self.evaluate(original, scope), name, module)
        target = _same_name(target)
        if isinstance(target, Local):
            name, module = self._set_by_hand(target, name, module)
        if isinstance(target, Either):
            for one in target.alternatives:
                self._note_opaque(prepared, name, module, one)
            return target
        what = target_of(self.source, target)
        if is_certain(name) and is_certain(module) and (what is not None or isinstance(name, Text)):
            found = registration_of(prepared, name, module, what or Target(), scope)
            place = found.target.picture.span if found.target.picture else found.target.name
            self._registrations[found.name, found.module, place] = found
            return target
        self._note_opaque(prepared, name, module, target)
        return target

    def _register_unknown(self, prepared: Prepared, what: Value) -> None:
        """Note that something is registered, or will be under some name: which of both cannot be told."""
        module = prepared.arguments.get(1, "module") or NONE
        wrapper = self._wrapper if is_hole(what) else ""
        self._opaque[opaque_of(prepared.span, NONE, module, None, wrapper)] = None

    def _note_opaque(self, prepared: Prepared, name: Value, module: Value, target: Value) -> None:
        """Note a registration of which something is not known."""
        hole = prepared.arguments.hole or any(map(is_hole, (name, module, target)))
        what = target_of(self.source, target)
        self._opaque[opaque_of(prepared.span, name, module, what, self._wrapper if hole else "")] = None

    def _named_after(self, original: Value, name: Value, module: Value) -> tuple[Value, Value]:
        """Return name and module of what `functools.wraps` makes look like another function."""
        own_module = isinstance(original, Local)
        return (
            self.attribute(original, "__name__") if name == NONE else name,
            module if own_module or module != NONE else Unknown(hole=is_hole(original)),
        )

    def _set_by_hand(self, target: Local, name: Value, module: Value) -> tuple[Value, Value]:
        """Return name and module after `f.__name__ = …` and `f.__module__ = …`."""
        by_hand = self._renamed.get(target.node, {})
        return (
            by_hand.get("__name__", name) if name == NONE else name,
            by_hand.get("__module__", module) if module == NONE else module,
        )

    # --- constants --------------------------------------------------------------------------------------------

    def _constant(self, arguments: Arguments, node: ast.AST) -> None:
        name = arguments.get(0, "name")
        if isinstance(name, Text):
            self._constants.append(ConstantFact(name.text, self._value_text(node), self._span(node)))
        elif name is not None and not is_hole(name):
            self._opaque[Opaque(pattern_of(name), None, self._span(node), constant=True)] = None

    def _value_text(self, node: ast.AST) -> str:
        if not isinstance(node, ast.Call) or self._callers:
            return ""
        written = [keyword.value for keyword in node.keywords if keyword.arg == "value"] or node.args[1:2]
        return self.source.slice(written[0]) if written else ""


def _same_name(value: Value) -> Value:
    """Return the name that several definitions in branches of this file have in common, if they are such."""
    if isinstance(value, Either) and all(isinstance(one, Local) for one in value.alternatives):
        names = {one.qualname for one in value.alternatives if isinstance(one, Local)}
        return Named(names.pop(), imported=False) if len(names) == 1 else value
    return value


def is_certain(value: Value) -> bool:
    """Tell whether a name or module is known, be it that none is given."""
    return value == NONE or isinstance(value, Text)
