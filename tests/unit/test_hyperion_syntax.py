"""Hyperion text to tree: operators, sweeps, blocks, and what is said of mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hp_lsp.dialects.gin.tree import (
    Argument,
    Axis,
    BadValue,
    Binary,
    Binding,
    Constant,
    Group,
    Header,
    MacroUse,
    Mapping,
    Node,
    Reference,
    Row,
    Selector,
    Sequence,
    Statement,
    TableHeader,
    Unary,
    Value,
)
from hp_lsp.dialects.hyperion.syntax import parse, parse_value

CASES_FILE = Path(__file__).parent.parent / "cases/hyperion.jsonl"
CASES = [json.loads(line) for line in CASES_FILE.read_text(encoding="utf-8").splitlines()]


def _path(selector: Selector) -> str:
    return "/".join(filter(None, (selector.scope_text, selector.text)))


def _shown(value: Value) -> str:
    """Render a value with every operation in parentheses."""
    match value:
        case Constant(constant):
            return repr(constant)
        case Reference(selector, evaluated, arguments):
            inside = ", ".join(f"{name.text}={_shown(inner)}" for name, inner in map(_argument, arguments))
            return f"@{_path(selector)}" + (f"({inside})" if evaluated else "")
        case MacroUse(selector):
            return f"%{_path(selector)}"
        case Sequence(kind, items):
            return f"{kind}[{', '.join(map(_shown, items))}]"
        case Mapping(items):
            return f"{{{', '.join(f'{_shown(key)}: {_shown(item)}' for key, item in items)}}}"
        case Group(inner):
            return f"<{_shown(inner)}>"
        case Unary(operator, operand):
            return f"({operator} {_shown(operand)})"
        case Binary(left, operator, right):
            return f"({_shown(left)} {operator} {_shown(right)})"
        case BadValue():
            return "?"


def _argument(argument: Argument) -> tuple[object, Value]:
    return argument.name, argument.value


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_recorded_sweeps_are_read(case: dict[str, str]) -> None:
    tree = parse(case["hyp"])
    assert bool(tree.errors) == bool(case.get("error"))
    nodes = [statement.node for statement, _ in tree.walk()]
    assert all(isinstance(node, Node) for node in nodes)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("-2 ** 2", "(- (2 ** 2))"),
        ("2 ** 3 ** 4", "(2 ** (3 ** 4))"),
        ("2 ** -1", "(2 ** -1)"),
        ("-1", "-1"),
        ("--1", "(- -1)"),
        ("~-+1", "(~ (- (+ 1)))"),
        ("-(1)", "(- <1>)"),
        ("-%m", "(- %m)"),
        ("-True", "(- True)"),
        ("1 << 2 | 3 & 4 ^ 5", "((1 << 2) | ((3 & 4) ^ 5))"),
        ("3 > 2 > 1", "((3 > 2) > 1)"),
        ("1 <> 2", "(1 <> 2)"),
        ("not %a == 1 or 2 and 3", "((not (%a == 1)) or (2 and 3))"),
        ("%a  not  in [1]", "(%a not in list[1])"),
        ("%a in (1,)", "(%a in tuple[1])"),
        ("7 % %b", "(7 % %b)"),
        ("7%%b", "(7 % %b)"),
        ("'run_%d' % %n", "('run_%d' % %n)"),
        ("%s/m // 2", "(%s/m // 2)"),
        ("@f/2", "(@f / 2)"),
        ("@f / g", "@f/g"),
        ("@ a / b . c ( )", "@a/b.c()"),
        ("@f(x=1, y=@g(z=-%m),) / 2", "(@f(x=1, y=@g(z=(- %m))) / 2)"),
        ("@f(in=1, or=2)", "@f(in=1, or=2)"),
        ("[1+1, {%x: 2*3}, (4,)]", "list[(1 + 1), {%x: (2 * 3)}, tuple[4]]"),
        ("True / False", "(True / False)"),
        ("[None/%x, (True //2,)]", "list[(None / %x), tuple[(True // 2)]]"),
        ("%m/True", "(%m / True)"),
        ("@f / None", "(@f / None)"),
        ("@True/f", "@True/f"),
        ("['a' , 1. , \"b\" 'c', 1\n]", "list['a', 1.0, 'bc', 1]"),
        ("007", "7"),
        ("'a' \"b\" r'\\c'", "'ab\\\\c'"),
        ("{[1] + [2]: 3}", "{(list[1] + list[2]): 3}"),
        ("(1 +\n  2)  # c", "<(1 + 2)>"),
    ],
)
def test_expressions(text: str, shown: str) -> None:
    value, errors = parse_value(text)
    assert (errors, _shown(value)) == ((), shown)


def test_spans_of_an_expression() -> None:
    text = "@f(x=1) * -%m not in []"
    value, _ = parse_value(text)
    match value:
        case Binary(
            Binary(Reference(_, _, (argument,)), "*", Unary() as minus) as product, "not in", Sequence()
        ):
            spans = (value.span, value.operator_span, product.operator_span, minus.span, argument.span)
            assert [text[slice(*span)] for span in spans] == [text, "not in", "*", "-%m", "x=1"]
        case other:
            pytest.fail(repr(other))


FILE = """\
import a
from b import c as d
include 'base' '.gin'
# a comment
x = 1
product:  # another
\ta.b: [1, %y,
    2]
    union:
      c: ["x"]
      with m.Foo:
        s/z = @f(x=1)
table (a, b.c):
  1, 2 * 3
  -4, 'x',
table d, e,:
  1, 2
s/m.Block:
  p = 1
table = 1
product = 3
with.x = 1
s/union.y = 2
table:
  x = 1
a / b . c = 4
"""


def _lines(statements: tuple[Statement, ...], depth: int = 0) -> list[str]:
    found = []
    for statement in statements:
        found += [f"{'  ' * depth}{_line(statement.node)}", *_lines(statement.body, depth + 1)]
    return found


def _line(node: Node) -> str:
    match node:
        case Binding(target, value):
            return f"{_path(target)} = {_shown(value)}"
        case Axis(target, values):
            return f"{_path(target)} in {', '.join(map(_shown, values))}"
        case Header(kind, selector):
            return f"{kind} {_path(selector)}" if selector else kind
        case TableHeader(columns):
            return f"table {', '.join(map(_path, columns))}"
        case Row(cells):
            return ", ".join(map(_shown, cells))
        case _:
            return type(node).__name__


def test_a_file() -> None:
    tree = parse(FILE)
    assert tree.errors == ()
    assert _lines(tree.statements) == [
        "Import",
        "Import",
        "Include",
        "x = 1",
        "product",
        "  a.b in 1, %y, 2",
        "  union",
        "    c in 'x'",
        "    with m.Foo",
        "      s/z = @f(x=1)",
        "table a, b.c",
        "  1, (2 * 3)",
        "  -4, 'x'",
        "table d, e",
        "  1, 2",
        "configurable s/m.Block",
        "  p = 1",
        "table = 1",
        "product = 3",
        "with.x = 1",
        "s/union.y = 2",
        "configurable table",
        "  x = 1",
        "a/b.c = 4",
    ]
    spaced = tree.statements[-1]
    assert isinstance(spaced.node, Binding)
    names = (*spaced.node.target.scope, *spaced.node.target.path)
    assert [FILE[slice(*spaced.at(name.span))] for name in names] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("a: <1>", "GIN001", "`[ ]`"),
        ("a: <(1, 2)>", "GIN001", "`[ ]`"),
        ("a: <[1] + [2]>", "GIN001", "`[ ]`"),
        ("a: <[]>", "GIN001", "at least one value"),
        ("a: <[>1, 2", "GIN002", "never closed"),
        ("a = <relu>", "GIN004", "`@relu`"),
        ("a = %x / <y>", "GIN004", "`%y`"),
        ("a = 7 %<b>", "GIN004", "`%b`"),
        ("a = @f(<1>)", "GIN001", "needs a name"),
        ("a = @f(<x.y>=1)", "GIN001", "plain name"),
        ("a = @f()<(>)", "GIN001", "one value"),
        ("a = @f()<[>0]", "GIN001", "one value"),
        ("a = 1 <+>", "GIN001", "ends"),
        ("a = 1 <if> 2 else 3", "GIN001", "comprehensions"),
        ("a = 1 == <not> True", "GIN004", "parentheses"),
        ("a = 1<,> 2", "GIN001", "parentheses"),
        ("a = {<[1]>: 2}", "GIN005", "list"),
        ("<product>: [1, 2]", "GIN001", "`product`"),
        ("<product:>\na = 1", "GIN003", "indented lines"),
        ("<table a, b:>\n", "GIN003", "indented rows"),
        ("<table ():>\n  1", "GIN001", "column"),
        ("with <s/Foo>:\n  a = 1", "GIN001", "without scope"),
        ("<with Foo>\n  a = 1", "GIN001", "`:`"),
        ("product:\n  import <x>", "GIN001", "`import`"),
        ("product:\n  include <'x'>", "GIN001", "`include`"),
        ("product:\n  a = 1\n<    >b = 2", "GIN003", "deeper"),
        ("<union>\n  a: [1]\n", "GIN001", "`:` is missing after `union`."),
        ("a = <lambda>: 1\n", "GIN004", "`@name` refers to one of Python"),
        ("Foo:\n  a<:> [1]", "GIN001", "`with name:`"),
        ("table a:\n  1 <2>", "GIN001", "one value"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_error_in_its_place(text: str, code: str, words: str) -> None:
    start, end = text.index("<"), text.rindex(">") - 1
    text = text.replace("<", "", 1)
    text = text[:end] + text[end + 1 :]
    errors = parse(text).errors
    assert [(error.code, text[slice(*error.span)], error.span.start) for error in errors] == [
        (code, text[start:end], start)
    ]
    assert words in errors[0].message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: [1, 2\nb: [3]", ["a in 1, 2", "b in 3"]),
        ("a = @f(\nx = 1,\ny = 2)\nb = 3", ["a = @f(x=1, y=2)", "b = 3"]),
        ("a = @f(x = 1\nb = 3", ["a = @f(x=1)", "b = 3"]),
        ("a = (1\nwith X:\n  b = 3", ["a = <1>", "with X", "  b = 3"]),
        ("a = [1\ntable (b, c):\n  2, 3", ["a = list[1]", "table b, c", "  2, 3"]),
        ("a = {\nunion:\n  b = 3", ["a = {}", "union", "  b = 3"]),
        ("product\n  a = 1\nb = 2", ["product", "  a = 1", "b = 2"]),
        ("with Foo\n  a = 1\nb = 2", ["with Foo", "  a = 1", "b = 2"]),
        ("table a, b\n  1, [2\n  3, 4\nb = 2", ["table a, b", "  1, list[2, 3, 4]", "b = 2"]),
        ("a = 1 +\nb = 2", ["a = ?", "b = 2"]),
        ("a: [@f, ?, %m]\nb = 2", ["a in @f, %m", "b = 2"]),
    ],
)
def test_the_rest_survives(text: str, lines: list[str]) -> None:
    tree = parse(text)
    assert _lines(tree.statements) == lines


def test_a_tab_is_worth_four_columns() -> None:
    tree = parse("product:\n\ta = 1\n    b = 2\nc = 3")
    assert tree.errors == ()
    assert _lines(tree.statements) == ["product", "  a = 1", "  b = 2", "c = 3"]


@pytest.mark.parametrize(
    "text", ["a = " + "- " * 50_000 + "1", "a = 1" + " + 1" * 30_000, "a = " + "not " * 30_000 + "1"]
)
def test_deep_expressions_are_an_error_of_their_own(text: str) -> None:
    (error,) = parse(text).errors
    assert "deep" in error.message


def test_an_argument_may_begin_a_line_behind_a_blank_and_a_parenthesis() -> None:
    tree = parse("a = @t (x=1,\ny=0)\nb = 1\n")
    assert tree.errors == ()
    assert len(tree.statements) == 2
