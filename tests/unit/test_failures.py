"""A mistake of ours costs one answer about one file, is named once, and never looks like a clean result."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from hp_lsp.cli import main
from hp_lsp.dialects.base import Document, Problem, View
from hp_lsp.dialects.gin import rules
from hp_lsp.server.server import Server
from hp_lsp.text.lines import Text
from projects import codes, opened, work
from protocol.inprocess import Sent, notification, request, send, with_server
from protocol.rawclient import Message
from protocol.session import PUBLISH

GOOD = "import gin\n\n@gin.configurable\ndef good(a=1):\n    pass\n"
BAD = GOOD.replace("good", "bad")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "main.gin").write_text("good.b = 1\nbad.c = 2\nnone.d = 3\n")
    (tmp_path / "other.gin").write_text("good.b = 1\n")
    return tmp_path


def break_down(
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    on: Callable[..., str],
    problem: type[Exception] = RecursionError,
) -> Counter[str]:
    """Let a function raise where `on` gives a path that holds "bad" of its arguments; count the calls."""
    module, _, name = where.rpartition(".")
    tried: Counter[str] = Counter()
    original = getattr(import_module(module), name)

    def failing(*arguments: Any, **more: Any) -> Any:
        if "bad" in on(*arguments):
            tried[Path(on(*arguments)).name] += 1
            raise problem("injected")
        return original(*arguments, **more)

    monkeypatch.setattr(where, failing)
    return tried


SCANNERS = (
    ("hp_lsp.dialects.gin.code.scan.scan", lambda source: source.path),
    ("hp_lsp.python.reading.picture", lambda source: source.path),
)


@pytest.mark.parametrize(("where", "on"), SCANNERS)
@pytest.mark.parametrize("problem", [RecursionError, MemoryError, KeyError])
def test_a_file_that_breaks_the_scanner_is_set_aside(
    root: Path, monkeypatch: pytest.MonkeyPatch, where: str, on: Any, problem: type[Exception]
) -> None:
    tried = break_down(monkeypatch, where, on, problem)
    project = opened(root)
    assert codes(project, root / "other.gin") == ["GIN102"]
    assert codes(project, root / "main.gin").count("GIN102") == 1, "nothing is said of what `bad` takes"
    (failure,) = project.failures.take()
    assert Path(failure.path).name == "bad.py"
    assert failure.sentence.startswith("Reading")
    assert "`bad.py`" in failure.sentence
    assert problem.__name__ in failure.problem
    for _ in range(5):
        project.files_changed([str(root / "bad.py")])
        work(project)
        codes(project, root / "main.gin")
    assert tried["bad.py"] == 2, "the same content is not tried a third time"
    assert project.failures.take() == []
    (root / "bad.py").write_text(BAD + "# changed\n")
    project.files_changed([str(root / "bad.py")])
    work(project)
    assert tried["bad.py"] == 3
    monkeypatch.undo()
    (root / "bad.py").write_text(BAD)
    (root / "bad.py").write_text(BAD + "# changed again\n")
    project.files_changed([str(root / "bad.py")])
    work(project)
    assert codes(project, root / "main.gin").count("GIN102") == 2


@pytest.mark.parametrize(("where", "on"), SCANNERS)
def test_a_check_that_failed_on_a_file_is_no_clean_result(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str, on: Any
) -> None:
    (root / "main.gin").write_text("good.a = 1\nbad.a = 2\n")
    (root / "other.gin").unlink()
    assert main(["--check", str(root)]) == 0
    capsys.readouterr()
    break_down(monkeypatch, where, on)
    (root / "bad.py").write_text(BAD + "\n")
    assert main(["--check", str(root), "--quiet"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.startswith("hp-lsp: internal error: ")
    assert "bad.py" in line
    assert "RecursionError" in line
    assert main(["--check", str(root), "--quiet"]) == 2, "what was not read is not kept as if it were"
    monkeypatch.undo()
    assert main(["--check", str(root)]) == 0


def test_an_open_file_that_breaks_the_scanner_says_what_it_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = opened(root)
    project.open(str(root / "bad.py"), "python", Text(BAD))
    assert codes(project, root / "main.gin").count("GIN102") == 2
    break_down(monkeypatch, *SCANNERS[1])
    project.change(str(root / "bad.py"), Text(BAD + "\n"))
    assert codes(project, root / "main.gin").count("GIN102") == 2


def test_a_config_that_breaks_the_parser(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "bad.gin").write_text("include 'other.gin'\nbad_macro = 1\n")
    (root / "main.gin").write_text("include 'bad.gin'\ngood.b = %bad_macro\n")
    break_down(monkeypatch, "hp_lsp.dialects.gin.syntax.parse", str, ValueError)
    project = opened(root)
    assert codes(project, root / "other.gin") == ["GIN102"]
    assert codes(project, root / "bad.gin") == []
    assert "GIN104" not in codes(project, root / "main.gin")
    assert "bad.gin" in {Path(one.path).name for one in project.failures.take()}
    project.open(str(root / "bad.gin"), "gin", Text("bad = 1\n"))
    assert codes(project, root / "other.gin") == ["GIN102"]


def test_a_rule_that_fails_loses_its_own_answer_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "main.gin").write_text("good.b = 1  # hp-lsp: ignore[GIN102]\nnone.d = 3\n")
    expected = codes(opened(root), root / "main.gin")
    assert expected == ["GIN101"]
    _break_rule(monkeypatch)
    project = opened(root)
    assert codes(project, root / "main.gin") == ["GIN101"], "the comment is not called unused"
    assert codes(project, root / "other.gin") == ["GIN102"]
    (failure,) = project.failures.take()
    assert failure.sentence.startswith("The rule GIN102 failed on `main.gin` (KeyError")
    assert main(["--check", str(root)]) == 2
    told = capsys.readouterr()
    assert "GIN101" in told.out
    assert "The rule GIN102 failed on `main.gin`" in told.err


def _break_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let GIN102 fail on `main.gin`."""
    (rule,) = (one for one in rules.RULES if one.code == "GIN102")

    def failing(view: View, document: Document) -> Iterator[Problem]:
        yield from rule.check(view, document)
        if document.path.endswith("main.gin"):
            raise KeyError("injected")

    broken = replace(rule, check=failing)
    monkeypatch.setattr(rules, "RULES", tuple(broken if one is rule else one for one in rules.RULES))


def test_an_installed_package_that_breaks_the_scanner(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = root / ".venv" / "lib" / "python3.11" / "site-packages" / "badlib"
    package.mkdir(parents=True)
    (root / ".venv" / "pyvenv.cfg").touch()
    (package / "__init__.py").write_text(BAD)
    (root / "good.py").write_text(f"import badlib\n{GOOD}")
    (root / "bad.py").unlink()
    assert "GIN102" in codes(opened(root), root / "main.gin")
    break_down(monkeypatch, *SCANNERS[0])
    project = opened(root)
    assert project.snapshot().complete
    assert "GIN101" not in codes(project, root / "main.gin")
    assert [Path(one.path).parent.name for one in project.failures.take()] == ["badlib"]


def test_the_server_answers_for_the_rest_and_names_the_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_down(monkeypatch, *SCANNERS[0])

    async def use(server: Server, sent: Sent) -> list[Message]:
        uri = (root / "other.gin").as_uri()
        document = {"uri": uri, "languageId": "gin", "version": 1, "text": "good.b = 1\n"}
        place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}}
        server.project.set_roots([str(root)])
        send(server, notification("textDocument/didOpen", {"textDocument": document}))
        while not server.project.snapshot().complete or server.indexing.is_running:
            await asyncio.sleep(0.01)
        send(server, request(7, "textDocument/hover", place))
        assert "good" in str((await sent.answer(7))["result"])
        await sent.wait(has_problems)
        return list(sent.messages)

    def has_problems(message: Message) -> bool:
        return message.get("method") == PUBLISH and bool(message["params"]["diagnostics"])

    messages = with_server(use)
    shown = [one["params"]["message"] for one in messages if one.get("method") == "window/showMessage"]
    assert len(shown) == 1
    assert "`bad.py`" in shown[0]
    published = [one["params"] for one in messages if one.get("method") == PUBLISH]
    assert [one["code"] for one in published[-1]["diagnostics"]] == ["GIN102"]
