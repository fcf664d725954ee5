"""The house rules that can be measured: sizes, docstrings, rules and their pages."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

from hp_lsp.features.rules import all_rules

SERVER = Path(__file__).parent.parent / "server" / "hp_lsp"
MODULES = {
    path.relative_to(SERVER).as_posix(): path.read_text(encoding="utf-8") for path in SERVER.rglob("*.py")
}
CASES = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parent).rglob("*.case"))
TESTS = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parent).rglob("test_*.py"))


def _lengths(source: str) -> list[tuple[str, int]]:
    """Return the functions of a module and how many lines they have without their docstring."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = first.end_lineno if doc and first.end_lineno else node.lineno
            found.append((node.name, (node.end_lineno or 0) - start))
    return found


def test_modules_are_small() -> None:
    sizes = {name: len(source.splitlines()) for name, source in MODULES.items()}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert median(sizes.values()) <= 150


def test_functions_are_small() -> None:
    lengths = {
        f"{name}:{function}": size for name, source in MODULES.items() for function, size in _lengths(source)
    }
    assert {name: size for name, size in lengths.items() if size > 60} == {}
    assert median(lengths.values()) <= 7


def test_every_module_says_what_it_knows() -> None:
    assert [name for name, source in MODULES.items() if not ast.get_docstring(ast.parse(source))] == []


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in all_rules()}) == len(all_rules())
    assert len({rule.name for rule in all_rules()}) == len(all_rules())


def test_every_rule_has_a_page() -> None:
    wanted = ("## What it does", "## Why it matters", "## Example that fails", "## Example that passes")
    assert {rule.code: [one for one in wanted if one not in rule.docs] for rule in all_rules()} == {
        rule.code: [] for rule in all_rules()
    }


def test_every_rule_fails_somewhere_in_the_tests() -> None:
    assert [rule.code for rule in all_rules() if rule.code not in CASES and rule.code not in TESTS] == []
