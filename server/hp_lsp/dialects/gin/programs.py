"""Which programs of the workspace read a config, together with which code and what else. Judges no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.facts import Load
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.order import Order, order_of
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.includes import all_includers, find_include
from hp_lsp.python.module import Import
from hp_lsp.python.modules import Missing
from hp_lsp.python.source import Source

_BINDS = re.compile(r"\b(?:bind_parameter|parse_value)\b")
_FINALIZES = re.compile(r"\bgin\.(?:config\.)?finalize\(\)")


def programs(view: View) -> tuple[str, ...]:
    """Return the Python files that read configs."""
    registry: Registry = view.index("gin")
    return tuple(registry.loads)


def may_be_main(view: View, path: str) -> bool:
    """Tell whether the Python file at `path` may be run as `__main__`."""
    registry: Registry = view.index("gin")
    document = view.document(path)
    return path in registry.loads or (document is not None and "__main__" in document.text.source)


def may_skip_unknown(view: View, document: Document) -> bool:
    """Tell whether some program may read a config with `skip_unknown`."""
    paths = {document.path, *all_includers(view, document.path)}
    return any(
        load.skip_unknown is not False
        and (
            not load.paths_known
            or not load.bindings_known
            or not paths.isdisjoint(_read_by(view, program, load))
        )
        for program, load in _loads(view)
    )


def is_read_alone(view: View, path: str) -> bool:
    """Tell whether programs read this config by its name, each with nothing else that could define a macro.

    They finalize it, too, and no code that they may import binds anything or reads configs.
    """
    reading = [(program, load) for program, load in _loads(view) if path in _read_by(view, program, load)]
    return bool(reading) and all(_is_alone(view, program, load) for program, load in reading)


def _is_alone(view: View, program: str, load: Load) -> bool:
    registry: Registry = view.index("gin")
    complete = load.paths_known and load.bindings_known and load.skip_unknown is False
    if (
        not complete
        or not (load.finalizes or _says(view, program, _FINALIZES))
        or len(load.paths) > 1
        or load.bindings
        or len(registry.loads[program]) > 1
    ):
        return False
    may_run = _reachable_at_all(view, program)
    return may_run is not None and not any(
        (path in registry.loads and path != program) or _says(view, path, _BINDS) for path in may_run
    )


def _loads(view: View) -> Iterator[tuple[str, Load]]:
    registry: Registry = view.index("gin")
    return ((program, load) for program, loads in registry.loads.items() for load in loads)


def _read_by(view: View, program: str, load: Load) -> set[str]:
    """Return the configs that a call names literally."""
    found = (find_include(view, program, target) for target, _ in load.paths)
    return {one.path for one in found if one is not None}


def _says(view: View, path: str, words: re.Pattern[str]) -> bool:
    document = view.document(path)
    return document is not None and words.search(document.text.source) is not None


# --- what is imported ---------------------------------------------------------------------------------------------


def reachable(view: View, starts: Iterable[str], program: str = "") -> set[str]:
    """Return the Python files that are certain to be imported when those at `starts` are, themselves included.

    With a program: those that are when it reads its configs.
    """
    seen = {program} if program else set()
    pending = [*starts, *(_imported_before_reading(view, program) if program else ())]
    while pending:
        path = pending.pop()
        if path not in seen:
            seen.add(path)
            pending.extend(view.recall(("gin.imported", path), partial(_imported, view, path)))
    return seen


def order(view: View, path: str) -> Order:
    """Return what certainly happens when the Python file at `path` is imported, and when."""
    return view.recall(("gin.order", path), partial(_order, view, path))


def _order(view: View, path: str) -> Order:
    document = view.document(path)
    return Order() if document is None else order_of(Source(document.text.source, "", path))


def _imported_before_reading(view: View, program: str) -> tuple[str, ...]:
    """Return what a program imports above the first call that reads configs and runs with the file."""
    registry: Registry = view.index("gin")
    when = order(view, program)
    calls = [load.span.start for load in registry.loads[program] if not when.is_later(load.span)]
    return _imported(view, program, min(calls, default=None))


def _imported(view: View, path: str, before: int | None = None) -> tuple[str, ...]:
    """Return the files that a Python file is certain to import; `from a import b` may import `a.b` too.

    Imports under a condition, such as `if TYPE_CHECKING:`, do not count, nor those of packages that never register,
    nor those at or below the offset `before`.
    """
    module = view.modules.at(path)
    if isinstance(module, Missing):
        return ()
    bound = (one for alternatives in module.names.values() for one in alternatives)
    imports = [*(one for one in bound if isinstance(one, Import)), *module.star_imports]
    certain = [one for one in imports if one.certain and (before is None or one.span.start < before)]
    names = dict.fromkeys(name for one in certain for name in (one.module, one.target))
    told = [name for name in names if not never_registers(name)]
    found = (view.modules.find(name, path) for name in told)
    return tuple(one.path for one in found if not isinstance(one, Missing))


def _reachable_at_all(view: View, start: str) -> set[str] | None:
    """Return the Python files that the one at `start` may import in any way; None where some cannot be read."""
    registry: Registry = view.index("gin")
    seen: set[str] = set()
    pending = [start]
    while pending:
        path = pending.pop()
        if path in seen:
            continue
        seen.add(path)
        for name in _imported_names(view, registry, path):
            if never_registers(name):
                continue
            module = view.modules.find(name, path)
            if module is Missing.UNKNOWN:
                return None
            if not isinstance(module, Missing):
                pending.append(module.path)
    return seen


def _imported_names(view: View, registry: Registry, path: str) -> Iterator[str]:
    facts = registry.facts.get(path)
    if facts is not None:
        yield from facts.imports
    module = view.modules.at(path)
    if not isinstance(module, Missing):
        for star in module.star_imports:
            yield star.module
        for alternatives in module.names.values():
            yield from (
                name for one in alternatives if isinstance(one, Import) for name in (one.module, one.target)
            )
