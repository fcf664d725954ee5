"""Which keys differ between the configs of a sweep. Knows that a computed value follows the macros in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hp_lsp.dialects.hyperion.algebra.effects import Outcomes
from hp_lsp.dialects.hyperion.render import Renderer, macro_name


def varying(found: Mapping[str, Outcomes], renderer: Renderer) -> frozenset[str]:
    """Return the keys with several outcomes, and those computed from macros with several."""
    differing = {key for key, values in found.items() if len(values) > 1}
    macros = _varying_macros(found, differing, renderer)
    for key, values in found.items():
        used = (renderer.depends_on(value) for value in values.values() if value)
        if any(not macros.isdisjoint(names) for names in used):
            differing.add(key)
    return frozenset(differing)


def _varying_macros(found: Mapping[str, Outcomes], differing: set[str], renderer: Renderer) -> set[str]:
    """Return the macros whose value varies, by themselves or through other macros."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    pending = []
    for key, values in found.items():
        name = macro_name(key)
        if name is None:
            continue
        if key in differing:
            pending.append(name)
        for used in (used for value in values.values() if value for used in renderer.macros_in(value)):
            users[used].add(name)
    reached: set[str] = set()
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(users[name])
    return reached
