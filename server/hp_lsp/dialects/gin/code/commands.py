"""The files and bindings for Gin on command lines. Knows by which flags programs take them, and no program.

The flags are those of the programs that Gin was made for, and of those that follow them: `--gin_file` and `--gin_param`
(T5, DDSP, TF-Agents), `--gin_files` and `--gin_bindings` (Dopamine), `--gin.NAME=VALUE` (T5X).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_BINDS = re.compile(r"[^=]*=")
_OPENING, _CLOSING = re.compile(r"[(\[{]"), re.compile(r"[)\]}]")
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
    count = 0
    for words in commands_in(path, text) if "-gin" in text else ():
        found = _given(text, words)
        if found is not None and count < _MOST_COMMANDS:
            count += 1
            yield found


def text_of(binding: Argument) -> tuple[str, int]:
    """Return the text of a binding and how much of it is as written; nothing of one whose left side is computed.

    A value that is computed stands as `UNTOLD`.
    """
    if binding.whole:
        return binding.text, len(binding.text)
    left = _BINDS.match(binding.text)
    return (left[0] + UNTOLD, left.end()) if left else ("", 0)


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
            files += (one for one in arguments if one.whole and one.text and not COMPUTED.search(one.text))
    return Overrides(_program(words), tuple(files), tuple(bindings)) if files or bindings else None


def _arguments(source: str, words: list[Word], place: int, flag: re.Match[str]) -> Iterator[Argument]:
    """Yield what is given to a flag: the rest of its word, or the word that follows and those that are like it."""
    word = words[place]
    if flag["own"] or flag[0].endswith("="):
        if flag.end() < len(word.text):
            yield read_word(source, word, flag.end())
        return
    depth = 0  # of brackets: a list without quotes may be several words
    for number, following in enumerate(words[place + 1 :]):
        is_open = not following.quotes and source[following.start - 1 : following.start] in ("'", '"')
        is_like = "=" in following.text if flag["binding"] else following.text.endswith(".gin")
        if is_open or (not depth and (following.text.startswith("-") or (number and not is_like))):
            return
        depth += len(_OPENING.findall(following.text)) - len(_CLOSING.findall(following.text))
        if following.text:
            yield read_word(source, following)


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
