"""The commands in a file, each as its words. Knows the kinds of files, and what no command does."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from hp_lsp.dialects.command_lines.docker import is_dockerfile, listed
from hp_lsp.dialects.command_lines.launching import is_launch, launched
from hp_lsp.dialects.command_lines.words import Word, lines_of

_BY_LINE = re.compile(r"(?:gnu)?makefile|.*\.mk|justfile|dockerfile|.*\.md", re.IGNORECASE)
"""The files of which each line is read by itself, if none is said to go on; others are those of shells."""


def commands_in(path: str, text: str) -> Iterator[list[Word]]:
    """Yield the words of each command in a script; in YAML a command may go on in the next line."""
    if is_launch(path):
        yield from launched(text)
    elif path.endswith((".yml", ".yaml")):
        yield from ([*words, Word("", 0)] for words in lines_of(text) if not _is_item(words))
    else:
        yield from lines_of(text, across=_BY_LINE.fullmatch(os.path.basename(path)) is None)
    if is_dockerfile(path):
        yield from listed(text)


def _is_item(words: list[Word]) -> bool:
    """Tell whether words are an item of a list in YAML, which is one text, as they are no command."""
    return len(words) > 2 and words[0].text == "-" and words[1].text.startswith("--")
