"""hpman's calls, compared with the real hpman: names, defaults, lines and hints, and every error it raises.

hpman stops at its first error. The call that we hold it raises at is then given another name, and the real hpman is
asked again, until it raises no more.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hpman import HyperParameterManager
from hpman.hpm_db import HyperParamTree
from hpman.primitives import (
    DoubleAssignmentException,
    EmptyValue,
    ImpossibleTree,
    NotLiteralEvaluable,
    NotLiteralNameException,
)
from tests.differential.hpman_modules import write_project

from counts import times
from hp_lsp.dialects.base import Severity
from hp_lsp.dialects.hpman.code import scan
from hp_lsp.dialects.hpman.facts import Call
from hp_lsp.dialects.hpman.parsing import Raised, parse
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.python.source import Source
from hp_lsp.text.lines import Text

ERRORS = {
    "arguments": Exception,
    "name": NotLiteralNameException,
    "hint": NotLiteralEvaluable,
    "unhashable": TypeError,
    "double": DoubleAssignmentException,
    "tree": ImpossibleTree,
}
UNREADABLE = "an expression"
MANAGER = "_"
SHARE = times(100)
START = "from pathlib import Path\nfrom hpman.m import _\n_.parse_file(Path(__file__).resolve().parent)\n"


def calls_of(path: str, text: str) -> tuple[Call, ...]:
    facts = scan(Source(text, "module", path))
    assert facts is not None
    return tuple(call for call in facts.calls if call.order >= 0 and call.called == MANAGER)


def really(folder: Path) -> tuple[HyperParameterManager, Exception | None]:
    manager = HyperParameterManager(MANAGER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            manager.parse_file(str(folder))
        except Exception as problem:
            return manager, problem
    return manager, None


def agrees(raised: Raised, problem: Exception | None, line: int) -> bool:
    """Tell whether the real hpman raised what we say, at the line that it names, as far as it names one."""
    if type(problem) is not ERRORS[raised.kind]:
        return False
    said = str(problem)
    if raised.kind == "tree":
        return f"`{raised.place.call.name}`" in said
    if raised.kind == "unhashable":
        return "unhashable" in said
    if raised.kind in ("hint", "double"):
        return f"{raised.place.path}:{line}" in said.replace('", line ', ":") or raised.place.path in said
    return re.search(rf"L{line}$", said) is not None


def without(text: str, calls: Sequence[Call]) -> str:
    """Return the text with these calls made to another name."""
    for call in sorted(calls, key=lambda call: -call.call.start):
        text = f"{text[: call.call.start]}_{text[call.call.start :]}"
    return text


def known(manager: HyperParameterManager) -> Iterator[tuple[Any, ...]]:
    """Yield what the real hpman knows of every call."""
    pending: list[HyperParamTree] = [manager.tree]
    while pending:
        tree = pending.pop()
        pending.extend(tree.children.values())
        for one in tree.node.db if tree.node else ():
            hints = {"**" if name is None else name: value for name, value in one.hints.items()}
            yield one.filename, one.lineno, one.name, plain(one.value), hints


def plain(value: Any) -> Any:
    if isinstance(value, EmptyValue):
        return "no default"
    return UNREADABLE if isinstance(value, NotLiteralEvaluable) else ("value", type(value), value)


def ours(path: str, call: Call, text: Text) -> tuple[Any, ...]:
    hints = {hint.name: ast.literal_eval(hint.text) for hint in call.hints}
    default: Any = "no default"
    if call.default is not None:
        default = plain(ast.literal_eval(f"({call.default})")) if call.is_literal else UNREADABLE
    return path, text.position(call.call.start).line + 1, call.name, default, hints


@pytest.mark.parametrize("share", range(4))
def test_calls_are_read_as_the_real_hpman_reads_them(share: int, tmp_path: Path) -> None:
    total = 0
    for seed in range(share * SHARE, (share + 1) * SHARE):
        folder = tmp_path / str(seed)
        texts = {str(folder / name): text for name, text in write_project(seed).items()}
        calls = {path: calls_of(path, text) for path, text in texts.items()}
        total += sum(map(len, calls.values()))
        compare(folder, texts, calls)
    assert total > times(1000)


def compare(folder: Path, texts: dict[str, str], calls: dict[str, tuple[Call, ...]]) -> None:
    """Assert that the real hpman raises what we say, one after the other, and reads what we read."""
    left = dict(calls)
    for raised in (*parse(sorted(calls.items())), None):
        for path, text in texts.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            gone = [call for call in calls[path] if call not in left[path]]
            Path(path).write_text(without(text, gone), encoding="utf-8")
        manager, problem = really(folder)
        if raised is None:
            assert problem is None
            break
        path, call = raised.place
        assert agrees(raised, problem, Text(texts[path]).position(call.call.start).line + 1), (
            raised,
            problem,
        )
        left[path] = tuple(one for one in left[path] if one is not call)
    lines = {path: Text(text) for path, text in texts.items()}
    seen = [ours(path, call, lines[path]) for path in texts for call in left[path]]
    assert sorted(known(manager), key=repr) == sorted(seen, key=repr)


def test_an_error_is_reported_where_the_real_hpman_raises_and_only_there(tmp_path: Path) -> None:
    raised = 0
    for seed in range(10**6, 10**6 + times(60)):
        folder = tmp_path / str(seed)
        for name, text in {**write_project(seed), "start.py": START}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        _, problem = really(folder)
        assert errors(folder) == (problem is not None), (seed, problem)
        raised += problem is not None
    assert times(10) < raised < times(60)


def errors(folder: Path) -> bool:
    """Tell whether some rule of hpman reports an error in the project."""
    project = Project([str(folder)])
    for _ in project.work():
        pass
    view = project.snapshot()
    found = [problem for path in view.code_files() for problem in diagnose(view, path)]
    return any(problem.code.startswith("HPM") and problem.severity is Severity.ERROR for problem in found)
