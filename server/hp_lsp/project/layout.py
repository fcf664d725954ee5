"""Which folders a project's packaging files import its modules from. Reads `pyproject.toml`, `setup.cfg`, `setup.py`.

Knows setuptools, Hatch, Poetry, PDM, uv, Maturin and pytest's `pythonpath`. Nothing is run: a computed folder is not
found.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from hp_lsp.project.files import read_bytes
from hp_lsp.python.source import dotted, parse
from hp_lsp.text.decoding import decode_python

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PACKAGING_FILES = ("pyproject.toml", "setup.py", "setup.cfg")
_MOST_BYTES = 1_000_000


def declared_folders(project: str) -> tuple[str, ...]:
    """Return the folders, below the folder `project`, that its packaging files name, without repetition."""
    named = (
        *_of_pyproject(_toml(project)),
        *_of_setup_cfg(_text(project, "setup.cfg")),
        *_of_setup_py(project),
    )
    folders = (os.path.normpath(os.path.join(project, one)) for one in named if not os.path.isabs(one))
    inside = (one for one in folders if one == project or one.startswith(os.path.join(project, "")))
    return tuple(dict.fromkeys(one for one in inside if os.path.isdir(one)))


def _of_pyproject(table: dict[str, Any]) -> Iterator[str]:
    setuptools = _at(table, "tool", "setuptools")
    yield from _mapped(_at(setuptools, "package-dir"))
    yield from _texts(_at(setuptools, "packages", "find", "where"))
    build = _at(table, "tool", "hatch", "build")
    for target in (build, _at(build, "targets", "wheel")):
        yield from (os.path.dirname(one) for one in _texts(_at(target, "packages")))
        sources = _at(target, "sources")
        yield from _texts(sources if isinstance(sources, list) else list(sources))
    for package in _list(_at(table, "tool", "poetry", "packages")):
        yield from _texts(_at(package, "from"))
    yield from _texts(_at(table, "tool", "pdm", "build", "package-dir"))
    yield from _texts(_at(table, "tool", "uv", "build-backend", "module-root"))
    yield from _texts(_at(table, "tool", "maturin", "python-source"))
    yield from _texts(_at(table, "tool", "pytest", "ini_options", "pythonpath"))


def _of_setup_cfg(text: str) -> Iterator[str]:
    import configparser

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    for line in parser.get("options", "package_dir", fallback="").replace(",", "\n").splitlines():
        package, _, folder = (part.strip() for part in line.partition("="))
        yield from _mapped({package: folder}) if folder else ()
    yield from parser.get("options.packages.find", "where", fallback="").split()


def _of_setup_py(project: str) -> Iterator[str]:
    tree = parse(_text(project, "setup.py"))
    for node in ast.walk(tree) if tree is not None else ():
        if not isinstance(node, ast.Call):
            continue
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        match (dotted(node.func) or "").rpartition(".")[2], given:
            case "setup", {"package_dir": ast.Dict() as mapping}:
                yield from _mapped(_literal(mapping))
            case "find_packages" | "find_namespace_packages", _:
                where = given.get("where") or next(iter(node.args), None)
                yield from _texts(_literal(where) if where is not None else None)
            case _:
                pass


def _mapped(packages: object) -> Iterator[str]:
    """Yield the folders from which packages are imported that lie where a table says."""
    for package, folder in packages.items() if isinstance(packages, dict) else ():
        if not isinstance(package, str) or not isinstance(folder, str):
            continue
        tail = package.replace(".", "/")
        path = folder.replace(os.sep, "/").rstrip("/")
        if not package:
            yield path
        elif path == tail or path.endswith("/" + tail):
            yield path[: -len(tail)].rstrip("/")


def _at(table: object, *keys: str) -> Any:
    for key in keys:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    return table


def _texts(value: object) -> Iterable[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _toml(project: str) -> dict[str, Any]:
    try:
        table: dict[str, Any] = tomllib.loads(_text(project, "pyproject.toml"))
    except (ValueError, RecursionError):
        return {}
    return table


def _text(project: str, name: str) -> str:
    data = read_bytes(os.path.join(project, name), _MOST_BYTES)
    return decode_python(data) if data is not None else ""
