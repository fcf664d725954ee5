"""What selectors mean in files with dynamic registration: paths through the file's own imports. Reads no config."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from hp_lsp.dialects.gin.code.configurable import Configurable, described
from hp_lsp.dialects.gin.code.registering import Registered
from hp_lsp.dialects.gin.code.tables import BUILTINS
from hp_lsp.dialects.gin.tree import Import
from hp_lsp.python.classes import class_at
from hp_lsp.python.module import Class, Function
from hp_lsp.python.modules import Found, Meaning, Missing, Modules, absolute, attribute, module_meaning

Imported: TypeAlias = Configurable | Missing
"""A configurable; or that there certainly is none, or that it cannot be told."""


def imported_object(
    modules: Modules, registered: Registered, imports: Sequence[Import], dotted: str
) -> Imported:
    """Return what a selector means: an object that becomes configurable, or was registered already.

    `imports` are those of the file. What its first name does not import is absent.
    """
    first, *rest = dotted.split(".")
    if first == "gin":
        known = registered.by_key.get(dotted, ()) if dotted in BUILTINS else ()
        return known[0] if known else Missing.ABSENT
    meaning = _bound(modules, imports, first)
    if meaning is None:
        return Missing.ABSENT
    owner: Meaning = meaning
    for name in rest:
        owner, meaning = meaning, attribute(modules, meaning, name)
    return _configurable(registered, owner, meaning)


def object_at(modules: Modules, registered: Registered, path: str) -> Imported:
    """Return what the object with that absolute dotted path is to Gin."""
    owner_path, _, _ = path.rpartition(".")
    return _configurable(registered, absolute(modules, owner_path), absolute(modules, path))


def _bound(modules: Modules, imports: Sequence[Import], name: str) -> Meaning | None:
    """Return the module that the imports bind to a name, the last one counts; None where none does."""
    for one in reversed(imports):
        if one.names[0].text == "__gin__":
            continue
        path = [part.text for part in one.names]
        bound = one.alias.text if one.alias else path[-1] if one.is_from else path[0]
        if bound == name:
            whole = one.is_from or one.alias is not None
            return module_meaning(modules, ".".join(path) if whole else path[0])
    return None


def _configurable(registered: Registered, owner: Meaning, meaning: Meaning) -> Imported:
    if isinstance(meaning, Missing):
        return meaning
    if not isinstance(meaning, Found) or not isinstance(meaning.bound, Function | Class):
        return Missing.UNKNOWN
    known = registered.by_definition.get((meaning.module.path, meaning.qualname))
    if known is not None:
        return known
    method = class_at(owner) is not None and isinstance(meaning.bound, Function)
    kind, declaration, whole, doc = described(meaning, "method" if method else "external")
    key = f"{meaning.module.name}.{meaning.qualname}"
    return Configurable(key, meaning.bound.name, kind, None, declaration, whole, doc, meaning=meaning)
