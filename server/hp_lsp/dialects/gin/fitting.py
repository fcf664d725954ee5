"""How well a name fits a parameter whose value it may be, told from names and classes: an order, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.python.signatures import Parameter

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAME = re.compile(r"[A-Za-z_]\w*")

Fit = Literal[0, 1, 2]
"""0 for what is named like the parameter or is what its annotation names, 1 for a word in common, 2 for neither."""


class Wanted(NamedTuple):
    """What the declaration of a parameter tells of its values: its name, its words, the names in its annotations."""

    name: str = ""
    words: frozenset[str] = frozenset()
    annotated: frozenset[str] = frozenset()


def wanted_by(parameters: Iterable[Parameter]) -> Wanted:
    """Return what is wanted where any of these parameters, all of one name, is given a value."""
    declared = tuple(parameters)
    names = {name for one in declared for name in _NAME.findall(one.annotation or "")}
    return Wanted(declared[0].name, _words(declared[0].name), frozenset(names)) if declared else Wanted()


def fit(wanted: Wanted, name: str) -> Fit:
    """Return how well a dotted name fits; one in a class that the annotation names, as an enum, fits best."""
    *around, last = name.split(".")
    if last.lower() == wanted.name.lower() or (around and around[-1] in wanted.annotated):
        return 0
    return 1 if _shares_word(wanted.words, last) else 2


def fit_of(
    wanted: Wanted, configurable: Configurable, kinds_of: Callable[[Configurable], frozenset[str]]
) -> Fit:
    """Return how well what a configurable makes fits; `kinds_of` names its class and those above, if it is a class."""
    if wanted.annotated:
        kinds = kinds_of(configurable)
        if kinds & wanted.annotated or (not kinds and "Callable" in wanted.annotated):
            return 0
    return fit(wanted, configurable.name)


def _shares_word(words: frozenset[str], name: str) -> bool:
    written = name.lower()
    return any(word in written for word in words) and bool(words & _words(name))


def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name))
