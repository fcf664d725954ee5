"""Runs programs statement by statement with the real Gin, and tells at which of them it stops.

Standard input is a JSON list of folders that hold a `main.py`; standard output is JSON: for each the first lines of the
statements that raise, with what they raise. A statement that raises is passed over; Gin is unlocked after each.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import sys
import warnings
from pathlib import Path


def _problem(statement: ast.stmt, program: dict[str, object]) -> str | None:
    gin = importlib.import_module("gin")
    try:
        with gin.unlock_config():
            exec(compile(ast.Module([statement], []), "main.py", "exec"), program)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    return None


def _run(folder: str) -> dict[int, str]:
    before = set(sys.modules)
    os.chdir(folder)
    sys.path.insert(0, folder)
    program: dict[str, object] = {"__name__": "main"}
    body = ast.parse(Path("main.py").read_text(encoding="utf-8")).body
    problems = {one.lineno: _problem(one, program) for one in body}
    sys.path.remove(folder)
    for name in set(sys.modules) - before:
        del sys.modules[name]
    return {line: problem for line, problem in problems.items() if problem is not None}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    answers, sys.stdout = sys.stdout, sys.stderr
    json.dump([_run(folder) for folder in json.load(sys.stdin)], answers)
