"""Files that are none, names that are no text, Python made to break its readers: read past, and the rest is checked."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hp_lsp.features.completion import complete
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.features.hover import hover
from hp_lsp.project import files
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

CODE = "import gin\n\n@gin.configurable\ndef f(a, b=1):\n    pass\n"
TYPO = "f.c = 1\n"
"""A line that must always be found out, to see that the rest was checked at all."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="such files are others there")


def read(*roots: Path) -> Project:
    project = Project([str(root) for root in roots])
    for _ in project.work():
        pass
    return project


def found(folder: Path) -> dict[str, list[str]]:
    view = read(folder).snapshot()
    return {
        os.path.relpath(path, folder): [one.code for one in diagnose(view, path)] for path in view.configs()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hp-lsp.toml").touch()
    (tmp_path / "m.py").write_text(CODE)
    (tmp_path / "a.gin").write_text(TYPO)
    return tmp_path


@posix
@pytest.mark.parametrize("suffix", ["gin", "hyp", "py", "yaml"])
def test_pipes_sockets_and_devices_are_not_opened(
    folder: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading from one of them would wait for ever."""
    os.mkfifo(folder / f"pipe.{suffix}")
    os.symlink("/dev/zero", folder / f"device.{suffix}")
    monkeypatch.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"socket.{suffix}")
        (folder / "b.gin").write_text(f"include 'pipe.{suffix}'\ninclude 'device.{suffix}'\n{TYPO}")
        assert found(folder) == {"a.gin": ["GIN102"], "b.gin": ["GIN105", "GIN105", "GIN102"]}


@posix
def test_names_that_are_no_text(folder: Path) -> None:
    for name in (b"\xff.gin", b"\xe9\n\x01.gin", b"n\xff.py"):
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_text(
            CODE if name.endswith(b".py") else TYPO
        )
    assert list(found(folder).values()) == [["GIN102"]] * 3


@posix
def test_a_path_longer_than_the_system_opens(folder: Path) -> None:
    """Such a path can be made step by step; no call takes it as a whole."""
    name, top = "d" * 200, os.open(folder, os.O_RDONLY)
    here = top
    for _ in range(22):
        os.mkdir(name, dir_fd=here)
        deeper = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    with os.fdopen(os.open("deep.gin", os.O_WRONLY | os.O_CREAT, dir_fd=here), "w") as file:
        file.write(TYPO)
    os.close(here)
    assert found(folder) == {"a.gin": ["GIN102"]}
    assert read(folder).snapshot().document(str(folder / (name * 30) / "x.gin")) is None


def test_a_file_that_vanishes_while_the_folder_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(10):
        (folder / f"gone{number}.gin").write_text(TYPO)
        (folder / f"gone{number}.py").write_text(CODE)
    project = Project([str(folder)])
    for step in project.work():
        if step.total > 10:
            for path in folder.glob("gone*"):
                path.unlink()
    view = project.snapshot()
    assert [path for path in view.configs() if view.document(path) is not None] == [str(folder / "a.gin")]
    assert [one.code for one in diagnose(view, str(folder / "a.gin"))] == ["GIN102"]


def test_folders_of_packages_are_not_entered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files they hold: they are not even listed."""
    for name in ("node_modules", ".venv", "__pycache__", "env"):
        (folder / name / "deep").mkdir(parents=True)
        (folder / name / "deep" / "b.gin").write_text(TYPO)
    (folder / "env" / "pyvenv.cfg").touch()
    entered = []
    scandir = os.scandir

    def listed(path: str):
        entered.append(os.path.relpath(path, folder))
        return scandir(path)

    monkeypatch.setattr(files.os, "scandir", listed)
    assert found(folder) == {"a.gin": ["GIN102"]}
    assert not [one for one in entered if os.path.basename(one) == "deep" or "node_modules" in one]


@posix
def test_what_is_included_from_elsewhere_is_read_but_never_offered(folder: Path, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "o.gin").write_text("outer = 1\n")
    os.symlink(outside, folder / "link")
    up = os.path.relpath(outside, folder)
    for number, target in enumerate((f"{outside}/o.gin", f"{up}/o.gin", "link/o.gin")):
        (folder / f"b{number}.gin").write_text(f"include '{target}'\nf.a = %outer\n{TYPO}")
    (folder / "c.gin").write_text("include ''\n")
    view = read(folder).snapshot()
    for number in range(3):
        assert [one.code for one in diagnose(view, str(folder / f"b{number}.gin"))] == ["GIN102"]
    offered = [one.label for one in complete(view, str(folder / "c.gin"), len("include '"))]
    assert sorted(offered) == ["a.gin", "b0.gin", "b1.gin", "b2.gin"]
    assert str(outside / "o.gin") not in view.configs()


DEEP = {
    "signs": "x = " + "-" * 100_000 + "1",
    "attributes": "x = a" + ".b" * 100_000,
    "lambdas": "x = " + "lambda: " * 5000 + "1",
    "branches": "if a: pass\n" + "elif b: pass\n" * 20_000,
    "brackets": "x = " + "(" * 100_000,
    "calls": "x = " + "f(" * 5000 + ")" * 5000,
    "operators": "x = " + "1 + " * 100_000 + "1",
    "a long list": f"x = [{'1, ' * 20_000}]",
    "a long f-string": f"x = f'{'{a}' * 5000}'",
    "a string of escapes": "x = '" + "\\'" * 40_000,
    "a large number": "x = " + "9" * 1_000_000,
    "powers": "x = 9 ** 9 ** 9 ** 9",
    "a large text": "x = 'a' * 10 ** 10",
    "a null": "x = '\0'",
    "a lone surrogate": "x = '\ud800'",
}


@pytest.mark.parametrize("bomb", DEEP)
def test_python_that_breaks_its_readers(folder: Path, bomb: str) -> None:
    """Closed or open, alone or below something that can be read: nothing fails, and the other files are checked."""
    source = f"import gin\n\n@gin.configurable\ndef g(a=1): pass\n\n{DEEP[bomb]}\n"
    path = folder / "bomb.py"
    path.write_bytes(source.encode("utf-8", "surrogatepass"))
    project = read(folder)
    assert [one.code for one in diagnose(project.snapshot(), str(folder / "a.gin"))] == ["GIN102"]
    project.open(str(path), "python", Text(source))
    for _ in project.work():
        pass
    view = project.snapshot()
    diagnose(view, str(path))
    hover(view, str(path), source.index("def g") + 4)
    complete(view, str(path), len(source))


def test_a_file_of_a_hundred_megabytes_is_never_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("big.gin", "big.hyp", "big.py", "big.yaml"):
        with (folder / name).open("wb") as file:
            file.truncate(100_000_000)
    opened: list[str] = []

    def noted(path: str, *how: object, **more: object):
        opened.append(path)
        return open(path, *how, **more)

    monkeypatch.setattr(files, "open", noted, raising=False)
    codes = found(folder)
    assert codes.pop("a.gin") == ["GIN102"]
    assert not [path for path in opened if "big" in path]


HOSTILE_DOCS = '''\
import gin
from hpman.m import _

@gin.configurable
def f(a, b=1):
    """Does [this](command:evil.run?%5B%5D) and [that](https://evil.example/x).

    ![picture](https://evil.example/p.png) <img src="https://evil.example/q.png"> <script>alert(1)</script>
    <a href="command:evil.run">go</a> <https://evil.example/auto>

    ```
    Args:
        a: See [this](command:evil.run) <img src=x> ``` [that](file:///etc/passwd).
    """
'''


def test_docs_bring_no_links_pictures_or_commands_into_a_hover(folder: Path) -> None:
    """Docstrings may be of a stranger's package: what an editor would load or run must stand there as text."""
    (folder / "m.py").write_text(HOSTILE_DOCS)
    (folder / "a.gin").write_text("f.a = 1\n")
    view = read(folder).snapshot()
    for name, offset in (("a.gin", 0), ("a.gin", 2), ("m.py", HOSTILE_DOCS.index("def f") + 4)):
        shown = hover(view, str(folder / name), offset)
        assert shown is not None
        assert "evil" in shown.markdown or "that" in shown.markdown
        outside = "\n".join(outside_of_code(shown.markdown))
        assert not re.search(r"[<>]|\]\(|evil|command:", outside), outside


def outside_of_code(markdown: str) -> Iterator[str]:
    """Yield the lines that an editor renders, as CommonMark says: a block ends with as many backticks as it began."""
    fence = ""
    for line in markdown.split("\n"):
        mark = re.match(r" {0,3}(`{3,})", line)
        if fence:
            if mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield line
    assert not fence
