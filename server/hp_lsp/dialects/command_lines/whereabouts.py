"""Where in a script commands surely run, and in the folder that it is started in. Knows its lines, and no command."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

from hp_lsp.text.span import Span

_MOVES = re.compile(
    r"""^[^#\n]*\b(?:cd|pushd)[ \t]+(?!"?\$[({]|"?\$0)|\bworking-directory:"""
    r"""|"cwd"[ \t]*:(?![ \t]*"\$\{workspaceFolder\}/?")""",
    re.MULTILINE,
)
"""Where a script goes to another folder than its own, in which a program of the same name may lie."""
_TOP_MOVE = re.compile(r"(?:cd|pushd)\b")
_FUNCTION = re.compile(r"^[ \t]*(?:function[ \t]+\w|[\w-]+[ \t]*\([ \t]*\))", re.MULTILINE)
_MAKEFILE = re.compile(r"(?:gnu)?makefile|.*\.mk", re.IGNORECASE)
_RECIPE = re.compile(r"(?:[^\n\\]|\\\r?\n|\\.)+")
"""A line of a makefile, with those that it goes on in."""
_HERE = re.compile(r"""(?<!<)<<-?[ \t]*["'\\]?([A-Za-z_]\w*)["']?(?![\w<])""")
_SHELLS = frozenset(("bash", "sh", "zsh", "sbatch", "qsub", "bsub"))
"""What runs the lines that it is given, here."""


def sure_places(path: str, text: str) -> Callable[[int], bool]:
    """Return what tells whether a command at an offset surely runs, in the script's own folder."""
    unsure = [*_elsewhere(path, text), *_given(text)]
    return lambda offset: not any(span.start <= offset < span.end for span in unsure)


def _elsewhere(path: str, text: str) -> Iterator[Span]:
    """Yield the ranges that may run in another folder."""
    if _MAKEFILE.fullmatch(os.path.basename(path)) and ".ONESHELL" not in text:
        yield from (Span(*line.span()) for line in _RECIPE.finditer(text) if _MOVES.search(line[0]))
        return
    first = _MOVES.search(text)
    if first is not None:
        yield Span(first.start() if _is_later(text, first.start()) else 0, len(text))


def _is_later(text: str, move: int) -> bool:
    """Tell whether what stands above a move has run by then: the move is in no loop, and there are no functions."""
    is_top = _TOP_MOVE.match(text, move) is not None and _FUNCTION.search(text) is None
    words = re.findall(r"\bdo(?:ne)?\b", text[:move]) if is_top else []
    return is_top and words.count("do") == words.count("done")


def _given(text: str) -> Iterator[Span]:
    """Yield the ranges of here-documents: texts that a command reads, which runs them if it is a shell."""
    ends: dict[str, list[int]] = {}
    start = 0
    for line in text.splitlines(keepends=True) if "<<" in text else ():
        ends.setdefault(line.strip(), []).append(start)
        start += len(line)
    after = 0
    for opened in _HERE.finditer(text):
        end = next((end for end in ends.get(opened[1], ()) if end > opened.end()), None)
        if opened.start() < after or end is None:
            continue
        after = end
        line_start = text.rfind("\n", 0, opened.start()) + 1
        command = text[line_start : opened.start()].split()
        if not command or command[0] not in _SHELLS:
            yield Span(text.find("\n", opened.end()), end)
