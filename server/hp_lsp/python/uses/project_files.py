"""The Python files of a project while something is looked for in them. Knows texts by path; reads no disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from hp_lsp.python.modules import Missing, Modules
from hp_lsp.python.source import Source
from hp_lsp.python.uses.callee import FileNames
from hp_lsp.python.uses.lexical import Lexical
from hp_lsp.text.span import Span

MOST_KEPT = 32
"""Files that are not parsed again for the next search as long as they stay the same: a tree takes a few megabytes."""


class ProjectFiles:
    """Texts by path, each parsed when it is first asked for. For one search, not for keeping."""

    def __init__(self, modules: Modules, texts: Mapping[str, str]) -> None:
        self.modules = modules
        self.texts = texts
        self._read: dict[str, FileNames | None] = {}

    def mentioning(self, words: Iterable[str]) -> Iterator[tuple[str, Span]]:
        """Yield the files in which one of the words stands, and where it first does."""
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b")
        for path, text in self.texts.items():
            match = pattern.search(text)
            if match is not None:
                yield path, Span(*match.span())

    def giving(self, name: str, words: Iterable[str]) -> Iterator[tuple[str, Span]]:
        """Yield the files that may give something by the keyword `name`, have it as a string, or hold one of the words.

        Also where the name, or the word, first stands there so.
        """
        written = re.escape(name)
        keyword = rf"\b{written}(?:[\s\\]|#.*\n)*=(?!=)"
        known = "".join(rf"|\b{re.escape(word)}\b" for word in sorted(words))
        pattern = re.compile(rf"""{keyword}|(['"]){written}\1{known}""")
        for path, text in self.texts.items():
            match = pattern.search(text)
            if match is not None:
                yield path, Span(match.start(), match.start() + len(name))

    def names(self, path: str) -> FileNames | None:
        """Return the names of the file at `path`; None where it cannot be parsed."""
        if path not in self._read:
            self._read[path] = self._parse(path)
        return self._read[path]

    def _parse(self, path: str) -> FileNames | None:
        module = self.modules.at(path)
        if isinstance(module, Missing) or module.broken:
            return None
        lexical = _lexical(self.texts[path], module.name, path)
        return None if lexical is None else FileNames(self.modules, module, lexical)


@lru_cache(maxsize=MOST_KEPT)
def _lexical(text: str, name: str, path: str) -> Lexical | None:
    """Return the scopes of a file; None where it cannot be parsed."""
    source = Source(text, name, path)
    if source.tree is None:
        return None
    try:
        return Lexical(source, source.tree)
    except RecursionError:
        return None
