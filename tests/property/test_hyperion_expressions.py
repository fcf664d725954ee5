"""Operators bind as in Python, but that comparisons do not chain: the trees of Python's own parser are the measure."""

from __future__ import annotations

import ast
import random
from collections import Counter
from collections.abc import Iterator

from counts import times
from hp_lsp.dialects.gin.tree import Binary, Constant, Group, MacroUse, Unary, Value
from hp_lsp.dialects.hyperion.syntax import parse_value
from hp_lsp.dialects.hyperion.values.fold import fold

ATOMS = ("1", "2.5", "'s'", "True", "None", "m0", "m1")
SIGNS = ("-", "+", "~", "not ")
OPERATORS = (
    "or", "and", "==", "!=", "<", ">", "<=", ">=", "in", "not in", "|", "^", "&", "<<", ">>", "+", "-", "*", "/", "//",
    "%", "**",
)  # fmt: skip
PYTHON = {
    ast.Or: "or", ast.And: "and", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.LShift: "<<",
    ast.RShift: ">>", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not",
}  # fmt: skip


def expressions(seed: int, count: int) -> Iterator[str]:
    """Yield texts of operators and atoms, some with an operator too many."""
    generator = random.Random(seed)

    def operand(depth: int) -> str:
        signs = "".join(generator.choices(SIGNS, k=generator.choice((0, 0, 0, 1, 2))))
        if depth and generator.random() < 0.2:
            return f"{signs}({expression(depth - 1)})"
        return signs + generator.choice(ATOMS)

    def expression(depth: int) -> str:
        text = operand(depth)
        for _ in range(generator.choice((0, 1, 2, 3, 5, 8))):
            operator = generator.choice(OPERATORS)
            gap = " " if operator.isascii() and operator[0].isalpha() else generator.choice(("", " ", "  "))
            text += f"{gap}{operator}{gap}{operand(depth)}"
        return text

    for _ in range(count):
        yield expression(2)


def shown_by_python(text: str) -> str | None:
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        return None
    return _python(tree)


def _python(node: ast.expr) -> str:
    match node:
        case ast.BoolOp(operator, values):
            return _from_left(map(_python, values), [PYTHON[type(operator)]] * len(values))
        case ast.Compare(left, operators, others):
            return _from_left(map(_python, (left, *others)), [PYTHON[type(one)] for one in operators])
        case ast.BinOp(left, operator, right):
            return f"({_python(left)} {PYTHON[type(operator)]} {_python(right)})"
        case ast.UnaryOp(sign, value):
            return f"({PYTHON[type(sign)]} {_python(value)})"
        case ast.Name(name):
            return name
        case ast.Constant(value):
            return repr(value)
    raise TypeError(node)


def _from_left(parts: Iterator[str], operators: list[str]) -> str:
    whole = next(parts)
    for part, operator in zip(parts, operators, strict=False):
        whole = f"({whole} {operator} {part})"
    return whole


def shown(text: str) -> str | None:
    value, errors = parse_value(text.replace("m", "%m"))
    return None if errors else fold(value, _one)


def _one(value: Value, parts: list[str]) -> str:
    match value:
        case Binary():
            return f"({parts[0]} {value.operator} {parts[1]})"
        case Unary():
            return f"({value.operator} {parts[0]})"
        case Group():
            return parts[0]
        case MacroUse():
            return value.selector.text
        case Constant(number) if isinstance(number, int | float) and repr(number).startswith("-"):
            return f"(- {-number!r})"
        case Constant(constant):
            return repr(constant)
    raise TypeError(value)


def test_operators_bind_as_in_python() -> None:
    verdicts: Counter[bool] = Counter()
    for text in expressions(seed=1, count=times(5000)):
        expected = shown_by_python(text)
        assert shown(text) == expected, text
        verdicts[expected is None] += 1
    assert min(verdicts.values()) > times(500)
