"""How much is certain about the names in a config, given the code and the configs that it may be read with.

Knows what names mean and which programs there are; an error must not be said where a program could accept the config.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.includes import all_includers, closure, find_include, imports
from hp_lsp.dialects.gin.names import is_dynamic
from hp_lsp.dialects.gin.naming import Bound
from hp_lsp.dialects.gin.programs import may_be_main, may_skip_unknown, order, programs, reachable
from hp_lsp.dialects.gin.resolve import resolve
from hp_lsp.dialects.gin.tree import Import, Include
from hp_lsp.python.module import Module
from hp_lsp.python.modules import Missing

_TESTS = re.compile(r"[/\\](?:tests?|testing)[/\\]|[/\\]test_\w+\.py$|_test\.py$")

Certainty = Literal["certain", "likely", "doubtful"]


def reads_unknown_names(view: View, document: Document) -> bool:
    """Tell whether a config may be read together with code, or with names, that could not be read.

    A file read with it imports a module that cannot be read, makes names by dynamic registration, or is missing; or
    some program lets unknown names pass.
    """
    read = closure(view, document.path)
    if not read.complete or may_skip_unknown(view, document):
        return True
    if is_dynamic(document):
        return False
    together = (*read.paths, *all_includers(view, document.path))
    return not _belongs_to_code(view, together) or any(_brings_unknown_names(view, path) for path in together)


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


def refusal_is(view: View, document: Document, bound: Bound, at: int) -> Certainty:
    """Return how certain it is that Gin refuses a parameter; `at` is where in the document it is bound.

    It is not where the selector may mean something that could not be read, and doubtful where it may mean something
    else that is known: a program's own file is called `__main__` when it runs, and then another key may be meant.
    """
    if is_dynamic(document):
        return "certain"
    registry: Registry = view.index("gin")
    meant = bound.meaning.configurables
    if len(meant) == 1 and not _is_called_so(view, meant[0], bound.selector):
        others = [one for one in registry.ending_with(bound.selector) if one.key != meant[0].key]
        if any(registry.bindable(one, bound.parameter) in ("yes", "unknown") for one in others):
            return "doubtful"
    if registry.may_exist(bound.selector) and not are_imported_together(
        view, document, meant, bound.selector, at
    ):
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
    paths = {one.registered_at.path for one in registered if one.registered_at is not None}
    if len(registered) > 1 and len(paths) == 1:
        return True
    own = tuple(_modules_imported_above(view, document, at))
    if paths <= reachable(view, own):
        return True
    starts = programs(view)
    return bool(starts) and all(paths <= reachable(view, own, path) for path in starts)


def _is_certain(view: View, one: Configurable) -> bool:
    """Tell whether importing its file certainly registers a configurable: in no branch and in no function."""
    at = one.registered_at
    return at is not None and order(view, at.path).is_certain(at.span)


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
