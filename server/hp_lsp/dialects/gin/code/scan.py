"""What a Python file tells Gin: reads its calls and decorators. Knows Gin's functions and how they take arguments.

A registration whose name cannot be computed is kept as `Opaque`, so that nobody takes its name for unknown.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import Any, NamedTuple

from hp_lsp.dialects.gin.code.calls import Prepared, opaque_of, partial_target, registration_of, without_first
from hp_lsp.dialects.gin.code.facts import (
    Api,
    ConstantFact,
    EnumFact,
    Facts,
    Key,
    Load,
    Opaque,
    Registration,
    SearchPath,
    Target,
)
from hp_lsp.dialects.gin.code.mentions import calls_in, imports_in, speaking
from hp_lsp.dialects.gin.code.passing import REGISTERING, aliases, inner_uses, obscure_words, unread
from hp_lsp.dialects.gin.code.patching import patched_names
from hp_lsp.python.evaluator import Site
from hp_lsp.python.interpreter import Interpreter
from hp_lsp.python.module import Function
from hp_lsp.python.reading import read_class, read_decorator, read_function, read_parameters
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source, dotted
from hp_lsp.python.symbolic import (
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
    Text,
    Unknown,
    Value,
    is_hole,
    pattern_of,
)
from hp_lsp.text.span import Span

_GIN_NAMES = (
    "configurable", "register", "external_configurable", "constant", "constants_from_enum", "parse_config_file",
    "parse_config_files_and_bindings", "parse_config", "add_config_file_search_path", "bind_parameter",
    "query_parameter", "get_configurable", "get_bindings", "config_scope", "register_file_reader",
)  # fmt: skip
_GIN_FUNCTION = re.compile(rf"(?:.+\.)?gin(?:\.config)?\.({'|'.join(_GIN_NAMES)})$")

_DESCRIPTORS = frozenset(("classmethod", "property", "functools.cached_property", "cached_property"))
"""Decorators whose result Gin fails to register without a word."""

_MENTION = re.compile(r"\bgin\b|configurable")
_GIN_MODULES = ("gin", "gin.config", "gin.tf", "gin.torch")


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


class _Reader(Interpreter):
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
        self._uses: dict[str, None] = {}
        self._callers: list[ast.AST] = []

    def facts(self) -> Facts | None:
        """Return what was collected; None where it is nothing."""
        found = Facts(
            self.source.path,
            self.source.name,
            registrations=tuple(self._registrations.values()),
            constants=tuple(self._constants),
            enums=tuple(self._enums),
            opaque=(*self._opaque, *aliases(self.top, self._registers), *inner_uses(self.source)),
            loads=tuple(self._loads),
            search_paths=tuple(dict.fromkeys(self._search_paths)),
            keys=tuple(self._keys),
            imports=tuple(dict.fromkeys((*self.imports, *self.star_imports))),
            uses=tuple(self._uses),
            words=obscure_words(self.source),
            patched=patched_names(self.source, self.top),
        )
        return found if found != Facts(found.path, found.module) else None

    # --- names ----------------------------------------------------------------------------------------------

    def named(self, name: str) -> Value | None:
        """Return Gin's function of that absolute name."""
        match = _GIN_FUNCTION.match(name)
        return Special(_GinFunction(match.group(1))) if match else None

    def _registers(self, value: Value) -> bool:
        """Tell whether a value is one of Gin's functions that register what they are given, or made of one."""
        known = self.named(value.name) if isinstance(value, Named) and value.imported else value
        match known:
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
        if any(dotted(below) in _DESCRIPTORS for below in _below(target)):
            return
        match decorator:
            case Special(_GinFunction(name)):
                given = Arguments((target,))
                self._gin_call(name, given, node, scope)
            case Special(Prepared() as prepared):
                self._register(prepared, target, scope)
            case Local() | Partial():
                self._called_from(node, decorator, Arguments((target,)), scope)
            case Named(name, imported=True):
                self._uses[name] = None
            case _:
                return

    def call(self, function: Value, arguments: Arguments, node: ast.Call, scope: Scope) -> Value:
        """Return the result of a call, remembering where functions of this file are called from."""
        if isinstance(function, Local) and not self._callers:
            self._callers.append(node)
            try:
                return super().call(function, arguments, node, scope)
            finally:
                self._callers.pop()
        return super().call(function, arguments, node, scope)

    def member(self, _owner: Special, _name: str) -> Value:
        """Return nothing known: Gin's functions have no attributes of interest."""
        return UNKNOWN

    def call_named(self, function: Named, site: Site) -> Value:
        """Note that something imported is given things that it may register."""
        given = any(isinstance(value, Local | Named) for value in site.arguments.positional)
        if function.imported and given:
            self._uses[function.name] = None
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

    def _span(self, node: ast.AST) -> Span:
        """Return the range of the outermost call that leads to `node`."""
        place: Any = self._callers[0] if self._callers else node
        return self.source.span(place)

    def _gin_call(self, name: str, arguments: Arguments, node: ast.AST, scope: Scope) -> Value:
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
                self._search_paths.append(_search_path(arguments.get(0, "location_prefix")))
            case "register_file_reader":
                self._search_paths.append(SearchPath(None))
            case "parse_config_file" | "parse_config_files_and_bindings" | "parse_config":
                self._load(name, arguments, node)
            case _:
                self._key(name, arguments)
        return UNKNOWN

    # --- registrations ----------------------------------------------------------------------------------------

    def _configurable(self, api: Api, arguments: Arguments, node: ast.AST, scope: Scope) -> Value:
        first = arguments.get(0, "name_or_fn")
        prepared = Prepared(api, arguments, self._span(node))
        if isinstance(first, Unknown):
            self._register_unknown(prepared, first)
        if first is None or first == NONE or isinstance(first, Text | Unknown):
            return Special(prepared)
        nameless = Prepared(api, without_first(arguments, "name_or_fn", NONE), prepared.span)
        return self._register(nameless, first, scope)

    def _register(self, prepared: Prepared, target: Value, scope: Scope) -> Value:
        arguments = prepared.arguments
        name = arguments.get(0, "name" if prepared.api == "external_configurable" else "name_or_fn") or NONE
        module = arguments.get(1, "module") or NONE
        what = self._target(target)
        if _is_certain(name) and _is_certain(module) and (what is not None or isinstance(name, Text)):
            found = registration_of(prepared, name, module, what or Target(), scope)
            place = found.target.picture.span if found.target.picture else found.target.name
            self._registrations[found.name, found.module, place] = found
            return target
        hole = is_hole(name) or is_hole(module) or is_hole(target) or arguments.hole
        self._opaque[opaque_of(prepared.span, name, module, what, self.walking if hole else "")] = None
        return target

    def _register_unknown(self, prepared: Prepared, what: Value) -> None:
        """Note that something is registered, or will be under some name: which of both cannot be told."""
        module = prepared.arguments.get(1, "module") or NONE
        wrapper = self.walking if is_hole(what) else ""
        self._opaque[opaque_of(prepared.span, NONE, module, None, wrapper)] = None

    def _target(self, value: Value) -> Target | None:
        """Return what a value is as something to register; None where nothing is known of it."""
        match value:
            case Local(node, qualname):
                return self._local_target(value, node, qualname)
            case Named(name, imported):
                return Target(name=name, imported=imported)
            case Partial(inner, given) if given.complete:
                target = self._target(inner)
                return None if target is None else partial_target(target, len(given.positional))
            case _:
                return None

    def _local_target(self, local: Local, node: Any, qualname: str) -> Target:
        if isinstance(node, ast.Lambda):
            span = self.source.span(node)
            parameters = read_parameters(self.source, node.args)
            return Target(Function("<lambda>", span, span, parameters), qualname)
        decorators = tuple(read_decorator(self.source, one) for one in _below(local))
        reading = read_class if isinstance(node, ast.ClassDef) else read_function
        return Target(
            reading(self.source, node), qualname, decorators=decorators, local=local.scope.in_function
        )

    # --- constants, configs -----------------------------------------------------------------------------------

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

    def _constants_from_enum(self, arguments: Arguments, node: ast.AST) -> Value:
        target = arguments.get(0, "cls")
        if target is None or target == NONE:
            return Partial(Special(_GinFunction("constants_from_enum")), arguments)
        what = self._target(target)
        module = arguments.get(1, "module") or NONE
        if what is not None and _is_certain(module):
            name = module.text if isinstance(module, Text) else None
            self._enums.append(EnumFact(what, name, self._span(node)))
        elif not is_hole(target):
            self._opaque[Opaque(None, None, self._span(node), constant=True)] = None
        return target

    def _load(self, name: str, arguments: Arguments, node: ast.AST) -> None:
        nothing: Value = Items(())
        if name == "parse_config":
            paths, bindings = nothing, arguments.get(0, "bindings") or UNKNOWN
        elif name == "parse_config_file":
            paths, bindings = arguments.get(0, "config_file") or UNKNOWN, nothing
        else:
            paths = arguments.get(0, "config_files") or UNKNOWN
            bindings = arguments.get(1, "bindings") or UNKNOWN
        skip = arguments.get(3 if name.endswith("bindings") else 1, "skip_unknown")
        finalizes = arguments.get(2, "finalize_config") if name.endswith("bindings") else Plain(False)
        self._loads.append(
            Load(
                *self._literals(paths),
                *self._literals(bindings),
                False
                if skip is None
                else skip.value
                if isinstance(skip, Plain) and type(skip.value) is bool
                else None,
                finalizes is None or finalizes == Plain(True),
                self._span(node),
            )
        )

    def _literals(self, value: Value) -> tuple[tuple[tuple[str, Span], ...], bool]:
        """Return the texts that a value holds with the ranges of their literals, and whether those are all."""
        if value == NONE:
            return (), True
        values = value.items if isinstance(value, Items) else (value,)
        complete = value.complete if isinstance(value, Items) else True
        found = []
        for one in values:
            if isinstance(one, Text) and one.node is not None:
                found.append((one.text, self.source.span(one.node)))
            else:
                complete = False
        return tuple(found), complete

    def _key(self, name: str, arguments: Arguments) -> None:
        roles = {"bind_parameter": "binding", "query_parameter": "query", "config_scope": "scope"}
        first = arguments.get(0, "")
        if isinstance(first, Text) and first.node is not None:
            role: Any = roles.get(name, "configurable")
            self._keys[Key(role, first.text, self.source.span(first.node))] = None


def _below(target: Local) -> list[ast.expr]:
    """Return the decorators of a `def` or `class` that have been applied, the outermost first."""
    written = [] if isinstance(target.node, ast.Lambda) else target.node.decorator_list
    return written[len(written) - target.below :]


def _is_certain(value: Value) -> bool:
    return value == NONE or isinstance(value, Text)


def _search_path(value: Value | None) -> SearchPath:
    match value:
        case Text(text):
            return SearchPath(text)
        case CodePath(path):
            return SearchPath(path, beside_code=True)
        case _:
            return SearchPath(None)
