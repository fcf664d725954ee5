"""A long session of one person, from a seed: keys, pasted lines, undone changes, and the questions of their editor.

The same files and seed give the same session. Knows the protocol's params, but no server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

LANGUAGES = {".py": "python", ".gin": "gin", ".hyp": "hyperion", ".yaml": "yaml"}

_WORD = re.compile(r"[\w@%][\w.]*")
_NUMBER = re.compile(r"\d+")
_LINE_END = re.compile(r"\n")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_.=@%/:,'[]() \n#é😀"
_MOST_IN_A_ROW = 12
_UNDONE = 0.7
_WORN = 2
"""A text is as it was in the beginning again once it is so many times as long, or as short."""

_OF_FILES = (
    "diagnostic", "diagnostic", "diagnostic", "semanticTokens/full", "semanticTokens/full", "documentSymbol",
    "foldingRange", "documentLink", "codeLens", "formatting",
)  # fmt: skip
_OF_PLACES = (
    "hover", "hover", "hover", "definition", "definition", "completion", "completion", "references",
    "documentHighlight", "signatureHelp",
)  # fmt: skip
_OF_RANGES = ("inlayHint", "codeAction")


class Step(NamedTuple):
    """One message to the server; a question is one that is answered."""

    method: str
    params: dict[str, Any]
    is_question: bool = True


class Session:
    """The texts as the person sees them; `steps` changes them."""

    def __init__(self, files: Mapping[Path, str], seed: int) -> None:
        self.texts = dict(files)
        self.opened: set[Path] = set()
        self._first = dict(files)
        self._random = Random(seed)
        self._version = 0

    def steps(self) -> Iterator[Step]:
        """Yield messages without end."""
        paths = sorted(self.texts)
        for path in paths:
            yield self._open(path)
        while True:
            path = self._random.choice(paths)
            kind = self._random.random()
            if kind < 0.02:
                yield from self._close_and_open(path)
            elif kind < 0.04:
                yield from self._written_by_another(path)
            else:
                yield from self._at_work(path)

    def mended(self) -> Iterator[Step]:
        """Yield what makes the Python whole again: of what is half written, the past decides what is known."""
        for path in sorted(self.opened):
            if path.suffix == ".py":
                yield self._change(path, 0, len(self.texts[path]), self._first[path])

    # --- what a person does -----------------------------------------------------------------------------------

    def _at_work(self, path: Path) -> Iterator[Step]:
        """Change a text for a while, look at it, and mostly undo all of it."""
        before = self.texts[path]
        for _ in range(self._random.randint(1, _MOST_IN_A_ROW)):
            start, end, text = self._edit(self.texts[path])
            yield self._change(path, start, end, text)
            if self._random.random() < 0.4:
                yield _place("completion", path, self.texts[path], start + len(text))
            if self._random.random() < 0.6:
                yield self._question(path)
        worn = not len(self._first[path]) / _WORN < len(self.texts[path]) < len(self._first[path]) * _WORN
        if worn or self._random.random() < _UNDONE:
            yield self._change(path, 0, len(self.texts[path]), self._first[path] if worn else before)
        for _ in range(self._random.randint(0, 4)):
            yield self._question(path)

    def _edit(self, source: str) -> tuple[int, int, str]:
        """Return an edit that people make: the offsets of what goes, and what comes."""
        random = self._random
        kind = random.random()
        if kind < 0.35 and (found := list(_NUMBER.finditer(source))):
            number = random.choice(found)
            return (*number.span(), str(random.randrange(10**6)))
        if kind < 0.6:
            ends = [match.end() for match in _WORD.finditer(source)] or [0]
            at = random.choice(ends)
            return at, at, random.choice(_LETTERS)
        if kind < 0.75:
            at = random.randrange(len(source) + 1)
            return at, min(len(source), at + random.randint(1, 5)), ""
        starts = [0, *(match.end() for match in _LINE_END.finditer(source))]
        line = random.randrange(len(starts))
        start, end = starts[line], starts[line + 1] if line + 1 < len(starts) else len(source)
        if kind < 0.85:
            return start, end, ""
        at = random.choice(starts)
        return at, at, _NUMBER.sub(lambda _: str(random.randrange(10**6)), source[start:end])

    def _close_and_open(self, path: Path) -> Iterator[Step]:
        """Close a file without saving it, and open it again."""
        self.opened.discard(path)
        self.texts[path] = path.read_text(encoding="utf-8")
        yield Step("textDocument/didClose", _document(path), is_question=False)
        yield self._open(path)

    def _written_by_another(self, path: Path) -> Iterator[Step]:
        """Let a file change on disk, as when a branch is checked out."""
        text = self._first[path]
        start, end, new = self._edit(text)
        path.write_text(text[:start] + new + text[end:], encoding="utf-8")
        yield _changed_on_disk(path)
        yield self._question(path)
        path.write_text(text, encoding="utf-8")
        yield _changed_on_disk(path)

    # --- messages ---------------------------------------------------------------------------------------------

    def _open(self, path: Path) -> Step:
        self.opened.add(path)
        self._version += 1
        item = {
            "uri": path.as_uri(),
            "languageId": LANGUAGES[path.suffix],
            "version": self._version,
            "text": self.texts[path],
        }
        return Step("textDocument/didOpen", {"textDocument": item}, is_question=False)

    def _change(self, path: Path, start: int, end: int, text: str) -> Step:
        source = self.texts[path]
        self._version += 1
        change = {"range": _range(source, start, end), "text": text}
        self.texts[path] = source[:start] + text + source[end:]
        document = {"uri": path.as_uri(), "version": self._version}
        params = {"textDocument": document, "contentChanges": [change]}
        return Step("textDocument/didChange", params, is_question=False)

    def _question(self, path: Path) -> Step:
        random, source = self._random, self.texts[path]
        kind = random.random()
        if kind < 0.4:
            options = {"tabSize": 4, "insertSpaces": True}
            return Step(f"textDocument/{random.choice(_OF_FILES)}", {**_document(path), "options": options})
        if kind < 0.9:
            places = [match.start() for match in _WORD.finditer(source)] or [0]
            return _place(random.choice(_OF_PLACES), path, source, random.choice(places))
        params = {
            **_document(path),
            "range": _range(source, 0, len(source)),
            "context": {"diagnostics": []},
        }
        return Step(f"textDocument/{random.choice(_OF_RANGES)}", params)


def _document(path: Path) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}}


def _changed_on_disk(path: Path) -> Step:
    changes = [{"uri": path.as_uri(), "type": 2}]
    return Step("workspace/didChangeWatchedFiles", {"changes": changes}, is_question=False)


def _place(question: str, path: Path, source: str, offset: int) -> Step:
    params = {
        **_document(path),
        "position": _position(source, offset),
        "context": {"includeDeclaration": True, "triggerKind": 1, "isRetrigger": False},
    }
    return Step(f"textDocument/{question}", params)


def _range(source: str, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(source, start), "end": _position(source, end)}


def _position(source: str, offset: int) -> dict[str, int]:
    """Return a position as clients count, in UTF-16."""
    line_start = source.rfind("\n", 0, offset) + 1
    column = len(source[line_start:offset].encode("utf-16-le")) // 2
    return {"line": source.count("\n", 0, offset), "character": column}
