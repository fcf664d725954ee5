"""Runs the `main.py` of each folder with the real Gin, each in a process of its own.

Standard input is a JSON list of folders; standard output a JSON list of what the programs print, or of what stops them.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import runpy
import sys


def _run(folder: str) -> str:
    os.chdir(folder)
    sys.path.insert(0, folder)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            runpy.run_path("main.py", run_name="__main__")
    except BaseException as problem:
        return f"{type(problem).__name__}: {problem}"
    return printed.getvalue()


def _in_child(folder: str) -> str:
    """Run a folder in a copy of this process, so that what it registers stays there."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w", encoding="utf-8") as pipe:
            pipe.write(_run(folder))
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    importlib.import_module("gin")
    sys.stdout.write(json.dumps([_in_child(folder) for folder in json.load(sys.stdin)]))
