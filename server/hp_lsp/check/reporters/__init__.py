"""One file for each output format of `--check`: records in, text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hp_lsp.check.record import Record
from hp_lsp.check.reporters import github, gitlab, jsonl, sarif, text
from hp_lsp.check.reporters import json as json_array

REPORTERS: Mapping[str, Callable[[Sequence[Record]], str]] = {
    "text": text.report,
    "json": json_array.report,
    "jsonl": jsonl.report,
    "sarif": sarif.report,
    "github": github.report,
    "gitlab": gitlab.report,
}
