"""Configs as text that plain Gin loads and that means the same: operators computed, calls as scoped bindings.

Knows one config at a time: which macros it binds, and which of its values need them. The values that depend
on no config are worked out once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from hp_lsp.dialects.gin.tree import Binary, Import, Include, MacroUse, Reference, Unary, Value, values_within
from hp_lsp.dialects.hyperion.sweep import Assignment, Config, Sweep
from hp_lsp.dialects.hyperion.values.evaluate import (
    UNKNOWN,
    Call,
    Macros,
    Obstacle,
    Term,
    evaluate,
    selector_text,
)
from hp_lsp.dialects.hyperion.values.literals import literal, references_in
from hp_lsp.dialects.hyperion.values.operators import is_small
from hp_lsp.dialects.hyperion.values.unknown import CONSTANT, why_unknown
from hp_lsp.dialects.sweeps import Unrenderable

_LONGEST_SHOWN = 40
_MACRO_PARAMETERS = ("/macro.value", "/gin.macro.value")


class _Shape(NamedTuple):
    """What a value needs before it can be computed: the macros in it; whether there is an operator at all."""

    macros: tuple[str, ...]
    operates: bool


class Renderer:
    """Writes the configs of one sweep. `negates` is `evaluate`'s."""

    def __init__(self, sweep: Sweep, *, negates: bool = True) -> None:
        self._sweep = sweep
        self._negates = negates
        self._first_trusted_slot = _behind_includes(sweep)
        self._shapes: dict[int, _Shape] = {}
        self._terms: dict[int, Term] = {}
        self._texts: dict[int, str] = {}
        self._said: dict[int, tuple[str, dict[str, str]]] = {}

    def bindings(self, config: Config) -> tuple[tuple[str, str], ...]:
        """Return key and value of each line: computed where that is possible, else as the file says it."""
        macros = self._macros(config)
        return tuple((assignment.key, self._shown(assignment, macros)) for assignment in config)

    def values(self, config: Config, keys: Collection[str]) -> dict[str, str]:
        """Return what these keys come to, as far as they are bound; a macro alone is its value, where that is known."""
        asked = [assignment for assignment in config if assignment.key in keys]
        used = {name for assignment in asked for name in self._shape(assignment).macros}
        macros = self._known(config, used)
        return {assignment.key: self._valued(assignment, macros) for assignment in asked}

    def text(self, config: Config) -> str:
        """Return the lines of a config, the last without a line end; raises Unrenderable."""
        macros = self._macros(config)
        calls: dict[str, str] = {}
        lines: list[str] = []
        preludes = list(reversed(self._sweep.preludes))
        for assignment in config:
            while preludes and preludes[-1].first_slot <= assignment.slot:
                lines.extend(map(prelude_text, preludes.pop().nodes))
            text, needed = self._value_text(assignment, macros, config)
            lines.append(f"{assignment.key} = {text}")
            calls.update(needed)
        lines.extend(prelude_text(node) for prelude in reversed(preludes) for node in prelude.nodes)
        lines.extend(f"{key} = {value}" for key, value in calls.items())
        return "\n".join(lines)

    def lines(self, config: Config) -> dict[str, str]:
        """Return key and value of each line of `text` that binds something; raises Unrenderable."""
        macros = self._macros(config)
        lines: dict[str, str] = {}
        calls: dict[str, str] = {}
        for assignment in config:
            lines[assignment.key], needed = self._value_text(assignment, macros, config)
            calls.update(needed)
        return {**lines, **calls}

    def written(self, assignment: Assignment) -> str:
        """Return the text of a value, computed as far as it depends on no config."""
        return self._term(assignment, {}).text

    def macros_in(self, assignment: Assignment) -> tuple[str, ...]:
        """Return the macros that stand in a value."""
        return self._shape(assignment).macros

    def depends_on(self, assignment: Assignment) -> tuple[str, ...]:
        """Return the macros whose values decide what the text of this value is."""
        shape = self._shape(assignment)
        return shape.macros if shape.operates else ()

    def _value_text(
        self, assignment: Assignment, macros: Macros, config: Config
    ) -> tuple[str, dict[str, str]]:
        """Return the text of a value, and the bindings that the calls in it need."""
        known = self._said.get(assignment.ordinal)
        if known:
            return known
        calls: dict[str, str] = {}
        term = evaluate(assignment.value, macros, _scoped_call(calls), negates=self._negates)
        if term.obstacles:
            raise self._unrenderable(term.obstacles[0], assignment, config)
        said = (term.text, calls)
        if not self.depends_on(assignment):
            self._said[assignment.ordinal] = said
        return said

    def _unrenderable(self, obstacle: Obstacle, assignment: Assignment, config: Config) -> Unrenderable:
        message = obstacle.message
        if obstacle.macro:
            bound = _bound_macros(config)
            known = self._known(config, {obstacle.macro, *bound})
            why = why_unknown(obstacle.macro, bound, self._is_trusted, self.macros_in, known)
            message = f"{message.removesuffix('.')}: {why}."
        elif where := self._values_shown(assignment, config):
            message = f"{message.removesuffix('.')} where {where}."
        return Unrenderable(message, obstacle.span.shifted(assignment.start))

    def _values_shown(self, assignment: Assignment, config: Config) -> str:
        """Return as a clause what the macros in a value are, as far as that is known and short."""
        names = self._shape(assignment).macros
        known = self._known(config, names)
        texts = {name: literal(value) for name in names if (value := known[name]) is not UNKNOWN}
        return " and ".join(
            f"`%{name}` is {text}" for name, text in texts.items() if text and len(text) <= _LONGEST_SHOWN
        )

    def _is_trusted(self, assignment: Assignment) -> bool:
        """Tell whether no include can bind anew what is bound here."""
        return assignment.slot >= self._first_trusted_slot

    def _shown(self, assignment: Assignment, macros: Macros) -> str:
        text = self._texts.get(assignment.ordinal)
        if text is None:
            text = self._term(assignment, macros).text
            if not self.depends_on(assignment):
                self._texts[assignment.ordinal] = text
        return text

    def _valued(self, assignment: Assignment, macros: Macros) -> str:
        if not self._shape(assignment).macros:
            return self._shown(assignment, macros)
        term = self._term(assignment, macros)
        known = None if term.value is UNKNOWN else literal(term.value)
        return term.text if known is None else known

    def _term(self, assignment: Assignment, macros: Macros) -> Term:
        known = self._terms.get(assignment.ordinal)
        if known:
            return known
        term = evaluate(assignment.value, macros, negates=self._negates)
        if not self._shape(assignment).macros:
            self._terms[assignment.ordinal] = term
        return term

    def _shape(self, assignment: Assignment) -> _Shape:
        shape = self._shapes.get(assignment.ordinal)
        if shape is None:
            shape = self._shapes[assignment.ordinal] = _shape(assignment.value)
        return shape

    def _macros(self, config: Config) -> Macros:
        """Return the values of a config's macros, as far as its operators need them and the file says."""
        return self._known(config, {name for assignment in config for name in self.depends_on(assignment)})

    def _known(self, config: Config, wanted: Collection[str]) -> Macros:
        if not wanted:
            return {}
        bound = _bound_macros(filter(self._is_trusted, config))
        bound.pop(CONSTANT, None)
        return self._resolved(wanted, bound)

    def _resolved(self, wanted: Iterable[str], bound: dict[str, Assignment]) -> Macros:
        """Work out macros, those that others need first; one that needs itself is not known."""
        values: dict[str, object] = {}
        seen: set[str] = set()
        pending = list(wanted)
        while pending:
            name = pending[-1]
            assignment = bound.get(name)
            needed = self._shape(assignment).macros if assignment else ()
            missing = [other for other in needed if other not in values and other not in seen]
            if name not in values and missing:
                seen.add(name)
                pending.extend(missing)
                continue
            pending.pop()
            if name not in values:
                values[name] = self._value(assignment, values)
        return values

    def _value(self, assignment: Assignment | None, macros: Macros) -> object:
        """Return the value of a macro; what holds calls is not known, as they are written anew at each place."""
        value = self._term(assignment, macros).value if assignment else UNKNOWN
        is_called = any(reference.is_called for reference in references_in(value))
        return UNKNOWN if is_called or not is_small(value) else value


def _bound_macros(config: Iterable[Assignment]) -> dict[str, Assignment]:
    return {name: assignment for assignment in config if (name := macro_name(assignment.key))}


def macro_name(key: str) -> str | None:
    """Return the macro that a binding of `key` defines: `s/m` for `s/m` as for `s/m/macro.value`."""
    for parameter in _MACRO_PARAMETERS:
        if key.endswith(parameter):
            return key.removesuffix(parameter)
    return None if "." in key else key


def prelude_text(node: Import | Include) -> str:
    """Return the line of an import or include."""
    if isinstance(node, Include):
        return f"include {node.path!r}"
    alias = f" as {node.alias.text}" if node.alias else ""
    if not node.is_from:
        return f"import {node.module}{alias}"
    package, _, name = node.module.rpartition(".")
    return f"from {package} import {name}{alias}"


def _shape(value: Value) -> _Shape:
    macros: dict[str, None] = {}
    operates = False
    for inner in values_within(value):
        if isinstance(inner, MacroUse):
            macros[selector_text(inner.selector)] = None
        operates = operates or isinstance(inner, Unary | Binary)
    return _Shape(tuple(macros), operates)


def _behind_includes(sweep: Sweep) -> int:
    """Return the first slot that no include can bind anew."""
    holding = (
        prelude for prelude in sweep.preludes if any(isinstance(node, Include) for node in prelude.nodes)
    )
    return max((prelude.first_slot for prelude in holding), default=0)


def _scoped_call(extra: dict[str, str]) -> Call:
    """Return how a call is written as a reference whose scope binds its arguments; `extra` gets the bindings.

    The scope is named after what the call says, so that no two files can mean different things by it.
    """

    def call(reference: Reference, values: Sequence[str]) -> str:
        path = reference.selector.text
        names = (argument.name.text for argument in reference.arguments)
        arguments = {f"{path}.{name}": value for name, value in zip(names, values, strict=True)}
        digest = hashlib.sha256(repr(arguments).encode("utf-8", "surrogatepass")).hexdigest()
        scope = "/".join((*(name.text for name in reference.selector.scope), f"_{digest[:10]}"))
        extra.update((f"{scope}/{name}", value) for name, value in arguments.items())
        return f"@{scope}/{path}()"

    return call
