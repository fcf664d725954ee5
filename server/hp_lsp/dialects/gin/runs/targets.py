"""What the includes of a config may name: each config that Gin would find, written so that it is found.

The reverse of `includes`, and judged by it. Reads no file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import gin_configs
from hp_lsp.dialects.gin.runs.includes import find_include, include_folders, include_path

_ENDING = ".gin"


def own_targets(view: View, path: str) -> Iterator[str]:
    """Yield how the config at `path` may include each other config of the workspace: from a folder, or a package."""
    folders = tuple(folder for folder in include_folders(view, path) if not _is_above_a_root(view, folder))
    packages: dict[str, str | None] = {}
    for config in gin_configs(view):
        if config.path != path:
            folder = os.path.dirname(config.path)
            if folder not in packages:
                packages[folder] = _above_package(view, folder)
            above = packages[folder]
            from_folder = _written(view, path, folders, config.path)
            from_package = _written(view, path, (above,), config.path) if above is not None else None
            yield from dict.fromkeys(one for one in (from_folder, from_package) if one is not None)


def installed_targets(view: View, path: str) -> Iterator[str]:
    """Yield how the config at `path` may include those that lie in installed packages that register something."""
    registry: Registry = view.index("gin")
    tops = {one.module.partition(".")[0] for one in registry.configurables()}
    for top in sorted(tops - {""}):
        for file in view.modules.data_files(top, _ENDING):
            above = _above_package(view, os.path.dirname(file))
            written = None if above is None else _written(view, path, (above,), file)
            if written is not None:
                yield written


def _written(view: View, path: str, folders: tuple[str, ...], config: str) -> str | None:
    """Return the first of the ways to write a config from one of `folders` that leads Gin to it."""
    for folder in folders:
        target = include_path((folder,), config)
        found = None if target is None else find_include(view, path, target)
        if found is not None and found.path == config:
            return target
    return None


def _is_above_a_root(view: View, folder: str) -> bool:
    return any(root != folder and root.startswith(os.path.join(folder, "")) for root in view.roots)


def _above_package(view: View, folder: str) -> str | None:
    """Return the folder above the outermost package that `folder` belongs to; None where it is no package."""
    if not view.exists(os.path.join(folder, "__init__.py")):
        return None
    while view.exists(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder
