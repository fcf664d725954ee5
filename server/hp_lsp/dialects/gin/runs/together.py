"""Which names certainly meet in one run: registered, or defined, when Gin gets to a place in a config.

Knows what configs and programs import. What is only likely to be imported does not count.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.configurable import Configurable, GinConstant
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.runs.includes import closure, find_include, imports
from hp_lsp.dialects.gin.runs.programs import imported_before_strings, may_be_main, order, programs, reachable
from hp_lsp.dialects.gin.tree import Import, Include
from hp_lsp.python.modules import Missing
from hp_lsp.text.span import Location


def are_imported_together(
    view: View, document: Document, several: Sequence[Configurable], selector: str, at: int
) -> bool:
    """Tell whether every run that gets to the offset `at` of a config has registered all these configurables.

    That is so where one file registers them, where the config's own imports bring them, or where each program that
    reads configs imports them. They must be called as we call them, so that none has exactly the selector as its key.
    """
    if any(one.requires for one in several):
        return False
    registered = [one for one in several if one.registered_at is not None]
    if not all(_is_certain(view, one) and is_called_so(view, one, selector) for one in registered):
        return False
    places = [one.registered_at for one in registered if one.registered_at is not None]
    return _are_run_together(view, document, places, at)


def are_defined_together(view: View, document: Document, several: Sequence[GinConstant], at: int) -> bool:
    """Tell whether every run that gets to the offset `at` of a config has defined all these constants."""
    if any(one.requires for one in several):
        return False
    places = [one.defined_at for one in several if one.defined_at is not None]
    return all(_certainly_runs(view, place) for place in places) and _are_run_together(
        view, document, places, at
    )


def is_method_of_class(view: View, document: Document, method: Configurable, at: int) -> bool:
    """Tell whether a method's class is certainly registered with it, and nothing else has the method's name."""
    registry: Registry = view.index("gin")
    both = (method, *registry.alternatives(method.key.rpartition(".")[0])[:1])
    paths = {one.registered_at.path for one in both if one.registered_at is not None}
    if len(both) < 2 or len(paths) > 1 or not all(_is_certain(view, one) for one in both):
        return False
    return not registry.may_exist(method.name) or are_imported_together(view, document, both, method.name, at)


def _are_run_together(view: View, document: Document, places: Sequence[Location], at: int) -> bool:
    """Tell whether one file holds these places, or every run that gets to `at` has imported all their files."""
    paths = {place.path for place in places}
    if len(places) > 1 and len(paths) == 1:
        return True
    if paths <= _imported(view, document, at):
        return True
    runs = programs(view) if document.host is None else ()
    return bool(runs) and all(paths <= _imported(view, document, at, program) for program in runs)


def _imported(view: View, document: Document, at: int, program: str = "") -> set[str]:
    """Return the Python files that are certainly imported at the offset `at` of a config.

    They are those that the config and the Python around it bring, and with a program those that it has imported.
    """
    above = bisect_left(document.tree.reading, at, key=lambda one: one.span.start)
    key = ("gin.certainly-imported", document.path, str(above), program)
    return view.once(key, partial(_find_imported, view, document, at, program))


def _find_imported(view: View, document: Document, at: int, program: str) -> set[str]:
    around = imported_before_strings(view, document.host) if document.host is not None else ()
    return reachable(view, (*modules_imported_above(view, document, at), *around), program)


def _is_certain(view: View, one: Configurable) -> bool:
    """Tell whether importing its file certainly registers a configurable: in no branch and in no function."""
    return one.registered_at is not None and _certainly_runs(view, one.registered_at)


def _certainly_runs(view: View, place: Location) -> bool:
    return order(view, place.path).is_certain(place.span)


def is_called_so(view: View, one: Configurable, selector: str) -> bool:
    """Tell whether the module in a configurable's key is certainly called so, as far as the selector asks for it.

    A program's file is `__main__`, and one in a folder that is no package may be imported from that folder.
    """
    at = one.registered_at
    if "." not in selector or at is None:
        return True
    module = view.modules.at(at.path)
    if isinstance(module, Missing) or module.name != one.module:
        return True
    in_package = view.exists(os.path.join(os.path.dirname(at.path), "__init__.py"))
    return (in_package or "." not in module.name) and not may_be_main(view, at.path)


def modules_imported_above(view: View, document: Document, at: int) -> Iterator[str]:
    """Yield the files of the modules that a config imports above `at`, itself or through what it includes there."""
    for statement in document.tree.reading:
        node = statement.node
        if statement.span.start >= at:
            return
        if isinstance(node, Import):
            yield from module_path(view, node)
        elif isinstance(node, Include):
            found = find_include(view, document.path, node.path)
            for path in closure(view, found.path).paths if found else ():
                other = gin_config_at(view, path)
                for one in imports(other) if other else ():
                    yield from module_path(view, one)


def module_path(view: View, node: Import) -> Iterator[str]:
    """Yield the file of the module that a config imports, if it can be read."""
    module = view.modules.find(node.module)
    if not isinstance(module, Missing):
        yield module.path
