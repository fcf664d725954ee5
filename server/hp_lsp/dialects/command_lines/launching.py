"""The programs and arguments in VS Code's `launch.json`. Knows its JSON with comments, and where its words stand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hp_lsp.dialects.command_lines.words import Word

_FILE = os.path.join(".vscode", "launch.json")
_TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"?|//[^\n]*|/\*(?:.*?\*/|.*)|[{}\[\],:]|[^\s"/{}\[\],:]+|.', re.DOTALL
)
_COMPUTED = re.compile(r"[$\\]")
_ODD_ESCAPE = re.compile(r'(?:[^\\]|\\["\\])*\\[^"\\]')
"""What a shell does not read as JSON does."""
_DEEPEST = 20


@dataclass
class _Level:
    """An object or a list that is not closed yet, and what was seen in it; `name` is the key that it stands behind."""

    name: str = ""
    key: str = ""
    words: list[Word] = field(default_factory=list)
    program: list[Word] = field(default_factory=list)
    arguments: list[Word] = field(default_factory=list)


def is_launch(path: str) -> bool:
    """Tell whether a file is VS Code's list of programs to debug."""
    return path.endswith(_FILE)


def launched(text: str) -> Iterator[list[Word]]:
    """Yield the words of each program with its arguments, of a module with those that run it before them.

    A word that is not known has no text.
    """
    levels = [_Level()]
    for token in _TOKEN.finditer(text):
        inner = levels[-1]
        match token[0][0]:
            case "{" | "[" if len(levels) < _DEEPEST:
                levels.append(_Level(inner.key))
            case "}" if len(levels) > 1:
                levels.pop()
                if inner.program:
                    yield [*inner.program, *inner.arguments]
            case "]" if len(levels) > 1:
                levels.pop()
                levels[-1].arguments += inner.words if inner.name == "args" else ()
            case '"':
                _take(inner, json_word(token))
            case ":" if inner.words:
                inner.key = inner.words.pop().text
            case ",":
                inner.key = ""
            case _:
                pass


def _take(inner: _Level, word: Word) -> None:
    if inner.key == "program":
        inner.program = [word]
    elif inner.key == "module":
        inner.program = [Word("python", word.start), Word("-m", word.start), word]
    elif inner.key == "args":
        inner.arguments.append(word._replace(text="", is_literal=False))
    else:
        inner.words.append(word)


def json_word(token: re.Match[str]) -> Word:
    """Return a string of JSON as a word in double quotes; without text where a shell would read it as another."""
    text = token[0][1:-1]
    is_unclear = _ODD_ESCAPE.match(text) is not None or not token[0].endswith('"')
    is_literal = _COMPUTED.search(text) is None
    return Word("" if is_unclear else text, token.start() + 1, is_literal, '"')
