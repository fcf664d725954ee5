"""Which Python a command line runs, and whether it surely does. Knows what starts Python, and no flag of a program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hp_lsp.dialects.command_lines.words import Word

COMPUTED = re.compile(r"[$*?{}\[\]%~\\]")
"""Characters that stand for something else in a shell, a makefile or a template."""
_BASE = re.compile(r"""\A.*[$}]\w*["']?/""")
"""A folder in a variable, at the beginning of a path."""
_PYTHON = re.compile(r"""[@-]*(?:\S*/)?(?:python|pypy)[\d.]*|[@-]*\$[{(]?PY(?:THON\w*)?[})]?""")
_MODULE = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_LAUNCHERS = (["accelerate", "launch"], ["coverage", "run"], ["uv", "run"])
_BEFORE_PROGRAM = re.compile(r"\w+=.*|exec|time|nohup|sudo|env")
_NOT_RUNNING = frozenset(
    (
        "-m",
        "-c",
        "!",
        "echo",
        "printf",
        "cat",
        "grep",
        "ssh",
        "docker",
        "podman",
        "kubectl",
        "xargs",
        "parallel",
    )
)
"""Words before a Python file with which something else runs or a file elsewhere, or which expect that it fails."""


class Program(NamedTuple):
    """The Python that a command runs: the place of its word, and its path, empty where that is computed.

    `module` is its name where it stands behind `-m`. `is_run`: Python surely runs it.
    """

    place: int
    path: str
    module: str
    is_run: bool


def program_in(words: Sequence[Word]) -> Program | None:
    """Return what Python runs of the words of a command: the first file, else the last module; None without any."""
    texts = [word.text for word in words]
    for place, text in enumerate(texts):
        if text.endswith(".py"):
            path = _BASE.sub("", text)
            known = "" if COMPUTED.search(path) else path.removeprefix("./")
            return Program(place, known, "", _is_run(texts[:place], is_module=False))
    for place in reversed(range(1, len(texts) - 1)):
        module = texts[place + 1]
        if texts[place] == "-m" and _MODULE.fullmatch(module) and _is_python(texts[:place], [""]):
            is_run = _is_run(texts[: place + 1], is_module=True)
            return Program(place + 1, f"{module.replace('.', '/')}.py", module, is_run)
    return None


def _is_run(before: list[str], *, is_module: bool) -> bool:
    """Tell whether Python surely runs the file, or the module, behind some words."""
    if is_module:
        before = before[:-1]
    if not _NOT_RUNNING.isdisjoint(before):
        return False
    return _is_python(before) or (not is_module and all(map(_BEFORE_PROGRAM.fullmatch, before)))


def _is_python(before: list[str], or_else: Sequence[str] = ()) -> bool:
    """Tell whether words are Python, or what starts it, or else end with one of some words; with options behind it."""
    if "torchrun" in before:
        return True
    while before and before[-1].startswith("-") and not _PYTHON.fullmatch(before[-1]):
        before = before[:-1]
    is_named = bool(before) and (_PYTHON.fullmatch(before[-1]) is not None or before[-1] in or_else)
    return is_named or before[-2:] in _LAUNCHERS
