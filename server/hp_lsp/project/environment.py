"""Which folders hold the Python packages that the project's programs import. Looks at files; runs no interpreter."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

_SITE_FOLDER = re.compile(r"(?:python|pypy)3(?:\.\d+t?)?$")
_PACKAGES = ("site-packages", "dist-packages")
_LOCAL_ENVIRONMENTS = (".venv", "venv", "env", ".env", ".conda")
_ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")

_HOOK = re.compile(r"import (__editable__\w*|_editable_impl_\w+|__editables_\w+|_\w+)\b")
"""A line of a `.pth` file that runs the hook of an editable installation (setuptools, hatchling, pdm)."""
_MAPPING = re.compile(r"""(?:map_module\(|[{,]\s*)['"]([\w.]+)['"]\s*[,:]\s*['"]([^'"]+)['"]""")
"""A package and its path in such a hook: an item of setuptools' `MAPPING`, or a call of the package `editables`."""


class Packages(NamedTuple):
    """The folders of installed packages, and a sentence for each setting `python` that leads to none."""

    folders: tuple[str, ...]
    missing: tuple[str, ...] = ()


def find_packages(pythons: Iterable[tuple[str, str]], roots: Sequence[str]) -> Packages:
    """Return the packages of the environments that the settings choose; where none does, of the one that is likely.

    `pythons` are the workspace folders, each with its setting `python`, which is relative to it or to the first one.
    """
    folders: dict[str, None] = {}
    missing: dict[str, None] = {}
    chosen = [(root, python) for root, python in pythons if python]
    if not chosen:
        return Packages(package_folders("", roots) or own_packages())
    for root, python in chosen:
        found = package_folders(python, (root,)) or package_folders(python, roots)
        folders |= dict.fromkeys(found)
        if not found:
            missing[missing_environment(python, (root,))] = None
    return Packages(tuple(folders), tuple(missing))


def package_folders(
    python: str, roots: Sequence[str], environ: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the folders of installed packages, in the order Python searches them; empty where none is known.

    `python` is the path of an interpreter, an environment or a folder of packages, relative to the first of `roots`;
    empty to take the active environment, else one in the roots. `environ` is that of this process unless given.
    """
    variables = os.environ if environ is None else environ
    for prefix in _prefixes(python, roots, variables):
        folders = tuple(_site_folders(prefix))
        if folders:
            return tuple(dict.fromkeys((*folders, *_linked(folders))))
    return ()


def own_packages() -> tuple[str, ...]:
    """Return the folders of the packages that this program was installed with, if Gin or hpman is among them.

    Then it was installed into the project's environment. In one of its own, as pipx makes it, there is neither.
    """
    folders = [path for path in sys.path if os.path.basename(path) in _PACKAGES]
    systems = (os.path.join(folder, name) for folder in folders for name in ("gin", "hpman"))
    return tuple(dict.fromkeys((*folders, *_linked(folders)))) if any(map(os.path.isdir, systems)) else ()


def missing_environment(python: str, roots: Sequence[str]) -> str:
    """Return what is wrong with the setting `python`, as a sentence; empty where it leads to packages."""
    if not python or package_folders(python, roots):
        return ""
    there = os.path.exists(os.path.join(roots[0] if roots else "", os.path.expanduser(python)))
    return f"python: `{python}` {'leads to no installed packages' if there else 'does not exist'}."


def _prefixes(python: str, roots: Sequence[str], environ: Mapping[str, str]) -> Iterator[str]:
    """Yield the environments to try, the first that holds packages counts."""
    if python:
        yield from _chosen(os.path.join(roots[0] if roots else "", os.path.expanduser(python)))
        return
    active = environ.get("VIRTUAL_ENV")
    if active and not _is_ours_alone(active):
        yield active
    for root in roots:
        for name in _LOCAL_ENVIRONMENTS:
            if any(os.path.exists(os.path.join(root, name, mark)) for mark in _ENVIRONMENT_MARKS):
                yield os.path.join(root, name)
    if environ.get("CONDA_PREFIX"):
        yield environ["CONDA_PREFIX"]


def _is_ours_alone(prefix: str) -> bool:
    """Tell whether an environment was made for this program, as pre-commit does, which then calls it the active one."""
    return os.path.realpath(prefix) == os.path.realpath(sys.prefix) and not own_packages()


def _chosen(path: str) -> Iterator[str]:
    """Yield the environments that an interpreter may belong to; a folder is an environment itself."""
    if os.path.isdir(path):
        yield path
        return
    for interpreter in (path, os.path.realpath(path)):
        folder = os.path.dirname(os.path.abspath(interpreter))
        in_scripts = os.path.basename(folder).lower() in ("bin", "scripts")
        yield os.path.dirname(folder) if in_scripts else folder


def _site_folders(prefix: str) -> Iterator[str]:
    windows = os.path.join(prefix, "Lib", "site-packages")
    libraries = [os.path.join(prefix, name) for name in ("lib", "lib64")]
    found = [
        os.path.join(library, name, packages)
        for library in libraries
        for name in _subfolders(library)
        if _SITE_FOLDER.match(name)
        for packages in _PACKAGES
    ]
    existing = list(dict.fromkeys(folder for folder in (*found, windows) if os.path.isdir(folder)))
    yield from existing or _folder_of_packages(prefix)
    configuration = _configuration(prefix)
    if configuration.get("include-system-site-packages", "").lower() == "true" and "home" in configuration:
        yield from _site_folders(os.path.dirname(configuration["home"]))


def _folder_of_packages(folder: str) -> Iterator[str]:
    """Yield the folder itself if packages were installed right into it."""
    if any(name.endswith((".dist-info", ".egg-info")) for name in _subfolders(folder)):
        yield folder


def _linked(folders: Sequence[str]) -> Iterator[str]:
    """Yield the folders that `.pth` files add, and those of editable installations."""
    for folder in folders:
        for name in sorted(_names(folder)):
            if name.endswith(".pth"):
                for line in _read_lines(os.path.join(folder, name)):
                    yield from _of_line(line.strip(), folder)


def _of_line(line: str, folder: str) -> Iterator[str]:
    """Yield the folder that a line of a `.pth` file names, or those of the import hook that it installs."""
    hook = _HOOK.match(line)
    if hook:
        yield from _mapped("\n".join(_read_lines(os.path.join(folder, f"{hook[1]}.py"))))
    elif line and not line.startswith(("#", "import ", "import\t")):
        target = os.path.normpath(os.path.join(folder, line))
        if os.path.isdir(target):
            yield target


def _mapped(hook: str) -> Iterator[str]:
    """Yield the folders right above the packages that the import hook of an editable installation maps to paths."""
    for package, path in _MAPPING.findall(hook):
        module = path.removesuffix("/__init__.py").removesuffix(".py").replace("\\\\", "/")
        if module.endswith("/" + package.replace(".", "/")):
            above = module[: -len(package) - 1]
            if os.path.isdir(above):
                yield os.path.normpath(above)


def _configuration(prefix: str) -> dict[str, str]:
    """Return what `pyvenv.cfg` says; empty without one."""
    pairs = (line.partition("=") for line in _read_lines(os.path.join(prefix, "pyvenv.cfg")))
    return {key.strip().lower(): value.strip() for key, _, value in pairs}


def _read_lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(100_000).splitlines()
    except (OSError, ValueError):
        return []


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except (OSError, ValueError):
        return []


def _subfolders(folder: str) -> list[str]:
    return sorted(name for name in _names(folder) if os.path.isdir(os.path.join(folder, name)))
