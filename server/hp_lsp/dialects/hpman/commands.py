"""Command lines: flags and files in scripts, READMEs and `launch.json`, and in lists of words in Python.

Knows hpargparse's `--hp-load` and `--hp-save`; not which program takes which flag.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.command_lines.commands import commands_in
from hp_lsp.dialects.command_lines.programs import COMPUTED, program_in
from hp_lsp.dialects.command_lines.whereabouts import sure_places
from hp_lsp.dialects.command_lines.words import Word
from hp_lsp.dialects.hpman.facts import Command, Facts, Flag, Load, LoadKind
from hp_lsp.dialects.hpman.shapes import text_of
from hp_lsp.python.source import Source
from hp_lsp.text.span import Span

_FILE_FLAG = re.compile(r"--(?P<prefix>\w[\w-]*)-(?P<kind>load|save)")
"""A flag of hpargparse that takes a file: which prefixes are in use, only other files tell."""
_FLAG = re.compile(r"--([^\s=$*?{}\[\]%~\\]+)(?==|\Z)")
_MOST_COMMANDS = 500
_IS_FLAG = re.compile(r"-[^\d.]|--")
_HELP = re.compile(r"-[A-Za-z]*h")
_NUMBER = re.compile(r"-\d+|-\d*\.\d+")
"""What every version of argparse takes for a negative number, not for a flag."""


def scan_script(path: str, text: str) -> Facts | None:
    """Return what a script or README tells of programs and files; None where it tells nothing."""
    commands: list[Command] = []
    loads: list[Load] = []
    is_sure = sure_places(path, text)
    for words in commands_in(path, text):
        command, named = _read(words)
        loads += named
        is_told = bool(command.flags) or command.is_run
        if command.program and is_told and len(commands) < _MOST_COMMANDS:
            commands.append(command._replace(is_run=command.is_run and is_sure(command.span.start)))
    return Facts(path, "", loads=tuple(loads), commands=tuple(commands)) if loads or commands else None


class Begun(NamedTuple):
    """A flag that is being written: the Python file that the command runs, and the range without the dashes."""

    program: str
    span: Span


def flag_at(path: str, text: str, offset: int) -> Begun | None:
    """Return the flag at an offset of a script, behind a Python file; None where there is none."""
    for words in commands_in(path, text):
        for place, word in enumerate(words):
            if word.text.startswith("--") and word.start + 2 <= offset <= word.start + len(word.text):
                program = _read(words[:place])[0].program
                end = word.start + len(word.text.partition("=")[0])
                return Begun(program, Span(word.start + 2, end)) if program and offset <= end else None
    return None


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
                    commands.append(command._replace(is_run=False))  # a list of words may be anything
    return tuple(commands), tuple(loads)


def _words(source: Source, node: ast.List | ast.Tuple) -> Iterator[Word]:
    """Yield the texts in a list; something else is a word of its own that says nothing."""
    for item in node.elts:
        text = text_of(item)
        span = source.span(item)
        start = source.text.find(text, span.start, span.end) if text else -1
        yield Word(text, start) if text and start >= 0 else Word("", span.start)


def _read(words: list[Word]) -> tuple[Command, list[Load]]:
    """Return the flags behind the Python file in a command, and the files that it names for hpargparse."""
    program = program_in(words)
    behind = words if program is None else words[program.place + 1 :]
    asks = any(_HELP.fullmatch(word.text) for word in behind)  # argparse ends there, whatever else is written
    path = program.path if program else ""
    loads = [load._replace(program=path) for load in _loads(words)]
    is_whole = all(word.is_literal for word in behind)
    flags = tuple(_flags(behind))
    if program is None:
        return Command(path, flags, Span(0, 0), is_run=False, is_whole=is_whole), loads
    start = words[program.place].start
    span = Span(start, start + len(words[program.place].text))
    return Command(path, flags, span, program.is_run and not asks, is_whole, bool(program.module)), loads


def _flags(words: list[Word]) -> Iterator[Flag]:
    for word, following in zip(words, (*words[1:], None), strict=False):
        found = _FLAG.match(word.text)
        if word.text == "--":
            return
        if found:
            span = Span(word.start + 2, word.start + 2 + len(found[1]))
            yield _with_value(Flag(found[1], span), word, following)


def _with_value(flag: Flag, word: Word, following: Word | None) -> Flag:
    """Return a flag with what is given to it, in its own word or the following one."""
    if "=" in word.text:
        start = flag.span.end + 1
        value = word.text[start - word.start :]
        return flag._replace(
            value=value, is_literal=word.is_literal, value_span=Span(start, start + len(value))
        )
    if following is None or _IS_FLAG.match(following.text):
        return flag
    span = Span(following.start, following.start + len(following.text))
    is_sure = not following.text.startswith("-") or _NUMBER.fullmatch(following.text) is not None
    return flag._replace(value=following.text, is_literal=following.is_literal and is_sure, value_span=span)


def _loads(words: list[Word]) -> Iterator[Load]:
    for word, following in zip(words, (*words[1:], Word("", 0)), strict=False):
        flag, equals, value = word.text.partition("=")
        meant = _FILE_FLAG.fullmatch(flag)
        if meant is not None:
            path, start = (value, word.start + len(flag) + 1) if equals else following[:2]
            if path and not COMPUTED.search(path) and not path.startswith("-"):
                kind: LoadKind = "load" if meant["kind"] == "load" else "save"
                span = Span(start, start + len(path))
                yield Load(kind, "", path, is_of_code=False, span=span, prefix=meant["prefix"])
