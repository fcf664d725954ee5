"""What renaming rests on: whose name a name is, compared with Python's own answer; and a project that is half read."""

from __future__ import annotations

import ast
import symtable
import sysconfig
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from hp_lsp.dialects.base import Refused
from hp_lsp.features.rename import prepare, rename
from hp_lsp.project.project import Project
from hp_lsp.python.source import Source
from hp_lsp.python.uses.lexical import Frame, Lexical

STDLIB = Path(sysconfig.get_path("stdlib"))
FILES = (
    "argparse.py", "ast.py", "asyncio/tasks.py", "collections/__init__.py", "contextlib.py", "dataclasses.py",
    "enum.py", "functools.py", "inspect.py", "logging/__init__.py", "tarfile.py", "typing.py",
    "unittest/mock.py", "zipfile.py", "test/test_scope.py", "test/test_named_expressions.py", "pdb.py",
)  # fmt: skip
TRICKY = """
x = 1

class A:
    x = 2
    y = [x for _ in range(x)]

    def method(self, x=x):
        global y
        y = [x := i for i in range(x)]

        def inner(z=x):
            nonlocal x
            x = lambda x: x + z
            return [x for x in x(3) if (lambda: x)()]

        try:
            return {x: inner for inner in inner()}
        except ValueError as x:
            import os.path as x
        match x:
            case [first, *x] | {"k": first, **x}:
                return (x for x in first if x)
"""


def tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from tables(child)


def key_of(frame: Frame) -> tuple[str, int] | None:
    node = frame.node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return (node.name, node.lineno)
    return None


def wrong_names(text: str) -> tuple[list[str], int]:
    """Return the names whose scope differs from what Python says, and how many were compared."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = Source(text, "m", "m.py")
        known = [
            (one.get_name(), one.get_lineno(), one) for one in tables(symtable.symtable(text, "m.py", "exec"))
        ]
    assert source.tree is not None
    lexical = Lexical(source, source.tree)
    times = Counter((name, line) for name, line, _ in known)
    by_key = {(name, line): table for name, line, table in known if times[name, line] == 1}
    wrong, compared = [], 0
    for node, frame in lexical.nodes:
        table = by_key.get(key_of(frame) or ("", 0))
        if not isinstance(node, ast.Name) or table is None or node.id not in table.get_identifiers():
            continue  # a mangled name, or one in the scope of type parameters
        compared += 1
        if scope_of(table.lookup(node.id)) != found_scope(lexical, frame, node.id):
            wrong.append(f"{node.id} on line {node.lineno}")
    return wrong, compared


def scope_of(symbol: symtable.Symbol) -> str:
    return "free" if symbol.is_free() else "own" if symbol.is_local() else "global"


def found_scope(lexical: Lexical, frame: Frame, name: str) -> str:
    owner = lexical.owner(frame, name)
    return "global" if owner is lexical.top else "own" if owner is frame else "free"


@pytest.mark.parametrize("name", FILES)
def test_names_belong_where_python_says(name: str) -> None:
    path = STDLIB / name
    if not path.exists():
        pytest.skip("this Python has no such file")
    wrong, compared = wrong_names(path.read_text(encoding="utf-8"))
    assert wrong == []
    assert compared > 100


def test_tricky_names_belong_where_python_says() -> None:
    assert wrong_names(TRICKY)[0] == []


def test_nothing_is_renamed_before_everything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.gin").write_text("m = 1\nf.x = %m\n")
    project = Project([str(tmp_path)])
    reason = "The workspace has not been read completely yet; try again in a moment."
    assert prepare(project.snapshot(), str(tmp_path / "a.gin"), 0) == Refused(reason)
    for _ in project.work():
        pass
    changed = rename(project.snapshot(), str(tmp_path / "a.gin"), 0, "n")
    assert changed is not None
    assert len(changed) == 2
