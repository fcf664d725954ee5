"""Markdown about a hyper-parameter: its default, its hints and where they stand."""

from __future__ import annotations

import os

from hp_lsp.dialects.base import Symbol, View
from hp_lsp.dialects.hpman.index import Index, hyperparameter_of
from hp_lsp.dialects.hpman.parsing import Place


def describe(view: View, symbol: Symbol) -> str | None:
    """Return Markdown about a hyper-parameter; None where nothing calls it."""
    index: Index = view.index("hpman")
    places = index.calls.get(hyperparameter_of(symbol))
    if not places:
        return None
    first = places[0]
    call = first.call
    arguments = [repr(call.name), *([] if call.default is None else [call.default])]
    arguments += [f"{hint.name}={hint.text}" for hint in call.hints]
    shown = f"{hyperparameter_of(symbol).manager}({', '.join(arguments)})"
    if call.default is None:
        return f"```python\n{shown}\n```\n\nHyper-parameter without a default"
    return f"```python\n{shown}\n```\n\nHyper-parameter, default in `{_place(view, first)}`"


def _place(view: View, place: Place) -> str:
    document = view.document(place.path)
    line = document.text.position(place.call.call.start).line + 1 if document else 1
    return f"{os.path.basename(place.path)}:{line}"
