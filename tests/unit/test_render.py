"""Configs as text: upstream's byte for byte, and plain Gin's with the same meaning, as Gin reads it."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gin
import pytest
from gin import config_parser
from hypothesis import given, settings
from hypothesis import strategies as st

from counts import times
from hp_lsp.dialects.gin.syntax import parse as parse_gin
from hp_lsp.dialects.hyperion.algebra.build import sweep_of
from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.hyperion.sweep import parse_sweep
from hp_lsp.dialects.sweeps import Unrenderable

CASES_FILE = Path(__file__).parent.parent / "cases/hyperion.jsonl"
CASES = [json.loads(line) for line in CASES_FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_upstream_text_is_exact(case: dict[str, Any]) -> None:
    expansion = SweepExpansion(parse_sweep(case["hyp"]))
    assert [expansion.render(index, "hyperion") for index in range(expansion.count)] == case["configs"]


# --- both styles mean the same, as the real Gin parses them ---

OPERATORS: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, name) for name in ("add", "sub", "mul", "truediv", "floordiv", "mod")},
    **{name: getattr(operator, name) for name in ("pow", "lshift", "rshift", "and_", "or_", "xor")},
    **{name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")},
    **{name: getattr(operator, name) for name in ("pos", "neg", "inv", "not_")},
    "in_": lambda left, right: left in right,
    "not_in": lambda left, right: left not in right,
    "land": lambda left, right: left and right,
    "lor": lambda left, right: left or right,
}
"""What upstream's run-time package makes of its operators, written anew from its documentation."""

GENERATED_SCOPE = re.compile(r"_\d+|_[0-9a-f]{10}")


@dataclass(frozen=True)
class Reference:
    name: str
    evaluated: bool


@dataclass(frozen=True)
class Macro:
    name: str


@dataclass(frozen=True)
class Call:
    """A reference whose generated scope binds its arguments."""

    name: str
    arguments: tuple[tuple[str, Any], ...]


class UnknownValueError(Exception):
    """Only the running program knows."""


class Delegate(config_parser.ParserDelegate):
    def configurable_reference(self, scoped_name: str, evaluate: bool) -> Reference:
        return Reference(scoped_name, evaluate)

    def macro(self, scoped_name: str) -> Macro:
        return Macro(scoped_name)


Bindings = dict[str, Any]


def read_by_gin(text: str) -> Bindings:
    """Return the bindings of a config by key, as Gin's own parser reads them; the last of a key counts."""
    found: Bindings = {}
    for statement in config_parser.ConfigParser(text, Delegate()):
        if isinstance(statement, config_parser.BindingStatement):
            path = f"{statement.selector}.{statement.arg_name}" if statement.arg_name else statement.selector
            found["/".join(filter(None, (statement.scope, path)))] = statement.value
    return found


def meaning(value: Any, bindings: Bindings) -> Any:
    """Return what a value comes to: generated scopes resolved, operators applied."""
    match value:
        case list() | tuple():
            return type(value)(meaning(item, bindings) for item in value)
        case dict():
            return {meaning(key, bindings): meaning(item, bindings) for key, item in value.items()}
        case Reference(name, True) if scope := generated_scope(name):
            return generated(name, scope, bindings)
        case _:
            return value


def generated_scope(name: str) -> str:
    scope = name.rpartition("/")[0].rpartition("/")[2]
    return scope if GENERATED_SCOPE.fullmatch(scope) else ""


def generated(name: str, scope: str, bindings: Bindings) -> Any:
    arguments = {
        key.removeprefix(f"{name}."): value for key, value in bindings.items() if key.startswith(f"{name}.")
    }
    if name.endswith(("/_h._b", "/_h._u")):
        operands = [operand(arguments[one], bindings) for one in "lrv" if one in arguments]
        if "Reference(" in repr(operands) and not builds_container(arguments["o"], operands):
            raise UnknownValueError
        return OPERATORS[arguments["o"]](*operands)
    known = tuple((key, meaning(value, bindings)) for key, value in arguments.items())
    return Call(name.replace(f"{scope}/", ""), known)


def builds_container(operation: str, operands: list[Any]) -> bool:
    return operation in ("add", "mul") and all(isinstance(one, list | tuple | int) for one in operands)


def operand(value: Any, bindings: Bindings) -> Any:
    """Return a value that an operator works on, where it can be known without the program."""
    match value:
        case Macro(name) if name in bindings:
            return operand(bindings[name], bindings)
        case Macro():
            raise UnknownValueError
        case Reference(_, False):
            return value
        case list() | tuple():
            return type(value)(operand(item, bindings) for item in value)
        case dict():
            return {operand(key, bindings): operand(item, bindings) for key, item in value.items()}
        case Reference():
            found = meaning(value, bindings)
            if isinstance(found, Call | Reference):
                raise UnknownValueError
            return found
        case _:
            return value


def typed(value: Any) -> Any:
    """Return something that tells `1`, `1.0` and `True` apart."""
    return repr(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_plain_gin_text_means_what_upstream_text_means(case: dict[str, Any]) -> None:
    expansion = SweepExpansion(parse_sweep(case["hyp"]))
    for index in range(expansion.count):
        upstream = read_by_gin(case["configs"][index])
        users = [key for key, _ in expansion.bindings(index)]
        try:
            plain = read_by_gin(expansion.render(index, "gin"))
        except Unrenderable:
            assert any(cannot_be_said(upstream[key], upstream) for key in users)
            continue
        assert list(plain)[: len(users)] == users
        for key in users:
            assert typed(meaning(plain[key], plain)) == typed(meaning(upstream[key], upstream))


def cannot_be_said(value: Any, bindings: Bindings) -> bool:
    try:
        found = meaning(value, bindings)
    except (UnknownValueError, ArithmeticError, TypeError, ValueError, RecursionError):
        return True
    return isinstance(found, complex) or found != found


# --- expressions over known values ---

MACROS: dict[str, Any] = {"n": 3, "lr": 0.5, "flag": True, "name": "ab", "sizes": [1, 2]}
SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_, "|": operator.or_,
    "^": operator.xor, "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    "and": lambda left, right: left and right, "or": lambda left, right: left or right,
    "in": lambda left, right: left in right, "not in": lambda left, right: left not in right,
}  # fmt: skip
FAILED = object()
"""The value of an expression that Python cannot compute."""


def _computed(compute: Callable[..., Any], *operands: Any) -> Any:
    if any(value is FAILED for value in operands):
        return FAILED
    try:
        return compute(*operands)
    except (ArithmeticError, TypeError, ValueError):
        return FAILED


def _expressions() -> st.SearchStrategy[tuple[str, Any]]:
    others = st.sampled_from([0.5, 2.0, 1e300, "x", "%d", [1], (2,)])
    literals = st.one_of(st.integers(0, 40), st.booleans(), others)
    leaves = st.one_of(
        literals.map(lambda value: (f"({value!r})", value)),
        st.sampled_from(sorted(MACROS)).map(lambda name: (f"%{name}", MACROS[name])),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(sorted(SIGNS)), inner).map(
                lambda parts: (
                    f"({parts[0][0]} {parts[1]} {parts[2][0]})",
                    _computed(SIGNS[parts[1]], parts[0][1], parts[2][1]),
                )
            ),
            inner.map(lambda part: (f"(-{part[0]})", _computed(operator.neg, part[1]))),
            inner.map(lambda part: (f"(not {part[0]})", _computed(operator.not_, part[1]))),
        ),
        max_leaves=8,
    )


@settings(max_examples=times(400))
@given(_expressions())
def test_expressions_are_computed_as_python_does(expression: tuple[str, Any]) -> None:
    text, value = expression
    macros = "".join(f"{name} = {known!r}\n" for name, known in MACROS.items())
    expansion = SweepExpansion(parse_sweep(f"f.x = [{text}]\n{macros}"))
    if value is FAILED or value != value:
        with pytest.raises(Unrenderable):
            expansion.render(0, "gin")
    else:
        bindings = read_by_gin(expansion.render(0, "gin"))
        assert typed(operand(bindings["f.x"], bindings)) == typed([value])


UNRENDERABLE = {
    "a = 1 / 0": "/",
    "a = [1, 9 ** 9 ** 9]": "**",
    "a = 1 << 10 ** 11": "<<",
    "a = 'a' * 10 ** 10": "*",
    "a = '%99999999d' % 1": "%",
    "a = '%*d' % (10 ** 9, 1)": "%",
    "a = 'a' - 1": "-",
    "a = -'a'": "-",
    "a = 2 ** 20000": "2 ** 20000",
    "a = (-8) ** 0.5": "(-8) ** 0.5",
    "a = 1e308 * 10 - 1e308 * 10": "1e308 * 10 - 1e308 * 10",
    "a = %b + 1": "%b",
    "b = %a\na = %b + 1\n": "%b",
    "b = @f()\na = 2 * %b": "%b",
    "a = @f() * 2": "@f()",
    "a = [@f()] * 2": "@f()",
    "a = [@f] == [1]": "@f",
    "a = not @f": "@f",
    "b = @f\na = %b and 1": "%b",
    "b = [@f()]\na = %b + [1]": "%b",
    "b = [@f(x=1)]\na = %b + [1]": "%b",
    "a = [%b] * 2": "%b",
    "a = (1,) + [@f()]": "+",
    "a = [@f] + 1": "+",
    "a = @f + 1": "@f",
    "a = @f(x=%b + 1)": "%b",
    "b = 1\ninclude 'late.gin'\na = %b + 1": "%b",
    "a = %REQUIRED + 1\nREQUIRED = 1": "%REQUIRED",
    "a = [1] == [[1] * 50000] * 50000": "*",
}


@pytest.mark.parametrize("source", UNRENDERABLE)
def test_what_plain_gin_cannot_say_is_pointed_at(source: str) -> None:
    with pytest.raises(Unrenderable) as caught:
        SweepExpansion(parse_sweep(source)).render(0, "gin")
    assert source[caught.value.span.start : caught.value.span.end] == UNRENDERABLE[source]


WHY = {
    "a = %b + 1": "this file does not bind `%b`",
    "b = %c + 1\na = %b * 2\nc = %d": "this file does not bind `%d`",
    "b = %a\na = %b + 1": "`%b` needs itself",
    "a = %a + 1": "`%a` needs itself",
    "b = @f()\na = 2 * %b": "`%b` depends on what the program runs",
    "b = 1\ninclude 'late.gin'\na = %b + 1": "an include below may bind `%b` anew",
    "a = %REQUIRED + 1": "`%REQUIRED` is a constant of Gin's own",
    "a = %b + [1]\nb = [0] * 20_000 + [1]": "`%b` is too large",
    "a: [0]\nb = 1 / (%a * %c)\nc = 7": "`%a` is 0 and `%c` is 7",
    "a = @f() * 2": "what `@f` is, only the running program knows",
}


@pytest.mark.parametrize("source", WHY)
def test_why_plain_gin_cannot_say_it_is_said(source: str) -> None:
    with pytest.raises(Unrenderable) as caught:
        SweepExpansion(parse_sweep(source)).render(0, "gin")
    assert str(caught.value).endswith(f"{WHY[source]}.")


GIN_TEXTS = {
    "a = 1 + 1\nb = %a * 2.5": "a = 2\nb = 5.0",
    "b = %a + %a\na = %c + ['x']\nc = [1]": "b = [1, 'x', 1, 'x']\na = [1, 'x']\nc = [1]",
    "a = '%s-%d' % ('x', %n)\ns/n = 1\nn = 2": "a = 'x-2'\ns/n = 1\nn = 2",
    "a = %s/n + 1\ns/n = 1\nn = 2": "a = 2\ns/n = 1\nn = 2",
    "a = 1e400": "a = 1e999",
    "a = -1e400 * 2": "a = -1e999",
    "a = 1j * 2": "a = 2.0j",
    "a = {1 + 1: (%b,), 'k': -%b}\nb = 3": "a = {2: (%b,), 'k': -3}\nb = 3",
    "a = ((1))": "a = 1",
    "a = b'x'": "a = b'x'",
    "a = 2 ** 100": f"a = {2**100}",
    "import m.n\ninclude 'x.gin'\na = 1": "import m.n\ninclude 'x.gin'\na = 1",
    "from a.b import c as d\nx = 1": "from a.b import c as d\nx = 1",
    "a = 1\ninclude 'x.gin'\na = 2\nb = %a + 1": "a = 1\ninclude 'x.gin'\na = 2\nb = 3",
    "a = 1\nimport late": "a = 1\nimport late",
    "s/m.Foo:\n  x = %s/y\n  z = @m.n/f()": "s/m.Foo.x = %s/y\ns/m.Foo.z = @m.n/f()",
    "a = %m.CONSTANT": "a = %m.CONSTANT",
    "a = not %b\nb = ''": "a = True\nb = ''",
    "a = %b or 'x'\nb = None": "a = 'x'\nb = None",
    "a = ~True": "a = -2",
    "a = [@f()] + [2, %later]": "a = [@f(), 2, %later]",
    "a = [%q] + [(%q,)]\nq = @f()": "a = [%q, (%q,)]\nq = @f()",
    "a = (%q,) + ()\nq = [@f]": "a = ([@f],)\nq = [@f]",
    "a = [@f] * 2 + %b\nb = [@s/g]": "a = [@f, @f, @s/g]\nb = [@s/g]",
}


@pytest.mark.parametrize("source", GIN_TEXTS)
def test_plain_gin_text(source: str) -> None:
    text = SweepExpansion(parse_sweep(source)).render(0, "gin")
    assert text == GIN_TEXTS[source]
    read_by_gin(text)


def test_calls_bind_their_arguments_in_a_scope_of_their_own() -> None:
    text = SweepExpansion(parse_sweep("a = @s/m.f(x=@g(y=1), x=%b)\nb = [@g(y=1), @h()]")).render(0, "gin")
    bindings = read_by_gin(text)
    call = bindings["a"].name
    assert re.fullmatch(r"s/_[0-9a-f]{10}/m\.f", call)
    assert bindings[f"{call}.x"] == Macro("b")
    inner, other = bindings["b"]
    assert bindings[f"{inner.name}.y"] == 1
    assert other == Reference("h", True)
    assert len(text.splitlines()) == 4


def test_gin_runs_a_call_with_its_arguments() -> None:
    with gin.config_scope(None), gin.unlock_config():
        probe = gin.external_configurable(lambda value=None: value, "probe", module="calls")
        gin.external_configurable(lambda size=0, inner=None: (size, inner), "make", module="calls")
        source = (
            "calls.make.size = 7\nn = 2\ncalls.probe.value = [@calls.make(inner=@make(size=%n * 2)), @make()]"
        )
        gin.parse_config(SweepExpansion(parse_sweep(source)).render(0, "gin"))
        try:
            assert probe() == [(7, (4, None)), (7, None)]
        finally:
            gin.clear_config()


def test_a_config_holds_the_calls_it_needs_and_no_others() -> None:
    expansion = SweepExpansion(parse_sweep("a: [@f(x=1), @g(x=2), 3]"))
    assert [len(expansion.render(index, "gin").splitlines()) for index in range(3)] == [2, 2, 1]
    assert [len(expansion.render(index, "hyperion").splitlines()) for index in range(3)] == [3, 3, 3]


def test_bindings_show_calls_and_unknown_expressions_as_written() -> None:
    source = "a = @s/f(x=1 + 1, y=%b)\nc = (%d + 1) * [%d]\ne = not @g()"
    assert SweepExpansion(parse_sweep(source)).bindings(0) == (
        ("a", "@s/f(x=2, y=%b)"), ("c", "(%d + 1) * [%d]"), ("e", "not @g()"),
    )  # fmt: skip


def test_a_gin_file_is_a_sweep_of_one_in_which_a_minus_is_dropped() -> None:
    expansion = SweepExpansion(sweep_of(parse_gin("a = -%m\nb = [-@f()]\nFoo:\n  x = 1\n")), negates=False)
    assert expansion.count == 1
    assert expansion.render(0, "gin") == "a = %m\nb = [@f()]\nFoo.x = 1"


def test_one_failing_value_keeps_upstream_from_writing_any_config() -> None:
    expansion = SweepExpansion(parse_sweep("a: [1, 1 / 0]"))
    with pytest.raises(Unrenderable) as caught:
        expansion.render(0, "hyperion")
    assert caught.value.span == (9, 10)
    assert expansion.render(0, "gin") == "a = 1"


def test_long_chains_and_deep_nests_are_computed() -> None:
    source = f"n = 1\na = {' + '.join(['%n'] * 190)}\nb = {'(' * 150}%n{')' * 150}\n"
    assert SweepExpansion(parse_sweep(source)).render(0, "gin").splitlines()[1] == "a = 190"
    macros = "m0 = 1\n" + "".join(f"m{place} = %m{place - 1} + 1\n" for place in range(1, 2000))
    assert SweepExpansion(parse_sweep(macros)).render(0, "gin").endswith("m1999 = 2000")
