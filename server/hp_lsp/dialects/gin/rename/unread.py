"""Where a name may stand unseen: in configs with errors, and in strings of Python that are not fully understood.

Whoever renames must not miss such a place, so it is a reason to refuse.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Refused, View
from hp_lsp.dialects.gin.code.facts import Facts, bindings_in
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import gin_configs
from hp_lsp.dialects.gin.rename.places import where
from hp_lsp.dialects.gin.tree import Broken
from hp_lsp.python.modules import Missing
from hp_lsp.python.source import Source, parse
from hp_lsp.text.span import Location, Span

TEXTS: tuple[type[ast.AST], ...] = (ast.Constant,)
MEMBERS = (*TEXTS, ast.keyword, ast.Attribute)
NAMES = (*MEMBERS, ast.Name, ast.alias)
"""Where in Python a name may stand that only configs and strings know, that of a parameter, that of a configurable."""


def unread(
    view: View, name: str, pattern: str = "", *, places: tuple[type[ast.AST], ...] = TEXTS
) -> Refused | None:
    """Return that a place which cannot be read may hold `name`, if there is one.

    A string in Python that matches `pattern`, whose group `name` is the name, is such a place wherever it stands.
    In code that is not followed the name counts at these `places`.
    """
    return (
        _config(view, name)
        or _other_code(view, name, places)
        or _gin_string(view, name)
        or _any_string(view, name, pattern)
    )


def _config(view: View, name: str) -> Refused | None:
    """Return that a config has the word `name` in a line with errors, where not all names can be known."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    for document in gin_configs(view):
        path = document.path
        if not word.search(document.text.source):
            continue
        if document.undecodable is not None:
            return Refused(f"`{os.path.basename(path)}` mentions `{name}` and is not UTF-8.")
        at = (
            _unseen(view, path, 0, document.text.source, word, _clear(document))
            if document.tree.errors
            else None
        )
        if at is not None:
            return Refused(
                f"The line at {where(view, at)} mentions `{name}` and has a syntax error; mend it first."
            )
    return None


def _clear(document: Document) -> tuple[Span, ...]:
    """Return the ranges of a config that are understood: its comments, and the lines without errors."""
    broken = [error.span.start for error in document.tree.errors]
    lines = (statement for statement, _ in document.tree.walk() if not isinstance(statement.node, Broken))
    understood = (one.span for one in lines if not any(one.span.touches(place) for place in broken))
    return (*document.tree.comments, *understood)


def _other_code(view: View, name: str, places: tuple[type[ast.AST], ...]) -> Refused | None:
    """Return that a notebook, or a script without a suffix, may mean the name: those are not followed."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    for path, code in view.other_code():
        if name in code and _may_mean(code, word, places):
            return Refused(
                f"`{os.path.basename(path)}` mentions `{name}`, and code of its kind is not followed."
            )
    return None


def _may_mean(code: str, word: re.Pattern[str], places: tuple[type[ast.AST], ...]) -> bool:
    """Tell whether a word stands at one of these places in Python; anywhere in what cannot be parsed."""
    tree = parse(code)
    if tree is None:
        return word.search(code) is not None
    nodes = (node for node in ast.walk(tree) if isinstance(node, places))
    return any(word.search(one) for node in nodes for one in _words_of(node))


def _words_of(node: ast.AST) -> Iterator[str]:
    """Yield the texts and names that a node holds by itself."""
    yield from (value for _, value in ast.iter_fields(node) if isinstance(value, str))


def _gin_string(view: View, name: str) -> Refused | None:
    """Return that a string given to one of Gin's functions has the word `name` where nothing is known to be named."""
    registry: Registry = view.index("gin")
    word = re.compile(rf"\b{re.escape(name)}\b")
    for path, facts in registry.facts.items():
        document = view.document(path)
        for literal in _given_to_gin(facts) if document else ():
            text = document.text.slice(literal) if document else ""
            if at := _unseen(view, path, literal.start, text, word):
                return Refused(
                    f"The string at {where(view, at)} has `{name}` in it and is not fully understood."
                )
    return None


def _given_to_gin(facts: Facts) -> Iterator[Span]:
    yield from (key.span for key in facts.keys)
    yield from (span for _, span in bindings_in(facts))


def _any_string(view: View, name: str, pattern: str) -> Refused | None:
    """Return that a string matches `pattern`; docstrings and other loose strings do not count."""
    searched = re.compile(pattern)
    for path in view.code_files() if pattern else ():
        document = view.document(path)
        if document is None or not searched.search(document.text.source):
            continue
        for start, text in view.once(("gin.strings", path), partial(_strings, view, document)):
            if at := _unseen(view, path, start, text, searched):
                return Refused(
                    f"The string at {where(view, at)} may mean `{name}` and is not fully understood."
                )
    return None


def _unseen(
    view: View, path: str, start: int, text: str, pattern: re.Pattern[str], clear: tuple[Span, ...] = ()
) -> Location | None:
    """Return the first match of a pattern in a text, which starts at an offset of a file, that is no known name.

    What lies in a `clear` range does not count.
    """
    known = [*(one.span for one in view.occurrences(path) if one.symbols), *clear]
    for match in pattern.finditer(text):
        span = Span(*match.span("name" if "name" in pattern.groupindex else 0)).shifted(start)
        if not any(one.holds(span) for one in known):
            return Location(path, span)
    return None


def _strings(view: View, document: Document) -> tuple[tuple[int, str], ...]:
    """Return the string literals of a Python file as written, with where they start."""
    module = view.modules.at(document.path)
    if isinstance(module, Missing):
        return ()
    source = Source(document.text.source, module.name, document.path)
    return () if source.tree is None else tuple(_literals(source, source.tree))


def _literals(source: Source, tree: ast.Module) -> Iterator[tuple[int, str]]:
    loose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.Constant) and node not in loose:
            yield source.span(node).start, source.slice(node)
