"""No regular expression of the package takes more than linear time: each one meets long texts made to trap it.

A pattern that backtracks without end cannot be stopped, so they run in a process that can: where it is not done in
time, it has told what it began last. The time is several times what all of it takes.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SECONDS = 150
"""For all patterns and texts together, which take less than 20; a single quadratic one takes 100."""
LENGTH = 200_000

TRAPS = {
    "letters": "a" * LENGTH,
    "blanks": " " * LENGTH,
    "line ends": "\n" * LENGTH,
    "blank lines": " \n" * (LENGTH // 2),
    "escapes": "'" + "\\\\" * (LENGTH // 2),
    "escaped quotes": '"' + '\\"' * (LENGTH // 2),
    "quotes": "'" * LENGTH,
    "triple quotes": '"""' * (LENGTH // 3),
    "words": "a " * (LENGTH // 2),
    "names": "a.b/" * (LENGTH // 4),
    "dotted and broken off": "a." * (LENGTH // 2) + "!",
    "brackets": "[" * LENGTH,
    "brackets of both kinds": "([" * (LENGTH // 2),
    "pairs": "()" * (LENGTH // 2),
    "unclosed calls": "f(a, " * (LENGTH // 5),
    "digits": "1" * LENGTH,
    "digits and underscores": "1_" * (LENGTH // 2),
    "points": "1." * (LENGTH // 2),
    "assignments": "a = " * (LENGTH // 4),
    "colons": "a: " * (LENGTH // 3),
    "commas": "a, " * (LENGTH // 3),
    "hashes": "# " * (LENGTH // 2),
    "backslashes at line ends": "a \\\n" * (LENGTH // 4),
    "signs": "@%-" * (LENGTH // 3),
    "imports": "from a import " * (LENGTH // 14),
    "code": "import gin\n@gin.configurable\ndef f(a=1):\n    pass\n" * (LENGTH // 50),
    "docs": "Args:\n  a: b\n" * (LENGTH // 14),
    "letters beyond ASCII": "é" * (LENGTH // 2) + "!",
}

RUN = r"""
import importlib, inspect, json, pkgutil, re, sys
import hp_lsp.server.server

BOUNDED = {
    "hp_lsp.dialects.gin.syntax.shape._TOKEN",  # lines of less than 2,000 characters
    "hp_lsp.dialects.gin.embedded.unfinished._TOKEN",  # ends at the first string without an end
    "hp_lsp.dialects.gin.cursor._LEFT",  # the last 1,000 characters before the cursor
}
WALKING = {"search", "finditer", "findall", "sub", "subn", "split"}
found = {}
for module in pkgutil.walk_packages(hp_lsp.__path__, "hp_lsp."):
    if not module.name.endswith("__main__"):
        loaded = importlib.import_module(module.name)
        source = inspect.getsource(loaded) if vars(loaded) else ""
        for name, value in list(vars(loaded).items()):
            several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ()
            for one in (value, *several):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    uses = found.setdefault(one, (f"{module.name}.{name}", set()))[1]
                    uses |= set(re.findall(rf"\b{name}(?:\[.*?\])?\.([a-z]+)\b", source))
for trap, text in json.load(sys.stdin).items():
    for pattern, (name, uses) in found.items():
        print(name, "takes too long for", trap, flush=True)
        pattern.match(text)
        pattern.fullmatch(text)
        is_walked = uses & WALKING or not uses & {"match", "fullmatch"}
        for _ in pattern.finditer(text) if is_walked and name not in BOUNDED else ():
            pass
print(len(found), "patterns")
"""


def test_no_pattern_is_slow() -> None:
    try:
        done = subprocess.run(
            [sys.executable, "-c", RUN],
            input=json.dumps(TRAPS), capture_output=True, text=True, timeout=SECONDS, encoding="utf-8",
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        pytest.fail((late.stdout or b"").decode().splitlines()[-1])
    assert done.returncode == 0, done.stderr
    count, word = done.stdout.split()[-2:]
    assert word == "patterns"
    assert int(count) > 100
