"""The files and bindings for Gin on command lines. Knows by which flags programs take them, and no program.

The flags are those of the programs that Gin was made for, and of those that follow them: `--gin_file` and `--gin_param`
(T5, DDSP, TF-Agents), `--gin_files` and `--gin_bindings` (Dopamine), `--gin.NAME=VALUE` (T5X).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from hp_lsp.dialects.command_lines.commands import commands_in
from hp_lsp.dialects.command_lines.programs import COMPUTED, program_in
from hp_lsp.dialects.command_lines.quoting import Argument, read_word
from hp_lsp.dialects.command_lines.words import Word
from hp_lsp.dialects.gin.code.facts import Command, Facts
from hp_lsp.text.span import Span

UNTOLD = "%_"
"""The value of a binding that is computed."""

BINDING_FLAG = r"--?gin[_-](?:param|binding)s?"
FILE_FLAG = r"--?gin[_-](?:file|config)s?"
_FLAG = re.compile(rf"(?P<binding>{BINDING_FLAG})(?:=|\Z)|{FILE_FLAG}(?:=|\Z)|(?P<own>--gin\.)(?=[A-Za-z_])")
_PATH = re.compile(r"[^,]+")
_BINDS = re.compile(r"[^=]*=")
_NO_BEGINNING = re.compile(r"\s*[^\w%@\s]")
"""How a list begins, or a text in quotes, which the program or another shell takes apart."""
_NO_BINDING = re.compile(r"[\w-]+(?:\.\.\.)?[\])]*\Z|.*\s--[A-Za-z]", re.DOTALL)
"""What Gin never gets: a word that stands for a binding in a usage, or several flags in one text."""
_REREAD = frozenset(("echo", "eval", "parallel", "printf", "ssh", "xargs"))
"""What gives on words that are read once more, as other words."""
_READ_OTHERWISE = re.compile(r"['\"\\{}]|[@%](?!\w)")
_SEPARATOR = re.compile(
    r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[(\[{]|[)\]}]|(?P<end>[,;][ \t]*(?=[^\W\d][\w./]*[ \t]*=))""",
    re.DOTALL,
)
"""What stands between bindings that a program takes as one text, and what holds no such thing."""
_MOST_COMMANDS = 500


class Overrides(NamedTuple):
    """What one command gives Gin: `program` as in the fact of it, the files that are told, and the bindings."""

    program: str
    files: tuple[Argument, ...]
    bindings: tuple[Argument, ...]


def scan_script(path: str, text: str) -> Facts | None:
    """Return the commands of a script that give Gin something; None where there are none.

    A module that is run counts as one that is imported: what an installed one registers is known then.
    """
    found = tuple(_fact(one) for one in given_in(path, text))
    run = dict.fromkeys(one.program for one in found if one.program and not one.program.endswith(".py"))
    return Facts(path, "", commands=found, imports=tuple(run)) if found else None


def given_in(path: str, text: str) -> Iterator[Overrides]:
    """Yield what each command of a script gives Gin, where it gives something that is told."""
    given = (_given(text, words) for words in commands_in(path, text)) if "-gin" in text else ()
    yield from islice((one for one in given if one is not None), _MOST_COMMANDS)


def text_of(binding: Argument) -> tuple[str, int]:
    """Return the text of a binding and how much of it is as written; nothing of one whose left side is computed.

    A value that is computed stands as `UNTOLD`. Several bindings stand in lines of their own.
    """
    if binding.whole:
        return _in_lines(binding.text), len(binding.text)
    left = _BINDS.match(binding.text)
    return (left[0] + UNTOLD, left.end()) if left else ("", 0)


def _in_lines(text: str) -> str:
    """Return a text of the same length with the ends of lines between its bindings."""
    lines: list[str] = []
    depth = end = 0
    for token in _SEPARATOR.finditer(text):
        depth += _nesting(token)
        if token["end"] and not depth:
            lines += (text[end : token.start()].ljust(token.end() - end - 1), "\n")
            end = token.end()
    return "".join((*lines, text[end:]))


def _nesting(token: re.Match[str]) -> int:
    """Return by how much a token of `_SEPARATOR` goes deeper into brackets."""
    return (token[0] in "([{") - (token[0] in ")]}")


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
    if not _REREAD.isdisjoint(word.text for word in words):
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
    if flag["own"] or flag[0].endswith("="):
        argument = read_word(source, word, flag.end())
        if flag.end() < len(word.text) and not _is_else(flag, argument):
            yield argument
        return
    depth = 0  # of brackets: a list without quotes may be several words
    for number in range(place + 1, len(words)):
        following = words[number]
        is_open = not following.quotes and source[following.start - 1 : following.start] in ("'", '"')
        is_like = "=" in following.text if flag["binding"] else following.text.endswith(".gin")
        is_flag = following.text.startswith("--" if depth else "-")
        if is_open or is_flag or (not depth and number > place + 1 and not is_like):
            return
        argument = read_word(source, following)
        if not depth and _is_else(flag, argument):
            return
        depth += (
            0 if following.quotes else sum(_nesting(token) for token in _SEPARATOR.finditer(argument.text))
        )
        if following.text:
            yield argument


def _is_else(flag: re.Match[str], argument: Argument) -> bool:
    """Tell whether what follows a flag for bindings is none."""
    if not (flag["binding"] or flag["own"]):
        return False
    is_none = argument.whole and _NO_BINDING.match(argument.text) is not None
    return is_none or _NO_BEGINNING.match(argument.text) is not None


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
