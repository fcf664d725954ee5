"""Did-you-mean for selectors and parameters. Knows the registry; what is suggested is always a name that works."""

from __future__ import annotations

from functools import partial

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.names import Lookup
from hp_lsp.python.module import Module
from hp_lsp.text.similar import similar


def similar_selectors(view: View, names: Lookup, selector: str) -> tuple[str, ...]:
    """Return selectors that `selector` is likely a slip of, likeliest first."""
    if names.is_dynamic:
        return tuple(similar(selector, (known for known, _ in names.selectors())))
    key = ("gin.similar", selector, *names.identity)
    return view.recall(key, lambda: _similar_selectors(view.index("gin"), names, selector))


def _similar_selectors(registry: Registry, names: Lookup, selector: str) -> tuple[str, ...]:
    """Compare the written name with as many last components of each key, then its last name alone."""
    depth = selector.count(".") + 1
    last = selector.rpartition(".")[2]
    by_suffix: dict[str, str] = {}
    misplaced: list[str] = []
    for _, configurable in names.selectors():
        parts = configurable.key.split(".")
        by_suffix.setdefault(".".join(parts[-depth:]), configurable.key)
        if depth > 1 and parts[-1] == last:
            misplaced.append(configurable.key)
    near = [by_suffix[word] for word in similar(selector, by_suffix)]
    if near:
        return tuple(_as_written(registry, key, selector) for key in near)
    return tuple(registry.minimal_selector(key) for key in misplaced[:3])


def remote_selectors(view: View, names: Lookup, selector: str) -> tuple[str, ...]:
    """Return selectors to suggest for one that certainly means nothing: short slips, and slips after a wrong module."""
    if names.is_dynamic:
        return ()
    key = ("gin.remote", selector, *names.identity)
    return view.recall(key, lambda: _remote_selectors(view.index("gin"), names, selector))


def _remote_selectors(registry: Registry, names: Lookup, selector: str) -> tuple[str, ...]:
    last = selector.rpartition(".")[2]
    by_name = {configurable.name: configurable.key for _, configurable in names.selectors()}
    return tuple(registry.minimal_selector(by_name[name]) for name in similar(last, by_name, in_short=1))


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
