"""Imports small Python modules with the real Gin, each case as if in a process of its own, and tells what stops it.

Standard input is JSON: for each case its folder and the code to run, such as `import m`. Standard output is JSON: for
each case the exception's type and message, and the innermost file of the folder and line that it came through; null
where nothing was raised.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
import warnings
from typing import Any


def _forget_modules(folder: str) -> None:
    """Let the next case import Gin and its modules anew."""
    for name, module in list(sys.modules.items()):
        place = vars(module).get("__file__") or ""
        if name.partition(".")[0] == "gin" or place.startswith(folder):
            del sys.modules[name]
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()


def _place(problem: BaseException, folder: str) -> tuple[str, int] | None:
    frames = traceback.extract_tb(problem.__traceback__)
    own = [(frame.filename, frame.lineno or 0) for frame in frames if frame.filename.startswith(folder)]
    return own[-1] if own else None


def _answer(folder: str, code: str) -> dict[str, Any] | None:
    path = list(sys.path)
    os.chdir(folder)
    sys.path.insert(0, folder)
    try:
        exec(compile(code, "run", "exec"), {"gin": importlib.import_module("gin")})
    except (Exception, SystemExit) as problem:
        return {
            "type": type(problem).__name__,
            "message": str(problem),
            "place": _place(problem, folder),
        }
    finally:
        sys.path[:] = path
        _forget_modules(folder)
    return None


def main() -> None:
    """Run every case that standard input lists."""
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    answers, sys.stdout = sys.stdout, sys.stderr
    json.dump([_answer(**one) for one in json.load(sys.stdin)], answers)


if __name__ == "__main__":
    main()
