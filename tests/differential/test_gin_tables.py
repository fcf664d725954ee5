"""What the modules of Gin register that are imported by name: our table is what Gin's own source says."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest

from hp_lsp.dialects.gin.code.facts import Facts
from hp_lsp.dialects.gin.code.installed import MARKERS
from hp_lsp.dialects.gin.code.registering import register
from hp_lsp.dialects.gin.code.scan import scan
from hp_lsp.dialects.gin.code.tables import BUILTIN_CONSTANTS, BUILTINS, IMPORTED, IMPORTED_CONSTANTS
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.project.project import Project


def _under(table: dict[str, tuple[str, ...]], package: str) -> set[str]:
    return {key for module, keys in table.items() if module.startswith(package) for key in keys}


@pytest.mark.parametrize("package", ["gin.tf", "gin.torch"])
def test_the_table_is_what_gin_registers(package: str) -> None:
    finder = ModuleFinder([], (), [sysconfig.get_path("purelib")])
    sources = [
        source for source in finder.installed("gin", package, MARKERS, lambda one: one) if source is not None
    ]
    told: dict[str, Facts] = {source.path: facts for source in sources if (facts := scan(source)) is not None}
    found = register(told, finder)
    keys = {key for key, (first, *_) in found.by_key.items() if first.registered_at is not None}
    constants = {name for name, one in found.constants.items() if one.defined_at is not None}
    assert keys - set(BUILTINS) == _under(IMPORTED, package)
    assert constants - set(BUILTIN_CONSTANTS) == _under(IMPORTED_CONSTANTS, package)


@pytest.mark.parametrize("module", ["gin.tf", "gin.tf.external_configurables"])
def test_a_module_of_gin_is_imported_with_its_package(tmp_path: Path, module: str) -> None:
    (tmp_path / "code.py").write_text("import gin\n\n@gin.configurable\ndef f(a):\n    pass\n")
    config = tmp_path / "main.gin"
    config.write_text(
        f"import {module}\nsingleton_per_graph.constructor = @f\nsingleton_per_graph.other = 1\n"
    )
    project = Project([str(tmp_path)], {"python": sys.executable})
    for _ in project.work():
        pass
    found = [(problem.code, problem.span.start) for problem in diagnose(project.snapshot(), str(config))]
    assert found == [("GIN102", config.read_text().index("other"))]
