"""Which programs of the workspace read a config, together with which code and what else. Judges no name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import partial

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.facts import Load
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.order import Order, order_of
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.code.text_paths import text_path
from hp_lsp.dialects.gin.runs.includes import all_includers, find_include
from hp_lsp.python.module import Import
from hp_lsp.python.modules import Missing
from hp_lsp.python.source import Source

_BINDS = re.compile(r"\b(?:bind_parameter|parse_value)\b")
_IMPORTS_BY_NAME = re.compile(
    r"\b(?:import_module|__import__|run_path|run_module|exec_module|load_module)\b|\bexec\("
)
_INNER_IMPORT = re.compile(
    r"(?:^[ \t]+|[:;][ \t]*)(?:from[ \t]+(?P<module>[\w.]+)[ \t]+)?import[ \t]+(?P<names>[^\n#;]*)",
    re.MULTILINE,
)
_FINALIZES = re.compile(r"\bgin\.(?:config\.)?finalize\(\)")


def programs(view: View) -> tuple[str, ...]:
    """Return the Python files that read configs."""
    registry: Registry = view.index("gin")
    return tuple(registry.loads)


def programs_reading(view: View, document: Document) -> tuple[str, ...]:
    """Return the Python files that may read a config: the one that it stands in, else all that read any."""
    return programs(view) if document.host is None else (document.host,)


def may_be_main(view: View, path: str) -> bool:
    """Tell whether the Python file at `path` may be run as `__main__`."""
    registry: Registry = view.index("gin")
    document = view.document(path)
    return path in registry.loads or (document is not None and "__main__" in document.text.source)


def may_skip_unknown(view: View, document: Document) -> bool:
    """Tell whether some program may read a config with `skip_unknown`."""
    if document.host is not None:
        return document.path in _strings_that_may_skip(view, document.host)
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


def _strings_that_may_skip(view: View, host: str) -> set[str]:
    registry: Registry = view.index("gin")
    loads = registry.loads.get(host, ())
    return {text_path(host, load) for load in loads if load.skip_unknown is not False}


def is_script_reading(view: View, program: str, document: Document) -> bool:
    """Tell whether a Python file may read a config, directly or not, when it is run as a script."""
    registry: Registry = view.index("gin")
    source = view.document(program)
    if program not in registry.loads or source is None or "__main__" not in source.text.source:
        return False
    paths = {document.path, *all_includers(view, document.path)}
    loads = registry.loads[program]
    return any(not load.paths_known or not paths.isdisjoint(_read_by(view, program, load)) for load in loads)


def is_read_alone(view: View, path: str) -> bool:
    """Tell whether all programs that may read this config do so by its name, with nothing else that defines macros.

    They finalize it, too, and no code that they may import binds anything or reads configs.
    """
    return view.once(("gin.is-read-alone", path), partial(_is_read_alone, view, path))


def _is_read_alone(view: View, path: str) -> bool:
    reading = _reading(view, path)
    return bool(reading) and all(
        _reads_nothing_else(view, program, load)
        and not load.bindings
        and (load.finalizes or _says(view, program, _FINALIZES))
        and not any(_says(view, other, _BINDS) for other in may_reach(view, program) or ())
        for program, load in reading
    )


def only_readers(view: View, path: str) -> tuple[str, ...]:
    """Return the programs that read this config by its name, if no other may and they read nothing else; else none."""
    reading = _reading(view, path)
    alone = all(_reads_nothing_else(view, program, load) for program, load in reading)
    return tuple(program for program, _ in reading) if alone else ()


def _reading(view: View, path: str) -> list[tuple[str, Load]]:
    """Return the calls that read this config by its name, and those that may read any."""
    return [
        (program, load)
        for program, load in _loads(view)
        if not load.paths_known or path in _read_by(view, program, load)
    ]


def _reads_nothing_else(view: View, program: str, load: Load) -> bool:
    """Tell whether a call is the only one by which a program reads anything, and reads one config by its name."""
    registry: Registry = view.index("gin")
    known = load.paths_known and load.bindings_known and load.skip_unknown is False
    if not known or len(load.paths) > 1 or len(registry.loads[program]) > 1:
        return False
    may_run = may_reach(view, program)
    return may_run is not None and not any(path in registry.loads for path in may_run - {program})


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


def imported_before_strings(view: View, host: str) -> tuple[str, ...]:
    """Return what a Python file imports above the first call that gives Gin a string and runs with the file."""
    facts = view.index("gin").facts[host]
    when = order(view, host)
    spans = (*(load.span for load in facts.loads), *(key.call for key in facts.keys))
    return _imported(view, host, min((one.start for one in spans if not when.is_later(one)), default=None))


def _imported_before_reading(view: View, program: str) -> tuple[str, ...]:
    """Return what a program imports above the first call that reads configs and runs with the file."""
    registry: Registry = view.index("gin")
    when = order(view, program)
    calls = [load.span.start for load in registry.loads.get(program, ()) if not when.is_later(load.span)]
    return _imported(view, program, min(calls, default=None))


def _imported(view: View, path: str, before: int | None = None) -> tuple[str, ...]:
    """Return the files that a Python file is certain to import; `from a import b` may import `a.b` too.

    Imports under a condition, such as `if TYPE_CHECKING:`, do not count, nor those of packages that never register,
    nor those at or below the offset `before`.
    """
    module = view.modules.at(path)
    if isinstance(module, Missing):
        return ()
    certain = (one for one in module.imports if one.certain and (before is None or one.span.start < before))
    names = dict.fromkeys(name for one in certain for name in _with_packages(one))
    told = [name for name in names if not _is_silent(view, name, path)]
    found = (view.modules.find(name, path) for name in told)
    return tuple(one.path for one in found if not isinstance(one, Missing))


def may_reach(view: View, start: str) -> frozenset[str] | None:
    """Return the Python files that the one at `start` may import in any way; None where that cannot be told."""
    return view.recall(("gin.may-reach", start), partial(_may_reach, view, start))


def _may_reach(view: View, start: str) -> frozenset[str] | None:
    seen: set[str] = set()
    pending = [start]
    while pending:
        path = pending.pop()
        if path in seen:
            continue
        seen.add(path)
        names = _imported_names(view, path)
        if names is None:
            return None
        for name in names:
            module = Missing.ABSENT if _is_silent(view, name, path) else view.modules.find(name, path)
            if module is Missing.UNKNOWN:
                return None
            if not isinstance(module, Missing):
                pending.append(module.path)
    return frozenset(seen)


def _is_silent(view: View, name: str, importer: str) -> bool:
    """Tell whether a module belongs to a package that never registers, and not to the project under its name."""
    if not never_registers(name):
        return False
    top = name.partition(".")[0]
    sources = (*view.roots, *(os.path.join(root, "src") for root in view.roots), os.path.dirname(importer))
    places = [os.path.join(folder, top) for folder in sources]
    return not any(view.exists(f"{place}.py") or view.is_folder(place) for place in places)


def _imported_names(view: View, path: str) -> set[str] | None:
    """Return the absolute names that a Python file imports, in functions too; None where they cannot be told."""
    document = view.document(path)
    text = document.text.source if document is not None else ""
    within = list(_INNER_IMPORT.finditer(text))
    if _IMPORTS_BY_NAME.search(text) or any(_is_unclear(one) for one in within):
        return None
    names = {name for one in within for name in _named(one)}
    module = view.modules.at(path)
    if not isinstance(module, Missing):
        names.update(name for one in module.imports for name in _with_packages(one))
    return names


def _with_packages(imported: Import) -> Iterator[str]:
    """Yield what an import may import: what it names, if that is a module, and the packages that this is in."""
    name = imported.target
    while name:
        yield name
        name = name.rpartition(".")[0]


def _is_unclear(statement: re.Match[str]) -> bool:
    return (statement["module"] or "").startswith(".") or statement["names"].startswith(("(", "*"))


def _named(statement: re.Match[str]) -> Iterator[str]:
    """Yield the modules that a statement inside of another imports, and what may be modules."""
    module = statement["module"]
    if module:
        yield module
    for name in statement["names"].split(","):
        if name.split():
            yield f"{module}.{name.split()[0]}" if module else name.split()[0]
