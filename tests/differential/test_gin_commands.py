"""What is read of bindings on generated command lines, compared with what a shell and Gin make of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from random import Random

import pytest

from counts import times
from gin_texts import bindings
from hp_lsp.dialects.gin import syntax as gin
from hp_lsp.dialects.gin.code.command_bindings import text_of
from hp_lsp.dialects.gin.code.commands import given_in
from upstream_gin import statements_of_gin, statements_of_tree

SHELL = shutil.which("sh")
FLAGS = ("--gin_param=", "--gin_param ", "--gin_bindings=", "--gin-binding ", "--gin_params \\\n  ")
UNREAD = re.compile(r"[$`]|\{[{%]|\s--[A-Za-z]|[,;][ \t]*[\w./]+[ \t]*=")
"""What a script would compute or is not given to Gin as it stands."""
BEGUN = re.compile(r"[ \t]*[\w%@][^=]*=")
SAFE = re.compile(r"[\w=.,/:@%+-]")


def quoted(random: Random, text: str) -> str:
    """Return `text` as a word of a shell, in parts with quotes of all kinds or none."""
    word = ""
    while text or not word:
        end = random.randint(1, max(1, len(text)))
        part, text = text[:end], text[end:]
        quote = random.choice('\'""\\')
        if quote == '"':
            word += '"' + re.sub(r'(["\\])', r"\\\1", part) + '"'
        elif quote == "'" and "'" not in part:
            word += f"'{part}'"
        else:
            word += "".join(
                one if SAFE.fullmatch(one) and random.random() < 0.9 else f"\\{one}" for one in part
            )
        word += "\\\n" if text and random.random() < 0.1 else ""
    return word


def commands(seed: int) -> list[str]:
    """Return commands of one to four bindings, many of them wrong."""
    random = Random(seed)
    left = [text for text in bindings(seed, 200) if not UNREAD.search(text) and BEGUN.match(text)]
    found: list[str] = []
    while left:
        taken = [left.pop() for _ in range(min(len(left), random.choice((1, 1, 2, 4))))]
        given = " ".join(random.choice(FLAGS) + quoted(random, text) for text in taken)
        found.append(f"printf '%s\\0' {given} --end")
    return found


@pytest.mark.skipif(SHELL is None, reason="no shell is installed")
@pytest.mark.parametrize("seed", range(times(4)))
def test_bindings_are_what_gin_reads_of_what_the_shell_gives(seed: int) -> None:
    refused = 0
    lines = commands(seed)
    told = subprocess.run([str(SHELL), "-c", "\n".join(lines)], capture_output=True, check=True).stdout
    runs = told.decode().split("--end\0")[:-1]
    assert len(runs) == len(lines) > 20
    for line, run in zip(lines, runs, strict=True):
        words = run.split("\0")[:-1]
        texts_given = [re.sub(r"\A--gin[_-]\w+=?", "", word) for word in words]
        given = "\n".join(text for text in texts_given if text)
        (read,) = given_in("run.sh", line.removeprefix("printf '%s\\0'"))
        ours = "\n".join(text_of(one)[0] for one in read.bindings)
        assert ours == given, line
        assert statements_of_tree(gin.parse(ours)) == statements_of_gin(given), line
        refused += statements_of_gin(given) is None
    assert 0 < refused < len(lines)
