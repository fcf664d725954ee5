"""Did-you-mean for selectors and parameters. Knows the registry; what is suggested is always a name that works."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.names.lookup import Lookup
from hp_lsp.python.module import Module
from hp_lsp.text.similar import Words, similar


class _Selectors(NamedTuple):
    """Keys of configurables by the ends of their names that have so many components, prepared to be compared."""

    by_end: Mapping[str, str]
    ends: Words


def similar_selectors(view: View, names: Lookup, selector: str) -> tuple[str, ...]:
    """Return selectors that `selector` is likely a slip of, likeliest first."""
    key = ("gin.similar", selector, *names.identity)
    if names.is_dynamic:
        return view.recall(key, lambda: tuple(_paths(view, names).similar(selector)))
    return view.recall(key, lambda: _similar_selectors(view, names, selector))


def _paths(view: View, names: Lookup) -> Words:
    """Return the paths through its imports that a config with dynamic registration can use."""
    key = ("gin.similar-paths", *names.identity)
    return view.recall(key, lambda: Words(known for known, _ in names.selectors()))


def _similar_selectors(view: View, names: Lookup, selector: str) -> tuple[str, ...]:
    """Compare the written name with as many last components of each key; every one must be near."""
    registry: Registry = view.index("gin")
    known = _selectors(view, names, selector.count(".") + 1)
    near = [known.by_end[word] for word in known.ends.similar(selector) if _is_near(word, selector)]
    return tuple(_as_written(registry, key, selector) for key in near)


def _is_near(known: str, selector: str) -> bool:
    """Tell whether each component of a selector is that of a known one or near it.

    Another module may register the same name: only a slip in the module's own name tells that the known one is meant.
    """
    parts, others = selector.split("."), known.split(".")
    return len(parts) == len(others) and all(
        part == other or similar(part, (other,)) for part, other in zip(parts, others, strict=True)
    )


def _selectors(view: View, names: Lookup, depth: int) -> _Selectors:
    """Return the ends, of so many components, of all the keys that a config can name."""
    return view.recall(("gin.similar-ends", str(depth), *names.identity), partial(_ends, names, depth))


def _ends(names: Lookup, depth: int) -> _Selectors:
    by_end: dict[str, str] = {}
    for _, configurable in names.selectors():
        by_end.setdefault(".".join(configurable.key.split(".")[-depth:]), configurable.key)
    return _Selectors(by_end, Words(by_end))


def remote_selectors(view: View, names: Lookup, selector: str) -> tuple[str, ...]:
    """Return selectors to suggest for one that certainly means nothing: short slips, and names of another module."""
    if names.is_dynamic:
        return ()
    key = ("gin.remote", selector, *names.identity)
    return view.recall(key, lambda: _remote_selectors(view, names, selector))


def _remote_selectors(view: View, names: Lookup, selector: str) -> tuple[str, ...]:
    registry: Registry = view.index("gin")
    last = selector.rpartition(".")[2]
    known = _selectors(view, names, 1)
    misplaced = [one.key for one in names.meaning(last).configurables[:3]]
    near = misplaced or [known.by_end[name] for name in known.ends.similar(last, in_short=1)]
    return tuple(map(registry.minimal_selector, near))


def _as_written(registry: Registry, key: str, selector: str) -> str:
    """Return the key's last components, as many as were written, if they mean it alone; else what does."""
    short = ".".join(key.split(".")[-(selector.count(".") + 1) :])
    matching = registry.matching(short)
    return short if [one.key for one in matching] == [key] else registry.minimal_selector(key)


def similar_parameters(registry: Registry, configurable: Configurable, name: str) -> tuple[str, ...]:
    """Return the bindable parameters of a configurable that `name` is likely a slip of."""
    return tuple(similar(name, (one.name for one in registry.bindable_parameters(configurable)), in_short=1))


def similar_modules(view: View, name: str) -> tuple[str, ...]:
    """Return modules of the workspace that speak of Gin and that `name` is likely a slip of."""
    if never_registers(name):
        return ()
    return view.recall(("gin.similar-modules", name), partial(_similar_modules, view, name))


def _similar_modules(view: View, name: str) -> tuple[str, ...]:
    registry: Registry = view.index("gin")
    near = similar(name, {facts.module for facts in registry.facts.values()})
    return tuple(one for one in near if isinstance(view.modules.find(one), Module))


def did_you_mean(names: tuple[str, ...]) -> str:
    """Return the end of a message: the suggestions, or nothing."""
    if not names:
        return "."
    listed = " or ".join(f"`{name}`" for name in names[:3])
    return f"; did you mean {listed}?"
