"""What a docstring says about one parameter. Knows the Google, NumPy and Sphinx styles, and no Python."""

from __future__ import annotations

import re

_SECTION = re.compile(r"^(?:args|arguments|parameters|attributes|keyword args)\s*:?\s*$", re.IGNORECASE)


def summary(docstring: str) -> str:
    """Return the first paragraph."""
    return docstring.strip().split("\n\n", 1)[0].strip()


def parameter_text(docstring: str, name: str) -> str:
    """Return what the docstring says about parameter `name`, on one line; empty where it says nothing."""
    lines = docstring.splitlines()
    return _sphinx(lines, name) or _section(lines, name)


def _sphinx(lines: list[str], name: str) -> str:
    start = re.compile(rf"^\s*:param\s+(?:[^:]*\s)?\*{{0,2}}{re.escape(name)}\s*:\s*(.*)$")
    for number, line in enumerate(lines):
        match = start.match(line)
        if match:
            return _joined(match[1], lines[number + 1 :], _indent(line))
    return ""


def _section(lines: list[str], name: str) -> str:
    """Look for `name: text`, `name (type): text` or `name : type` in a section of parameters."""
    entry = re.compile(rf"^\s*\*{{0,2}}{re.escape(name)}\s*(?:\([^)]*\)\s*)?(:.*)?$")
    inside = False
    for number, line in enumerate(lines):
        if _SECTION.match(line.strip()):
            inside = True
        elif inside and (match := entry.match(line)):
            numpy = number > 0 and match[1] is not None and line.startswith(name) and " : " in line
            first = "" if numpy or match[1] is None else match[1][1:].strip()
            return _joined(first, lines[number + 1 :], _indent(line))
    return ""


def _joined(first: str, rest: list[str], indent: int) -> str:
    """Return `first` and the lines of `rest` that are indented deeper than `indent`."""
    words = [first]
    for line in rest:
        if not line.strip() or _indent(line) <= indent:
            break
        words.append(line.strip())
    return " ".join(word for word in words if word)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
