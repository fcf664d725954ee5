"""Where a field of a dataclass is named: its declaration, and attributes of objects that certainly have it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hp_lsp.python.classes import ClassAt, ancestors
from hp_lsp.python.modules import Found
from hp_lsp.python.uses.callee import FileNames
from hp_lsp.python.uses.lexical import Frame, Lexical
from hp_lsp.python.uses.parameter_uses import Doubt
from hp_lsp.python.uses.project_files import ProjectFiles
from hp_lsp.text.span import Location, Span


def field_at(lexical: Lexical, span: Span) -> Frame | None:
    """Return the scope of the class in which an annotated field stands at `span`."""
    for node, frame in lexical.nodes:
        is_field = isinstance(node, ast.AnnAssign) and lexical.source.span(node.target) == span
        if is_field and frame.kind == "class":
            return frame
    return None


def field_uses(
    files: ProjectFiles,
    home: FileNames,
    owner: Frame,
    declaration: Location,
    name: str,
    known: frozenset[Location],
) -> tuple[Location, ...] | Doubt:
    """Return all places of a field but for keywords of calls, or why they are not all known."""
    start = home.class_around(owner)
    if start is None:
        return Doubt(declaration, "is declared inside of a function")
    places = [
        Location(declaration.path, home.lexical.source.span(node)) for node in home.lexical.named(name, owner)
    ]
    for path, at in files.mentioning((name,)):
        read = files.names(path)
        if read is None:
            return Doubt(Location(path, at), "cannot be parsed")
        for found in _in_file(read, start, name):
            if isinstance(found, Location):
                places.append(found)
            elif found.at not in known:
                return found
    return tuple(dict.fromkeys(places))


def _in_file(read: FileNames, start: ClassAt, name: str) -> Iterator[Location | Doubt]:
    source = read.lexical.source
    for node, frame in read.lexical.nodes:
        match node:
            case ast.Attribute(value=value, attr=attribute) if attribute == name:
                yield from _attribute(read, node, value, frame, start)
            case ast.Constant(value=text) if text == name:
                yield Doubt(Location(source.path, source.span(node)), "may name it in a string")
            case ast.MatchClass(kwd_attrs=attributes) if name in attributes:
                at = source.offset(node.lineno, node.col_offset)
                yield Doubt(Location(source.path, Span(at, at)), "matches an attribute of that name")
            case ast.ClassDef() if _redeclares(read, node, start, name):
                yield Doubt(Location(source.path, source.name_span(node)), f"has a `{name}` too")
            case _:
                pass


def _attribute(
    read: FileNames, node: ast.Attribute, value: ast.expr, frame: Frame, start: ClassAt
) -> Iterator[Location | Doubt]:
    source = read.lexical.source
    end = source.span(node).end
    place = Location(source.path, Span(end - len(node.attr), end))
    around = read.class_around(frame) if _is_receiver(read, value, frame) else None
    if around is not None:
        if start in ancestors(read.modules, around):
            yield place
        elif around in ancestors(read.modules, start):
            yield Doubt(place, "names an attribute of a class that it inherits from")
        return
    meaning = read.meaning(value, frame)
    if isinstance(meaning, Found) and meaning.bound is None:
        return
    if isinstance(meaning, Found) and (meaning.module.path, meaning.qualname) == (
        start.module.path,
        start.qualname,
    ):
        yield place
        return
    yield Doubt(place, "names an attribute of an object that cannot be told")


def _is_receiver(read: FileNames, value: ast.expr, frame: Frame) -> bool:
    """Tell whether an expression is the first parameter of a method."""
    if not isinstance(value, ast.Name):
        return False
    owner = read.lexical.owner(frame, value.id)
    node = owner.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or owner.parent is None:
        return False
    first = [*node.args.posonlyargs, *node.args.args][:1]
    bound = owner.bound[value.id]
    return owner.parent.kind == "class" and first == bound


def _redeclares(read: FileNames, node: ast.ClassDef, start: ClassAt, name: str) -> bool:
    """Tell whether another class of the same family binds the name as well."""
    inner = read.lexical.frames[node]
    if name not in inner.bound:
        return False
    around = read.class_around(inner)
    if around is None or around == start:
        return False
    return start in ancestors(read.modules, around) or around in ancestors(read.modules, start)
