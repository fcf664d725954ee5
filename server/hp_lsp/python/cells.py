"""From the cells of a notebook to Python that can be parsed, every character in its place. Knows IPython's magics."""

from __future__ import annotations

import re

from hp_lsp.python.source import parse
from hp_lsp.python.strings import string_spans

_OTHER_CELL = re.compile(r"\s*%%(?!time\b|timeit\b|capture\b|prun\b)")
"""How a cell opens that is no Python; the magics left out run the rest of the cell."""
_MAGIC = re.compile(
    r"^(?P<before>[ \t]*(?:(?![ \t])[\w., \t]+=[ \t]*)?)(?P<magic>(?:%%?[A-Za-z_]|!|\?).*|[\w.]+\?\??[ \t]*)$",
    re.MULTILINE,
)
"""A line, or what is assigned in it, that IPython runs by itself: `%time f()`, `files = !ls`, `Model?`."""
_SHOWN = re.compile(r"[^\r\n]")


def python_of(cell: str) -> str:
    """Return what Python runs of a cell; spaces, and a `0` where a statement must be, stand for the rest."""
    if _OTHER_CELL.match(cell):
        return blank(cell)
    if parse(cell) is not None:
        return cell
    strings = string_spans(cell)

    def without(line: re.Match[str]) -> str:
        inside = any(one.start < line.start("magic") < one.end for one in strings)
        return line[0] if inside else line["before"] + "0".ljust(len(line["magic"]))

    return _MAGIC.sub(without, cell)


def blank(text: str) -> str:
    """Return spaces instead of a text, on as many lines."""
    return _SHOWN.sub(" ", text)
