"""Gin text to tree: what is read, where the nodes stand, what is said of mistakes and what survives them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from hp_lsp.dialects.gin.syntax import parse, parse_value
from hp_lsp.dialects.gin.syntax.lines import logical_lines
from hp_lsp.dialects.gin.syntax.parser import MOST_DEPTH, MOST_DEPTH_EVER
from hp_lsp.dialects.gin.tree import (
    BadValue,
    Binding,
    Broken,
    Constant,
    Header,
    Import,
    Include,
    MacroUse,
    Mapping,
    Reference,
    Sequence,
    Statement,
    Unary,
    Value,
)
from hp_lsp.text.span import Span
from upstream_gin import statements_of_gin, statements_of_tree

CASES_FILE = Path(__file__).parent.parent / "cases/gin_syntax.jsonl"
CASES = [json.loads(line) for line in CASES_FILE.read_text(encoding="utf-8").splitlines()]
ACCEPTED_IN_FILES = {"a = 1\rb = 2"}
"""Recorded from a string, where a lone carriage return ends no line; it does in files."""


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_recorded_verdicts(case: dict[str, Any]) -> None:
    found = statements_of_tree(parse(case["text"]))
    assert (found is not None) == (case["ok"] or case["text"] in ACCEPTED_IN_FILES)
    assert found == statements_of_gin(case["text"])


# --- spans ----------------------------------------------------------------------------------------------------

EVERYTHING = """\
# first
import a.b as c  # why
from pkg.mod import name
include 'base' \\
  '.gin'

train/models.Transformer.d_model = [
    512,  # inside
    @eval/layers.Dense(), %s/LR, {'k': -1.5},
]  # behind
  lr = - %base
s/m.Block:  # header
    size = (1,)

    # between
    rate = ('a'  'b')
"""


def _rendered(statements: tuple[Statement, ...], text: str) -> list[object]:
    return [
        (type(statement.node).__name__, text[slice(*statement.span)], *_rendered(statement.body, text))
        for statement in statements
    ]


def test_statements_reach_from_their_first_to_their_last_significant_character() -> None:
    tree = parse(EVERYTHING)
    assert tree.errors == ()
    assert _rendered(tree.statements, EVERYTHING) == [
        ("Import", "import a.b as c"),
        ("Import", "from pkg.mod import name"),
        ("Include", "include 'base' \\\n  '.gin'"),
        ("Binding", EVERYTHING[EVERYTHING.index("train/") : EVERYTHING.index("]") + 1]),
        ("Binding", "lr = - %base"),
        ("Header", "s/m.Block:", ("Binding", "size = (1,)"), ("Binding", "rate = ('a'  'b')")),
    ]


def test_comments() -> None:
    comments = [EVERYTHING[slice(*span)] for span in parse(EVERYTHING).comments]
    assert comments == ["# first", "# why", "# inside", "# behind", "# header", "# between"]


def test_spans_of_the_parts_of_a_line() -> None:
    text = "  train/models.Net.layers = [@s/t.u.Dense(), -%a/b.C, {'k': 'x' 'y'}]"
    (statement,) = parse(text).statements
    node = statement.node
    assert isinstance(node, Binding)

    def at(span: Span) -> str:
        return text[slice(*statement.at(span))]

    assert at(node.target.span) == "train/models.Net.layers"
    assert at(node.target.path_span) == "models.Net.layers"
    assert [at(name.span) for name in node.target.scope] == ["train"]
    assert [at(name.span) for name in node.target.path] == ["models", "Net", "layers"]
    match node.value:
        case Sequence(
            "list", (Reference() as reference, Unary("-", MacroUse() as macro) as minus, Mapping() as pairs)
        ):
            assert at(reference.span) == "@s/t.u.Dense()"
            assert at(reference.selector.span) == "s/t.u.Dense"
            assert reference.evaluated
            assert at(minus.operator_span) == "-"
            assert at(minus.span) == "-%a/b.C"
            assert (macro.selector.scope_text, macro.selector.text) == ("a", "b.C")
            assert [at(part.span) for part in pairs.items[0]] == ["'k'", "'x' 'y'"]
        case other:
            pytest.fail(repr(other))


def test_a_dotted_scope_is_one_name() -> None:
    value, _ = parse_value("@s.t/a.b")
    assert isinstance(value, Reference)
    assert [name.text for name in value.selector.scope] == ["s.t"]


@pytest.mark.parametrize(
    ("line", "names", "alias", "is_from"),
    [
        ("import a.b", ["a", "b"], None, False),
        ("import a.b as c", ["a", "b"], "c", False),
        ("from a.b import c", ["a", "b", "c"], None, True),
        ("from a import b as c", ["a", "b"], "c", True),
        ("import as as as", ["as"], "as", False),
        ("from from import import as as", ["from", "import"], "as", True),
    ],
)
def test_imports(line: str, names: list[str], alias: str | None, is_from: bool) -> None:
    node = parse(line).statements[0].node
    assert isinstance(node, Import)
    assert [name.text for name in node.names] == names
    assert (node.alias.text if node.alias else None, node.is_from) == (alias, is_from)
    assert line[slice(*node.span)].replace(" import ", ".") == node.module


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = f"a = 1{end}b:{end}  x = [{end}1]{end}  y = '''p{end}q'''{end}c = 3"
    assert statements_of_tree(parse(text)) == statements_of_gin(text)
    assert [text[slice(*line.span)] for line in logical_lines(text)][-1] == "c = 3"


# --- mistakes -------------------------------------------------------------------------------------------------

MISTAKES = {
    # text with the marked place: the code, and words that the message must have
    "f.a = 1 <2>": ("GIN001", "one value"),
    "f.a = 1<;>": ("GIN001", "`;`"),
    "f.a = 1<,> 2": ("GIN001", "parentheses"),
    "f.a <=>": ("GIN001", "missing"),
    "f.a <=>\n[1]": ("GIN001", "on its line"),
    "f.a<:> 1": ("GIN001", "`=`"),
    "f.a = <true>": ("GIN004", "`True`"),
    "f.a = <null>": ("GIN004", "`None`"),
    "f.a = <PATH_TO_X>": ("GIN004", "`'PATH_TO_X'`"),
    "f.a = <relu>": ("GIN004", "`@relu`"),
    "f.a = <gin.REQUIRED>": ("GIN004", "`%gin.REQUIRED`"),
    "f.a = <K(x=1)>": ("GIN004", "`@K()`"),
    "f.a = @g<(x=1)>": ("GIN001", "`g.x`"),
    "f.a = <inf>": ("GIN004", "`1e999`"),
    "f.a = <not> True": ("GIN004", "expressions"),
    "f.a = '' <'''>'": ("GIN002", "string"),
    "f.a = 2 <*> 3": ("GIN001", "expressions"),
    "f.a = %m <+> 1": ("GIN001", "expressions"),
    "f.a = <some> words": ("GIN004", "`'some'`"),
    "f.a = <f'x{n}'>": ("GIN001", "f-strings"),
    "f.a = <{1, 2}>": ("GIN001", "Sets"),
    "f.a = [<1 for x in [1]>]": ("GIN001", "comprehensions"),
    "f.a = [<1>\n 2]": ("GIN001", "comma"),
    "f.a = [1,<,> 2]": ("GIN001", "before this comma"),
    "f.a = <[>1, 2": ("GIN002", "`[`"),
    "f.a = [<(>1, 2]": ("GIN002", "`(`"),
    "f.a = [1<)>": ("GIN002", "`)`"),
    "f.a = 1<)>": ("GIN002", "`)`"),
    "f.a = <'>x": ("GIN002", "string"),
    'f.a = <r""">x\ny': ("GIN002", "string"),
    "f.a = <'' 'a'>": ("GIN001", "empty string"),
    "f.a = <'a' b'b'>": ("GIN001", "bytes"),
    "f.a = 'a' <'\\x'>": ("GIN001", "escape"),
    "f.a = <017>": ("GIN001", "`17`"),
    "f.a = <1__0>": ("GIN001", "number"),
    "f.a = <-True>": ("GIN001", "number"),
    "f.a = -<->1": ("GIN001", "expressions"),
    "f.a = {<[1]>: 2}": ("GIN005", "list"),
    "f.a = {(1, <{}>): 2}": ("GIN005", "dict"),
    "f.a = {1: 2, <3>}": ("GIN001", "value"),
    "f.a = <@>": ("GIN001", "name"),
    "f.a = @g<.>": ("GIN001", "name"),
    "f.a = <%>": ("GIN001", "macro"),
    "f.a = <“>x”": ("GIN001", "string"),
    "f.a = <$>x": ("GIN001", "`$`"),
    "f.a = 1 <\\>": ("GIN001", "goes on"),
    "f.a = 1 <\\> \nb = 2": ("GIN001", "goes on"),
    "f.a<\xa0>= 1": ("GIN001", "U+00A0"),
    "a <.>b = 1": ("GIN001", "blanks"),
    "s </> f.a = 1": ("GIN001", "blanks"),
    "my<->scope/f.a = 1": ("GIN001", "letters"),
    "<a.b>/f.x = 1": ("GIN001", "`a/b/f.x`"),
    "a<.>": ("GIN001", "name"),
    "<1a> = 1": ("GIN001", "begins"),
    "<%>m = 1": ("GIN001", "macro"),
    "<f.a>": ("GIN001", "missing after `f.a`"),
    "f.a <+=> 1": ("GIN001", "`+=`"),
    "f.a =<=> 1": ("GIN001", "`==`"),
    "<//> c": ("GIN001", "`#`"),
    "<;> c": ("GIN001", "`#`"),
    "include <base.gin>": ("GIN001", "`'base.gin'`"),
    "include <b'x'>": ("GIN001", "string"),
    "<include>": ("GIN001", "path"),
    "import <'>x'": ("GIN001", "`include`"),
    "import a<,> b": ("GIN001", "one module"),
    "from a import b<,> c": ("GIN001", "one module"),
    "import <.>x": ("GIN001", "relative"),
    "from a import <*>": ("GIN001", "modules"),
    "import <a/b>": ("GIN001", "`a.b`"),
    "<import>": ("GIN001", "module"),
    "f:\n  x = 1\n<    >y = 2": ("GIN003", "deeper"),
    "f:\n    x = 1\n<  >y = 2": ("GIN003", "indentation"),
    "<f:>\nb = 1": ("GIN003", "indented"),
    "f:\n  <f.a> = 1": ("GIN001", "`a`"),
    "f:\n  a<:> 1": ("GIN001", "`=`"),
    "f:\n  <pass>": ("GIN001", "`= value`"),
    "f:\n  import <x>": ("GIN001", "block"),
    "f:\n  include <'>x'": ("GIN001", "block"),
    "f:\n  <g:>\n    x = 1": ("GIN001", "block"),
    "<\ufeff>a = 1": ("GIN006", "byte order mark"),
    "a = <'\udcff'>": ("GIN006", "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("marked", MISTAKES)
def test_a_mistake_is_one_error_in_its_place(marked: str) -> None:
    code, words = MISTAKES[marked]
    start, end = marked.index("<"), marked.rindex(">") - 1
    text = marked.replace("<", "", 1)
    text = text[:end] + text[end + 1 :]
    tree = parse(text)
    assert [(error.code, text[slice(*error.span)], error.span.start) for error in tree.errors] == [
        (code, text[start:end], start)
    ]
    assert words in tree.errors[0].message
    assert statements_of_gin(text) is None


def test_several_mistakes_are_several_errors() -> None:
    tree = parse("f.a = {'x': true, 'y': [null, 1 2], 'z': @g}")
    assert [error.code for error in tree.errors] == ["GIN004", "GIN004", "GIN001"]


# --- what survives --------------------------------------------------------------------------------------------


def _outline(text: str) -> list[object]:
    return [_line(statement) for statement in parse(text).statements]


def _line(statement: Statement) -> object:
    match statement.node:
        case Binding(target, value):
            return f"{target.text} = {_shown(value)}"
        case Header(_, selector):
            return [selector.text if selector else "", *map(_line, statement.body)]
        case node:
            return type(node).__name__


def _shown(value: Value) -> str:
    match value:
        case Constant(constant):
            return repr(constant)
        case Reference(selector):
            return f"@{selector.text}"
        case Sequence(_, items):
            return f"[{', '.join(map(_shown, items))}]"
        case Mapping(items):
            return f"{{{', '.join(f'{_shown(key)}: {_shown(item)}' for key, item in items)}}}"
        case BadValue():
            return "?"
        case _:
            return type(value).__name__


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        ("a.b = [1, 2\nc.d = 3", ["a.b = [1, 2]", "c.d = 3"]),
        ("a.b = {'x': @f,\n  'y': [2\nimport c", ["a.b = {'x': @f, 'y': [2]}", "Import"]),
        ("a = [1,\ninclude 'x'", ["a = [1]", "Include"]),
        ("a = [1,\n# c\n\nb = 2", ["a = [1]", "b = 2"]),
        ("a = (\ntrain():\n  x = 1\nb = 2", ["a = []", "Broken", "x = 1", "b = 2"]),
        ("a = [1,\nwith f:\n  x = 1", ["a = [1]", "x = 1"]),
        ("a = {'x': 1,\nfrom a import b", ["a = {'x': 1}", "Import"]),
        ("F:\n  x =\n    [1]\n  y = 2", [["F", "x = ?", "Broken", "y = 2"]]),
        ("a = [\nF:\n  x = 1", ["a = []", ["F", "x = 1"]]),
        ("F:\n  x = [1,\n  y = 2\nb = 3", [["F", "x = [1]", "y = 2"], "b = 3"]),
        ('a = """doc\nmore text\nb.c = 1\nd = 2', ["a = ?", "b.c = 1", "d = 2"]),
        ("a = 'it\nb = 'x'", ["a = ?", "b = 'x'"]),
        ("a = [1, ?, @f]\nb = 2", ["a = [1, @f]", "b = 2"]),
        ("a = [@f @g]", ["a = [@f, @g]"]),
        ("a = {'x': , 'y': @f}", ["a = {'x': ?, 'y': @f}"]),
        ("a = @f(x=1)", ["a = @f"]),
        ("a.b =\nc = 1", ["a.b = ?", "c = 1"]),
        ("a.b = @\nc = 1", ["a.b = ?", "c = 1"]),
        ("a.b = @f.\nc = 1", ["a.b = @f", "c = 1"]),
        ("a. = 1\nc = 1", ["Broken", "c = 1"]),
        ("Foo\n  x = 1\nb = 2", [["Foo", "x = 1"], "b = 2"]),
        ("Foo\nb = 2", ["Broken", "b = 2"]),
        ("Foo:\nb = 2", [["Foo"], "b = 2"]),
        ("F:\n  x = 1\n  y\n  z = 2", [["F", "x = 1", "Broken", "z = 2"]]),
        ("F:\n  x = 1\n    y = 2\n  z = 3", [["F", "x = 1", "y = 2", "z = 3"]]),
        ("F:\n    x = 1\n  y = 2\n  z = 3\nb = 4", [["F", "x = 1", "y = 2", "z = 3"], "b = 4"]),
        ("F:\n  G:\n    x = 1\n  y = 2", [["F", ["G", "x = 1"], "y = 2"]]),
        ("\ufeffa = 1\nb = 2", ["a = 1", "b = 2"]),
        ("this is prose\nb = 2", ["Broken", "b = 2"]),
    ],
)
def test_the_rest_survives(text: str, outline: list[object]) -> None:
    assert _outline(text) == outline
    assert parse(text).errors


# --- robustness -----------------------------------------------------------------------------------------------


def test_deep_nesting_is_an_error_of_its_own() -> None:
    for depth, codes in (
        (MOST_DEPTH, []),
        (MOST_DEPTH + 1, ["GIN402"]),
        (MOST_DEPTH_EVER, ["GIN402"]),
        (MOST_DEPTH_EVER + 1, ["GIN001"]),
        (100_000, ["GIN001"]),
    ):
        tree = parse(f"a = {'[' * depth}{']' * depth}\nb = 1")
        assert [error.code for error in tree.errors] == codes
        assert [isinstance(one.node, Binding) for one in tree.statements] == [True, True]
    assert [error.code for error in parse("a = " + "[" * 300).errors] == ["GIN001"]


@pytest.mark.parametrize(
    "text",
    [
        "a = '" + "\\'" * 50_000,
        "a = '''" + "\\'''" * 25_000,
        "a = '''x\\'''\n" * 8_000,
        "a = " + '"' * 99_999,
        "a = [\n" * 16_000,
        "a = " + "[({" * 33_000 + ")" * 100,
        "a = " + "1" * 100_000,
        "a = 1" + "_1" * 50_000 + "_",
        "a" + ".a" * 50_000 + " 1",
        "a" + " " * 100_000 + "b",
        "a = " + "x" * 100_000 + " \\\n y",
        "a = [" + "1 2, " * 20_000,
        "a" + " " * 50_000 + "." + " " * 50_000 + "b = 1",
        "a = [\ntable" + " " * 100_000,
        "\\\n" * 50_000,
        "".join(" " * depth + "a:\n" for depth in range(400)),
    ],
    ids=str.__len__,
)
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    """A quadratic step in any of these would take minutes."""
    assert parse(text).errors


def test_unusual_escapes_are_read_without_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert parse_value(r"'\d\777'")[0] == Constant("\\d\u01ff", Span(0, 8))
        assert parse_value(r"b'\777'")[0] == Constant(b"\xff", Span(0, 7))


@pytest.mark.parametrize(
    "text", ["a = '' '''''a'''", "a = '' '''a'''", "a = '''''' 'a'", "a = '' '''''a\nb'''"]
)
def test_empty_strings_before_others(text: str) -> None:
    assert statements_of_tree(parse(text)) == statements_of_gin(text)


def test_values_alone() -> None:
    assert parse_value("-2.5") == (Constant(-2.5, Span(0, 4)), ())
    assert parse_value(" ")[1][0].code == "GIN001"
    assert isinstance(parse_value("x y")[0], BadValue)
    assert isinstance(parse("include 'a'").statements[0].node, Include)
    assert isinstance(parse("include a").statements[0].node, Broken)
