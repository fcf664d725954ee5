"""Parts of what hovers and completion show: Markdown that shows text as it was written."""

from __future__ import annotations


def code_block(text: str) -> str:
    """Return a Markdown block of Python."""
    return f"```python\n{text}\n```"


def prose(text: str) -> str:
    """Return a docstring as Markdown that shows it as it was written, and nothing more than text."""
    fence = "`" * (max((len(run) for run in _backtick_runs(text)), default=0) + 3)
    return f"{fence}text\n{text}\n{fence}" if "\n" in text or "<" in text else text


def _backtick_runs(text: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in text).split() if run]
