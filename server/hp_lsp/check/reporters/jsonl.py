"""`--format jsonl`: one JSON object on each line."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hp_lsp.check.record import Record


def report(records: Sequence[Record]) -> str:
    """Return the problems as JSON lines."""
    return "".join(json.dumps(record.as_json(), ensure_ascii=False) + "\n" for record in records)
