"""Every place of a project's Python that names one function or class of a module's top level."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from hp_lsp.python.modules import Found, Meaning, Missing, imported, lookup
from hp_lsp.python.source import dotted
from hp_lsp.python.uses.callee import FileNames
from hp_lsp.python.uses.lexical import Frame
from hp_lsp.python.uses.parameter_uses import Doubt
from hp_lsp.python.uses.project_files import ProjectFiles
from hp_lsp.text.span import Location, Span

_BY_NAME = frozenset(("getattr", "setattr", "hasattr", "delattr", "attrgetter", "locate", "import_string"))
"""Functions that find things by a string of their name."""


def definition_places(
    files: ProjectFiles, definition: Location, known: frozenset[Location]
) -> tuple[Location, ...] | Doubt:
    """Return all places in Python of a `def` or `class` by the place of its name, or why they are not all known.

    `known` are places in strings that are renamed by others.
    """
    home = files.names(definition.path) if definition.path in files.texts else None
    if home is None:
        return Doubt(definition, "cannot be read")
    name = files.texts[definition.path][definition.span.start : definition.span.end]
    if len(home.lexical.top.bound.get(name, ())) != 1:
        return Doubt(definition, "is not the one thing of that name at the top of its file")
    meaning = lookup(files.modules, home.module, name)
    if not isinstance(meaning, Found) or meaning.qualname != name or meaning.module.path != definition.path:
        return Doubt(definition, "cannot be followed by its name")
    places = [definition]
    for path, at in files.mentioning((name,)):
        read = files.names(path)
        if read is None:
            return Doubt(Location(path, at), "cannot be parsed")
        for found in _Reader(read, meaning, name).read():
            if isinstance(found, Location):
                places.append(found)
            elif not any(found.at.span.holds(one.span) and one.path == path for one in known):
                return found
    return tuple(dict.fromkeys(places))


def is_free(files: ProjectFiles, places: tuple[Location, ...], name: str) -> bool:
    """Tell whether no file that holds one of `places` has a name yet, in any scope, and Python itself has none such."""
    edited = [files.names(path) for path in dict.fromkeys(place.path for place in places)]
    return name not in dir(builtins) and not any(read is None or _has(read, name) for read in edited)


def _has(read: FileNames, name: str) -> bool:
    frames = (read.lexical.top, *read.lexical.frames.values())
    used = any(isinstance(node, ast.Name) and node.id == name for node, _ in read.lexical.nodes)
    bound = any(name in frame.bound or name in frame.outer for frame in frames)
    return used or bound or lookup(read.modules, read.module, name) is not Missing.ABSENT


class _Reader:
    """Finds one definition in one file."""

    def __init__(self, read: FileNames, wanted: Found, name: str) -> None:
        self._names = read
        self._wanted = wanted
        self._name = name
        self._source = read.lexical.source
        self._exported = {id(node) for node in _exported(read)}

    def read(self) -> Iterator[Location | Doubt]:
        """Yield each place of the name, and whatever may be one."""
        for node, frame in self._names.lexical.nodes:
            match node:
                case ast.Name(id=self._name):
                    yield from self._judge(node, self._names.meaning(node, frame), self._local(frame))
                case ast.Attribute(attr=self._name):
                    yield from self._attribute(node, frame)
                case ast.ImportFrom():
                    yield from self._import(node)
                case ast.Global(names=names) if self._name in names:
                    yield self._doubt(node, "binds the name anew")
                case ast.Constant(value=str(text)) if self._name in text:
                    yield from self._string(node, text)
                case ast.Call(args=arguments) if _called(node) in _BY_NAME:
                    for one in arguments:
                        if isinstance(one, ast.Constant) and one.value == self._name:
                            yield self._doubt(one, "may look it up by that string")
                case _:
                    pass

    def _local(self, frame: Frame) -> bool:
        """Tell whether the name is a variable of a function or class there."""
        owner = self._names.lexical.owner(frame, self._name)
        return owner is not self._names.lexical.top and not self._names.is_imported(self._name, frame)

    def _judge(self, node: ast.expr, meaning: Meaning, is_other: bool) -> Iterator[Location | Doubt]:
        if meaning == self._wanted:
            yield self._last(node)
        elif not is_other and isinstance(meaning, Missing):
            yield self._doubt(node, "may mean it")

    def _attribute(self, node: ast.Attribute, frame: Frame) -> Iterator[Location | Doubt]:
        meaning = self._names.meaning(node, frame)
        if meaning == self._wanted:
            yield self._last(node)
            return
        base = self._names.meaning(node.value, frame)
        is_home = (
            isinstance(base, Found) and base.bound is None and base.module.path == self._wanted.module.path
        )
        if is_home or (base is Missing.UNKNOWN and self._may_be_home(node.value, frame)):
            yield self._doubt(node, "may mean it")

    def _may_be_home(self, node: ast.expr, frame: Frame) -> bool:
        """Tell whether an unknown import may be the module that defines what is looked for."""
        stem = self._wanted.module.name.rpartition(".")[2]
        targets = self._names.targets(dotted(node) or "", frame)
        return any(one.rpartition(".")[2] == stem for one in targets)

    def _import(self, node: ast.ImportFrom) -> Iterator[Location | Doubt]:
        module = self._source.absolute(node.module, node.level)
        for one in node.names:
            if one.name != self._name:
                continue
            meaning = imported(self._names.modules, module, one.name, self._source.path)
            if meaning == self._wanted:
                start = self._source.span(one).start
                yield Location(self._source.path, Span(start, start + len(one.name)))
            elif isinstance(meaning, Missing) and module.rpartition(".")[2] in self._wanted.module.name.split(
                "."
            ):
                yield self._doubt(node, "may import it")

    def _string(self, node: ast.Constant, text: str) -> Iterator[Location | Doubt]:
        span = self._source.span(node)
        is_plain = self._source.text[span.start : span.end] in (f'"{text}"', f"'{text}'")
        is_named = lookup(self._names.modules, self._names.module, self._name) == self._wanted
        if text == self._name and id(node) in self._exported and is_named and is_plain:
            yield Location(self._source.path, Span(span.start + 1, span.end - 1))
        elif id(node) in self._exported and text == self._name:
            yield self._doubt(node, "exports the name")
        elif text.endswith(f"{self._wanted.module.name.rpartition('.')[2]}.{self._name}"):
            yield self._doubt(node, "may look it up by that string")

    def _last(self, node: ast.expr) -> Location:
        end = self._source.span(node).end
        return Location(self._source.path, Span(end - len(self._name), end))

    def _doubt(self, node: ast.expr | ast.stmt, why: str) -> Doubt:
        return Doubt(Location(self._source.path, self._source.span(node)), why)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _exported(read: FileNames) -> Iterator[ast.AST]:
    """Yield the parts of what a file assigns to `__all__`."""
    for node, frame in read.lexical.nodes:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id="__all__")], value=value)
                | ast.AugAssign(target=ast.Name(id="__all__"), value=value)
            ) if frame is read.lexical.top:
                yield from ast.walk(value)
            case _:
                pass
