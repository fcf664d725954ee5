"""How much is certain about the names in a config, given the code and the configs that it may be read with.

Knows what names mean and which programs there are; an error must not be said where a program could accept the config.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.configurable import Configurable, GinConstant
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.includes import (
    all_includers,
    closure,
    find_include,
    imports,
    placed_imports,
    read_together,
)
from hp_lsp.dialects.gin.names import is_dynamic
from hp_lsp.dialects.gin.naming import Bound
from hp_lsp.dialects.gin.programs import (
    may_be_main,
    may_reach,
    may_skip_unknown,
    only_readers,
    order,
    programs_reading,
    reachable,
)
from hp_lsp.dialects.gin.resolve import resolve
from hp_lsp.dialects.gin.tree import Import, Include, Statement
from hp_lsp.python.module import Module
from hp_lsp.python.modules import Missing
from hp_lsp.text.span import Location

_TESTS = re.compile(r"[/\\](?:tests?|testing)[/\\]|[/\\]test_\w+\.py$|_test\.py$")

_ODD_STANDARD_MODULES = ("os.path", "typing.io", "typing.re")
"""Modules that the standard library puts below a module that is no package."""

Certainty = Literal["certain", "likely", "doubtful"]


def reads_unknown_names(view: View, document: Document) -> bool:
    """Tell whether a config may be read together with code, or with names, that could not be read.

    A file read with it imports a module that cannot be read, makes names by dynamic registration, or is missing; or
    some program lets unknown names pass.
    """
    if not closure(view, document.path).complete or may_skip_unknown(view, document):
        return True
    if is_dynamic(document):
        return False
    together = _read_together(view, document)
    return not _belongs_to_code(view, together) or any(_brings_unknown_names(view, path) for path in together)


def _read_together(view: View, document: Document) -> tuple[str, ...]:
    """Return the configs that a config reads, directly or not, and those that read it."""
    return (*closure(view, document.path).paths, *all_includers(view, document.path))


def _belongs_to_code(view: View, together: Iterable[str]) -> bool:
    """Tell whether the code that some configs are for is here: it reads configs, registers names, or is named by them.

    A folder of configs may be opened without the code, and then nothing is known of any name.
    """
    registry: Registry = view.index("gin")
    if registry.loads:
        return True
    if view.recall(("gin.registers",), lambda: _registers(registry)):
        return True
    documents = [document for path in together if (document := view.document(path)) is not None]
    return any(_names_code(view, document) for document in documents)


def _registers(registry: Registry) -> bool:
    """Tell whether some code registers a name for more than its own tests."""
    places = (one.registered_at for one in registry.configurables())
    return any(at is not None and not _TESTS.search(at.path) for at in places)


def _names_code(view: View, document: Document) -> bool:
    imported = (node.module for node in imports(document))
    if any(isinstance(view.modules.find(name), Module) for name in imported if not never_registers(name)):
        return True
    meant = (one for _, named in resolve(view, document).selectors() for one in named.meaning.configurables)
    return any(one.registered_at is not None for one in meant)


def _brings_unknown_names(view: View, path: str) -> bool:
    document = view.document(path)
    if document is None or is_dynamic(document):
        return True
    registry: Registry = view.index("gin")
    return any(registry.may_register(node.module) for node in imports(document))


def lacks_module(view: View, name: str) -> bool:
    """Tell whether importing a module of that name certainly fails, from whichever folder the program runs."""
    parent, dot, _ = name.rpartition(".")
    if not dot:
        return False
    owner = view.modules.find(parent)
    if isinstance(owner, Missing):
        return owner is Missing.ABSENT and lacks_module(view, parent)
    if not owner.is_package and name.partition(".")[0] in sys.stdlib_module_names:
        return name not in _ODD_STANDARD_MODULES and not _is_in_workspace(view, owner.path)
    return view.modules.find(name) is Missing.ABSENT and not _may_be_elsewhere(view, name)


def _is_in_workspace(view: View, path: str) -> bool:
    return any(path.startswith(root.rstrip(os.sep) + os.sep) for root in view.roots)


def _may_be_elsewhere(view: View, name: str) -> bool:
    """Tell whether some folder of the workspace has a module of that name, for a program that is started there."""
    registry: Registry = view.index("gin")
    end = os.sep + name.replace(".", os.sep)
    return any(path.endswith(end + ".py") or end + os.sep in path for path in registry.facts)


def refusal_is(view: View, document: Document, bound: Bound, at: int) -> Certainty:
    """Return how certain it is that Gin refuses a parameter; `at` is where in the document it is bound.

    It is not where the selector may mean something that could not be read or may be let pass as unknown, unless what
    it means is certainly imported. It is doubtful where it may mean something else that is known: a program's own
    file is called `__main__` when it runs, and then another key may be meant.
    """
    if is_dynamic(document):
        main = {one.bound for one in imports(document) if one.module == "__main__"}
        unsure = bound.selector.partition(".")[0] in main or may_skip_unknown(view, document)
        return "likely" if unsure else "certain"
    registry: Registry = view.index("gin")
    meant = bound.meaning.configurables
    if len(meant) == 1 and not _is_called_so(view, meant[0], bound.selector):
        others = [one for one in registry.ending_with(bound.selector) if one.key != meant[0].key]
        if any(registry.bindable(one, bound.parameter) in ("yes", "unknown") for one in others):
            return "doubtful"
    others_may_be_meant = (
        registry.may_exist(bound.selector)
        or may_skip_unknown(view, document)
        or any(_brings_unknown_names(view, path) for path in _read_together(view, document))
    )
    if others_may_be_meant and not are_imported_together(view, document, meant, bound.selector, at):
        return "likely"
    return "certain"


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
    if not all(_is_certain(view, one) and _is_called_so(view, one, selector) for one in registered):
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
    own = tuple(_modules_imported_above(view, document, at))
    if paths <= reachable(view, own):
        return True
    starts = programs_reading(view, document)
    return bool(starts) and all(paths <= reachable(view, own, path) for path in starts)


def _is_certain(view: View, one: Configurable) -> bool:
    """Tell whether importing its file certainly registers a configurable: in no branch and in no function."""
    return one.registered_at is not None and _certainly_runs(view, one.registered_at)


def _certainly_runs(view: View, place: Location) -> bool:
    return order(view, place.path).is_certain(place.span)


def _is_called_so(view: View, one: Configurable, selector: str) -> bool:
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


class Below(NamedTuple):
    """An import that brings a name below its use, and whether certainly nothing else brings it before."""

    statement: Statement
    certain: bool


def imported_below(view: View, document: Document, several: Sequence[Configurable], at: int) -> Below | None:
    """Return the import below the offset `at` that registers what a selector there means.

    None where there is none, or where something above or a program of the workspace registers it before.
    """
    paths = {one.registered_at.path for one in several if one.registered_at is not None}
    if not paths:
        return None
    below = [(one, node) for one, node in placed_imports(document) if one.span.start > at]
    bringing = (one for one, node in below if paths <= reachable(view, _module_path(view, node)))
    statement = next(bringing, None)
    above = tuple(_modules_imported_above(view, document, at))
    starts = programs_reading(view, document)
    if statement is None or any(paths & reachable(view, above, path) for path in starts or ("",)):
        return None
    readers = () if view.includers(document.path) else only_readers(view, document.path)
    certain = bool(readers) and not _may_bring(view, paths, (*readers, *above))
    return Below(statement, certain and closure(view, document.path).complete)


def is_never_imported(view: View, document: Document, several: Sequence[Configurable]) -> bool:
    """Tell whether nothing that is read with a config can have imported the code of what a selector means."""
    places = [one.registered_at for one in several]
    paths = {place.path for place in places if place is not None}
    tops = [path for path in (document.path, *all_includers(view, document.path)) if not view.includers(path)]
    readers = [program for path in tops for program in only_readers(view, path)]
    if None in places or not paths or not readers or not all(only_readers(view, path) for path in tops):
        return False
    together = read_together(view, document.path)
    documents = [view.document(path) for path in together.paths]
    brought = [path for one in documents if one for node in imports(one) for path in _module_path(view, node)]
    return together.complete and not _may_bring(view, paths, (*readers, *brought))


def _may_bring(view: View, paths: set[str], starts: Iterable[str]) -> bool:
    """Tell whether importing one of these files may import one of `paths`."""
    each = [may_reach(view, start) for start in starts]
    return any(may_run is None or not paths.isdisjoint(may_run) for may_run in each)


def _modules_imported_above(view: View, document: Document, at: int) -> Iterator[str]:
    """Yield the files of the modules that a config imports above `at`, itself or through what it includes there."""
    for statement in document.tree.statements:
        node = statement.node
        if statement.span.start >= at:
            return
        if isinstance(node, Import):
            yield from _module_path(view, node)
        elif isinstance(node, Include):
            found = find_include(view, document.path, node.path)
            for path in closure(view, found.path).paths if found else ():
                other = view.document(path)
                for one in imports(other) if other else ():
                    yield from _module_path(view, one)


def _module_path(view: View, node: Import) -> Iterator[str]:
    module = view.modules.find(node.module)
    if not isinstance(module, Missing):
        yield module.path
