"""Through which names of one Python file others may register without a word of Gin. Knows names, not who uses them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from hp_lsp.dialects.gin.code.facts import Facts, Opaque
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import Partial, Value
from hp_lsp.text.span import Span

REGISTERING = ("configurable", "register", "external_configurable")
"""Gin's functions that register what they are given."""

_OBSCURE_WORDS = ("exec(", "import_module(", "__import__(")
_OBSCURE = re.compile(r"(?<![.\w])exec\(|\b(?:import_module|__import__)\(\s*['\"]gin\b")
"""What may register in ways that are not followed: code in strings, and Gin imported by a call."""

_INNER_WORDS = ("_make_configurable", "_REGISTRY[")
_INNER = re.compile(r"\b_make_configurable\b|\b_REGISTRY\[")
"""Gin's own parts that register anything."""

_WORD = re.compile(r"[^\W\d]\w*")


def unread(source: Source) -> Facts:
    """Return the facts of a file that cannot be read: every word in it may be a name that it registers.

    Where not even its text is known, every name may be.
    """
    if not source.text:
        return Facts(source.path, source.name, opaque=(Opaque(None, None, Span(0, 0)),))
    return Facts(source.path, source.name, broken=True, words=frozenset(_WORD.findall(source.text)))


def obscure_words(source: Source) -> frozenset[str]:
    """Return every word of a file that may register in ways that are not followed; none of any other."""
    is_obscure = _says(source.text, _OBSCURE_WORDS) and _OBSCURE.search(source.text)
    return frozenset(_WORD.findall(source.text) if is_obscure else ())


def inner_uses(source: Source) -> Iterator[Opaque]:
    """Yield that something is registered wherever a file takes Gin's own parts."""
    found = _INNER.finditer(source.text) if _says(source.text, _INNER_WORDS) else ()
    return (Opaque(None, None, Span(*one.span())) for one in found)


def _says(text: str, words: Iterable[str]) -> bool:
    """Tell whether one of some words stands in a text, which is found out many times faster than a pattern's place."""
    return any(word in text for word in words)


def aliases(top: Scope, registers: Callable[[Value], bool]) -> Iterator[Opaque]:
    """Yield, for each name at the top of a file that is a function of Gin's, that its users register something."""
    for name, value in top.names.items():
        if registers(value.function if isinstance(value, Partial) else value):
            yield Opaque(None, None, Span(0, 0), wrapper=name)


def passing_names(facts: Iterable[Facts]) -> frozenset[str]:
    """Return the names of the functions, classes and aliases that register what is given to them.

    Gin's own do not count: whoever uses them names Gin.
    """
    own = (told for told in facts if told.module.partition(".")[0] != "gin")
    wrappers = (one.wrapper.split(".") for told in own for one in told.opaque if one.wrapper)
    return frozenset(name for path in wrappers if (name := _called_by(path)).isidentifier())


def _called_by(path: list[str]) -> str:
    """Return the name that stands where something is called: that of the class for a method such as `__call__`."""
    plain = [name for name in path if not (name.startswith("__") and name.endswith("__"))]
    return plain[-1] if plain else path[-1]


def passed(source: Source, names: frozenset[str]) -> Facts:
    """Return the facts of a file without a word of Gin that says some of these names: it may register anything in it.

    The functions and classes in it that say them may pass on what they are given, too.
    """
    body = source.tree.body if source.tree is not None else []
    renamed = {
        alias.asname
        for node in body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname and alias.asname != alias.name and alias.name in names
    }
    said = re.compile(rf"\b(?:{'|'.join(sorted(names | renamed))})\b")
    passing = [Opaque(None, None, Span(0, 0), wrapper=name) for name in sorted(renamed)]
    passing += [
        Opaque(None, None, source.span(node), wrapper=node.name)
        for node in body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and said.search(source.text, *source.span(node))
    ]
    return unread(source)._replace(opaque=tuple(passing))
