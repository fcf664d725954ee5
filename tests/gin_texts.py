"""Texts that look like Gin, most of them slightly wrong: for comparing parsers, from a seeded generator."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_CASES = (Path(__file__).parent / "cases/gin_syntax.jsonl").read_text(encoding="utf-8").splitlines()
_RECORDED = [text for line in _CASES if len(text := json.loads(line)["text"]) < 500]

_WORDS = r"""
a b s f x1 _z aé é import from include as True False None true with 1 0 -1 1.5 .5 1e3 017 0x1F 1_0 1j 1e 1__0
'a' "b" '' "" b'c' r'\d' f'x' u'y' '''v''' '\x' '\d' ' " ''' @ % / . , : = ( ) [ ] { } - + * # ; $ ! ? := == // ...
-> < @f %m @s/f() {1:2} (1,) a.b=
"""
_PIECES = [
    *_WORDS.split(),
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\n ",
        " ",
        "  ",
        "\t",
        "\f",
        "\\\n",
        "\\ ",
        "\r\n",
        "\r",
        "\xa0",
        '"""',
        '"""t\nu"""',
    ),
]
_PATHS = [
    "a",
    "a.b",
    "s/a.b",
    "s/t/m.C.x",
    "m",
    "s/m",
    "import.x",
    "import",
    "from",
    "include",
    "None",
    "aé.bé",
]
_WRONG_PATHS = ["a.b/c.d", "é.x", "a.é", "s /a", "a. b", "a..b", "a-b", "@a", "1a", "a b"]
_VALUES = r"1 -1 1e3 0x1F 1j 00 True None 's' b'q' u's' r'\x' '\d' '' @f @s/f() @a.b/c %m %s/m.n -@f() -%m"
_SCALARS = [*_VALUES.split(), "'t' 'u'", "- 2.5", "@ g ( )", "% m", "'' '''a'''"]
_WRONG_SCALARS = [
    "07",
    "1__0",
    "foo",
    "true",
    "-True",
    "--1",
    "+1",
    "f'x'",
    "'\\x'",
    "'' 'a'",
    "1 2",
    "@",
    "@f(x=1)",
    "%m()",
]
_LINE_ENDS = ["", " ", "  # c", " \\\n"]
_WRONG_LINE_ENDS = [" 1", ";", ",", " # c\n  ", ")"]
_MODULES = ["a", "a.b", "import", "as", "aé"]
_INCLUDED = ["'x'", "'x' 'y'", '"z"', "''", "r'x'"]
_WRONG_INCLUDED = ["x", "b'x'", "('x')", "f'x'", "1", "'x' as y", "%m"]

_VERSION_DEPENDENT = re.compile(
    r"(?:^|\r)[ \t\f]*\\(?:\r\n|\n|\r)[ \t\f]*(?:[\r\n#\\]|\Z)"  # a line of a backslash alone
    r"|\\(?:\r\n|\n|\r)[ \t\f]*(?:#.*)?\Z",  # a continued last line without text
    re.MULTILINE,
)
_TAB_INDENTED = re.compile(r"(?:^|\r)[ \f]*\t", re.MULTILINE)


def texts(seed: int, count: int) -> Iterator[str]:
    """Yield `count` texts on which all versions of Python that run Gin should agree."""
    generator = _Generator(random.Random(seed))
    while count:
        text = generator.text()
        if not _VERSION_DEPENDENT.search(text) and not (
            sys.version_info >= (3, 12) and _TAB_INDENTED.search(text)
        ):
            yield text
            count -= 1


def bindings(seed: int, count: int) -> Iterator[str]:
    """Yield `count` bindings, about half of them wrong."""
    generator = _Generator(random.Random(seed))
    while count:
        text = generator.binding()
        if not re.search(r"[\r\0]", text):
            yield text
            count -= 1


def indented_texts(seed: int, count: int) -> Iterator[str]:
    """Yield `count` texts of a few lines that are indented in all ways, by tabs among others."""
    chance = random.Random(seed)
    indents = [
        "",
        "  ",
        "\t",
        " \t",
        "\t ",
        "    ",
        " " * 8,
        "  \t",
        "\t\t",
        "  \f\t",
        " " * 9,
        "\t" + " " * 7,
    ]
    lines = ["a = 1", "a = 1", "f:", "x = 2", ""]
    for _ in range(count):
        known = indents[: chance.choice([3, 6, len(indents)])]
        yield "".join(f"{chance.choice(known)}{chance.choice(lines)}\n" for _ in range(chance.randint(1, 6)))


class _Generator:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._pick = chance.choice

    def text(self) -> str:
        kind = self._chance.random()
        if kind < 0.15:
            return "".join(
                self._pick(_PIECES) + self._pick(["", " "]) for _ in range(self._chance.randint(1, 12))
            )
        if kind < 0.3:
            return self._mutated(self._pick(_RECORDED))
        return self._file() if kind < 0.6 else self._mutated(self._file())

    def binding(self) -> str:
        right = f"{self._pick(_PATHS)}{self._pick([' = ', '='])}{self._value()}"
        return right if self._chance.random() < 0.6 else self._mutated(right)

    def _mostly(self, right: list[str], wrong: list[str]) -> str:
        return self._pick(wrong if self._chance.random() < 0.04 else right)

    def _file(self) -> str:
        lines = [self._mostly([""], ["  "]) + self._statement() for _ in range(self._chance.randint(1, 4))]
        begin = self._pick(["", "", "", "\n", "# c\n", "\f"])
        return begin + "\n".join(lines) + self._pick(["", "\n", "\n\n", "\n # c"])

    def _statement(self) -> str:
        kind, end = self._chance.random(), self._mostly(_LINE_ENDS, _WRONG_LINE_ENDS)
        if kind < 0.5:
            equal = self._mostly([" = ", "=", "  =\t"], [" == ", " ", ":"])
            return self._path() + equal + self._value() + end
        if kind < 0.7:
            return self._block() + end
        if kind < 0.85:
            alias = self._mostly(["", "", " as c"], [" as a.b", " as"])
            return "import" + self._pick([" ", "\t"]) + self._mostly(_MODULES, _WRONG_PATHS) + alias + end
        if kind < 0.93:
            name = self._mostly(["c", "c as d"], ["c as", "a.b", "*", "(c)", "é"])
            return f"from {self._mostly(_MODULES, _WRONG_PATHS)} import {name}{end}"
        return "include " + self._mostly(_INCLUDED, _WRONG_INCLUDED) + end

    def _path(self) -> str:
        return self._mostly(_PATHS, _WRONG_PATHS)

    def _block(self) -> str:
        indent = self._pick(["  ", "    ", "\t", " "])
        lines = [
            self._mostly([indent, indent, "# c\n" + indent], ["", indent + " "])
            + self._mostly(["x", "y", "import"], ["a.b", "s/x", "é"])
            + f" = {self._value()}"
            for _ in range(self._pick([0, 1, 1, 1, 2, 3]))
        ]
        return self._path() + self._pick([":", " :", ": # c"]) + "\n" + "\n".join(lines)

    def _value(self, depth: int = 0) -> str:
        kind = self._chance.random()
        if depth > 3 or kind < 0.5:
            return self._mostly(_SCALARS, _WRONG_SCALARS)
        if kind < 0.8:
            opening, closing = self._pick(["[]", "()"])
            items = [self._value(depth + 1) + self._blank() for _ in range(self._chance.randint(0, 3))]
        else:
            opening, closing = "{}"
            items = [
                self._value(depth + 1) + self._blank() + ":" + self._blank() + self._value(depth + 1)
                for _ in range(self._chance.randint(0, 2))
            ]
        inside = ("," + self._blank()).join(items) + self._pick(["", ","] if items else [""])
        return opening + self._blank() + inside + self._blank() + closing

    def _blank(self) -> str:
        return self._pick(["", "", "", "", " ", "\n", "\n  ", " # c\n", "\\\n"])

    def _mutated(self, text: str) -> str:
        characters = list(text)
        for _ in range(self._chance.randint(1, 3)):
            at = self._chance.randrange(len(characters) + 1)
            if self._chance.random() < 0.5:
                del characters[at : at + self._pick([1, 1, 1, 2, 5])]
            else:
                characters[at:at] = self._pick(_PIECES)
        return "".join(characters)
