"""What hpman's parser takes for a call, and how it reads one. Knows the syntax tree of a file, and no meaning of names.

All of it is taken from hpman 0.13 (`hpman/hpm.py`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator

from hp_lsp.dialects.hpman.facts import Fault, Unreadable
from hp_lsp.dialects.hpman.literals import reading
from hp_lsp.python.source import Positioned, Source
from hp_lsp.text.span import Span

_COOKIE = re.compile(r"(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


def unreadable(source: Source) -> Unreadable:
    """Return why hpman cannot read a file that Python can: it reads all files as UTF-8, and no byte order mark."""
    if source.has_mark:
        return "mark"
    cookie = _COOKIE.match(source.text)
    if source.text.isascii():
        return ""
    try:
        source.text.encode(cookie[1] if cookie is not None else "utf-8").decode("utf-8")
    except (UnicodeError, LookupError):
        return "encoding"
    return ""


def plain_calls(tree: ast.Module | None, names: Container[str]) -> Iterator[ast.Call]:
    """Yield the calls of some names in the order in which hpman's parser meets them, whatever binds the names."""
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def imported_names(tree: ast.Module | None) -> Iterator[str]:
    """Yield the names that the top of a file imports from `hpman.m` as they are."""
    for node in tree.body if tree is not None else ():
        if isinstance(node, ast.ImportFrom) and node.module == "hpman.m" and not node.level:
            yield from (one.name for one in node.names if one.asname in (None, one.name) and one.name != "*")


def kept_by_objects(tree: ast.Module | None) -> Iterator[tuple[str, str]]:
    """Yield the attributes in `self.hp = HyperParameterManager("hp")`, each with the manager's name."""
    for node in ast.walk(tree) if tree is not None else ():
        match node:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id="self"), attr=attribute)],
                value=ast.Call(func=made, args=[ast.Constant(value=str(manager)), *_]),
            ) if ast.unparse(made).rpartition(".")[2] == "HyperParameterManager":
                yield attribute, manager
            case _:
                pass


def is_bound_once(tree: ast.Module | None, name: str) -> bool:
    """Tell whether a file binds a name in one place, so that it means the same everywhere."""
    found = 0
    bound: str | None
    for node in ast.walk(tree) if tree is not None else ():
        match node:
            case ast.Name(id=bound, ctx=ast.Store() | ast.Del()) | ast.arg(arg=bound):
                pass
            case ast.alias(name=imported, asname=given):
                bound = given or imported.partition(".")[0]
            case _:
                bound = getattr(node, "name", None)
        found += bound == name
    return found == 1


def is_caught(tree: ast.Module | None, call: ast.Call) -> bool:
    """Tell whether a call stands in a `try` with handlers, or in a `with`, which may suppress what it raises."""
    for node in ast.walk(tree) if tree is not None else ():
        match node:
            case ast.With(body=body) | ast.Try(body=body, handlers=[_, *_]):
                if any(inner is call for statement in body for inner in ast.walk(statement)):
                    return True
    return False


def text_of(node: ast.expr | None) -> str | None:
    """Return the text of a string literal; None for every other expression."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def content_of(source: Source, literal: Span, name: str | None) -> tuple[Span, bool]:
    """Return the range of a string literal's content, and whether that is the string itself."""
    start = source.text.find(name, literal.start, literal.end) if name else -1
    if name is None or start < 0:
        return literal, False
    quotes = source.text[literal.start : start], source.text[start + len(name) : literal.end]
    plain = quotes[0].lstrip("rRuU") == quotes[1] and quotes[1] in ("'", '"', "'''", '"""')
    return (Span(start, start + len(name)), True) if plain else (literal, False)


def fault_of(node: ast.Call) -> tuple[Fault, Positioned]:
    """Return why hpman's parser raises at a call, in the order in which it looks, and the argument at fault."""
    if len(node.args) not in (1, 2):
        return "arguments", node
    if text_of(node.args[0]) is None:
        return "name", node.args[0]
    if len(node.args) == 2 and reading(node.args[1]) == "unhashable":
        return "unhashable", node.args[1]
    for keyword in node.keywords:
        found = reading(keyword.value)
        if found != "literal":
            return "hint" if found == "expression" else "unhashable", keyword
    return "", node
