"""What words of command lines are read as, compared with what a real shell gives a program."""

from __future__ import annotations

import shutil
import subprocess
from random import Random

import pytest

from counts import times
from hp_lsp.dialects.command_lines.quoting import read_word
from hp_lsp.dialects.command_lines.words import lines_of

SHELL = shutil.which("sh")
BARE = ("a", "Model.width", "=", "1", ",", "/", "@", ":", '\\"', "\\'", "\\ ", "\\=", "é", "😀", "%")
SINGLE = (*BARE[:8], " ", "\n", '"', "[1, 2]", "()", ";", "|", "#", "é😀")
DOUBLE = (*BARE[:8], " ", "\n", "\\\n", "'", '\\"', "\\\\", "\\n", "{1: 2}", ";", "&", "#", "é😀")


def word(random: Random) -> str:
    """Return a word of one to four parts, each with quotes of a kind or none, some in lines of their own."""

    def part() -> str:
        quote = random.choice(("", "", "'", '"'))
        content = "".join(random.choices({"": BARE, "'": SINGLE, '"': DOUBLE}[quote], k=random.randint(1, 5)))
        return f"{quote}{content}{quote}"

    return random.choice(("", "", "\\\n")).join(part() for _ in range(random.randint(1, 4)))


@pytest.mark.skipif(SHELL is None, reason="no shell is installed")
@pytest.mark.parametrize("seed", range(times(20)))
def test_words_are_what_the_shell_gives_a_program(seed: int) -> None:
    random = Random(seed)
    words = [word(random) for _ in range(50)]
    script = "printf '%s\\0' " + " ".join(words) + "\n"
    told = subprocess.run([str(SHELL), "-c", script], capture_output=True, check=True).stdout.decode()
    _, _, *read = next(lines_of(script, across=True))
    arguments = [read_word(script, one) for one in read]
    assert [(one.text, one.whole) for one in arguments] == [(text, True) for text in told.split("\0")[:-1]]
    for one in arguments:
        for inner, outer in one.runs:
            written, text = script[slice(*outer)], one.text[slice(*inner)]
            assert written in (text, f"\\{text}")
        assert "".join(one.text[slice(*inner)] for inner, _ in one.runs) == one.text


@pytest.mark.parametrize(
    "word", ["$A", "a$A", '"a b $A"', "a'x'\"`date`\"", "'a {{ b }}'", "a=${B}c", "a$(b)c"]
)
def test_what_stands_before_something_computed_is_read(word: str) -> None:
    source = f"python x.py {word}"
    *_, last = next(lines_of(source))
    argument = read_word(source, last)
    assert not argument.whole
    assert argument.text in ("", "a", "a b ", "ax", "a ", "a=")
