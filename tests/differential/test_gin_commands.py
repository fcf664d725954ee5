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
BARE = {"\n": "'\n'"}
SURROUNDINGS = (
    "prog {0}",
    "prog {0} # it's \"x",
    "prog {0} ;# it's \"x",
    "if true; then prog {0}; fi",
    "for i in 1 2; do\n\tprog {0}\ndone",
    '(prog --lr "a b" {0})',
    "{{ prog {0}; }} 2> /dev/null",
    "prog {0} && prog",
    "A=1 B='x y' prog {0}",
    "f() {{\n  prog {0}\n}}\nf",
    "case x in\n  x) prog {0} ;;\nesac",
    'x="a\nb"\nprog {0}',
    "# don't\nprog {0}",
    "true <<END\nnothing\nEND\nprog {0}",
    'prog --lr $((1+2)) --name "${{X:-a b}}" {0}',
    'set -- {0}\nprog "$@"',
    "prog \\\n  {0} \\\n  --verbose",
    "echo a#b > /dev/null; prog x#'y z' {0}",
)


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
                one if SAFE.fullmatch(one) and random.random() < 0.9 else BARE.get(one, f"\\{one}")
                for one in part
            )
        word += "\\\n" if text and random.random() < 0.1 else ""
    return word


def given_words(random: Random, seed: int) -> list[str]:
    """Return what stands behind programs: each time one to four bindings with their flags, many of them wrong."""
    left = [text for text in bindings(seed, 200) if not UNREAD.search(text) and BEGUN.match(text)]
    found: list[str] = []
    while left:
        taken = [left.pop() for _ in range(min(len(left), random.choice((1, 1, 2, 4))))]
        found.append(" ".join(random.choice(FLAGS) + quoted(random, text) for text in taken))
    return found


def texts_in(told: bytes) -> list[str]:
    """Return the bindings among words with NUL behind each."""
    words = (re.sub(r"\A--gin[_-]\w+=?", "", word) for word in told.decode().split("\0")[:-1])
    return [word for word in words if word]


@pytest.mark.skipif(SHELL is None, reason="no shell is installed")
@pytest.mark.parametrize("seed", range(times(4)))
def test_bindings_are_what_gin_reads_of_what_the_shell_gives(seed: int) -> None:
    refused = 0
    commands = given_words(Random(seed), seed)
    lines = "\n".join(f"printf '%s\\0' {words} --end" for words in commands)
    told = subprocess.run([str(SHELL), "-c", lines], capture_output=True, check=True).stdout
    runs = told.split(b"--end\0")[:-1]
    assert len(runs) == len(commands) > 20
    for command, run in zip(commands, runs, strict=True):
        given = "\n".join(texts_in(run))
        (read,) = given_in("run.sh", command)
        ours = "\n".join(text_of(one)[0] for one in read.bindings)
        assert ours == given, command
        assert statements_of_tree(gin.parse(ours)) == statements_of_gin(given), command
        refused += statements_of_gin(given) is None
    assert 0 < refused < len(commands)


@pytest.mark.skipif(SHELL is None, reason="no shell is installed")
@pytest.mark.parametrize("seed", range(times(4)))
def test_bindings_anywhere_in_a_script_are_found_and_no_others(seed: int) -> None:
    random = Random(seed)
    commands = [random.choice(SURROUNDINGS).format(words) for words in given_words(random, seed)]
    script = "\n".join(commands)
    run = f"prog() {{ for word; do printf '%s\\0' \"$word\"; done; }}\n{script}"
    told = subprocess.run([str(SHELL), "-c", run], capture_output=True, check=True).stdout
    given = {text for text in texts_in(told) if "=" in text}
    read = {one.text for command in given_in("run.sh", script) for one in command.bindings}
    assert read == given
