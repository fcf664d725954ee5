"""Which calls in a Python file are hpman's, and what they say. Knows hpman's names and how its parser reads calls.

Whether `_` is hpman's or gettext's is decided by what binds it in the file, as Python would, innermost scope first.
What hpman's own parser makes of a call is in `shapes.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from hp_lsp.dialects.hpman.calls import call_of
from hp_lsp.dialects.hpman.commands import commands_in_code
from hp_lsp.dialects.hpman.early import early_imports, is_reached, runs_of
from hp_lsp.dialects.hpman.facts import (
    ANY,
    IN_FILE,
    Bind,
    Call,
    Facts,
    Load,
    LoadKind,
    NameUse,
    Origin,
    ParseFile,
    Unnamed,
)
from hp_lsp.dialects.hpman.guards import guarded, raises_nothing
from hp_lsp.dialects.hpman.loaded import (
    Pairs,
    Reader,
    file_of,
    is_file,
    load_of,
    opened,
    pairs_of,
    part_of,
    read_from,
    reader_of,
)
from hp_lsp.dialects.hpman.misuse import misuses
from hp_lsp.dialects.hpman.options import bind_of
from hp_lsp.dialects.hpman.parsing import SEPARATOR
from hp_lsp.dialects.hpman.shapes import (
    content_of,
    imported_names,
    is_bound_once,
    is_caught,
    kept_by_objects,
    plain_calls,
    text_of,
    unreadable,
)
from hp_lsp.dialects.hpman.values import MODULE, Manager, Method, exports_of
from hp_lsp.python.calling import Site
from hp_lsp.python.interpreter import Interpreter
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import (
    UNKNOWN,
    Arguments,
    CodePath,
    Items,
    Local,
    Named,
    Special,
    Text,
    Unknown,
    Value,
    pattern_of,
)
from hp_lsp.text.span import Span

_CLASSES = ("hpman.HyperParameterManager", "hpman.hpm.HyperParameterManager")
_NAME_METHODS = frozenset(("get_value", "set_value", "exists", "get_occurrence", "get_tree"))
_TREE_METHODS = frozenset(("set_values", "set_tree"))
_SETTERS = _TREE_METHODS | {"set_value"}
_BIND = "hpargparse.bind"
_LOAD = "hpargparse.hputils.hp_load"
_HARMLESS = (_BIND, _LOAD, "print")
"""Functions that give values to no names but those which have a default."""
_PATCH = re.compile(r"HyperParameterManager\.\w+\s*=[^=]|setattr\(\s*[\w.]*HyperParameterManager\b")
"""How a file gives all managers another attribute."""
_DEEPEST_NAME = 20
_LONGEST_PATTERN = 2_000
_FILE_FUNCTIONS = ("open", "safe_load", "full_load", "load", "unsafe_load", "hp_load", "bind")


def scan(source: Source, placeholders: frozenset[str] = frozenset()) -> Facts | None:
    """Return what a Python file tells hpman; None where it tells nothing. Never raises.

    Calls of `placeholders` are told too where they are no manager's, since hpman's parser takes them for its own.
    """
    if source.tree is None:
        broken = Facts(source.path, source.name, broken=True, unreadable="syntax")
        return broken if "hpman" in source.text else None
    reader = _Reader(source, placeholders)
    try:
        reader.run()
    except RecursionError:
        return Facts(source.path, source.name, broken=True)
    return reader.facts()


class _Reader(Interpreter):
    """Collects the facts of one file."""

    def __init__(self, source: Source, placeholders: frozenset[str]) -> None:
        super().__init__(source)
        self._placeholders = placeholders
        self._calls: dict[Span, Call] = {}
        self._uses: dict[Span, NameUse] = {}
        self._unnamed: dict[Span, Unnamed] = {}
        self._scopes: dict[Span, ParseFile] = {}
        self._binds: dict[Span, Bind] = {}
        self._loads: dict[Span, Load] = {}
        self._made: set[str] = set()
        self._sources: set[str] = set()
        self._opaque: set[str] = set()

    def facts(self) -> Facts | None:
        """Return what was collected; None where it is nothing."""
        exports = tuple(exports_of(self.top))
        commands, loads = commands_in_code(self.source)
        found = Facts(
            self.source.path,
            self.source.name,
            calls=self._in_order(),
            uses=tuple(self._uses[span] for span in sorted(self._uses)),
            unnamed=tuple(self._unnamed[span] for span in sorted(self._unnamed)),
            scopes=tuple(self._scopes[span] for span in sorted(self._scopes)),
            exports=exports,
            made=tuple(sorted(self._made)),
            patches=_PATCH.search(self.source.text) is not None,
            binds=tuple(self._binds[span] for span in sorted(self._binds)),
            loads=(*loads, *(self._loads[span] for span in sorted(self._loads))),
            commands=commands,
            imports=tuple(early_imports(self.source)) if self._calls or self._binds else (),
            unreadable=unreadable(self.source),
            sources=tuple(sorted(self._sources)),
            misuses=misuses(self.source, self._manager_names()),
            opaque=tuple(sorted(self._opaque)),
        )
        return found if found != Facts(found.path, found.module) else None

    def _manager_names(self) -> list[str]:
        """Return the names at the top of the file that are managers, or were before a loop took them."""
        own = {name for name, manager in exports_of(self.top) if name == manager}
        return sorted(own | set(imported_names(self.source.tree)))

    def _in_order(self) -> tuple[Call, ...]:
        """Return the calls, and those that hpman's parser takes for a manager's, with the order in which it does."""
        seen = {
            call.called for call in self._calls.values() if call.called.isidentifier()
        } | self._placeholders
        seen.update(name for name, _manager in exports_of(self.top))
        sure = {name for name, manager in exports_of(self.top) if name == manager}
        orders = {}
        for order, node in enumerate(plain_calls(self.source.tree, seen)):
            whole = self.source.span(node)
            orders[whole] = order
            if whole not in self._calls:
                name = self.source.slice(node.func)
                is_own = name in sure and is_bound_once(self.source.tree, name)
                self._note(name, "manager" if is_own else "foreign", node)
        return tuple(
            call._replace(
                order=orders.get(whole, -1), run=self._runs.get(whole), is_guarded=self._is_guarded(whole)
            )
            for whole, call in sorted(self._calls.items())
        )

    @cached_property
    def _runs(self) -> Mapping[Span, int]:
        """With what calls surely run."""
        return runs_of(self.source)

    @cached_property
    def _guarded(self) -> tuple[Span, ...]:
        return guarded(self.source)

    def _when(self, node: ast.Call) -> dict[str, bool]:
        """Return whether a method's call surely runs on import, and whether it may find nothing."""
        span = self.source.span(node)
        return {
            "is_early": self._runs.get(span) == IN_FILE,
            "is_guarded": self._is_guarded(span) or raises_nothing(node),
        }

    def _is_guarded(self, span: Span) -> bool:
        """Tell whether the code expects that what stands there fails."""
        return any(one.holds(span) for one in self._guarded)

    # --- what is told ---------------------------------------------------------------------------------------

    def named(self, name: str) -> Value | None:
        """Return the manager, or the method of one, that an absolute name means."""
        if not name.startswith(f"{MODULE}."):
            return None
        manager, _, method = name[len(MODULE) + 1 :].partition(".")
        return Special(Method(manager, method) if method else Manager(manager))

    def attribute(self, owner: Value, name: str) -> Value:
        """Return what opens a file, if it is that, a manager that a class keeps, or any other attribute of a value."""
        found = reader_of(owner, name) or pairs_of(owner, name) or super().attribute(owner, name)
        kept = self._kept.get(name) if isinstance(found, Unknown) else None
        return found if kept is None else Special(Manager(kept))

    @cached_property
    def _kept(self) -> Mapping[str, str]:
        """The managers that objects make and keep, by the attribute."""
        return dict(kept_by_objects(self.source.tree))

    def iterated(self, items: Value) -> Sequence[Value]:
        """Return what a loop over a value runs through: also a part of what YAML says in a file."""
        part = part_of(items)
        return super().iterated(items) if part is None else (part,)

    def member(self, owner: Special, name: str) -> Value:
        """Return a method of a manager."""
        manager = owner.payload
        return Special(Method(manager.name, name)) if isinstance(manager, Manager) else UNKNOWN

    def unbound(self, _name: str) -> Value | None:
        """Return nothing of its own: what the file does not bind stays a name."""
        return None

    def decorate(self, _decorator: Value, _target: Local, _node: ast.expr, _scope: Scope) -> None:
        """Take no note: hpman decorates nothing."""

    def follows(self, _function: Local) -> bool:
        """Follow every function: any may call a manager."""
        return True

    def call_named(self, function: Named, site: Site) -> Value:
        """Follow the making of a manager, and calls of what may be one: passed on by another file, or bound nowhere."""
        first = site.arguments.get(0, "placeholder")
        plain = isinstance(site.node.func, ast.Name)
        self._hand_over(function, site.arguments)
        if function.name.rpartition(".")[2] in _FILE_FUNCTIONS:
            return self._file(function.name.rpartition(".")[2], first, site)
        if function.imported and function.name in _CLASSES:
            made = Manager(first.text if isinstance(first, Text) else "")
            self._made.add(made.name)
            return Special(made)
        if function.imported and plain and isinstance(first, Text):
            self._note(function.name, "imported", site.node)
        elif function.name == "_" and plain:
            self._note("_", "unbound", site.node)
        return UNKNOWN

    def call_special(self, function: Special, site: Site) -> Value:
        """Follow a call of a manager or of one of its methods."""
        node = site.node
        match function.payload:
            case Manager(name):
                seen = isinstance(node.func, ast.Name) and node.func.id == name
                self._note(name, "manager" if seen else "alias", node)
                self._build(name, site)
            case Reader() as reader:
                return opened(reader)
            case Pairs():
                return function
            case Method(manager, "parse_file"):
                self._parse_file(manager, site)
            case Method(manager, "parse_source"):
                self._sources.add(manager)
            case Method(manager, method) if method in _NAME_METHODS:
                self._use(manager, method, node.args[0] if node.args else None, **self._when(node))
                self._build(manager, site)
                if method == "set_value":
                    self._load("values", manager, site.arguments.get(0, "name"), node)
            case Method(manager, method) if method in _TREE_METHODS:
                self._set_many(manager, method, node)
                self._load(
                    "tree" if method == "set_tree" else "values",
                    manager,
                    site.arguments.get(0, "values"),
                    node,
                )
            case _:
                pass
        return UNKNOWN

    def entered(self, value: Value) -> Value:
        """Return that `with open(…) as file` binds the file."""
        return value if is_file(value) else UNKNOWN

    def _file(self, function: str, first: Value | None, site: Site) -> Value:
        """Follow the opening of a file, the reading of its YAML, and what hpargparse does with a path or a manager."""
        second = site.arguments.get(1, "hp_mgr")
        known = second.payload if isinstance(second, Special) else None
        if function == "bind" and isinstance(known, Manager):
            span = self.source.span(site.node)
            self._binds[span] = bind_of(self.source, site.node, known.name, self._runs)
        elif function == "hp_load" and isinstance(known, Manager):
            self._load("load", known.name, read_from(first), site.node)
        return file_of(function, first)

    def _load(self, kind: LoadKind, manager: str, value: Value | None, node: ast.Call) -> None:
        """Take note that a manager gets the values in a file."""
        load = load_of(kind, manager, value, self.source.span(node))
        if load is not None:
            self._loads[load.span] = load

    # --- what is noted --------------------------------------------------------------------------------------

    def _note(self, manager: str, origin: Origin, node: ast.Call) -> None:
        call = call_of(self.source, manager, origin, node)
        self._calls[call.call] = call

    def _use(
        self, manager: str, method: str, node: ast.expr | None, above: tuple[str, ...] = (), /, **more: bool
    ) -> None:
        """Take note of a name in a method's call; in a nested dict, of the last part of one, and those `above` it."""
        text = text_of(node)
        if node is None:
            return
        literal = self.source.span(node)
        if text is None:
            self._opaque.update((manager,) if method.startswith("set_") else ())
            return
        span, is_plain = content_of(self.source, literal, text)
        name = SEPARATOR.join((*above, text))
        self._uses[literal] = NameUse(manager, method, name, span, literal, is_plain, bool(above), **more)

    def _build(self, manager: str, site: Site) -> None:
        """Take note of a name that is put together of parts; of one that may be anything there is nothing to note."""
        value = site.arguments.get(0, "name")
        node = site.node.args[0] if site.node.args else site.node
        pattern = "" if value is None or text_of(node) is not None else pattern_of(value)
        if pattern.strip(".*"):
            span = self.source.span(node)
            before = self._unnamed.get(span)
            if before is None:
                self._unnamed[span] = Unnamed(manager, pattern, span)
            elif pattern not in before.pattern.split("|"):
                several = f"{before.pattern}|{pattern}"
                several = several if len(several) < _LONGEST_PATTERN else ".*"
                self._unnamed[span] = Unnamed(manager, several, span)

    def _hand_over(self, function: Named, arguments: Arguments) -> None:
        """Take note that other code may give values: it gets a manager, or is a setter of one from another file."""
        if function.name.rpartition(".")[2] in _SETTERS:
            self._opaque.add(ANY)
        if function.name in _HARMLESS:
            return
        for value in (*arguments.positional, *(value for _, value, _ in arguments.keywords)):
            if isinstance(value, Special) and isinstance(value.payload, Manager):
                self._opaque.add(value.payload.name)

    def _set_many(self, manager: str, method: str, node: ast.Call) -> None:
        """Take note of the names in a dict that a manager gets; a nested one is followed in `set_tree`."""
        given = node.args[0] if node.args else None
        if not isinstance(given, ast.Dict) or None in given.keys or method == "set_tree":
            self._opaque.add(manager)
        if isinstance(given, ast.Dict) and len(node.args) + len(node.keywords) == 1:
            self._set_names(manager, method, given, (), self._when(node))

    def _set_names(
        self, manager: str, method: str, given: ast.Dict, above: tuple[str, ...], when: dict[str, bool]
    ) -> None:
        for key, value in zip(given.keys, given.values, strict=True):
            if key is None:
                continue
            is_branch = isinstance(value, ast.Dict)
            self._use(manager, method, key, above, is_branch=is_branch, **when)
            name = text_of(key)
            if (
                method == "set_tree"
                and isinstance(value, ast.Dict)
                and name is not None
                and len(above) < _DEEPEST_NAME
            ):
                self._set_names(manager, method, value, (*above, name), when)

    def _parse_file(self, manager: str, site: Site) -> None:
        value = site.arguments.get(0, "path")
        values = value.items if isinstance(value, Items) else () if value is None else (value,)
        complete = value.complete if isinstance(value, Items) else value is not None
        paths = []
        for one in values:
            if isinstance(one, Text | CodePath):
                paths.append((one.text, False) if isinstance(one, Text) else (one.path, True))
            else:
                complete = False
        span = self.source.span(site.node)
        before = self._scopes.get(span)  # a loop comes here again
        self._scopes[span] = ParseFile(
            manager,
            tuple(dict.fromkeys((*(before.paths if before else ()), *paths))),
            complete and (before is None or before.known),
            is_caught(self.source.tree, site.node) or not is_reached(self.source, site.node),
            span,
            bool(site.node.args) and isinstance(site.node.args[0], ast.Tuple),
            self._runs.get(span),
        )
