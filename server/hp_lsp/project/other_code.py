"""Code outside of `.py` files: notebooks, scripts, command lines. Finds its text; follows none of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from hp_lsp.python.cells import python_of

_SUFFIXES = (".ipynb", ".pyw", ".pyx")
_README = ".md"
_COMMAND_SUFFIXES = (".sh", ".bash", ".slurm", ".sbatch", ".mk", _README)
_COMMAND_FILES = ("Makefile", "makefile", "GNUmakefile", "justfile", "Dockerfile")
_LAUNCH_FILE = os.path.join(".vscode", "launch.json")
_COMMAND_FOLDER = os.path.join(".github", "workflows")
_SCRIPT_FOLDERS = ("bin", "scripts", "tools")
_NOTEBOOK = ".ipynb"
_WRITTEN = ("untitled:", "vscode-notebook-cell:")
"""How texts are called that are no files: a user writes them. Others, as `git:`, are other versions of files."""


class OtherCode(NamedTuple):
    """The Python text in such a file, empty where there is none.

    `form` tells what it is: all of the "file", so that places in both are the same; the "cells" of a notebook without
    their magics; or what "may" be Python.
    """

    text: str
    form: Literal["file", "cells", "may"] = "file"


def is_script(path: str) -> bool:
    """Tell whether a file holds command lines, by its path alone: a script, a makefile, a README, CI, `launch.json`."""
    folder, name = os.path.split(path)
    is_workflow = folder.endswith(_COMMAND_FOLDER) and name.endswith((".yml", ".yaml"))
    is_launch = path.endswith(os.sep + _LAUNCH_FILE)
    return name.endswith(_COMMAND_SUFFIXES) or name in _COMMAND_FILES or is_workflow or is_launch


def is_shell(text: str) -> bool:
    """Tell whether the first line of a file says that a shell runs it."""
    first = text.partition("\n")[0].rstrip()
    return first.startswith("#!") and first.endswith("sh")


def is_checked_script(path: str, text: str) -> bool:
    """Tell whether a file holds command lines that are to run: READMEs also show those of other days."""
    return (is_script(path) and not path.endswith(_README)) or is_shell(text)


def is_other_code(path: str, roots: Iterable[str]) -> bool:
    """Tell whether a file may hold Python although its name does not end in `.py`, by its path alone."""
    folder, name = os.path.split(path)
    if name.endswith(_SUFFIXES):
        return True
    if is_script(path):
        return False
    return "." not in name and (os.path.basename(folder) in _SCRIPT_FOLDERS or folder in roots)


def is_main(path: str) -> bool:
    """Tell whether Python there is imported by no name: a notebook's, or that of a text that is no file."""
    return path.endswith(_NOTEBOOK) or path.startswith(_WRITTEN)


def is_notebook(path: str) -> bool:
    """Tell whether a file, or a text that is no file, is a notebook."""
    return _NOTEBOOK in os.path.basename(path)


def python_in(path: str, text: str) -> OtherCode:
    """Return the Python in the text of such a file."""
    if path.endswith(_NOTEBOOK):
        cells = _cells(text)
        return OtherCode(text, "may") if cells is None else OtherCode("\n".join(cells), "cells")
    is_python = path.endswith(_SUFFIXES) or (text.startswith("#!") and "python" in text.partition("\n")[0])
    return OtherCode(text if is_python else "")


def _cells(text: str) -> list[str] | None:
    """Return what Python runs of a notebook's code cells; None where it is no notebook that can be read."""
    try:
        notebook: Any = json.loads(text)
        code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return [python_of(cell) for cell in code]
