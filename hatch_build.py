"""Adds the parsers' tables to the wheel: `grammar/*.json`, so that no start has to work them out anew."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Makes the tables for a wheel; a checkout works without them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the tables to a folder of their own and name them to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "server"))
        from hp_lsp.dialects.gin import syntax as gin
        from hp_lsp.dialects.gin.syntax.grammar import tables
        from hp_lsp.dialects.hyperion import syntax as hyperion

        folder = Path(tempfile.mkdtemp(prefix="hp-lsp-tables-"))
        for name, starts in (("gin", gin.STARTS), ("hyp", hyperion.STARTS)):
            (folder / f"{name}.json").write_text(tables(name, starts), encoding="utf-8")
            build_data["force_include"][str(folder / f"{name}.json")] = f"hp_lsp/grammar/{name}.json"
