"""Command lines: flags and files in shell scripts, makefiles and READMEs, and in lists of words in Python.

Knows how words are written, and hpargparse's `--hp-load` and `--hp-save`; not which program takes which flag.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hp_lsp.dialects.hpman.facts import Command, Facts, Flag, Load, LoadKind
from hp_lsp.dialects.hpman.shapes import text_of
from hp_lsp.python.source import Source
from hp_lsp.text.span import Span

MARKER = "--hp-"
_FILE_FLAG = re.compile(r"--(?P<prefix>\w[\w-]*)-(?P<kind>load|save)")
"""A flag of hpargparse that takes a file: which prefixes are in use, only other files tell."""
_TOKEN = re.compile(
    r"""(?P<gap>[ \t]+|\\\r?\n) | (?P<comment>(?<!\S)\#[^\n]*) | (?P<end>[\n;|&()`<>])
    | (?P<word>(?:'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|\\[^\r\n]|[^\s;|&()`<>'"\\])+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_COMPUTED = re.compile(r"[$*?{}\[\]%~\\]")
"""Characters that stand for something else in a shell, a makefile or a template."""
_BASE = re.compile(r""".*[$}]\w*["']?/""")
"""A folder in a variable, at the beginning of a path."""
_FLAG = re.compile(r"--([^\s=]+)(?==|\Z)")
_MOST_COMMANDS = 500


class _Word(NamedTuple):
    """A word without its quotes; `start` is where its text begins."""

    text: str
    start: int


def scan_script(path: str, text: str) -> Facts | None:
    """Return what a script or README tells of programs and files; None where it tells nothing."""
    commands: list[Command] = []
    loads: list[Load] = []
    for words in _lines(text):
        command, named = _read(words)
        loads += named
        if command.program and command.flags and len(commands) < _MOST_COMMANDS:
            commands.append(command)
    return Facts(path, "", loads=tuple(loads), commands=tuple(commands)) if loads or commands else None


def commands_in_code(source: Source) -> tuple[tuple[Command, ...], tuple[Load, ...]]:
    """Return the command lines that stand as lists or tuples of words in Python."""
    commands: list[Command] = []
    loads: list[Load] = []
    if "--" in source.text and source.tree is not None:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.List | ast.Tuple):
                command, named = _read(list(_words(source, node)))
                loads += named
                if command.flags and (command.program or named):
                    commands.append(command)
    return tuple(commands), tuple(loads)


def _words(source: Source, node: ast.List | ast.Tuple) -> Iterator[_Word]:
    """Yield the texts in a list; something else is a word of its own that says nothing."""
    for item in node.elts:
        text = text_of(item)
        span = source.span(item)
        start = source.text.find(text, span.start, span.end) if text else -1
        yield _Word(text, start) if text and start >= 0 else _Word("", span.start)


def _lines(text: str) -> Iterator[list[_Word]]:
    """Yield the words of each command."""
    words: list[_Word] = []
    for token in _TOKEN.finditer(text):
        if token["end"]:
            yield words
            words = []
        elif token["word"]:
            word = token["word"]
            is_quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "'\""
            words.append(_Word(word[1:-1] if is_quoted else word, token.start() + is_quoted))
    yield words


def _read(words: list[_Word]) -> tuple[Command, list[Load]]:
    """Return the flags behind the Python file in a command, and the files that it names for hpargparse."""
    place = next((place for place, word in enumerate(words) if word.text.endswith(".py")), None)
    program = "" if place is None else _BASE.sub("", words[place].text)
    behind = words if place is None else words[place + 1 :]
    program = "" if _COMPUTED.search(program) else program.removeprefix("./")
    return Command(program, tuple(_flags(behind))), [load._replace(program=program) for load in _loads(words)]


def _flags(words: Iterable[_Word]) -> Iterator[Flag]:
    for word in words:
        found = _FLAG.match(word.text)
        if found:
            yield Flag(found[1], Span(word.start + 2, word.start + 2 + len(found[1])))


def _loads(words: list[_Word]) -> Iterator[Load]:
    for word, following in zip(words, (*words[1:], _Word("", 0)), strict=False):
        flag, equals, value = word.text.partition("=")
        meant = _FILE_FLAG.fullmatch(flag)
        if meant is not None:
            path, start = (value, word.start + len(flag) + 1) if equals else following
            if path and not _COMPUTED.search(path) and not path.startswith("-"):
                kind: LoadKind = "load" if meant["kind"] == "load" else "save"
                span = Span(start, start + len(path))
                yield Load(kind, "", path, is_of_code=False, span=span, prefix=meant["prefix"])
