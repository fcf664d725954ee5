"""Which folders hold the Python packages that the project's programs import. Looks at files; runs no interpreter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence

_SITE_FOLDER = re.compile(r"python3(?:\.\d+t?)?$")
_LOCAL_ENVIRONMENTS = (".venv", "venv")


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


def _prefixes(python: str, roots: Sequence[str], environ: Mapping[str, str]) -> Iterator[str]:
    """Yield the environments to try, the first that holds packages counts."""
    if python:
        yield from _chosen(os.path.join(roots[0] if roots else "", os.path.expanduser(python)))
        return
    if environ.get("VIRTUAL_ENV"):
        yield environ["VIRTUAL_ENV"]
    for root in roots:
        for name in _LOCAL_ENVIRONMENTS:
            if os.path.isfile(os.path.join(root, name, "pyvenv.cfg")):
                yield os.path.join(root, name)
    if environ.get("CONDA_PREFIX"):
        yield environ["CONDA_PREFIX"]


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
        for packages in ("site-packages", "dist-packages")
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
    """Yield the folders that `.pth` files add, as editable installations do."""
    for folder in folders:
        for name in sorted(_names(folder)):
            if not name.endswith(".pth"):
                continue
            for line in _read_lines(os.path.join(folder, name)):
                target = os.path.join(folder, line.strip())
                if (
                    line.strip()
                    and not line.startswith(("#", "import ", "import\t"))
                    and os.path.isdir(target)
                ):
                    yield os.path.normpath(target)


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
