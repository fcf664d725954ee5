"""How configs are called that stand in the strings of a Python file. Knows facts only."""

from __future__ import annotations

from hp_lsp.dialects.gin.code.facts import Key, Load
from hp_lsp.text.span import Span


def text_path(host: str, given: Load | Key) -> str:
    """Return the path of the config that a call in the Python file `host` gives to Gin; nothing else has this path."""
    return f"{host}::{_start(given)}"


def _start(given: Load | Key) -> int:
    if isinstance(given, Key):
        return given.span.start
    spans: list[Span] = [span for _, span in (*given.paths, *given.bindings)]
    return min(spans, default=given.span).start
