"""All hyper-parameters of hpman in a project, for lists. Knows the index and no output format."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import View
from hp_lsp.dialects.hpman.config.known import configs, given, known_in
from hp_lsp.dialects.hpman.config.nodes import Alias
from hp_lsp.dialects.hpman.index import Hyperparameter, Index
from hp_lsp.dialects.hpman.literals import type_name
from hp_lsp.dialects.lists import Listed, Setting
from hp_lsp.text.span import Location, Span


def listed(view: View) -> Iterator[Listed]:
    """Yield every hyper-parameter, sorted by name; calls that set one, and keys in YAML files, are its bindings."""
    index: Index = view.index("hpman")
    settings = _settings(view, index)
    for named in sorted(index.calls, key=lambda one: (one.manager, one.name, one.scope)):
        first = index.calls[named][0]
        at = Location(first.path, first.call.span)
        bindings = tuple(settings.get(named, ()))
        kind = type_name(first.call.default if first.call.is_literal else None)
        shown = "" if kind == "NoneType" else kind
        yield Listed(named.name, shown, first.call.default, at, bindings)


def _settings(view: View, index: Index) -> dict[Hyperparameter, list[Setting]]:
    found: dict[Hyperparameter, list[Setting]] = {}
    for path in view.code_files():
        for named, use in index.uses_in(path):
            if use.method.startswith("set_"):
                found.setdefault(named, []).append(Setting("", Location(path, use.span), use.span))
    for document in configs(view):
        names = known_in(view, document.path).names
        for one in given(view, document):
            for named in names.get(one.name, ()):
                value = "" if isinstance(one.value, Alias) else document.text.slice(one.value.span)
                whole = Span(one.key.span.start, one.value.span.end)
                at = Location(document.path, one.key.span)
                found.setdefault(named, []).append(Setting(value, at, whole))
    return found
