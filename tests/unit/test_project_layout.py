"""Which folders packaging files import modules from, and which folders an environment adds by `.pth` files."""

from __future__ import annotations

from pathlib import Path

import pytest

from hp_lsp.project.environment import missing_environment, own_packages, package_folders
from hp_lsp.project.layout import declared_folders
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.project.project import Project
from hp_lsp.python.module import Module
from hp_lsp.python.modules import Missing


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pyproject.toml", '[tool.setuptools]\npackage-dir = {"" = "code"}', ["code"]),
        ("pyproject.toml", '[tool.setuptools]\npackage-dir = {"pk" = "code/pk", "x" = "other"}', ["code"]),
        ("pyproject.toml", '[tool.setuptools.packages.find]\nwhere = ["code", "more"]', ["code", "more"]),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel]\npackages = ["code/pk"]', ["code"]),
        ("pyproject.toml", '[tool.hatch.build]\nsources = ["code"]', ["code"]),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel.sources]\n"code" = ""', ["code"]),
        ("pyproject.toml", '[tool.poetry]\npackages = [{include = "pk", from = "code"}, {include = "b"}]', ["code"]),
        ("pyproject.toml", '[tool.pdm.build]\npackage-dir = "code"', ["code"]),
        ("pyproject.toml", '[tool.uv.build-backend]\nmodule-root = "code"', ["code"]),
        ("pyproject.toml", '[tool.maturin]\npython-source = "code"', ["code"]),
        ("pyproject.toml", '[tool.pytest.ini_options]\npythonpath = ["code", "../elsewhere"]', ["code"]),
        ("pyproject.toml", "tool = 1\n[[broken", []),
        ("pyproject.toml", "[tool]\nsetuptools = 3\nhatch = []\npoetry = {packages = 1}", []),
        ("setup.cfg", "[options]\npackage_dir =\n    = code\n", ["code"]),
        ("setup.cfg", "[options]\npackage_dir = =code, pk=more/pk\n", ["code", "more"]),
        ("setup.cfg", "[options.packages.find]\nwhere = code", ["code"]),
        ("setup.cfg", "no section", []),
        ("setup.py", "import setuptools\nsetuptools.setup(package_dir={'': 'code'})", ["code"]),
        ("setup.py", "setup(packages=find_packages('code'))", ["code"]),
        ("setup.py", "setup(packages=find_namespace_packages(where='code'))", ["code"]),
        ("setup.py", "setup(package_dir={'': ROOT}, packages=find_packages(where()))", []),
        ("setup.py", "setup(", []),
        ("setup.py", "setup(packages=find_packages('not/there'))", []),
    ],
)  # fmt: skip
def test_declared_folders(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    for folder in ("code/pk", "more/pk"):
        (tmp_path / folder).mkdir(parents=True)
    write(tmp_path, {name: text})
    assert [Path(one).name for one in declared_folders(str(tmp_path))] == expected


def test_packages_of_inner_projects_are_found(tmp_path: Path) -> None:
    root = write(tmp_path, {
        "packages/one/pyproject.toml": "", "packages/one/src/one/mod.py": "A = 1", "packages/one/src/single.py": "",
        "packages/two/setup.py": "setup(package_dir={'': 'lib'})", "packages/two/lib/two/__init__.py": "",
    })  # fmt: skip
    finder = ModuleFinder([str(root)])
    names = [finder.module_name(str(path)) for path in sorted(root.rglob("*.py"))]
    assert names == ["one.mod", "single", "two", "packages.two.setup"] or set(names) >= {
        "one.mod",
        "single",
        "two",
    }
    for name in ("one.mod", "single", "two"):
        assert isinstance(finder.find(name), Module), name


def test_a_folder_that_is_called_like_an_installed_package_is_not_that_package(tmp_path: Path) -> None:
    write(tmp_path, {
        "root/vendor/torch/__init__.py": "", "root/tools/odd/__init__.py": "", "site/torch/__init__.py": "",
        "site/json/__init__.py": "",
    })  # fmt: skip
    finder = ModuleFinder([str(tmp_path / "root")], (), [str(tmp_path / "site")])
    for path in sorted((tmp_path / "root").rglob("*.py")):
        finder.module_name(str(path))
    assert finder.find("torch") is Missing.UNKNOWN
    assert isinstance(finder.find("odd"), Module)
    assert isinstance(finder.find("json"), Module)


SETUPTOOLS_HOOK = (
    "MAPPING: dict[str, str] = {'pk': %r, 'other.part': '/not/there/other/part'}\nNAMESPACES = {}\n"
)
EDITABLES_HOOK = (
    "from editables.redirector import RedirectingFinder as F\nF.install()\nF.map_module('pk', %r)\n"
)


@pytest.mark.parametrize(
    ("files", "mapped"),
    [
        ({"__editable__.pk-1.pth": "import __editable___pk_1_finder; __editable___pk_1_finder.install()",
          "__editable___pk_1_finder.py": SETUPTOOLS_HOOK}, "pk"),
        ({"_pk.pth": "import _editable_impl_pk", "_editable_impl_pk.py": EDITABLES_HOOK}, "pk/__init__.py"),
        ({"pk.pth": "{code}\n# a comment\nimport sys; sys.path.append('/x')\n{code}/missing\n"}, ""),
        ({"easy-install.pth": "{code}\n./zipped.egg\n", "zipped.egg": "PK"}, ""),
    ],
)  # fmt: skip
def test_editable_installations(tmp_path: Path, files: dict[str, str], mapped: str) -> None:
    code = tmp_path / "project" / "src"
    (code / "pk").mkdir(parents=True)
    site = tmp_path / "env" / "lib" / "python3.12" / "site-packages"
    for name, text in files.items():
        filled = text % str(code / mapped) if "%r" in text else text.replace("{code}", str(code))
        write(site, {name: filled})
    assert package_folders("env", [str(tmp_path)], {}) == (str(site), str(code))


@pytest.mark.parametrize(("package", "counts"), [("gin", True), ("hpman", True), ("hp_lsp", False)])
def test_the_environment_that_hp_lsp_is_installed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, counts: bool
) -> None:
    site, linked = tmp_path / "lib" / "site-packages", tmp_path / "linked"
    (site / package).mkdir(parents=True)
    linked.mkdir()
    (site / "link.pth").write_text(str(linked))
    monkeypatch.setattr("sys.path", [str(tmp_path), str(site)])
    assert own_packages() == ((str(site), str(linked)) if counts else ())


@pytest.mark.parametrize(("package", "counts"), [("gin", True), ("hp_lsp", False)])
def test_an_active_environment_made_for_hp_lsp_alone_is_not_the_projects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, counts: bool
) -> None:
    """As pre-commit makes one, and calls it active."""
    own, root = tmp_path / "own", tmp_path / "root"
    write(own, {f"lib/python3.12/site-packages/{package}/__init__.py": ""})
    write(root, {".venv/pyvenv.cfg": "", ".venv/lib/python3.12/site-packages/x.py": ""})
    monkeypatch.setattr("sys.prefix", str(own))
    monkeypatch.setattr("sys.path", [str(own / "lib/python3.12/site-packages")])
    expected = (own if counts else root / ".venv") / "lib/python3.12/site-packages"
    assert package_folders("", [str(root)], {"VIRTUAL_ENV": str(own)}) == (str(expected),)


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "conda-meta/history"])
@pytest.mark.parametrize(
    "packages", ["lib/python3.12/site-packages", "Lib/site-packages", "lib/pypy3.10/site-packages"]
)
def test_environments_in_the_project(tmp_path: Path, mark: str, packages: str) -> None:
    write(tmp_path, {f"env/{mark}": "", f"env/{packages}/x.py": ""})
    assert package_folders("", [str(tmp_path)], {}) == (str(tmp_path / "env" / packages),)


def test_a_python_that_is_not_there_is_told(tmp_path: Path) -> None:
    root = str(tmp_path)
    assert missing_environment("", [root]) == ""
    assert Project([root], {"python": "no/python"}).messages == ("python: `no/python` does not exist.",)
    (tmp_path / "empty").mkdir()
    assert missing_environment("empty", [root]) == "python: `empty` leads to no installed packages."


def test_installed_packages_are_read_in_steps(tmp_path: Path) -> None:
    code = "import gin\n@gin.configurable\ndef f{0}(a): pass\n"
    write(tmp_path, {f"site/lib/m{number}.py": code.format(number) for number in range(20)})
    write(
        tmp_path,
        {"site/lib/__init__.py": "", "site/lib-1.dist-info/METADATA": "", "root/m.py": "import gin, lib"},
    )
    project = Project([str(tmp_path / "root")], {"python": str(tmp_path / "site")})
    steps = sum(1 for _ in project.work())
    assert steps > 20
    assert [
        len(project.snapshot().index("gin").matching(f"lib.m{number}.f{number}")) for number in (0, 19)
    ] == [1, 1]
