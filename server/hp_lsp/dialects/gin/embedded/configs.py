"""Configs in the strings of a Python file, or on command lines: what each amounts to, and where its characters stand.

Judges nothing.

A text is a config as it is. A path becomes an include, a key the left side of a binding or a reference: what has to be
added for that is glue, and stands nowhere in Python.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, Protocol

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.command_lines.quoting import Argument
from hp_lsp.dialects.gin.code.command_bindings import text_of
from hp_lsp.dialects.gin.code.commands import Overrides, given_in
from hp_lsp.dialects.gin.code.facts import Key, Load
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.code.text_paths import text_path
from hp_lsp.python.literals import read_literal
from hp_lsp.text.lines import Text
from hp_lsp.text.mapping import Mapping, Run
from hp_lsp.text.span import Span

Kind = Literal["config", "binding", "query", "configurable", "scope", "value", "command"]

_PATH = re.compile(r"[\w.\-/\\]+\.(?:gin|hyp)")
_PLAIN_PATH = re.compile(r"[^'\\\r\n]*")

VALUE = "_._ = "
"""What stands before a value that is bound to nothing."""


class Holder(Protocol):
    """A literal of Python, or a part of a word on a command line."""

    @property
    def content(self) -> Span:
        """The range between its quotes."""

    def can_hold(self, text: str) -> bool:
        """Tell whether `text` can be written there as it is."""


class Embedded(NamedTuple):
    """A config in strings: its document, where its characters stand outside, and the literals that they stand in.

    `calls` are the ranges of the calls that read it. `whole`: nothing of it is computed.
    """

    kind: Kind
    document: Document
    mapping: Mapping
    parts: tuple[Holder, ...]
    calls: tuple[Span, ...]
    whole: bool = True

    @property
    def key(self) -> str:
        """The text of a key without the glue around it."""
        return "".join(self.document.text.slice(run.inner) for run in self.mapping.runs)


class Given(NamedTuple):
    """A text given to Gin, and the range of its literal in Python."""

    text: str
    span: Span


def is_path(text: str) -> bool:
    """Tell whether a text is the path of a config rather than a config."""
    return _PATH.fullmatch(text) is not None


def embedded(view: View, document: Document) -> tuple[Embedded, ...]:
    """Return the configs in the strings of a Python file or on the command lines of a script, in no order.

    They are worked out once for each text of it.
    """
    return view.remember(document, "gin.embedded", lambda: tuple(_all(view, document)))


def _all(view: View, document: Document) -> Iterator[Embedded]:
    registry: Registry = view.index("gin")
    facts = registry.facts.get(document.path)
    if facts is None or not (facts.loads or facts.keys or facts.commands):
        return
    for given in given_in(document.path, document.text.source) if facts.commands else ():
        yield from of_command(document, given)
    calls: dict[str, list[Span]] = defaultdict(list)
    found: dict[str, Embedded | None] = {}
    for load in facts.loads:
        path = text_path(document.path, load)
        calls[path].append(load.span)
        if path not in found and (load.paths or load.bindings):
            found[path] = of_load(document, path, load)
    for key in facts.keys:
        path = text_path(document.path, key)
        calls[path].append(key.call)
        if path not in found:
            is_constant = key.role == "query" and bool(registry.constants_matching(key.text))
            found[path] = of_key(document, path, key, is_constant=is_constant)
    for path, one in found.items():
        if one is not None:
            yield one._replace(calls=tuple(calls[path]))


def of_load(document: Document, path: str, load: Load) -> Embedded | None:
    """Return what a call reads, as the config at `path`: its files are included, its bindings follow."""
    builder = Builder(document)
    for text, span in load.paths:
        if not load.paths_in_string and _PLAIN_PATH.fullmatch(text):
            builder.add_path(Given(text, span))
    for text, span in load.bindings:
        if not is_path(text):
            builder.add(Given(text, span))
            builder.glue("\n")
    return builder.built("config", path, whole=load.bindings_known)


def of_key(document: Document, path: str, key: Key, *, is_constant: bool = False) -> Embedded | None:
    """Return a key as the config at `path`, which binds or refers to what it names."""
    builder = Builder(document)
    before, after = _glue(key, is_constant=is_constant)
    builder.glue(before)
    parts = key.parts or ((key.text, key.span),)
    builder.join(parts, ("/", "/") if key.role == "scope" else ("/" if parts[0][0] else "", "."))
    builder.glue(after)
    return builder.built(key.role, path)


def of_command(document: Document, given: Overrides) -> Iterator[Embedded]:
    """Yield what a command line gives Gin, as one config: its files are included, its bindings follow."""
    builder = Builder(document)
    for file in given.files:
        if _PLAIN_PATH.fullmatch(file.text):
            builder.add_file(file)
    for binding in given.bindings:
        text, told = text_of(binding)
        if text or binding.whole:
            builder.add_argument(binding, text, told)
            builder.glue("\n")
    start = min(one.span.start for one in (*given.files, *given.bindings))
    found = builder.built("command", f"{document.path}::{start}")
    if found is not None:
        yield found


def _glue(key: Key, *, is_constant: bool) -> tuple[str, str]:
    """Return what makes a line of Gin of a key, before and behind it."""
    if key.role == "value" or key.text.startswith("%"):
        return VALUE, ""
    if key.role == "scope":
        return f"{VALUE}@", "/_"
    if key.role == "configurable":
        return "", ":\n  _ = None"
    return (f"{VALUE}%", "") if is_constant else ("", " = None")


class Builder:
    """Pieces the text of a config together, and remembers where its characters stand in Python."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = ""
        self._runs: list[Run] = []
        self._parts: list[Holder] = []
        self._read = True

    def glue(self, text: str) -> None:
        """Add what does not stand in Python."""
        self._text += text

    def add(self, given: Given) -> None:
        """Add the text of a literal, with the indentation that it is written with."""
        literal = read_literal(self._document.text.source, given.span)
        if literal is None or given.text not in (literal.text, textwrap.dedent(literal.text)):
            self._read = False
            return
        self._runs.extend(run.shifted(len(self._text)) for run in literal.runs)
        self._parts.extend(literal.parts)
        self._text += literal.text

    def add_argument(self, argument: Argument, text: str, told: int | None = None) -> None:
        """Add a word of a command line as `text`, of which so many characters stand in the word."""
        end = len(text) if told is None else told
        runs = (run.up_to(end) for run in argument.runs if run.inner.start <= end)
        self._runs.extend(run.shifted(len(self._text)) for run in runs)
        self._parts.extend(argument.parts)
        self._text += text

    def add_file(self, argument: Argument) -> None:
        """Add an include of a path on a command line; its quotes take no room there."""
        start, end = argument.runs[0].outer.start, argument.runs[-1].outer.end
        self._quote(Span(start, start), "include '")
        self.add_argument(argument, argument.text)
        self._quote(Span(end, end), "'")
        self.glue("\n")

    def add_path(self, given: Given) -> None:
        """Add an include of a literal path; its quotes are those of the literal."""
        literal = read_literal(self._document.text.source, given.span)
        if literal is None or literal.text != given.text or len(literal.parts) > 1:
            self._read = False
            return
        start, end = literal.parts[0].content
        quotes = len(literal.parts[0].quotes)
        self._quote(Span(start - quotes, start), "include '")
        self.add(given)
        self._quote(Span(end, end + quotes), "'")
        self.glue("\n")

    def join(self, parts: Iterable[tuple[str, Span]], separators: tuple[str, str]) -> None:
        """Add literals with glue behind the first, and behind the others."""
        for place, (text, span) in enumerate(parts):
            self.glue(separators[min(place, 2) - 1] if place else "")
            self.add(Given(text, span))

    def built(self, kind: Kind, path: str, *, whole: bool = True) -> Embedded | None:
        """Return the config; None where nothing of it stands in literals, or Python has been changed since.

        One on a command line is for any program, as a file is.
        """
        if not self._read or not self._parts:
            return None
        from hp_lsp.dialects.gin.dialect import GIN

        host = None if kind == "command" else self._document.path
        document = Document(path, Text(self._text), GIN, host=host)
        return Embedded(kind, document, Mapping(tuple(self._runs)), tuple(self._parts), (), whole)

    def _quote(self, outer: Span, text: str) -> None:
        """Add a quote, with glue before it."""
        self._text += text
        self._runs.append(Run(Span(len(self._text) - 1, len(self._text)), outer))
