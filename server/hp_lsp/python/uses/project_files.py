"""The Python files of a project while something is looked for in them. Knows texts by path; reads no disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from hp_lsp.python.modules import Missing, Modules
from hp_lsp.python.source import Source
from hp_lsp.python.uses.callee import FileNames
from hp_lsp.python.uses.lexical import Lexical
from hp_lsp.text.span import Span


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

    def names(self, path: str) -> FileNames | None:
        """Return the names of the file at `path`; None where it cannot be parsed."""
        if path not in self._read:
            self._read[path] = self._parse(path)
        return self._read[path]

    def _parse(self, path: str) -> FileNames | None:
        module = self.modules.at(path)
        if isinstance(module, Missing) or module.broken:
            return None
        source = Source(self.texts[path], module.name, path)
        if source.tree is None:
            return None
        try:
            return FileNames(self.modules, module, Lexical(source, source.tree))
        except RecursionError:
            return None
