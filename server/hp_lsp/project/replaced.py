"""Which open configs tell others something else than when anything was last asked. Knows no file."""

from __future__ import annotations

from collections.abc import Mapping

from hp_lsp.dialects.base import Document
from hp_lsp.project.failures import Failures, summary_of


class Replaced:
    """The configs whose text was replaced since anything was asked; the texts between were nobody's to read."""

    def __init__(self) -> None:
        self._before: dict[str, Document | None] = {}

    def note(self, path: str, before: Document | None) -> None:
        """Note that another text stands for a config; `before` is what stood there, None where nothing did."""
        self._before.setdefault(path, before)

    def take_changed(self, opened: Mapping[str, Document], failures: Failures) -> int:
        """Return how many tell others something else now, and forget them all."""
        pairs = [(before, opened.get(path)) for path, before in self._before.items()]
        self._before.clear()
        return sum(
            before is None or now is None or summary_of(before, failures) != summary_of(now, failures)
            for before, now in pairs
        )
