"""Which Gin a project has: from what it asks for, and from the source of the installed one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hp_lsp.dialects.gin.runs.gin_version import asks_for_old, installed_parameters, is_old
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot


def read(folder: Path, **settings: str) -> Snapshot:
    project = Project([str(folder)], settings)
    for _ in project.work():
        pass
    return project.snapshot()


@pytest.mark.parametrize(
    ("name", "text", "old"),
    [
        ("requirements.txt", "gin-config==0.4.0\n", True),
        ("requirements.txt", "numpy\ngin_config[tf] ~= 0.3.0 ; python_version > '3.7'\n", True),
        ("requirements.txt", "gin-config>=0.3,<0.5\n", True),
        ("requirements.txt", "gin-config<=0.4\n", True),
        ("requirements.txt", "gin-config\n", False),
        ("requirements.txt", "gin-config==0.5.0\n", False),
        ("requirements.txt", "gin-config>=0.4.0\n", False),
        ("requirements.txt", "gin-config~=0.4\n", False),
        ("requirements.txt", "gin-config<0.6\n", False),
        ("requirements.txt", "# gin-config==0.4.0\n", False),
        ("requirements.txt", "other-gin-config-tool==0.4.0\n", False),
        ("pyproject.toml", '[project]\ndependencies = ["gin-config==0.4.0"]\n', True),
        ("pyproject.toml", '[project]\ndescription = "as in gin-config 0.4 and later"\n', False),
        ("pyproject.toml", '[tool.poetry.dependencies]\ngin-config = "^0.4.0"\n', True),
        ("pyproject.toml", '[tool.poetry.dependencies]\ngin-config = "^0.5"\n', False),
        ("setup.py", "setup(install_requires=['absl-py', 'gin-config == 0.3.0'])\n", True),
        ("setup.cfg", "[options]\ninstall_requires =\n    gin-config>=0.1,<0.4\n", True),
        ("environment.yml", "dependencies:\n  - pip:\n    - gin-config=0.4\n", True),
        ("notes.txt", "gin-config==0.4.0\n", False),
    ],
)
def test_what_a_project_asks_for(tmp_path: Path, name: str, text: str, old: bool) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert asks_for_old(read(tmp_path)) is old


OLD = "def configurable(name_or_fn=None, module=None, allowlist=None, denylist=None, whitelist=None): ...\n"


def test_an_old_gin_is_known_by_its_source(tmp_path: Path) -> None:
    package = tmp_path / "packages" / "gin"
    (tmp_path / "packages" / "gin_config-0.4.0.dist-info").mkdir(parents=True)
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "config.py").write_text(OLD, encoding="utf-8")
    (package / "config_parser.py").write_text("class ConfigParser: ...\n", encoding="utf-8")
    (tmp_path / "work").mkdir()
    view = read(tmp_path / "work", python=str(tmp_path / "packages"))
    assert is_old(view)
    assert "whitelist" in (installed_parameters(view, "configurable") or ())


def test_the_gin_of_this_environment_is_new(tmp_path: Path) -> None:
    view = read(tmp_path, python=sys.prefix)
    assert not is_old(view)
    assert installed_parameters(view, "configurable") == ("name_or_fn", "module", "allowlist", "denylist")


def test_without_gin_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    view = read(tmp_path, python=str(tmp_path / "empty"))
    assert not is_old(view)
    assert installed_parameters(view, "configurable") is None
