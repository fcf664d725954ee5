"""Which Gin the project has: read from the source of the installed one, and from what the project asks for.

Knows the difference between gin-config 0.5.0 and what came before.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from hp_lsp.dialects.base import View
from hp_lsp.python.module import Function
from hp_lsp.python.modules import Found, Missing, imported

PARAMETERS = {
    "configurable": ("name_or_fn", "module", "allowlist", "denylist"),
    "register": ("name_or_fn", "module", "allowlist", "denylist"),
    "external_configurable": ("fn_or_cls", "name", "module", "allowlist", "denylist"),
    "constant": ("name", "value"),
    "constants_from_enum": ("cls", "module"),
}
"""The parameters of Gin's functions in gin-config 0.5.0."""

OLD_LISTS = {"whitelist": "allowlist", "blacklist": "denylist"}
"""What the lists were called before gin-config 0.5.0, and what they are called now."""

_REQUIREMENTS = ("pyproject.toml", "setup.cfg", "setup.py", "requirements.txt", "environment.yml")
_REQUIREMENT = re.compile(
    r"""^[^#\n]*?\bgin[-_]config(?:\[[^]\n]*\])?["']?\s*(?:=\s*["'])?([^"'#;\n]*)""", re.MULTILINE
)
_VERSION = re.compile(r"\s*(?=\S)([=<~^]*)\s*(\d+(?:\.\d+)*)\s*")
_NEW = (0, 5)


def installed_parameters(view: View, function: str) -> tuple[str, ...] | None:
    """Return the parameters of one of Gin's functions as installed; None where Gin cannot be read."""
    return view.recall(("gin.parameters", function), lambda: _parameters(view, function))


def is_old(view: View) -> bool:
    """Tell whether the project has, or asks for, a gin-config older than 0.5."""
    return asks_for_old(view) or view.recall(("gin.old",), lambda: _is_installed_old(view))


def asks_for_old(view: View) -> bool:
    """Tell whether the project asks for a gin-config older than 0.5."""
    return view.recall(("gin.asks for old",), lambda: any(map(_is_below, _requirements(view))))


def _parameters(view: View, function: str) -> tuple[str, ...] | None:
    meaning = imported(view.modules, "gin.config", function)
    if not isinstance(meaning, Found) or not isinstance(meaning.bound, Function):
        return None
    return tuple(parameter.name for parameter in meaning.bound.parameters)


def _is_installed_old(view: View) -> bool:
    return imported(view.modules, "gin.config_parser", "BlockDeclaration") is Missing.ABSENT


def _requirements(view: View) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the versions of gin-config that the project asks for, each with the operator before it."""
    for path in (os.path.join(root, name) for root in view.roots for name in _REQUIREMENTS):
        document = view.document(path) if view.exists(path) else None
        for several in _REQUIREMENT.findall(document.text.source) if document else ():
            for found in map(_VERSION.fullmatch, several.split(",")):
                if found:
                    yield found[1], tuple(map(int, found[2].split(".")))


def _is_below(requirement: tuple[str, tuple[int, ...]]) -> bool:
    """Tell whether every version that a requirement takes is older than 0.5."""
    operator, version = requirement
    match operator:
        case "<":
            return version <= _NEW
        case "~=":
            return len(version) > len(_NEW) and version[: len(_NEW)] < _NEW
        case "==" | "===" | "<=" | "^" | "~" | "=" | "":
            return version < _NEW
        case _:
            return False
