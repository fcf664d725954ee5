"""Where the grammar files are and how a parser is made of one. Knows lark and folders, no language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lark import Lark

_PACKAGE = Path(__file__).parents[2]
_FOLDERS = (_PACKAGE / "grammar", _PACKAGE.parents[1] / "grammar")
"""In an installed package, and in a checkout of the repository."""
_IMPORTED = "gin__"
"""What Lark puts before the names of a grammar that another one imports."""


class _Callbacks:
    """The methods of a builder by the names that Lark has for the rules they serve."""

    def __init__(self, builder: object) -> None:
        self._builder = builder

    def __getattr__(self, rule: str) -> Any:
        return getattr(self._builder, rule.removeprefix(_IMPORTED))


def load(name: str, starts: tuple[str, ...], builder: object) -> Lark:
    """Return the LALR parser of `grammar/<name>.lark`; each rule calls the method of `builder` of its name.

    Raises FileNotFoundError where the package was installed without its grammars. Lark's own cache is not
    used, because it unpickles files.
    """
    paths = [folder / f"{name}.lark" for folder in _FOLDERS]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise FileNotFoundError(f"there is no grammar in {paths[0]} or {paths[1]}")
    options: dict[str, Any] = {
        "parser": "lalr",
        "lexer": "contextual",
        "start": list(starts),
        "maybe_placeholders": False,
        "transformer": _Callbacks(builder),
    }
    return Lark(path.read_text(encoding="utf-8"), source_path=str(path), **options)
