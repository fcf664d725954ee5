"""Where the grammar files are and how a parser is made of one. Knows lark and folders, no language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lark import Lark

_PACKAGE = Path(__file__).parents[2]
_FOLDERS = (_PACKAGE / "grammar", _PACKAGE.parents[1] / "grammar")
"""In an installed package, and in a checkout of the repository."""


def load(name: str, starts: tuple[str, ...], builder: object) -> Lark:
    """Return the LALR parser of `grammar/<name>.lark`; its rules call the methods of `builder` by their names.

    Raises FileNotFoundError where the package was installed without its grammars. Lark's cache is not used:
    it unpickles files.
    """
    path = next((path for folder in _FOLDERS if (path := folder / f"{name}.lark").is_file()), None)
    if path is None:
        raise FileNotFoundError(f"{name}.lark")
    options: dict[str, Any] = {
        "parser": "lalr",
        "lexer": "contextual",
        "start": list(starts),
        "maybe_placeholders": False,
        "transformer": builder,
    }
    return Lark(path.read_text(encoding="utf-8"), source_path=str(path), **options)
