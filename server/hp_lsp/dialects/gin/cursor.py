"""What a cursor in a config is writing, told from the text before it, whatever its state.

Knows lines and indentation; needs no tree, because a half-written line seldom has one.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

Position = Literal[
    "left",
    "with",
    "column",
    "value",
    "string",
    "reference",
    "macro",
    "argument",
    "include",
    "module",
    "member",
    "nothing",
]

_PATH = r"(?:\w+/)*[\w.]*"
_STRING = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_IN_STRING = re.compile(rf"""(?P<code>(?:[^'"#]|{_STRING})*)['"](?P<path>[^'"\\]*)$""")
_REFERENCE = re.compile(r"@\s*(?P<scope>(?:[\w.]+/)*)(?P<path>[\w.]*)$")
_MACRO = re.compile(r"%\s*(?P<scope>(?:[\w.]+/)*)(?P<path>[\w.]*)$")
_WORD = re.compile(r"[A-Za-z_]\w*$")
_LEFT = re.compile(r"(?P<scope>(?:\w+/)*)(?P<path>[\w.]*)$")
_IMPORT = re.compile(r"\s*import\s+(?P<path>[\w.]*)$")
_FROM = re.compile(r"\s*from\s+(?P<path>[\w.]*)$")
_MEMBER = re.compile(r"\s*from\s+(?P<module>[\w.]+)\s+import\s+(?P<path>\w*)$")
_INCLUDE = re.compile(r"\s*include\s+(?P<quote>['\"])(?P<path>[^'\"]*)$")
_CALL = re.compile(
    r"@\s*(?:[\w.]+/)*(?P<selector>[\w.]+)\s*\((?:[^()]|\([^()]*\))*?(?:\(|,)?\s*(?P<path>\w*)$"
)
_ASSIGNED = re.compile(rf"^\s*(?P<target>{_PATH})\s*(?:=(?!=)|:\s*\[)")
_BLOCK = re.compile(rf"^(?P<indent>\s*)(?P<word>with\s+)?(?P<name>{_PATH})\s*:\s*(?:#.*)?$")
_TABLE = re.compile(r"^\s*table\b(?!\s*[./=])\s*\(?(?P<columns>[^#:=)]*)\)?\s*:\s*(?:#.*)?$")
_WITH = re.compile(r"^\s*with\s+(?P<path>[\w.]*)$")
_COLUMN = re.compile(r"^\s*table(?:\s*\(|\s)(?:[^=:]*,)?\s*(?:\w+/)*(?P<path>[\w.]*)$")
_NESTED = re.compile(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
_OPENS_STATEMENT = re.compile(r"[A-Za-z_]")
_MOST_LINES = 200
_BINDING = re.compile(r"^\s*(?P<name>\w+)\s*(?:=|:\s*\[)")


class Block(NamedTuple):
    """An enclosing block: the name in its header, its scope included, and whether the header says `with`.

    A table has no name but `columns`, as they are written.
    """

    name: str
    is_with: bool = False
    columns: tuple[str, ...] = ()


class Cursor(NamedTuple):
    """What is being written.

    `written` is the part before the cursor, which stands at `span` together with the rest of the same word behind
    the cursor. `target` is the left side of the line where the cursor is in its value, the column where it is in a row,
    or the callee of a call.
    `blocks` are the enclosing blocks, outermost first.
    """

    position: Position
    written: str
    span: Span
    target: str = ""
    module: str = ""
    blocks: tuple[Block, ...] = ()


def cursor_at(text: Text, offset: int) -> Cursor:
    """Return what a cursor at `offset` is writing."""
    line_number = text.position(offset).line
    line_start, line_end = text.line_span(line_number)
    before = text.source[line_start:offset]
    after = re.match(r"[\w.]*", text.source[offset:line_end])
    end = offset + (after.end() if after else 0)
    blocks = enclosing_blocks(text, line_number)
    return _read(before, offset, end, blocks, text, line_number)


def _read(before: str, offset: int, end: int, blocks: tuple[Block, ...], text: Text, line: int) -> Cursor:
    def made(position: Position, written: str, **more: str) -> Cursor:
        return Cursor(position, written, Span(offset - len(written), end), blocks=blocks, **more)

    include = _INCLUDE.match(before)
    if include:
        return made("include", include["path"])
    code = _without_strings(before)
    if code is None:
        written, taker = _string(before, blocks, text, line)
        return made("string" if taker else "nothing", written, target=taker)
    member = _MEMBER.match(code)
    if member:
        return made("member", member["path"], module=member["module"])
    module = _IMPORT.match(code) or _FROM.match(code)
    if module:
        return made("module", module["path"])
    target = _target(code, blocks, text, line)
    own = target if target and code.count("(") <= code.count(")") else ""
    if reference := _REFERENCE.search(code):
        return made("reference", reference["path"], target=own)
    if macro := _MACRO.search(code):
        return made("macro", macro["path"], target=own)
    if target is not None:
        call = _CALL.search(code)
        if call and code.count("(") > code.count(")"):
            return made("argument", call["path"], target=call["selector"])
        word = _WORD.search(code)
        return made("value", word[0] if word else "", target=target)
    if name := _WITH.match(code):
        return made("with", name["path"])
    if column := _COLUMN.match(code):
        return made("column", column["path"])
    left = _LEFT.search(code)
    return made("left", left["path"] if left else "")


def _string(before: str, blocks: tuple[Block, ...], text: Text, line: int) -> tuple[str, str]:
    """Return what is written of the string that the cursor is in, and what it is given to; empty where that is none."""
    opened = _IN_STRING.match(before)
    target = _target(_without_strings(opened["code"]) or "", blocks, text, line) if opened else None
    return (opened["path"], target) if opened and target else ("", "")


def _without_strings(before: str) -> str | None:
    """Return the text with its strings blanked out; None where the cursor is in a string or a comment."""
    blanked = re.sub(_STRING, lambda match: "'" + "_" * (len(match[0]) - 2) + "'", before)
    rest = re.sub(_STRING, "", blanked)
    if "#" in rest or "'" in rest or '"' in rest:
        return None
    return blanked


def _target(code: str, blocks: tuple[Block, ...], text: Text, line: int) -> str | None:
    """Return what the value that the cursor is in is given to; None where it is in none."""
    assigned = _ASSIGNED.match(code) or _open_value(text, line)
    if assigned:
        return assigned["target"]
    columns = blocks[-1].columns if blocks else ()
    return columns[min(_commas(code), len(columns) - 1)] if columns else None


def _commas(code: str) -> int:
    """Return how many commas stand outside of brackets; those of a bracket that is still open count as none."""
    flat, changed = code, 1
    while changed:
        flat, changed = _NESTED.subn("", flat)
    return re.split(r"[(\[{]", flat)[0].count(",")


def _open_value(text: Text, line: int) -> re.Match[str] | None:
    """Return the beginning of the value that an earlier line left open with a bracket, if the cursor is in one.

    What opens a line without indentation is a statement of its own, unless it cannot be: a bracket, a sign, a quote.
    """
    if _OPENS_STATEMENT.match(text.line(line)):
        return None
    depth = 0
    for number in range(line - 1, max(-1, line - _MOST_LINES), -1):
        code = _without_strings(text.line(number)) or ""
        depth += sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))
        assigned = _ASSIGNED.match(code)
        if assigned:
            return assigned if depth > 0 else None
        if _OPENS_STATEMENT.match(code):
            return None
    return None


def enclosing_blocks(text: Text, line: int) -> tuple[Block, ...]:
    """Return the blocks around a line, outermost first, by indentation alone."""
    found: list[Block] = []
    indent = _indent(text.line(line))
    for number in range(line - 1, -1, -1):
        if indent == 0:
            break
        above = text.line(number)
        if not above.strip() or above.lstrip().startswith("#") or _indent(above) >= indent:
            continue
        indent = _indent(above)
        if header := _BLOCK.match(above):
            found.append(Block(header["name"], bool(header["word"])))
        elif table := _TABLE.match(above):
            columns = tuple(name.strip() for name in table["columns"].split(",") if name.strip())
            found.append(Block("", columns=columns))
    return tuple(reversed(found))


def bound_in_block(text: Text, line: int) -> frozenset[str]:
    """Return the names bound by the other lines of the block that a line stands in."""
    indent = _indent(text.line(line))
    found = set()
    for step in (-1, 1):
        number = line + step
        while 0 <= number < len(text.line_starts):
            other = text.line(number)
            binding = _BINDING.match(other)
            if other.strip() and _indent(other) < indent:
                break
            if binding and _indent(other) == indent:
                found.add(binding["name"])
            number += step
    return frozenset(found)


def _indent(line: str) -> int:
    return len(line.expandtabs(8)) - len(line.expandtabs(8).lstrip())
