"""Markdown about what configs name beside values: Python modules, and scopes. Knows no file formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.effective.shown import short_path, shown_scope
from hp_lsp.dialects.gin.runs.programs import may_reach
from hp_lsp.dialects.markdown import code_block, prose
from hp_lsp.python.docstrings import summary
from hp_lsp.python.modules import Missing

MOST_NAMES = 8
MOST_PLACES = 3


def describe_module(view: View, name: str) -> str | None:
    """Return where a module is, what it says of itself and what it registers; None where it cannot be read."""
    module = view.modules.find(name)
    if isinstance(module, Missing):
        return None
    parts = [f"Module `{name}`, in `{short_path(view, module.path)}`"]
    if module.doc.strip():
        parts.append(prose(" ".join(summary(module.doc).split())))
    own = _registered_in(view, (module.path,))
    if own:
        parts.append(f"Registers {_listed(own, MOST_NAMES)}")
    elif led := _registered_in(view, may_reach(view, module.path) or ()):
        parts.append(f"Leads to code that registers {_listed(led, MOST_NAMES)}")
    return "\n\n".join(parts)


def _registered_in(view: View, paths: Iterable[str]) -> list[str]:
    registry: Registry = view.index("gin")
    wanted = frozenset(paths)
    return [
        one.key for one in registry.configurables() if one.registered_at and one.registered_at.path in wanted
    ]


def describe_scope(view: View, name: str, path: str) -> str:
    """Return what the config at `path` binds in a scope, and where Python enters it."""
    lines = shown_scope(view, path, name)
    parts = [f"Scope `{name}`", *([code_block("\n".join(lines))] if lines else ())]
    entered = list(_entered(view, name))
    if entered:
        parts.append(f"Entered in {_listed(entered, MOST_PLACES)}")
    return "\n\n".join(parts)


def _entered(view: View, name: str) -> Iterator[str]:
    """Yield the places of the code that enters a scope, as file and line."""
    registry: Registry = view.index("gin")
    for path, facts in registry.facts.items():
        for key in facts.keys:
            document = view.document(path) if key.role == "scope" and name in key.text.split("/") else None
            if document is not None:
                yield f"{short_path(view, path)}:{document.text.position(key.span.start).line + 1}"


def _listed(names: list[str], most: int) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
