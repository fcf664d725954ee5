"""Python outside of `.py` files: notebooks, and scripts without a suffix. Finds their text; nobody follows it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

_SUFFIXES = (".ipynb", ".pyw", ".pyx")
_SCRIPT_FOLDERS = ("bin", "scripts", "tools")


def is_other_code(path: str, roots: Iterable[str]) -> bool:
    """Tell whether a file may hold Python although its name does not end in `.py`, by its path alone."""
    folder, name = os.path.split(path)
    if name.endswith(_SUFFIXES):
        return True
    return "." not in name and (os.path.basename(folder) in _SCRIPT_FOLDERS or folder in roots)


def python_in(path: str, data: bytes) -> str:
    """Return the Python text in the content of such a file; empty where there is none."""
    if path.endswith(".ipynb"):
        return "\n".join(_cells(data))
    is_python = path.endswith(_SUFFIXES) or (data.startswith(b"#!") and b"python" in data.split(b"\n", 1)[0])
    return data.decode("utf-8", "replace") if is_python else ""


def _cells(data: bytes) -> Iterator[str]:
    """Yield the text of a notebook's code cells; all of it where it is no notebook that can be read."""
    try:
        notebook: Any = json.loads(data)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                yield "".join(cell["source"])
    except (ValueError, KeyError, TypeError, RecursionError):
        yield data.decode("utf-8", "replace")
