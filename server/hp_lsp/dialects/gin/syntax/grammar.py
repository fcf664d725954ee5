"""Where the grammar files are and how a parser is made of one. Knows lark and folders, no language."""

from __future__ import annotations

import os
from typing import Any

from lark import Lark

from hp_lsp.dialects.gin.syntax.parse_tables import dump, identity, restore

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
_REPOSITORY = os.path.dirname(os.path.dirname(_PACKAGE))
_FOLDERS = (os.path.join(_PACKAGE, "grammar"), os.path.join(_REPOSITORY, "grammar"))
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

    Where the package holds tables that fit the grammar (`tables`), they are read instead of being worked out. Raises
    FileNotFoundError where the package was installed without its grammars.
    """
    folder = _folder(name)
    tables = os.path.join(folder, f"{name}.json")
    if os.path.isfile(tables):
        restored = restore(_text(tables), identity(*_texts(folder)), _Callbacks(builder))
        if restored is not None:
            return restored
    return _build(folder, name, starts, _Callbacks(builder))


def tables(name: str, starts: tuple[str, ...]) -> str:
    """Return the tables of a parser as JSON, for the package that is being built to hold as `grammar/<name>.json`."""
    folder = _folder(name)
    return dump(_build(folder, name, starts, None), identity(*_texts(folder)))


def _folder(name: str) -> str:
    found = next((one for one in _FOLDERS if os.path.isfile(os.path.join(one, f"{name}.lark"))), None)
    if found is None:
        raise FileNotFoundError(f"there is no grammar `{name}` in {_FOLDERS[0]} or {_FOLDERS[1]}")
    return found


def _texts(folder: str) -> list[str]:
    return [
        _text(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".lark")
    ]


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _build(folder: str, name: str, starts: tuple[str, ...], callbacks: _Callbacks | None) -> Lark:
    path = os.path.join(folder, f"{name}.lark")
    options: dict[str, Any] = {
        "parser": "lalr",
        "lexer": "contextual",
        "start": list(starts),
        "maybe_placeholders": False,
        "transformer": callbacks,
    }
    return Lark(_text(path), source_path=path, **options)
