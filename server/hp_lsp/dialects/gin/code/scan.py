"""What a Python file tells Gin: reads its calls and decorators. Knows Gin's functions and how they take arguments.

A registration whose name cannot be computed is kept as `Opaque`, so that nobody takes its name for unknown.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from hp_lsp.dialects.gin.code.calls import Prepared, without_first
from hp_lsp.dialects.gin.code.facts import (
    Api,
    EnumFact,
    Facts,
    Opaque,
    SearchPath,
)
from hp_lsp.dialects.gin.code.loads import KEYED, key_of, load_of, search_path_of
from hp_lsp.dialects.gin.code.mentions import calls_in, imports_in, speaking
from hp_lsp.dialects.gin.code.passing import REGISTERING, aliases, inner_uses, unread
from hp_lsp.dialects.gin.code.recording import Recorder, is_certain
from hp_lsp.dialects.gin.code.target import DESCRIPTORS, decorators_below, target_of
from hp_lsp.dialects.gin.code.written import decorator_call
from hp_lsp.python.calling import Site
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source, dotted
from hp_lsp.python.symbolic import (
    NONE,
    UNKNOWN,
    Arguments,
    Either,
    Local,
    Method,
    Named,
    Partial,
    Special,
    Text,
    Unknown,
    Value,
    alternatives_of,
    is_hole,
)
from hp_lsp.text.span import Span

_GIN_NAMES = (
    "configurable", "register", "external_configurable", "constant", "constants_from_enum", "parse_config_file",
    "parse_config_files_and_bindings", "parse_config", "add_config_file_search_path", "bind_parameter",
    "query_parameter", "get_configurable", "get_bindings", "config_scope", "parse_value", "register_file_reader",
    "finalize", "unlock_config", "clear_config", "enter_interactive_mode", "exit_interactive_mode", "interactive_mode",
)  # fmt: skip
_WRITTEN = (*REGISTERING, "constant", "constants_from_enum", *_GIN_NAMES[_GIN_NAMES.index("finalize") :])
"""The functions whose calls are kept as they are written."""
_GIN_FUNCTION = re.compile(rf"(?:.+\.)?gin(?:\.config)?\.({'|'.join(_GIN_NAMES)})$")

_HARMLESS = frozenset(
    (
        "hasattr", "isinstance", "issubclass", "callable", "id", "str", "repr", "type", "print", "getattr", "map",
        "functools.partial", "functools.wraps", "functools.update_wrapper",
    )
)  # fmt: skip
"""Functions that call nothing of what they are given, or whose calls are followed."""

_MENTION = re.compile(r"\bgin\b|configurable")
_GIN_MODULES = ("gin", "gin.config", "gin.tf", "gin.torch")


_LEFT_OUT = (Opaque(None, None, Span(0, 0)), Opaque(None, None, Span(0, 0), constant=True))
"""What a file too long to be followed to its end may register: anything."""


class _GinFunction(NamedTuple):
    """One of Gin's functions, by name."""

    name: str


def scan(source: Source) -> Facts | None:
    """Return what a Python file tells Gin; None where it tells nothing. Never raises."""
    if not _MENTION.search(source.text):
        return None
    if source.tree is None:
        return unread(source)
    reader = _Reader(source)
    try:
        reader.run()
    except RecursionError:
        return unread(source)
    return reader.facts()


def unplaced(source: Source) -> Facts | None:
    """Return what Python tells Gin whose places mean nothing: what it registers stands nowhere, so it is not known."""
    told = scan(source)
    if told is None or told.registrations or told.constants or told.enums or told.opaque:
        return None if told is None else unread(source)
    return told._replace(loads=(), keys=(), calls=())


class _Reader(Recorder):
    """Collects the facts of one file."""

    def facts(self) -> Facts | None:
        """Return what was collected; None where it is nothing."""
        more = (*aliases(self.top, self._registers), *self._other_names(), *inner_uses(self.source))
        return self.recorded((*more, *_LEFT_OUT) if self.is_spent else more)

    def _other_names(self) -> Iterator[Opaque]:
        """Yield, for each other name of a function that registers what it is given, that its users do."""
        passing = {one.wrapper for one in self._opaque if one.wrapper}
        for name, value in self.top.names.items():
            for one in alternatives_of(value):
                function = one.function if isinstance(one, Partial) else one
                if isinstance(function, Local) and function.qualname in passing - {name}:
                    yield Opaque(None, None, Span(0, 0), wrapper=name)

    def named(self, name: str) -> Value | None:
        """Return Gin's function of that absolute name."""
        match = _GIN_FUNCTION.match(name)
        return Special(_GinFunction(match.group(1))) if match else None

    def _registers(self, value: Value) -> bool:
        """Tell whether a value is one of Gin's functions that register what they are given, or made of one."""
        known = self.named(value.name) if isinstance(value, Named) and value.imported else value
        match known:
            case Either(alternatives):
                return any(map(self._registers, alternatives))
            case Partial(function):
                return self._registers(function)
            case Special(_GinFunction(name)):
                return name in REGISTERING
            case Special(Prepared()):
                return True
            case _:
                return False

    def unbound(self, name: str) -> Value | None:
        """Return Gin's function for a name that `from gin import *` may bind."""
        return self.named(f"gin.{name}") if self._has_gins_names else None

    def follows(self, function: Local) -> bool:
        """Follow a function that speaks of Gin, or of something in this file that does; of others note the calls."""
        start, end = self.source.span(function.node)
        if self._speaking.search(self.source.text, start, end):
            return True
        self._uses.update(dict.fromkeys(calls_in(self.source.text, start, end, self.top)))
        self.imports.extend(imports_in(self.source.text, start, end))
        return False

    @cached_property
    def _speaking(self) -> re.Pattern[str]:
        return speaking(self.source, self.top, _GIN_NAMES if self._has_gins_names else ())

    @cached_property
    def _has_gins_names(self) -> bool:
        return any(star in _GIN_MODULES for star in self.star_imports)

    # --- calls ----------------------------------------------------------------------------------------------

    def decorate(self, decorator: Value, target: Local, node: ast.expr, scope: Scope) -> None:
        """Register what a decorator of Gin's, or one made of it, decorates."""
        self._note_decorator(decorator, target, node, scope)
        if any(dotted(below) in DESCRIPTORS for below in decorators_below(target)):
            return
        for one in alternatives_of(decorator):
            match one:
                case Special(_GinFunction(name)):
                    self._gin_call(name, Arguments((target,)), node, scope)
                case Special(Prepared() as prepared):
                    self._register(prepared, target, scope)
                case Local() | Partial() | Named():
                    self._called_from(node, one, Arguments((target,)), scope)
                case _:
                    pass

    def _note_decorator(self, decorator: Value, target: Local, node: ast.expr, scope: Scope) -> None:
        for one in alternatives_of(decorator):
            match one:
                case (
                    Special(_GinFunction(name))
                    | Special(Prepared(name))
                    | Partial(Special(_GinFunction(name)))
                ) if name in _WRITTEN:
                    written = decorator_call(self.source, name, node, target, scope)
                    self._calls[written.span] = written
                case _:
                    pass

    def call(self, function: Value, arguments: Arguments, node: ast.Call, scope: Scope) -> Value:
        """Return the result of a call, remembering where functions of this file are called from."""
        if isinstance(function, Named | Unknown | Method):
            self._passed_on(function, arguments, node)
        if isinstance(function, Local) and not self._callers:
            self._callers.append(node)
            try:
                return super().call(function, arguments, node, scope)
            finally:
                self._callers.pop()
        return super().call(function, arguments, node, scope)

    def _passed_on(self, function: Named | Unknown | Method, arguments: Arguments, node: ast.AST) -> None:
        """Note that something not known here is given what registers, or things that it may register itself."""
        given = [*arguments.positional, *(value for _, value, _ in arguments.keywords)]
        if isinstance(function, Named) and function.name in _HARMLESS:
            return
        if isinstance(function, Named) and function.imported and given:
            self._uses[function.name] = None
        for value in given:
            self._escapes(value, node)

    def _escapes(self, value: Value, node: ast.AST) -> None:
        """Note that somebody unknown may call a value."""
        if self._registers(value):
            self._opaque[Opaque(None, None, self._span(node))] = None
        for one in alternatives_of(value):
            if isinstance(one, Local) and not isinstance(one.node, ast.ClassDef):
                self._uses[f"{self.source.name}.{one.qualname}"] = None

    def assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind what a target names; what becomes an attribute may be called by anybody."""
        if isinstance(target, ast.Attribute):
            self._escapes(value, target)
            owner = self.evaluate(target.value, scope) if target.attr in ("__name__", "__module__") else None
            if isinstance(owner, Local):
                self._renamed.setdefault(owner.node, {})[target.attr] = value
        super().assign(target, value, scope)

    def member(self, _owner: Special, _name: str) -> Value:
        """Return nothing known: Gin's functions have no attributes of interest."""
        return UNKNOWN

    def call_named(self, _function: Named, _site: Site) -> Value:
        """Return nothing known: what is called is of another file."""
        return UNKNOWN

    def call_special(self, function: Special, site: Site) -> Value:
        """Follow a call of Gin's functions."""
        match function.payload:
            case _GinFunction(name):
                return self._gin_call(name, site.arguments, site.node, site.scope)
            case Prepared() as prepared if site.arguments.positional:
                return self._register(prepared, site.arguments.positional[0], site.scope)
            case _:
                return UNKNOWN

    def _called_from(self, node: ast.expr, function: Value, arguments: Arguments, scope: Scope) -> None:
        call = ast.copy_location(ast.Call(node, [], []), node)
        self._callers.append(node)
        try:
            self.call(function, arguments, call, scope)
        finally:
            self._callers.pop()

    def _gin_call(self, name: str, arguments: Arguments, node: ast.AST, scope: Scope) -> Value:
        if name in _WRITTEN and isinstance(node, ast.Call) and not self._callers:
            self._note_call(name, node, scope)
        match name:
            case "configurable" | "register":
                return self._configurable(name, arguments, node, scope)
            case "external_configurable":
                target = arguments.get(0, "fn_or_cls")
                rest = without_first(arguments, "fn_or_cls")
                prepared = Prepared("external_configurable", rest, self._span(node))
                return UNKNOWN if target is None else self._register(prepared, target, scope)
            case "constants_from_enum":
                return self._constants_from_enum(arguments, node)
            case "constant":
                self._constant(arguments, node)
            case "add_config_file_search_path":
                self._search_paths.append(search_path_of(arguments.get(0, "location_prefix")))
            case "register_file_reader":
                self._search_paths.append(SearchPath(None))
            case "parse_config_file" | "parse_config_files_and_bindings" | "parse_config":
                self._loads.append(load_of(self.source, name, arguments, self._span(node)))
            case _ if name in KEYED:
                found = key_of(self.source, name, arguments, self._span(node))
                if found is not None:
                    self._keys[found] = None
            case _:
                pass
        return UNKNOWN

    # --- registrations ----------------------------------------------------------------------------------------

    def _configurable(self, api: Api, arguments: Arguments, node: ast.AST, scope: Scope) -> Value:
        first = arguments.get(0, "name_or_fn")
        prepared = Prepared(api, arguments, self._span(node))
        if isinstance(first, Unknown):
            self._register_unknown(prepared, first)
        if first is None or _is_name(first) or (node is self.decorator and isinstance(first, Named)):
            return Special(prepared)
        nameless = Prepared(api, without_first(arguments, "name_or_fn", NONE), prepared.span)
        return self._register(nameless, first, scope)

    # --- constants, configs -----------------------------------------------------------------------------------

    def _constants_from_enum(self, arguments: Arguments, node: ast.AST) -> Value:
        target = arguments.get(0, "cls")
        if target is None or target == NONE:
            return Partial(Special(_GinFunction("constants_from_enum")), arguments)
        what = target_of(self.source, target)
        module = arguments.get(1, "module") or NONE
        if what is not None and is_certain(module):
            name = module.text if isinstance(module, Text) else None
            self._enums.append(EnumFact(what, name, self._span(node)))
        elif not is_hole(target):
            self._opaque[Opaque(None, None, self._span(node), constant=True)] = None
        return target


def _is_name(value: Value | None) -> bool:
    """Tell whether the first argument of a decorator of Gin's is a name, not what to register."""
    return value is None or all(
        one == NONE or isinstance(one, Text | Unknown) for one in alternatives_of(value)
    )
