"""`--format gitlab`: a code quality report, as GitLab shows it in merge requests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from hp_lsp.check.record import Record
from hp_lsp.dialects.base import Severity

_LONGEST = 400
"""So many characters of a line tell it from others."""
_SEVERITIES = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFORMATION: "info",
    Severity.HINT: "info",
}


def report(records: Sequence[Record]) -> str:
    """Return the problems as one JSON array of code quality issues."""
    seen: dict[str, int] = {}
    return json.dumps([_issue(record, seen) for record in records], indent=2, ensure_ascii=False) + "\n"


def _issue(record: Record, seen: dict[str, int]) -> dict[str, Any]:
    place, problem = record.place, record.problem
    identity = f"{place.path}:{problem.code}:{record.source_line.strip()[:_LONGEST]}:{problem.message}"
    seen[identity] = seen.get(identity, 0) + 1
    return {
        "description": problem.message,
        "check_name": f"{problem.code} {problem.name}",
        "fingerprint": hashlib.sha256(f"{identity}:{seen[identity]}".encode("utf-8", "replace")).hexdigest(),
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": place.path, "lines": {"begin": place.line, "end": place.end_line}},
    }
