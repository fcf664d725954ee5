"""The cache on disk: never another answer than without it, whatever state it is in and whoever writes it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from hp_lsp import __version__
from hp_lsp.cli import main
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project import files
from hp_lsp.project.cache import file as cache_file
from hp_lsp.project.cache import folder as cache_folder
from hp_lsp.project.project import Project

KILLS = 200

MODEL = "import gin\n\n@gin.configurable\ndef f(a=1, b='ü'):\n    pass\n"
FILES = {
    "pyproject.toml": "",
    "model.py": MODEL,
    "plain.py": "x = 1\n" * 50,
    "train.py": "import gin\nfrom hpman.m import _\nimport model\n\n_('lr', 0.1)\ngin.parse_config('f.c = 1')\n",
    "main.gin": "f.a = 1\nf.c = 2\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project whose files are settled at once, and an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(files, "SETTLED_AFTER", 0)
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def opened(root: Path, *, is_kept: bool = True) -> Project:
    project = Project([str(root)], is_kept=is_kept)
    for _ in project.work():
        pass
    project.snapshot()
    project.keep()
    return project


def answers(project: Project) -> Any:
    view = project.snapshot()
    return (
        {path: dict(told) for path, told in view.code.facts.items()},
        {path: diagnose(view, path) for path in (*view.configs(), *view.code_files())},
    )


def kept(root: Path) -> Path:
    """Return the one file in the cache."""
    (found,) = (root.parent / "cache" / "hp-lsp").iterdir()
    return found


def reads(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Open the project once more and return the names of the Python files whose content was read."""
    seen = set()
    from hp_lsp.project import modules, scanning

    original = files.read_bytes

    def noting(path: str, most: int = files.MOST_BYTES) -> bytes | None:
        seen.add(os.path.basename(path))
        return original(path, most)

    with monkeypatch.context() as patch:
        patch.setattr(scanning, "read_bytes", noting)
        patch.setattr(modules, "read_bytes", noting)
        opened(root)
    return seen


def test_what_was_read_once_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answers(opened(root, is_kept=False))
    assert not (root.parent / "cache").exists()
    assert answers(opened(root)) == expected
    assert reads(root, monkeypatch) == set()
    assert answers(opened(root)) == expected
    (root / "model.py").write_text(MODEL.replace("b=", "c="))
    assert reads(root, monkeypatch) == {"model.py"}
    assert answers(opened(root)) == answers(opened(root, is_kept=False)) != expected


def test_an_installed_package_that_was_read_once_is_not_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = root / ".venv" / "lib" / "python3.11" / "site-packages" / "lib"
    package.mkdir(parents=True)
    (root / ".venv" / "pyvenv.cfg").touch()
    (package / "__init__.py").write_text("from lib.base import Base\n" + MODEL.replace("def f", "def g"))
    (package / "base.py").write_text("class Base:\n    def __init__(self, n=1): ...\n")
    (root / "model.py").write_text(
        "import gin\nimport lib\n\n@gin.configurable\nclass f(lib.Base):\n    pass\n"
    )
    (root / "main.gin").write_text("f.n = 1\nf.c = 2\ng.a = 1\ng.c = 2\n")
    expected = answers(opened(root, is_kept=False))
    found = [problem.code for problem in expected[1][str(root / "main.gin")]]
    assert found.count("GIN102") == 2
    first = opened(root)
    assert answers(first) == expected
    first.keep()
    assert reads(root, monkeypatch) == set()
    assert answers(opened(root)) == expected
    (package / "__init__.py").write_text(
        "from lib.base import Base\n" + MODEL.replace("def f(", "def g(c=1, ")
    )
    assert reads(root, monkeypatch) == {"__init__.py"}
    assert answers(opened(root)) == answers(opened(root, is_kept=False)) != expected


def test_only_the_user_may_read_it(root: Path) -> None:
    opened(root)
    assert kept(root).stat().st_mode & 0o777 == 0o600
    assert kept(root).parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_was_just_written_is_not_trusted_by_its_times(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SETTLED_AFTER", 2_000_000_000)
    opened(root)
    assert reads(root, monkeypatch) == {"model.py", "plain.py", "train.py"}
    status = (root / "model.py").stat()
    (root / "model.py").write_text(MODEL.replace("a=1", "c=1"))
    os.utime(root / "model.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert answers(opened(root)) == answers(opened(root, is_kept=False))


@pytest.mark.parametrize("seconds", [1e9, 0, -1e9])
def test_clocks_that_go_wrong(root: Path, seconds: float) -> None:
    moment = time.time() + seconds
    for path in root.iterdir():
        os.utime(path, (moment, moment))
    assert answers(opened(root)) == answers(opened(root, is_kept=False))
    (root / "model.py").write_text(MODEL.replace("a=1", "c=1"))
    os.utime(root / "model.py", (moment, moment))
    assert answers(opened(root)) == answers(opened(root, is_kept=False))


def test_another_file_with_the_same_times_and_size_is_read(root: Path) -> None:
    opened(root)
    status = (root / "model.py").stat()
    (root / "new").write_text(MODEL.replace("a=1", "c=1"))
    os.utime(root / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    os.replace(root / "new", root / "model.py")
    assert (root / "model.py").stat().st_mtime_ns == status.st_mtime_ns
    assert answers(opened(root)) == answers(opened(root, is_kept=False))


def test_a_module_that_moves_into_a_package_is_read_under_its_new_name(root: Path) -> None:
    opened(root)
    (root / "__init__.py").touch()
    assert answers(opened(root)) == answers(opened(root, is_kept=False))


# --- damage ---------------------------------------------------------------------------------------------------


def test_every_truncation_and_every_flipped_bit(root: Path) -> None:
    opened(root)
    path = kept(root)
    content = path.read_bytes()
    roots = [str(root)]
    assert cache_file.load(str(path), roots) is not None
    for place in range(len(content)):
        path.write_bytes(content[:place])
        assert cache_file.load(str(path), roots) is None
    for place in range(len(content) * 8):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(flipped)
        assert cache_file.load(str(path), roots) is None, place
    path.write_bytes(content[: len(content) // 2])
    assert answers(opened(root)) == answers(opened(root, is_kept=False))


def test_another_version_another_python_another_project(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(root)
    path = str(kept(root))
    assert cache_file.load(path, [str(root)])
    assert cache_file.load(path, [str(root.parent)]) is None
    for name, value in (("__version__", __version__ + "1"), ("FORM", 0)):
        with monkeypatch.context() as patch:
            patch.setattr(cache_file, name, value)
            assert cache_file.load(path, [str(root)]) is None
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "4.0")
        assert cache_file.load(path, [str(root)]) is None
        assert cache_file.path_for([str(root)]) != path


HOSTILE: tuple[Any, ...] = (
    None, [], {}, 1, "x", [[]], {"silent": 1}, {"silent": [], "saying": {}, "modules": {}},
    {"silent": {}, "saying": {"PATH": None}, "modules": {}},
    {"silent": {}, "saying": {"PATH": [[], 10]}, "modules": {}},
    {"silent": {}, "saying": {"PATH": [[None, "", "", None, True, []], -1]}, "modules": {}},
    {"silent": {}, "saying": {"PATH": [[None, "", "", None, True, []], 10**30]}, "modules": {}},
    {"silent": {"PATH": {}}, "saying": {}, "modules": {"PATH": [[None, "", ""], True]}},
    {"silent": {"PATH": [[], {}, "x"]}, "saying": {}, "modules": {}},
)  # fmt: skip


@pytest.mark.parametrize("table", HOSTILE)
def test_a_table_that_is_none(root: Path, table: Any) -> None:
    path = cache_file.path_for([str(root)])
    assert path is not None
    text = json.dumps(table).replace("PATH", str(root / "model.py"))
    _write_vouched(root, json.loads(text) if isinstance(table, dict) else table, b"")
    assert answers(opened(root)) == answers(opened(root, is_kept=False))


def _write_vouched(root: Path, table: Any, texts: bytes, head: bytes | None = None) -> None:
    """Write a file of which the first line says that it is whole, as a hostile program would."""
    path = cache_file.path_for([str(root)])
    assert path is not None
    os.makedirs(os.path.dirname(path), exist_ok=True)
    identity = cache_file._identity([str(root)])
    first = json.dumps({"of": identity, **table} if isinstance(table, dict) else table).encode()
    rest = (head if head is not None else first) + b"\n" + texts
    Path(path).write_bytes(b"hp-lsp cache " + cache_file.digest(rest).encode() + b"\n" + rest)


@pytest.mark.parametrize(
    "head",
    [b"[" * 200_000, b'{"of":' * 100_000, b"9" * 100_000, b"\xff\xfe", b"NaN", b'{"of": [1e999]}', b""],
)
def test_json_that_is_a_bomb(root: Path, head: bytes) -> None:
    _write_vouched(root, {}, b"", head)
    assert answers(opened(root)) == answers(opened(root, is_kept=False))


HOSTILE_TEXTS = (
    b"", b"[", b"[" * 100_000, b"null", b"{}", b'{"gin": 1}', b'{"gin": [1, 2]}', b'{"gin": []}', b'{"no": []}',
    b'{"gin": ["p", "m", false, [[["configurable", [], [1, 2]]]]]}', b'{"hpman": ["p", "m", 1]}', b"[1, 2]",
    b"1" * 9999,
    b'["model", "p", false, false, false, "", {"f": [[7, []]]}]', b'["model", "p", false, false, false, "", {"f": 3}]',
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_text_that_is_no_fact(root: Path, text: bytes) -> None:
    """With right times and a right name: only the text itself is wrong."""
    path = str(root / "model.py")
    seen = files.stamp(path)
    assert seen is not None
    table = {
        "silent": {},
        "saying": {path: [[[*seen], "0", "", "model", True, ["gin"]], len(text)]},
        "modules": {path: [[[*seen], "0", "model"], len(text)]},
    }
    _write_vouched(root, table, text + text)
    project = opened(root)
    view = project.snapshot()
    for one in (*view.configs(), *view.code_files()):
        diagnose(view, one)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_no_file_at_all_in_the_place_of_the_file(root: Path) -> None:
    expected = answers(opened(root))
    path = kept(root)
    for make in (os.mkfifo, os.mkdir, lambda place: os.symlink("/dev/zero", place)):
        path.unlink()
        make(path)
        project = Project([str(root)], is_kept=True)
        for _ in project.work():
            pass
        assert answers(project) == expected
        if path.is_dir():
            path.rmdir()
            path.touch()


# --- places ---------------------------------------------------------------------------------------------------


def test_no_place_for_a_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answers(opened(root, is_kept=False))
    (root.parent / "cache").write_text("a file, not a folder")
    assert answers(opened(root)) == expected
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    assert answers(opened(root)) == expected
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    for name in ("HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder.cache_folder() is None
    assert answers(opened(root)) == expected


def test_a_folder_that_may_not_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses each step of writing in turn; root is refused nothing by permissions."""
    expected = answers(opened(root, is_kept=False))
    steps = ("mkdir", "open", "replace", "unlink", "utime", "scandir")

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    for name in steps:
        with monkeypatch.context() as patch:
            patch.setattr(cache_folder.os, name, refuse) if name != "scandir" else None
            project = Project([str(root)], is_kept=True)
            for _ in project.work():
                pass
            project.keep()
            assert answers(project) == expected, name


def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.path.abspath("/somewhere"))
    assert cache_folder.cache_folder() == os.path.join(os.path.abspath("/somewhere"), "hp-lsp")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/ada")
    for platform, expected in (
        ("linux", "/home/ada/.cache/hp-lsp"),
        ("darwin", "/home/ada/Library/Caches/hp-lsp"),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        assert cache_folder.cache_folder() == expected
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", os.path.abspath("/ada"))
    assert cache_folder.cache_folder() == os.path.join(os.path.abspath("/ada"), "hp-lsp", "Cache")


def test_the_command_line_keeps_unless_told_not_to(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", str(root), "--no-cache"]) == 1
    fresh = capsys.readouterr().out
    assert not (root.parent / "cache").exists()
    for _ in range(2):
        assert main(["--check", str(root)]) == 1
        assert capsys.readouterr().out == fresh
        assert kept(root).is_file()


# --- age and size ---------------------------------------------------------------------------------------------


def test_what_is_old_or_too_much_goes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(root)
    folder = kept(root).parent
    day, now = 24 * 3600, time.time()
    ages = {
        "old.cache": 31 * day, "young.cache": 29 * day, "left.cache.1.2.tmp": 7200, "busy.cache.1.2.tmp": 60,
        "other.txt": 99 * day,
    }  # fmt: skip
    for name, age in ages.items():
        (folder / name).write_bytes(b"x" * 100)
        os.utime(folder / name, (now - age, now - age))
    cache_folder.tidy(str(folder))
    own = kept_names(folder) - set(ages)
    assert len(own) == 1
    assert kept_names(folder) - own == {"young.cache", "busy.cache.1.2.tmp", "other.txt"}
    monkeypatch.setattr(
        cache_folder, "MOST_FOLDER_BYTES", sum(one.stat().st_size for one in folder.iterdir()) - 150
    )
    cache_folder.tidy(str(folder))
    assert kept_names(folder) - own == {"busy.cache.1.2.tmp", "other.txt"}


def kept_names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_use_keeps_a_file_young_and_files_that_are_gone_are_forgotten(root: Path) -> None:
    opened(root)
    path = kept(root)
    month = time.time() - 29 * 24 * 3600
    os.utime(path, (month, month))
    opened(root)
    assert time.time() - path.stat().st_mtime < 60
    (root / "train.py").unlink()
    (root / "model.py").write_text(MODEL.replace("a=1", "a=2"))
    opened(root)
    assert b"train.py" not in path.read_bytes()
    assert b"model.py" in path.read_bytes()


# --- several at once, and sudden ends -------------------------------------------------------------------------

WRITER = """
import sys
from hp_lsp.project.cache import file
name, roots = sys.argv[1], [sys.argv[2]]
path = file.path_for(roots)
sys.stdout.write("ready\\n")
sys.stdout.flush()
number = 0
while True:
    number += 1
    size = number * 7919 % 200_000
    text = (name * size).encode()[:size]
    file.save(path, roots, {"writer": name, "size": size}, [text])
"""


def _writer(root: Path, name: str) -> subprocess.Popen[str]:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(root)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ.copy(),
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def _end(writer: subprocess.Popen[str]) -> None:
    writer.send_signal(signal.SIGKILL)
    writer.communicate()


def _assert_whole(root: Path) -> str:
    """Check that the file is one that some writer finished; return its name."""
    path = cache_file.path_for([str(root)])
    assert path is not None
    found = cache_file.load(path, [str(root)])
    assert found is not None
    table, texts = found
    assert texts == (table["writer"] * table["size"]).encode()[: table["size"]]
    return str(table["writer"])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_two_hundred_kills_while_writing_lose_nothing(root: Path) -> None:
    moments = random.Random(8)
    first = _writer(root, "z")
    time.sleep(0.3)
    _end(first)
    for number in range(KILLS // 2):
        both = [_writer(root, "ab"[number % 2]), _writer(root, "c")]
        time.sleep(moments.random() * 0.02)
        for writer in both:
            _end(writer)
        _assert_whole(root)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_two_write_and_one_reads_at_once(root: Path) -> None:
    writers = [_writer(root, name) for name in "ab"]
    path = cache_file.path_for([str(root)])
    while path is not None and not os.path.exists(path):
        time.sleep(0.01)
    seen = set()
    until = time.monotonic() + 20
    while seen != {"a", "b"} and time.monotonic() < until:
        seen.add(_assert_whole(root))
    for writer in writers:
        _end(writer)
    assert seen == {"a", "b"}
