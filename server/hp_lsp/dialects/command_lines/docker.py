"""The commands in a Dockerfile that are lists of words. Knows how they are written, and none for a shell."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from hp_lsp.dialects.command_lines.launching import json_word
from hp_lsp.dialects.command_lines.words import Word

_TEXT = r'"(?:[^"\\\n]|\\.)*"'
_COMMAND = re.compile(
    rf"^[ \t]*(?:CMD|ENTRYPOINT|RUN)[ \t]+\[(?P<words>(?:{_TEXT}|[ \t,]|\\\r?\n)*)\]",
    re.MULTILINE | re.IGNORECASE,
)
_WORD = re.compile(rf"{_TEXT}?")


def is_dockerfile(path: str) -> bool:
    """Tell whether a file tells how an image is built."""
    return os.path.basename(path) == "Dockerfile"


def listed(text: str) -> Iterator[list[Word]]:
    """Yield the words of each command that is a list in JSON."""
    for command in _COMMAND.finditer(text):
        yield [json_word(word) for word in _WORD.finditer(text, *command.span("words"))]
