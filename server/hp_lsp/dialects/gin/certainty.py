"""How much is certain about a config: which code it may be read with, and which configs with it.

Knows programs and imports; judges no name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.installed import NEVER_REGISTER
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.includes import all_includers, closure, find_include, imports
from hp_lsp.dialects.gin.names import is_dynamic
from hp_lsp.python.module import Import
from hp_lsp.python.modules import Missing


def reads_unknown_code(view: View, document: Document) -> bool:
    """Tell whether a config may be read together with code, or with names, that could not be read.

    A file read with it imports a module that cannot be read, makes names by dynamic registration, or is missing.
    """
    read = closure(view, document.path)
    if not read.complete:
        return True
    if is_dynamic(document):
        return False
    together = (*read.paths, *all_includers(view, document.path))
    return any(_brings_unknown_names(view, path) for path in together)


def _brings_unknown_names(view: View, path: str) -> bool:
    document = view.document(path)
    if document is None or is_dynamic(document):
        return True
    registry: Registry = view.index("gin")
    return any(registry.may_register(node.module) for node in imports(document))


def are_imported_together(view: View, document: Document, several: Iterable[Configurable]) -> bool:
    """Tell whether every run that reads this config imports the code of all these configurables.

    That is so where the config's own imports bring them, or where each program that reads configs does.
    """
    paths = {one.registered_at.path for one in several if one.registered_at is not None}
    own = _modules_of_configs(view, document)
    if paths <= _reachable(view, own):
        return True
    programs = _programs(view)
    return bool(programs) and all(paths <= _reachable(view, (*own, path)) for path in programs)


def is_read_alone(view: View, path: str) -> bool:
    """Tell whether programs read this config by its name, and each with nothing else that could define a macro."""
    registry: Registry = view.index("gin")
    loads = [(program, load) for program, all_loads in registry.loads.items() for load in all_loads]
    reading = {
        program
        for program, load in loads
        for target, _ in load.paths
        if (found := find_include(view, program, target)) is not None and found.path == path
    }
    alone = all(
        load.paths_known and load.bindings_known and len(load.paths) <= 1 and not load.bindings
        for program, load in loads
        if program in reading
    )
    return bool(reading) and alone


def _programs(view: View) -> tuple[str, ...]:
    """Return the Python files that read configs."""
    registry: Registry = view.index("gin")
    return tuple(registry.loads)


def _modules_of_configs(view: View, document: Document) -> tuple[str, ...]:
    """Return the files of the modules that a config and those it includes import."""
    found = []
    for path in closure(view, document.path).paths:
        other = view.document(path)
        for node in imports(other) if other else ():
            module = view.modules.find(node.module)
            if not isinstance(module, Missing):
                found.append(module.path)
    return tuple(found)


def _reachable(view: View, starts: Iterable[str]) -> set[str]:
    """Return the Python files that are imported when those at `starts` are, themselves included."""
    seen: set[str] = set()
    pending = list(starts)
    while pending:
        path = pending.pop()
        if path not in seen:
            seen.add(path)
            pending.extend(view.recall(("gin.imported", path), partial(_imported, view, path)))
    return seen


def _imported(view: View, path: str) -> tuple[str, ...]:
    """Return the files that a Python file is certain to import; `from a import b` may import `a.b` too.

    Imports under a condition, such as `if TYPE_CHECKING:`, do not count, nor those of packages that never register.
    """
    module = view.modules.at(path)
    if isinstance(module, Missing):
        return ()
    bound = (one for alternatives in module.names.values() for one in alternatives)
    imports = [one for one in bound if isinstance(one, Import) and one.certain]
    names = (
        *(star.module for star in module.star_imports if star.certain),
        *(name for one in imports for name in (one.module, one.target)),
    )
    told = [name for name in dict.fromkeys(names) if name.partition(".")[0] not in NEVER_REGISTER]
    found = (view.modules.find(name, path) for name in told)
    return tuple(one.path for one in found if not isinstance(one, Missing))
