"""Runs small projects with the real Gin, each as if in a process of its own, and tells what Gin says.

Standard input is JSON: for each run the project's folder and the code of its training script, in which `gin` stands
for Gin, `read(*configs)` parses and finalizes, and `script(path)` runs a file as the main program. Standard output is
JSON: for each run the configs that were opened, every line that Gin stops at, and the problem without a line that it
stopped at last, if any. To find the next line the last one is emptied and the program run again.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import re
import runpy
import sys
import warnings
from pathlib import Path
from typing import Any

MOST_LINES = 50
_LOCATION = re.compile(r'In file "([^"\n]*)", line (\d+)')
_HEAD = re.compile(rb"[\w./]+:")
_opened: set[str] = set()


def _note_open(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith(".gin"):
        _opened.add(os.path.realpath(arguments[0]))


def _globals() -> dict[str, Any]:
    gin = importlib.import_module("gin")

    def read(*configs: str) -> None:
        for config in configs:
            gin.parse_config_file(config)
        gin.finalize()

    def script(path: str) -> None:
        runpy.run_path(path, run_name="__main__")

    return {"__name__": "training", "gin": gin, "read": read, "script": script, "sys": sys}


def _run(folder: str, code: str) -> BaseException | None:
    """Run a training script with modules of its own and return what stopped it."""
    path = list(sys.path)
    os.chdir(folder)
    sys.path.insert(0, folder)
    try:
        exec(compile(code, "training", "exec"), _globals())
    except (Exception, SystemExit) as problem:
        return problem
    finally:
        sys.path[:] = path
        _forget_modules(folder)
    return None


def _forget_modules(folder: str) -> None:
    """Let the next run import Gin and the project anew; others are kept, since not all can be imported twice."""
    for name, module in list(sys.modules.items()):
        own = vars(module)
        places = [own.get("__file__") or "", *own.get("__path__", ())]
        if name.partition(".")[0] == "gin" or any(place.startswith(folder) for place in places):
            del sys.modules[name]
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()


def _said(problem: BaseException) -> str:
    """Return the message. Gin wraps it once for each include, which in a circle is deeper than Python 3.10 goes."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(10 * usual)
    try:
        return str(problem)
    finally:
        sys.setrecursionlimit(usual)


def _place(problem: BaseException) -> tuple[str, int] | None:
    """Return the config and the line that Gin names, if it does."""
    found = _LOCATION.search(_said(problem))
    if found is not None:
        return os.path.realpath(found[1]), int(found[2])
    if isinstance(problem, SyntaxError) and problem.lineno and str(problem.filename).endswith(".gin"):
        return os.path.realpath(str(problem.filename)), problem.lineno
    return None


def _empty_line(path: str, number: int, originals: dict[str, bytes]) -> None:
    data = Path(path).read_bytes()
    originals.setdefault(path, data)
    lines = data.split(b"\n")
    for line in _statement(lines, number - 1):
        lines[line] = b""
    Path(path).write_bytes(b"\n".join(lines))


def _statement(lines: list[bytes], at: int) -> set[int]:
    """Return the line to empty with those that cannot be left alone: a block's body, or its head above a last line."""
    found = {at}
    if _HEAD.match(lines[at]):
        below = itertools.takewhile(lambda number: lines[number][:1] in b" ", range(at + 1, len(lines)))
        return found.union(below)
    if lines[at][:1] == b" ":
        head = next((number for number in range(at, -1, -1) if _HEAD.match(lines[number])), at)
        body = itertools.takewhile(lambda number: lines[number][:1] in b" ", range(head + 1, len(lines)))
        if not any(lines[number].strip() for number in set(body) - found):
            found.add(head)
    return found


def _answer(folder: str, code: str, once: bool) -> dict[str, Any]:
    originals: dict[str, bytes] = {}
    files = set(Path(folder).rglob("*"))
    lines: list[tuple[str, int, str]] = []
    _opened.clear()
    try:
        while True:
            problem = _run(folder, code)
            place = _place(problem) if problem else None
            if problem is None or place is None or len(lines) > MOST_LINES:
                break
            lines.append((*place, f"{type(problem).__name__}: {_said(problem)}"))
            if once:
                problem = None
                break
            _empty_line(*place, originals)
    finally:
        for path, data in originals.items():
            Path(path).write_bytes(data)
        for written in set(Path(folder).rglob("*")) - files:
            written.unlink()
    text = f"{type(problem).__name__}: {_said(problem)}" if problem else ""
    return {"opened": sorted(_opened), "lines": lines, "problem": text}


def main() -> None:
    """Run every project that standard input lists."""
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    sys.addaudithook(_note_open)
    answers, sys.stdout = sys.stdout, sys.stderr
    json.dump([_answer(**one) for one in json.load(sys.stdin)], answers)


if __name__ == "__main__":
    main()
