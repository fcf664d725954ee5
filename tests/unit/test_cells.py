"""What Python runs of the cells of notebooks."""

from __future__ import annotations

import ast

import pytest

from hp_lsp.python.cells import python_of


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("x = 1\n", "x = 1\n"),
        ("%matplotlib inline\nx = 1", "0                 \nx = 1"),
        ("  %time f()\r\n", None),
        ("if x:\n    !ls {x}\n", "if x:\n    0      \n"),
        ("files = !ls\n", "files = 0  \n"),
        ("a, b = %sql SELECT 1", "a, b = 0            "),
        ("Model?\nmodel.fit??\n?x", "0     \n0          \n0 "),
        ("%%time\nx = 1\n", "0     \nx = 1\n"),
        ("%%bash\necho \"it's\n", "      \n          \n"),
        ("\n%%html\n<p>", "\n      \n   "),
        ("x = (a\n     %b)\n", "x = (a\n     %b)\n"),
        ("!ls\ns = '''\n%size,\n!x\n'''", "0  \ns = '''\n%size,\n!x\n'''"),
        ("!echo it's\ns = 'x'", "0         \ns = 'x'"),
        ("%%timeit -n 1 x = setup()\ny", "0                        \ny"),
        ("await f()\n", "await f()\n"),
    ],
)
def test_what_is_run_stands_where_it_stood(cell: str, python: str | None) -> None:
    made = python_of(cell)
    assert len(made) == len(cell)
    if python is not None:
        assert made == python
        ast.parse(made)
