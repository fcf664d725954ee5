"""`--format json`: one array of problems."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hp_lsp.check.record import Record


def report(records: Sequence[Record]) -> str:
    """Return the problems as one JSON array."""
    return json.dumps([record.as_json() for record in records], indent=2, ensure_ascii=False) + "\n"
