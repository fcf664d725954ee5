"""What is suggested for mistakes in Gin's syntax: the changed text, which the real Gin must read."""

from __future__ import annotations

import pytest

from gin_texts import texts
from hp_lsp.dialects.gin.syntax import parse
from hp_lsp.dialects.gin.syntax.lines import logical_lines
from hp_lsp.dialects.gin.tree import Error
from hp_lsp.text.edits import apply_edits
from upstream_gin import statements_of_gin

SAFE = {
    "f.a = 1;": "f.a = 1",
    "f.a = 1; g.b = 2": "f.a = 1\ng.b = 2",
    "f.a = 1, 2": "f.a = (1, 2)",
    "f.a = %m, (1, @f)": "f.a = (%m, (1, @f))",
    "f.a =\n  [1]": "f.a = \\\n  [1]",
    "f.a: 1": "f.a = 1",
    "f:\n  a: 1": "f:\n  a = 1",
    "f.a = true": "f.a = True",
    "f.a = [null, 1]": "f.a = [None, 1]",
    "f.a = gin.REQUIRED": "f.a = %gin.REQUIRED",
    "f.a = +1": "f.a = 1",
    "f.a = 'a' + 'b'": "f.a = 'a'  'b'",
    "f.a = \u201cx\u201d": 'f.a = "x"',
    "f.a == 1": "f.a = 1",
    "%m = 1": "m = 1",
    "a .b = 1": "a.b = 1",
    "s / t /f.a = 1": "s/t/f.a = 1",
    "f:\n  f.a = 1": "f:\n  a = 1",
    "// c\na = 1": "# c\na = 1",
    "; c\na = 1": "# c\na = 1",
    "include base.gin": "include 'base.gin'",
    "include ('a.gin')": "include 'a.gin'",
    "import 'a.b'": "import a.b",
    "import 'a.gin'": "include 'a.gin'",
    "import a/b": "import a.b",
    "import a, b.c as d": "import a\nimport b.c as d",
    "from a import (b, c)": "from a import b\nfrom a import c",
    "\ufeffa = 1": "a = 1",
}
UNSAFE = {
    "f.a = inf": "f.a = 1e999",
    "f.a = some-name": "f.a = 'some-name'",
    "f.a = gs://bucket/x.y": "f.a = 'gs://bucket/x.y'",
    "f.a = ['a', ./x]": "f.a = ['a', './x']",
    "f.a = 1.2.3": "f.a = '1.2.3'",
    "f.a = K()": "f.a = @K()",
    "f.a = @g(x=1)": "a/g.x = 1\nf.a = @a/g()",
    "f.a = @s/g(x=1, y='a')": "s/g.x = 1\ns/g.y = 'a'\nf.a = @s/g()",
    "f.a = m.K(x=1)": "a/m.K.x = 1\nf.a = @a/m.K()",
    "f.a = f'x'": "f.a = 'x'",
    "f.a = {1, 2}": "f.a = [1, 2]",
    "f.a = [1\n 2]": "f.a = [1,\n 2]",
    "f.a = {'x': [1, (2": "f.a = {'x': [1, (2)]}",
    "f.a = [1)": "f.a = [1]",
    "f.a = 1)": "f.a = 1",
    "f.a = 1e-4,": "f.a = 1e-4",
    "f.a = @g() , # c": "f.a = @g() # c",
    "f.a = 'x": "f.a = 'x'",
    "f.a = '' 'a'": "f.a = 'a'",
    "f.a = {[1]: 2}": "f.a = {(1,): 2}",
    "f.a = 017": "f.a = 17",
    "f.a 1": "f.a = 1",
    "f.a += 1": "f.a = 1",
    "f.a := 1": "f.a = 1",
    "my-scope/f.a = 1": "my_scope/f.a = 1",
    "a.b/f.x = 1": "a/b/f.x = 1",
    "f:\n  x = 1\n    y = 2": "f:\n  x = 1\n  y = 2",
    "f:\n    x = 1\n  y = 2": "f:\n    x = 1\n    y = 2",
}
NOTHING = (
    "f.a = 1 2",
    "f.a = # c\n  1",
    "f.a = nan",
    "f.a = dict(a=1)",
    "f.a = 2 * 3",
    "f.a = f'{x}'",
    "f:\n  a = @g(x=1)",
    "f:\n  a = 1; b = 2",
    "f:\n  include 'x'",
    "f:\n  g.a = 1",
    "from a import *",
    "f.a = [1, 2 3, ?, 4 5 6, 7 8]",
)


@pytest.mark.parametrize(("text", "mended"), [*SAFE.items(), *UNSAFE.items()])
def test_the_first_suggestion_mends_the_text(text: str, mended: str) -> None:
    (error,) = parse(text).errors
    first = error.suggestions[0]
    assert apply_edits(text, first.edits) == mended
    assert first.safe == (text in SAFE)
    assert statements_of_gin(text) is None
    assert statements_of_gin(mended) is not None


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_suggested_where_no_change_is_likely(text: str) -> None:
    errors = parse(text).errors
    assert errors
    assert [error.suggestions for error in errors] == [()] * len(errors)


def test_what_is_suggested_helps() -> None:
    tried = 0
    for text in texts(seed=3, count=6000):
        errors = _errors_of_line(text)
        for error in errors if len(logical_lines(text)) == 1 else ():
            for suggestion in error.suggestions:
                tried += 1
                mended = apply_edits(text, suggestion.edits)
                assert len(_errors_of_line(mended)) < len(errors), (text, suggestion)
    assert tried > 100


def _errors_of_line(text: str) -> list[Error]:
    """Return the errors of a text but those of its blocks: a line that can be read may need lines below it."""
    return [error for error in parse(text).errors if error.code != "GIN003"]


# --- remarks --------------------------------------------------------------------------------------------------

REMARKS = {
    "f.a = ['conv1<'>\n 'conv2']": "GIN301",
    "f.a = {'x': 'conv1<'> # c\n 'conv2', 'y': 1}": "GIN301",
    "f.a = <(1)>": "GIN302",
    "f.a = [<('x')>, 2]": "GIN302",
    "f.a = (<(@f)>)": "GIN302",
    "f.a = {'x': 1, <'x'>: 2}": "GIN303",
    "f.a = {1: 1, <True>: 2}": "GIN303",
    "f.a = @<s.t>/g()": "GIN304",
    "f.a = [%a/<s.t>/m]": "GIN304",
    "<include> = 'x.gin'": "GIN305",
    "<import> = 1": "GIN305",
    "f:\n        x = 1\n<\t>y = 2": "GIN401",
}  # fmt: skip


@pytest.mark.parametrize("marked", REMARKS)
def test_what_is_read_but_hardly_meant_so(marked: str) -> None:
    start, end = marked.index("<"), marked.rindex(">") - 1
    text = marked.replace("<", "", 1)
    text = text[:end] + text[end + 1 :]
    tree = parse(text)
    assert tree.errors == ()
    assert [(one.code, one.span.start, text[slice(*one.span)]) for one in tree.remarks] == [
        (REMARKS[marked], start, text[start:end])
    ]
    if REMARKS[marked] != "GIN401":
        assert statements_of_gin(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "f.a = ['conv1' 'conv2']",
        "f.a = ['a long text that is continued '\n 'on the next line']",
        "f.a = ['path/'\n 'file']",
        "f.a = [('conv1'\n 'conv2')]",
        "f.a = 'conv1' \\\n 'conv2'",
        "f.a = (\n  1\n)",
        "f.a = (1,)",
        "f.a = ()",
        "f.a = {'x': 1, b'x': 2, 'X': 3, @f: 1, @f(): 2}",
        "f.a = @s/t/m.g()",
        "f.a = %m.CONSTANT",
        "s/include = 'x'",
        "f.include = 'x'",
        "f:\n  include = 'x'\n  import = 1",
        "f:\n\tx = 1\n\ty = 2",
        "f:\n    x = 1\ng:\n\tx = 1",
    ],
)
def test_what_may_well_be_meant_so(text: str) -> None:
    tree = parse(text)
    assert (tree.errors, tree.remarks) == ((), ())
    assert statements_of_gin(text) is not None


def test_what_is_remarked_can_be_mended() -> None:
    for text, mended in (
        ("f.a = ['conv1'\n 'conv2']", ["f.a = ['conv1',\n 'conv2']"]),
        ("f.a = (1)", ["f.a = (1,)", "f.a = 1"]),
        ("include = 'x'", ["include 'x'"]),
        ("f:\n        x = 1\n\ty = 2", ["f:\n        x = 1\n        y = 2"]),
    ):
        (remark,) = parse(text).remarks
        assert [apply_edits(text, one.edits) for one in remark.suggestions] == mended
