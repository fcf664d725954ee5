"""Whether the project has upstream Hyperion, whose limits then matter. Knows two of its modules' names."""

from __future__ import annotations

from hp_lsp.dialects.base import View
from hp_lsp.python.modules import Missing

_MODULES = ("hyperion.parsing", "hyperion.sweeps")


def has_upstream(view: View) -> bool:
    """Tell whether upstream Hyperion can be imported; another package on PyPI has its name."""
    return not any(isinstance(view.modules.find(name), Missing) for name in _MODULES)
