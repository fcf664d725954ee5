"""The files and bindings for Gin on command lines. Knows by which flags programs take them, and no program.

The flags are those of the programs that Gin was made for, and of those that follow them: `--gin_file` and `--gin_param`
(T5, DDSP, TF-Agents), `--gin_files` and `--gin_bindings` (Dopamine), `--gin.NAME=VALUE` (T5X).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from hp_lsp.dialects.command_lines.commands import commands_in
from hp_lsp.dialects.command_lines.nested import nested_in
from hp_lsp.dialects.command_lines.programs import COMPUTED, program_in
from hp_lsp.dialects.command_lines.quoting import Argument, read_word
from hp_lsp.dialects.command_lines.words import Word
from hp_lsp.dialects.gin.code.command_bindings import is_given, nesting, text_of
from hp_lsp.dialects.gin.code.facts import Command, Facts
from hp_lsp.text.span import Span

BINDING_FLAG = r"--?gin[_-](?:param(?:eter)?|binding)s?"
FILE_FLAG = r"--?gin[_-](?:(?:config[_-])?file|config)s?"
_FLAG = re.compile(rf"(?P<binding>{BINDING_FLAG})(?:=|\Z)|{FILE_FLAG}(?:=|\Z)|(?P<own>--gin\.)(?=[A-Za-z_])")
_PATH = re.compile(r"[^,]+")
_LIKE_BINDING = re.compile(
    r"^[ \t]*#.*|(?<![\w./-])(?P<name>[^\W\d][\w/]*(?:\.[\w/]+)+)(?=[ \t]*=(?!=))", re.MULTILINE
)
"""The left side of a binding of a parameter; or a comment, in which there is none."""
_REREAD = frozenset(("echo", "eval", "parallel", "printf", "ssh", "xargs"))
"""What gives on words that are read once more, as other words."""
_READ_OTHERWISE = re.compile(r"['\"\\{}]|[@%](?!\w)")
_MOST_COMMANDS = 500


class Overrides(NamedTuple):
    """What one command gives Gin: `program` as in the fact of it, the files that are told, and the bindings."""

    program: str
    files: tuple[Argument, ...]
    bindings: tuple[Argument, ...]


def scan_script(path: str, text: str) -> Facts | None:
    """Return the commands of a script that give Gin something; None where there are none.

    What looks like a binding elsewhere, as in a command within a text, is one of which nothing is known; but not in a
    README, which also shows configs.
    A module that is run counts as one that is imported: what an installed one registers is known then.
    """
    found = tuple(_fact(one) for one in given_in(path, text))
    found += () if path.endswith(".md") else tuple(_elsewhere(text, found))
    run = dict.fromkeys(one.program for one in found if one.program and not one.program.endswith(".py"))
    return Facts(path, "", commands=found, imports=tuple(run)) if found else None


def _elsewhere(text: str, found: tuple[Command, ...]) -> Iterator[Command]:
    """Yield what looks like bindings and is not among those that were found, as one command."""
    known = sorted(span for one in found for _, span in one.bindings)
    seen = _LIKE_BINDING.finditer(text) if "-gin" in text else ()
    spans = [Span(*one.span("name")) for one in seen if one["name"]]
    unread = [span for span in spans if not any(one.holds(span) for one in _last_before(known, span))]
    if unread:
        span = Span(unread[0].start, unread[-1].end)
        yield Command("", (), tuple(("", one) for one in unread), span)


def _last_before(spans: list[Span], span: Span) -> list[Span]:
    """Return the last of some sorted ranges that starts with `span` or before, if there is one."""
    end = bisect_right(spans, span.start, key=lambda one: one.start)
    return spans[max(0, end - 1) : end]


def given_in(path: str, text: str) -> Iterator[Overrides]:
    """Yield what each command of a script gives Gin, where it gives something that is told."""
    given = (_given(text, words) for words in _commands(path, text)) if "-gin" in text else ()
    yield from islice((one for one in given if one is not None), _MOST_COMMANDS)


def _commands(path: str, text: str) -> Iterator[list[Word]]:
    for words in commands_in(path, text):
        yield words
        yield from nested_in(text, words, "-gin")


def _given(source: str, words: list[Word]) -> Overrides | None:
    files: list[Argument] = []
    bindings: list[Argument] = []
    for place, word in enumerate(words):
        flag = _FLAG.match(word.text)
        if flag is None:
            continue
        arguments = list(_arguments(source, words, place, flag))
        if flag["binding"] or flag["own"]:
            bindings += arguments
        else:
            files += (file for one in arguments if one.whole for file in _files(one))
    if words and words[0].within:
        bindings = [one._replace(whole=False) for one in bindings]
    elif not _REREAD.isdisjoint(word.text for word in words):
        bindings = [
            one._replace(whole=one.whole and not _READ_OTHERWISE.search(one.text)) for one in bindings
        ]
    return Overrides(_program(words), tuple(files), tuple(bindings)) if files or bindings else None


def _files(argument: Argument) -> Iterator[Argument]:
    """Yield the paths in an argument, between commas."""
    for path in _PATH.finditer(argument.text):
        if not COMPUTED.search(path[0]) and " --" not in path[0]:
            yield argument.part(*path.span())


def _arguments(source: str, words: list[Word], place: int, flag: re.Match[str]) -> Iterator[Argument]:
    """Yield what is given to a flag: the rest of its word, or the word that follows and those that are like it."""
    word = words[place]
    is_binding = bool(flag["binding"] or flag["own"])
    if flag["own"] or flag[0].endswith("="):
        if flag.end() < len(word.text):
            argument = read_word(source, word, flag.end())
            yield argument if not is_binding or is_given(argument) else _unread(argument)
        return
    depth = 0  # of brackets: a list without quotes may be several words
    is_read = True
    for number in range(place + 1, len(words)):
        following = words[number]
        is_open = not following.quotes and source[following.start - 1 : following.start] in ("'", '"')
        is_like = "=" in following.text if flag["binding"] else following.text.endswith(".gin")
        is_flag = following.text.startswith("--" if depth else "-")
        if is_open or is_flag or (not depth and number > place + 1 and not is_like):
            return
        argument = read_word(source, following)
        is_read = is_read if depth else not is_binding or is_given(argument)
        depth += 0 if following.quotes else nesting(argument.text)
        if following.text:
            yield argument if is_read else _unread(argument)


def _unread(argument: Argument) -> Argument:
    return argument._replace(text="", whole=False)


def _program(words: list[Word]) -> str:
    """Return the file, or the module behind `-m`, that is run with the first flags; empty where that is not told."""
    flags = (place for place, word in enumerate(words) if _FLAG.match(word.text))
    program = program_in(words[: next(flags, None)])
    return (program.module or program.path) if program else ""


def _fact(given: Overrides) -> Command:
    everything = (*given.files, *given.bindings)
    span = Span(min(one.span.start for one in everything), max(one.span.end for one in everything))
    files = tuple((one.text, one.span) for one in given.files)
    bindings = tuple((text_of(one)[0], one.span) for one in given.bindings)
    return Command(given.program, files, bindings, span)
