"""What command lines give Gin, where it depends on more than one file of the workspace."""

from __future__ import annotations

from pathlib import Path

from projects import codes, opened, work

LIBRARY = """\
import gin


@gin.configurable
def run(batch_size=1):
    pass
"""


def installed(root: Path) -> None:
    packages = root / ".venv" / "lib" / "python3.11" / "site-packages"
    (packages / "library").mkdir(parents=True)
    (root / ".venv" / "pyvenv.cfg").touch()
    (packages / "library" / "__init__.py").touch()
    (packages / "library" / "main.py").write_text(LIBRARY)


def test_what_an_installed_program_registers_is_known_to_the_script_that_runs_it(tmp_path: Path):
    installed(tmp_path)
    script = tmp_path / "run.sh"
    script.write_text(
        "python -m library.main --gin_param='run.bach_size = 3' --gin_param='run.batch_size = 3'\n"
    )
    assert codes(opened(tmp_path), script) == ["GIN102"]


def test_what_no_script_runs_is_not_known(tmp_path: Path):
    installed(tmp_path)
    script = tmp_path / "run.sh"
    script.write_text("python -m other --gin_param='run.bach_size = 3'\n")
    assert codes(opened(tmp_path), script) == []


def test_a_macro_that_a_script_defines_is_defined(tmp_path: Path):
    (tmp_path / "main.py").write_text(LIBRARY + "\n\ngin.parse_config_files_and_bindings(FILES, BINDINGS)\n")
    config = tmp_path / "main.gin"
    config.write_text("run.batch_size = %size\n")
    assert codes(opened(tmp_path), config) == ["GIN104"]
    (tmp_path / "run.sh").write_text("python main.py --gin_file=main.gin --gin_param='size = 3'\n")
    assert codes(opened(tmp_path), config) == []


def test_a_script_and_its_problems_follow_the_code(tmp_path: Path):
    (tmp_path / "main.py").write_text(LIBRARY)
    script = tmp_path / "run.sh"
    script.write_text("python main.py --gin_param='run.size = 3'\n")
    project = opened(tmp_path)
    assert codes(project, script) == ["GIN102"]
    (tmp_path / "main.py").write_text(LIBRARY.replace("batch_size", "size"))
    project.files_changed([str(tmp_path / "main.py")])
    work(project)
    assert codes(project, script) == []


def test_ends_of_lines_may_be_those_of_windows(tmp_path: Path):
    (tmp_path / "main.py").write_text(LIBRARY)
    script = tmp_path / "run.sh"
    lines = (
        "python main.py --gin_param=run.size=1 \\",
        "  --gin_params='",
        "run.length = 1",
        '\' --gin_param="run.batch_size = 1"',
        "",
    )
    script.write_bytes("\r\n".join(lines).encode())
    assert codes(opened(tmp_path), script) == ["GIN102", "GIN102"]
