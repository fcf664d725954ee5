"""What `hp-lsp --check` says about Python files, against what the real Gin says when they are imported.

The cases stand in `code/*.txt`; `code/README.md` describes how they are written.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from pathlib import Path

import pytest

from differential.code_cases import CASES, Answer, Case, run_with_gin
from hp_lsp import cli


def _write(top: Path) -> list[Path]:
    """Write every case into a folder of its own below `top`."""
    for number, case in enumerate(CASES):
        for name, text in {"hp-lsp.toml": "", **case.files}.items():
            path = top / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    return [top / str(number) for number in range(len(CASES))]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return _write(Path(os.path.realpath(tmp_path_factory.mktemp("code"))))


@pytest.fixture(scope="module")
def answers(folders: list[Path]) -> list[Answer]:
    return run_with_gin(folders, [case.code for case in CASES])


def _check(folder: Path, output: Path, *more: str) -> set[tuple[str, int, str]]:
    """Return path, line and code of what the check reports; the code of what is no error ends with `?`."""
    arguments = ["--check", str(folder), "--format", "json", "--output", str(output), "--quiet"]
    cli.main([*arguments, "--python", sys.prefix, *more])
    return {
        (
            os.path.relpath(os.path.realpath(one["path"]), folder),
            one["line"],
            one["code"] + ("" if one["severity"] == "error" else "?"),
        )
        for one in json.loads(output.read_text(encoding="utf-8"))
    }


def _is_at(case: Case, folder: Path, place: tuple[str, int] | None) -> bool:
    """Tell whether an exception came from the statement or decorator in which an error is marked.

    Python 3.10 names the line of the `def` or `class` where later versions name that of the decorator.
    """
    if place is None:
        return False
    name, line = os.path.relpath(place[0], folder), place[1]
    lines = [number for file, number, _ in case.errors if file == name]
    around = [part for part in _parts(case.files[name]) if part[0] <= line <= part[1]]
    first, last = around[0]
    return any(first <= number <= last for number in lines)


def _parts(source: str) -> list[tuple[int, int]]:
    """Return the first and last line of each decorator, of each head of what is decorated, and of each statement.

    The shortest come first, but the decorated heads, decorators included, before other statements.
    """
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    stacks = [(node, getattr(node, "decorator_list", [])) for node in nodes]
    decorators = [(one.lineno, one.end_lineno or 0) for _, stack in stacks for one in stack]
    heads = [(stack[0].lineno, node.lineno) for node, stack in stacks if stack]
    statements = sorted(
        ((node.lineno, node.end_lineno or 0) for node in nodes), key=lambda part: part[1] - part[0]
    )
    return [*decorators, *heads, *statements]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{one.topic}: {one.purpose}" for one in CASES])
def test_agrees_with_gin(number: int, folders: list[Path], answers: list[Answer], tmp_path: Path) -> None:
    case, answer = CASES[number], answers[number]
    assert _check(folders[number], tmp_path / "report.json") == case.marks
    if case.raises is None:
        assert (answer is not None) == bool(case.errors), answer
        assert answer is None or case.own_code or _is_at(case, folders[number], answer["place"]), answer
    else:
        assert (answer or {}).get("type") == case.raises, answer


def test_gin_takes_what_is_fixed(tmp_path: Path) -> None:
    top = Path(os.path.realpath(tmp_path))
    folders = _write(top)
    left = [_check(folder, top / "report.json", "--fix") for folder in folders]
    fixed = [
        case for case, problems in zip(CASES, left, strict=True) if case.errors and not problems & case.errors
    ]
    failing = [
        case
        for case, answer in zip(CASES, run_with_gin(folders, [case.code for case in CASES]), strict=True)
        if answer is not None
    ]
    assert len(fixed) > 10
    assert [f"{case.topic}: {case.purpose}" for case in fixed if case in failing] == []
