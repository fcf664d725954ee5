"""Generated projects on disk, made once and used again: in a folder of the system's temporary ones."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from random import Random

import generate
from generate import Configurable

VERSION = 3
"""To be raised when what is generated changes."""

TREE_FILES = 12_000
TREE_GIN_FILES = 190
TREE_CONFIGS = 95
TREE_OTHER_CODE = 12_000
"""Bytes in a file that mentions Gin which have nothing to do with it."""

Write = Callable[[Path], None]


def workspace(name: str, write: Write) -> Path:
    """Return the folder of the workspace `name`, written by `write` unless an earlier run has done so."""
    folder = Path(tempfile.gettempdir()) / f"hp-lsp-benchmarks-{VERSION}" / name
    finished = folder.with_suffix(".finished")
    if not finished.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        write(folder)
        finished.touch()
    return folder


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts by their paths below `folder`."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def package(known: Sequence[Configurable], other_code: int = 0) -> dict[str, str]:
    """Return the files of the package that registers `known`, each with so many bytes of other code."""
    random = Random(len(known))
    modules = {name: list(members) for name, members in groupby(known, key=lambda one: one.module)}
    files = {
        f"{name.replace('.', '/')}.py": generate.module_text(members)
        + generate.plain_code(other_code, random)
        for name, members in modules.items()
    }
    return {"pyproject.toml": "", "app/__init__.py": "", **files}


def bindings(one: Configurable, files: int, each: int) -> dict[str, str]:
    """Return configs that bind the first parameter of `one`, so many times each, every time in another scope."""
    left = f"{one.name}.{one.parameters[0]}"
    return {
        f"bindings/part_{file:03}.gin": "".join(
            f"scope_{file}_{number}/{left} = {number}\n" for number in range(each)
        )
        for file in range(files)
    }


def library_tree() -> Path:
    """Return a workspace as large as a dozen installed packages, of which few files mention Gin."""

    def write(folder: Path) -> None:
        known = generate.configurables(TREE_GIN_FILES * 4, per_module=4)
        write_files(
            folder,
            {**package(known, TREE_OTHER_CODE), **dict(_tree_configs(known)), **dict(_plain_modules())},
        )

    return workspace("library-tree", write)


def gin_tree(files: int) -> Path:
    """Return a workspace in which every Python file registers something."""
    known = generate.configurables(files * 4, per_module=4)
    return workspace(f"gin-tree-{files}", lambda folder: write_files(folder, package(known)))


def _tree_configs(known: Sequence[Configurable]) -> Iterator[tuple[str, str]]:
    for number in range(TREE_CONFIGS):
        members = known[number * 8 : number * 8 + 8]
        yield f"configs/config_{number:02}.gin", generate.config_text(15, members, seed=number)


def _plain_modules() -> Iterator[tuple[str, str]]:
    """Yield Python of the sizes found in real packages, three files to a folder."""
    random = Random(12)
    for number in range(TREE_FILES - TREE_GIN_FILES):
        size = int(random.lognormvariate(8.9, 1.3))
        name = f"library_{number % 40}/part_{number // 1200}/sub_{number // 120}/module_{number}.py"
        yield name, generate.plain_code(min(size, 300_000), random)
