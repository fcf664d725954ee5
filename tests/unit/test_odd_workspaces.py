"""Workspaces that nobody means to have: they neither stop the check, nor make it say something false."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hp_lsp import cli
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

CODE = "import gin\n\n@gin.configurable\ndef f(a, b=1):\n    pass\n"
TYPO = "f.c = 1\n"
"""A line that must always be found out, to see that the file was checked at all."""

NOBODY = 65534

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def codes(*roots: Path) -> dict[str, list[str]]:
    """Return the codes reported for each config, by its name: all errors, and those of rules on names with a `?`."""
    project = Project([str(root) for root in roots])
    for _ in project.work():
        pass
    view = project.snapshot()
    return {
        Path(path).name: [
            one.code + ("" if one.severity.name == "ERROR" else "?")
            for one in diagnose(view, path)
            if one.severity.name == "ERROR" or one.code.startswith("GIN1")
        ]
        for path in view.configs()
    }


CHAIN = {f"c{i}.gin": f"include 'c{i + 1}.gin'\nm{i} = 1\nf.a = %m{(i + 1) % 300}\n" for i in range(300)}
ALL_TO_ALL = "".join(f"include 'c{i}.gin'\n" for i in range(40))

WORKSPACES: dict[str, tuple[dict[str, str], dict[str, list[str]]]] = {
    "carriage returns": (
        {
            "m.py": CODE.replace("\n", "\r\n"),
            "a.gin": f"f.a = 1\r\n{TYPO}",
            "b.gin": "f:\r\n  a = [\r\n1]\r\n  c = 1\r\n",
        },
        {"a.gin": ["GIN102"], "b.gin": ["GIN102"]},
    ),
    "tabs, form feeds and other separators": (
        {"m.py": CODE, "a.gin": f'\x0cf.a\t=\t"x\u2028y\x85"  # \x1d\n{TYPO}'},
        {"a.gin": ["GIN102"]},
    ),
    "huge lines": (
        {
            "m.py": CODE,
            "a.gin": f"f.a = [{'1, ' * 20_000}]\n{TYPO}",
            "b.gin": f"f.a = '{'x' * 500_000}'\n{TYPO}",
        },
        {"a.gin": ["GIN102"], "b.gin": ["GIN102"]},
    ),
    "deep nesting": (
        {
            "m.py": CODE,
            "a.gin": f"f.a = {'[' * 150}{']' * 150}\n{TYPO}",
            "n.py": f"import gin\nx = {'(' * 900}{')' * 900}\n",
        },
        {"a.gin": ["GIN102"]},
    ),
    "nothing at all": ({"m.py": "", "a.gin": "", "b.gin": "\n\n"}, {"a.gin": [], "b.gin": []}),
    "folders named like files": (
        {"x.gin/y.gin": TYPO, "n.py/m.py": CODE, "n.py/__init__.py": ""},
        {"y.gin": ["GIN102"]},
    ),
    "a file that includes itself": (
        {"m.py": CODE, "a.gin": f"include 'a.gin'\n{TYPO}"},
        {"a.gin": ["GIN107", "GIN102"]},
    ),
    "a long chain of includes": (
        {"m.py": CODE, **CHAIN, "c300.gin": TYPO},
        {**{name: [] for name in CHAIN}, "c300.gin": ["GIN102"]},
    ),
    "all include all": (
        {"m.py": CODE, **{f"c{i}.gin": f"{ALL_TO_ALL}m{i} = %m{39 - i}\n{TYPO}" for i in range(40)}},
        {f"c{i}.gin": [*["GIN107"] * 40, "GIN102"] for i in range(40)},
    ),
    "macros in a circle": (
        {"m.py": CODE, "a.gin": f"a = %b\nb = [%a, %b]\nf.a = %a\n{TYPO}"},
        {"a.gin": ["GIN102"]},
    ),
    "imports, classes and names in circles": (
        {
            "a.py": f"from b import *\n{CODE}",
            "b.py": "from a import *\nimport gin\nfrom a import f as g\n",
            "c.py": "import gin\nfrom c import X\nclass A(X): pass\nclass B(B): pass\nx = y\ny = x\n"
            "for one in (A, B, x):\n    gin.external_configurable(one)\n",
            "a.gin": f"A.q = 1\nB.q = 1\n{TYPO}",
        },
        {"a.gin": ["GIN102"]},
    ),
    "packages named like modules of the standard library": (
        {
            "random/__init__.py": "",
            "random/m.py": CODE,
            "json.py": CODE.replace("f(", "j("),
            "a.gin": f"json.j.a = 1\n{TYPO}",
        },
        {"a.gin": ["GIN102"]},
    ),
    "names with spaces and letters of all kinds": (
        {"m ü/ß.py": CODE, "a 中.gin": f"f.a = 1\n{TYPO}"},
        {"a 中.gin": ["GIN102"]},
    ),
    "tables and loops too long to be followed to their end": (
        {
            "m.py": f"{CODE}for name in {[f'name{i}' for i in range(600)]}:\n    gin.external_configurable(f, name)\n",
            "n.py": "import gin\n"
            f"for a in {list(range(300))}:\n    for b in {list(range(300))}:\n        c = a\n"
            "for name in ['late', 'later']:\n    gin.external_configurable(print, name)\n",
            "a.gin": f"name3.a = 1\nname599.a = 1\nlate.x = 1\n{TYPO}",
        },
        {"a.gin": ["GIN101?", "GIN102?"]},
    ),
    "configs without their code": (
        {"a.gin": "f.a = @g()\ninclude 'x.gin'\n", "x.py": "import os\n"},
        {"a.gin": ["GIN105?"]},
    ),
}


@pytest.mark.parametrize("name", WORKSPACES)
def test_odd_workspace(name: str, tmp_path: Path) -> None:
    files, expected = WORKSPACES[name]
    write(tmp_path, files)
    assert codes(tmp_path) == expected


@needs_links
def test_links_to_configs_themselves_and_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"m.py": CODE, "real.gin": TYPO})
    for link, target in (
        ("link.gin", "real.gin"),
        ("loop.gin", "loop.gin"),
        ("lost.gin", "nowhere.gin"),
        ("all", "."),
    ):
        os.symlink(target, tmp_path / link)
    assert codes(tmp_path) == {"link.gin": ["GIN102"], "real.gin": ["GIN102"]}


@needs_links
def test_a_linked_package_registers(tmp_path: Path) -> None:
    work = tmp_path / "work"
    write(work, {"m.py": f"{CODE}import pkg.far\n", "a.gin": f"far.a = 1\nfar.z = 1\nno.a = 1\n{TYPO}"})
    write(tmp_path / "else", {"pkg/__init__.py": "", "pkg/far.py": CODE.replace("f(", "far(")})
    os.symlink(tmp_path / "else" / "pkg", work / "pkg")
    assert codes(work) == {"a.gin": ["GIN102", "GIN101", "GIN102"]}


def test_workspace_folders_inside_each_other(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    write(tmp_path, {"m.py": CODE, "a.gin": f"g.a = 1\n{TYPO}"})
    write(inner, {"n.py": CODE.replace("f(", "g("), "b.gin": f"g.a = 1\n{TYPO}"})
    expected = {"a.gin": ["GIN102"], "b.gin": ["GIN102"]}
    assert codes(tmp_path, inner) == codes(inner, tmp_path) == codes(tmp_path, tmp_path) == expected


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that other users than root may enter, too."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(os.path.realpath(folder))


@contextmanager
def forbidden(path: Path) -> Iterator[None]:
    """Take the permission to read something; root, who needs none, is somebody else meanwhile."""
    mode, user = path.stat().st_mode, os.geteuid()
    path.chmod(0)
    try:
        if user == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(user)
        path.chmod(mode)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_folder_that_may_not_be_entered_may_register_anything(open_folder: Path) -> None:
    write(
        open_folder,
        {"hp-lsp.toml": "", "m.py": CODE, "in/n.py": CODE.replace("f(", "g("), "a.gin": f"no.a = 1\n{TYPO}"},
    )
    assert codes(open_folder) == {"a.gin": ["GIN101", "GIN102"]}
    with forbidden(open_folder / "in"):
        assert codes(open_folder) == {"a.gin": ["GIN102?"]}
        assert cli.main(["--check", str(open_folder)]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_config_that_may_not_be_read_is_told_of(
    open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(open_folder, {"hp-lsp.toml": "", "m.py": CODE, "a.gin": "f.a = 1\n", "b.gin": "f.a = 1\n"})
    assert cli.main(["--check", str(open_folder)]) == 0
    with forbidden(open_folder / "b.gin"):
        assert cli.main(["--check", str(open_folder)]) == 2
    assert "b.gin` cannot be read" in capsys.readouterr().err


def test_projects_of_one_repository_may_use_other_packages(tmp_path: Path) -> None:
    write(tmp_path, {
        "one/pyproject.toml": "", "one/m.py": CODE, "one/a.gin": TYPO,
        "two/pyproject.toml": "", "two/b.gin": f"import elsewhere\n{TYPO}g.a = 1\n",
    })  # fmt: skip
    assert codes(tmp_path) == {"a.gin": ["GIN102"], "b.gin": ["GIN102?"]}
