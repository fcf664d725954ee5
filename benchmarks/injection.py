"""One mistake at a time for Gin configs that have none: where one can be made, and the text with it.

Knows the trees and names of hp-lsp to find places; whether a text can still be read is for the real Gin to say.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import NamedTuple

from gin import config_parser

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.resolve import Resolution, resolve
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span

KINDS = ("parameter", "configurable", "reference", "macro", "include", "bracket", "quote")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TOKEN = re.compile(
    r"""\#[^\n]*|(?P<string>\"{3}[\s\S]*?\"{3}|'{3}[\s\S]*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?P<bracket>[][(){}])"""
)
_OPENING = "([{"


class Site(NamedTuple):
    """A place where a mistake can be made: the text there, and the lines, from 0, one of which should be reported.

    `is_mistake` tells of a replacement that it means nothing; a `bracket` or `quote` is left out instead.
    """

    kind: str
    path: str
    span: Span
    lines: tuple[int, ...]
    is_mistake: Callable[[str], bool]


class Mistake(NamedTuple):
    """A site, what stands there now, and the whole text."""

    site: Site
    written: str
    text: str


def sites(view: Snapshot, path: str) -> Iterator[Site]:
    """Yield the places of a config where a mistake can be made that hp-lsp can know."""
    document = view.document(path)
    if document is None or document.dialect is None or document.tree.errors:
        return
    found = resolve(view, document)
    yield from _parameters(view, document, found)
    yield from _selectors(view, document, found)
    yield from _macros(view, document, found)
    yield from _includes(view, document, found)
    yield from _marks(document)


def make(site: Site, source: str, random: Random) -> Mistake | None:
    """Return a text with a mistake at a site; None where a few tries gave none."""
    start, end = site.span
    for _ in range(20):
        written = "" if site.kind in ("bracket", "quote") else _mistyped(source[start:end], random)
        text = source[:start] + written + source[end:]
        if site.kind in ("bracket", "quote"):
            return None if _can_be_read(text) else Mistake(site, written, text)
        if written != source[start:end] and site.is_mistake(written):
            return Mistake(site, written, text)
    return None


def _site(document: Document, kind: str, span: Span, is_mistake: Callable[[str], bool], *also: int) -> Site:
    lines = tuple(document.text.position(offset).line for offset in (span.start, *also))
    return Site(kind, document.path, span, lines, is_mistake)


def _parameters(view: Snapshot, document: Document, found: Resolution) -> Iterator[Site]:
    registry: Registry = view.index("gin")
    for statement, bound in found.bounds():
        meant = bound.meaning.configurables
        if _is_readable(registry, meant):
            names = frozenset(each.name for each in registry.signature(meant[0]).parameters)
            yield _site(document, "parameter", statement.at(bound.span), partial(_is_none_of, names))


def _is_none_of(names: frozenset[str], name: str) -> bool:
    return name not in names


def _selectors(view: Snapshot, document: Document, found: Resolution) -> Iterator[Site]:
    registry: Registry = view.index("gin")
    for statement, named in found.selectors():
        if _is_readable(registry, named.meaning.configurables):
            kind = "reference" if named.place == "reference" else "configurable"
            before, dot, last = named.text.rpartition(".")
            end = statement.at(named.span).end
            means_nothing = partial(_means_nothing, registry, f"{before}{dot}")
            yield _site(document, kind, Span(end - len(last), end), means_nothing)


def _means_nothing(registry: Registry, before: str, name: str) -> bool:
    return not registry.matching(f"{before}{name}")


def _is_readable(registry: Registry, meant: tuple[Configurable, ...]) -> bool:
    """Tell whether a name means one configurable whose parameters are known and limited."""
    if len(meant) != 1:
        return False
    takes = registry.signature(meant[0])
    return takes.known and not takes.accepts_any


def _macros(view: Snapshot, document: Document, found: Resolution) -> Iterator[Site]:
    registry: Registry = view.index("gin")
    defined = frozenset(symbol.key for symbol in view.definitions())
    for statement, macro in found.macros():
        if not macro.defines and not macro.constants and macro.key in defined:
            is_mistake = partial(_is_no_macro, registry, defined)
            yield _site(document, "macro", statement.at(macro.span), is_mistake)


def _is_no_macro(registry: Registry, defined: frozenset[str], name: str) -> bool:
    return name not in defined and not registry.constants_matching(name)


def _includes(view: Snapshot, document: Document, found: Resolution) -> Iterator[Site]:
    dialect = document.dialect
    for statement, include in found.includes():
        span = statement.at(include.span)
        if dialect is not None and dialect.resolve_include(view, document.path, include.path) is not None:
            stem = re.search(r"\w+(?=\.\w+['\"]$)", document.text.source[slice(*span)])
            if stem is not None:
                folder, suffix = os.path.dirname(include.path), os.path.splitext(include.path)[1]
                yield _site(
                    document,
                    "include",
                    Span(*stem.span()).shifted(span.start),
                    partial(_is_missing, view, document, folder, suffix),
                )


def _is_missing(view: Snapshot, document: Document, folder: str, suffix: str, stem: str) -> bool:
    target = os.path.join(folder, stem + suffix)
    return (
        document.dialect is not None and document.dialect.resolve_include(view, document.path, target) is None
    )


def _marks(document: Document) -> Iterator[Site]:
    """Yield the brackets, each with the line of its partner, and the quotes that stand for themselves."""
    opened: list[int] = []
    for token in _TOKEN.finditer(document.text.source):
        start, end = token.span()
        if token["string"] and not token[0].startswith(("'''", '"""')):
            yield _site(document, "quote", Span(start, start + 1), _always)
            yield _site(document, "quote", Span(end - 1, end), _always)
        elif token["bracket"] and token[0] in _OPENING:
            opened.append(start)
        elif token["bracket"] and opened:
            partner = opened.pop()
            yield _site(document, "bracket", Span(start, end), _always, partner)
            yield _site(document, "bracket", Span(partner, partner + 1), _always, start)


def _always(_: str) -> bool:
    return True


def _mistyped(word: str, random: Random) -> str:
    """Return a word with one slip of the fingers: a letter missing, doubled, replaced, or two exchanged."""
    at = random.randrange(len(word))
    match random.choice(("missing", "doubled", "replaced", "exchanged")):
        case "missing":
            return word[:at] + word[at + 1 :]
        case "doubled":
            return word[:at] + word[at] + word[at:]
        case "replaced":
            return word[:at] + random.choice(_LETTERS) + word[at + 1 :]
        case _:
            return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _can_be_read(text: str) -> bool:
    """Tell whether the real Gin parses a text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for _ in config_parser.ConfigParser(text, _Delegate()):
                pass
        except Exception:
            return False
    return True


class _Delegate(config_parser.ParserDelegate):  # type: ignore[misc]
    def configurable_reference(self, scoped_configurable_name: str, evaluate: bool) -> str:
        return f"@{scoped_configurable_name}{evaluate}"

    def macro(self, macro_name: str) -> str:
        return f"%{macro_name}"
