"""How much is certain about the names in a config, given the code and the configs that it may be read with.

Knows what names mean and which programs there are; an error must not be said where a program could accept the config.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Literal

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.names.lookup import DYNAMIC_REGISTRATION, is_dynamic
from hp_lsp.dialects.gin.names.mentions import Bound
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.includes import closure, imports, read_together
from hp_lsp.dialects.gin.runs.programs import may_skip_unknown
from hp_lsp.dialects.gin.runs.together import are_imported_together, is_called_so
from hp_lsp.python.module import Module

_TESTS = re.compile(r"[/\\](?:tests?|testing)[/\\]|[/\\]test_\w+\.py$|_test\.py$")

Certainty = Literal["certain", "likely", "doubtful"]


def reads_unknown_names(view: View, document: Document, selector: str = "") -> bool:
    """Tell whether a config may be read together with code, or with names, that could not be read.

    A file read with it imports a module that cannot be read, makes names by dynamic registration, or is missing; or
    some program lets unknown names pass. With a selector only names made that it may mean count.
    """
    if view.once(("gin.is-unsure", document.path), partial(_is_unsure, view, document)):
        return True
    made = view.once(("gin.made-names", document.path), partial(_made_names, view, document))
    return made is None or (bool(made) if not selector else selector.rpartition(".")[2] in made)


def _is_unsure(view: View, document: Document) -> bool:
    if not closure(view, document.path).complete or may_skip_unknown(view, document):
        return True
    return not is_dynamic(document) and not _belongs_to_code(view, read_together(view, document.path).paths)


def _made_names(view: View, document: Document) -> frozenset[str] | None:
    """Return the words in the names that dynamic registration makes in configs which are read with this one.

    None where one of them imports a module that cannot be read. A file with dynamic registration sees its own only.
    """
    if is_dynamic(document):
        return frozenset()
    registry: Registry = view.index("gin")
    made: set[str] = set()
    for path in read_together(view, document.path).paths:
        other = gin_config_at(view, path)
        if other is None:
            return None
        imported = (node.module for node in imports(other) if node.module != DYNAMIC_REGISTRATION)
        if any(registry.may_register(name) for name in imported):
            return None
        if is_dynamic(other):
            made.update(
                word for _, named in resolve(view, other).selectors() for word in named.text.split(".")
            )
    return frozenset(made)


def _belongs_to_code(view: View, together: Iterable[str]) -> bool:
    """Tell whether the code that some configs are for is here: it reads configs, registers names, or is named by them.

    A folder of configs may be opened without the code, and then nothing is known of any name.
    """
    registry: Registry = view.index("gin")
    if registry.loads:
        return True
    if view.recall(("gin.registers",), lambda: _registers(registry)):
        return True
    documents = [document for path in together if (document := gin_config_at(view, path)) is not None]
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


def refusal_is(view: View, document: Document, bound: Bound, at: int) -> Certainty:
    """Return how certain it is that Gin refuses a parameter; `at` is where in the document it is bound.

    It is not where the selector may mean something that could not be read or may be let pass as unknown, unless what
    it means is certainly imported. It is doubtful where it may mean something else that is known: what dynamic
    registration makes in another config, or another key where a program's own file is called `__main__`.
    """
    if is_dynamic(document):
        main = {one.bound for one in imports(document) if one.module == "__main__"}
        unsure = bound.selector.partition(".")[0] in main or may_skip_unknown(view, document)
        return "likely" if unsure else "certain"
    registry: Registry = view.index("gin")
    meant = bound.meaning.configurables
    if len(meant) == 1 and not is_called_so(view, meant[0], bound.selector):
        others = [one for one in registry.ending_with(bound.selector) if one.key != meant[0].key]
        if any(registry.bindable(one, bound.parameter) in ("yes", "unknown") for one in others):
            return "doubtful"
    made = view.once(("gin.made-names", document.path), partial(_made_names, view, document))
    if made is not None and bound.selector.rpartition(".")[2] in made:
        return "doubtful"
    others_may_be_meant = (
        registry.may_exist(bound.selector) or may_skip_unknown(view, document) or made is None
    )
    if others_may_be_meant and not are_imported_together(view, document, meant, bound.selector, at):
        return "likely"
    return "certain"
