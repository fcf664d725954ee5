"""All parameters of Gin in a project, for lists: those that its code registers or its configs bind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import gin_configs
from hp_lsp.dialects.gin.names.mentions import Bound
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.outline import end_of
from hp_lsp.dialects.gin.tree import Axis, Row, Statement, TableHeader, Value
from hp_lsp.dialects.lists import Listed, Setting
from hp_lsp.python.signatures import Parameter
from hp_lsp.text.span import Location, Span


def listed(view: View) -> Iterator[Listed]:
    """Yield every parameter that may be bound, sorted by its full name; of installed packages the bound ones alone."""
    registry: Registry = view.index("gin")
    bound = _bound(view)
    own = frozenset(view.code_files())
    for one in registry.configurables():
        settings = bound[one.key]
        is_own = one.declaration is not None and one.declaration.path in own
        parameters = registry.bindable_parameters(one) if is_own else ()
        selector = registry.minimal_selector(one.key) if is_own or settings else ""
        for parameter in parameters:
            yield _listed(f"{selector}.{parameter.name}", parameter, settings.pop(parameter.name, []))
        for name, given in settings.items():
            yield _listed(f"{selector}.{name}", registry.parameter(one, name), given)


def _listed(name: str, parameter: Parameter | None, given: list[Setting]) -> Listed:
    if parameter is None:
        return Listed(name, "", None, None, tuple(given))
    return Listed(name, parameter.annotation or "", parameter.default, parameter.declaration, tuple(given))


def _bound(view: View) -> dict[str, dict[str, list[Setting]]]:
    """Return where configs bind each parameter, by the configurable's key and the parameter's name."""
    found: dict[str, dict[str, list[Setting]]] = defaultdict(lambda: defaultdict(list))
    for document in gin_configs(view):
        for key, name, setting in _settings(view, document):
            found[key][name].append(setting)
    return found


def _settings(view: View, document: Document) -> Iterator[tuple[str, str, Setting]]:
    for statement, one in resolve(view, document).bounds():
        written = _written(document, statement, one.value) if one.value else ""
        at = Location(document.path, statement.at(one.span))
        whole = Span(statement.span.start, end_of(statement))
        swept = tuple(_swept(document, statement, one))
        for configurable in one.meaning.configurables:
            yield configurable.key, one.parameter, Setting(written, at, whole, one.scope, swept)


def _swept(document: Document, statement: Statement, bound: Bound) -> Iterator[str]:
    """Yield the values of an axis, or of the column of a table that binds a parameter."""
    if isinstance(statement.node, Axis):
        yield from (_written(document, statement, value) for value in statement.node.values)
    elif isinstance(statement.node, TableHeader):
        place = next(at for at, column in enumerate(statement.node.columns) if column.span.holds(bound.span))
        for row in statement.body:
            if isinstance(row.node, Row) and place < len(row.node.cells):
                yield _written(document, row, row.node.cells[place])


def _written(document: Document, statement: Statement, value: Value) -> str:
    return " ".join(document.text.slice(statement.at(value.span)).split())
