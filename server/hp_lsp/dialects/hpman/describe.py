"""Markdown about a hyper-parameter: its default, its hints, where they stand, and the values in YAML files."""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Symbol, View
from hp_lsp.dialects.hpman.config.known import configs, given, known_in
from hp_lsp.dialects.hpman.index import Hyperparameter, Index, hyperparameter_of
from hp_lsp.dialects.hpman.literals import type_name
from hp_lsp.dialects.hpman.parsing import Place

_MOST_VALUES = 5
_LONGEST_VALUE = 60


def describe(view: View, symbol: Symbol) -> str | None:
    """Return Markdown about a hyper-parameter; None where nothing calls it."""
    index: Index = view.index("hpman")
    one = hyperparameter_of(symbol)
    places = index.calls.get(one)
    if not places:
        return None
    first = places[0]
    call = first.call
    arguments = [repr(call.name), *([] if call.default is None else [call.default])]
    arguments += [f"{hint.name}={hint.text}" for hint in call.hints]
    parts = [f"```python\n{one.manager}({', '.join(arguments)})\n```"]
    if call.default is None:
        parts.append("Hyper-parameter without a default")
    else:
        kind = type_name(call.default) if call.is_literal and call.default != "None" else ""
        shown = f" of type `{kind}`" if kind else ""
        parts.append(f"Hyper-parameter{shown}, default in `{_place(view, first)}`")
    values = list(_values(view, one))
    parts += ["\n".join(f"- {value}" for value in values[:_MOST_VALUES])] if values else []
    return "\n\n".join(parts)


def _values(view: View, wanted: Hyperparameter) -> Iterator[str]:
    """Yield the values in YAML files, each with its place."""
    for document in configs(view):
        names = known_in(view, document.path).names
        for one in given(view, document):
            if wanted in names.get(one.name, ()):
                text = " ".join(document.text.slice(one.value.span).split())
                value = text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
                line = document.text.position(one.key.span.start).line + 1
                fence = "``" if "`" in value else "`"
                yield f"{fence}{value}{fence} in `{os.path.basename(document.path)}:{line}`"


def _place(view: View, place: Place) -> str:
    document = view.document(place.path)
    line = document.text.position(place.call.call.start).line + 1 if document else 1
    return f"{os.path.basename(place.path)}:{line}"
