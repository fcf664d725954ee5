"""One file for each output format of `--check`: records in, text out. Only the format asked for is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from hp_lsp.check.record import Record

FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab")


def report(name: str, records: Sequence[Record]) -> str:
    """Return the problems in the format of that name."""
    match name:
        case "json":
            from hp_lsp.check.reporters import json

            return json.report(records)
        case "jsonl":
            from hp_lsp.check.reporters import jsonl

            return jsonl.report(records)
        case "sarif":
            from hp_lsp.check.reporters import sarif

            return sarif.report(records)
        case "github":
            from hp_lsp.check.reporters import github

            return github.report(records)
        case "gitlab":
            from hp_lsp.check.reporters import gitlab

            return gitlab.report(records)
        case _:
            from hp_lsp.check.reporters import text

            return text.report(records)
