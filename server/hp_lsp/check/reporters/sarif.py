"""`--format sarif`: SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hp_lsp import __version__
from hp_lsp.check.record import Place, Record
from hp_lsp.dialects.base import Severity
from hp_lsp.features.rules import find_rule

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def report(records: Sequence[Record]) -> str:
    """Return one SARIF log with one run."""
    codes = sorted({record.problem.code for record in records})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "hp-lsp", "version": __version__, "rules": list(map(_rule, codes))}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(record, codes) for record in records],
            }
        ],
    }  # fmt: skip
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = find_rule(code)
    if rule is None:
        return {"id": code}
    summary, _, _ = rule.docs.partition("\n")
    return {"id": code, "name": rule.name, "shortDescription": {"text": summary}, "help": {"text": rule.docs}}


def _result(record: Record, codes: list[str]) -> dict[str, Any]:
    problem = record.problem
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _LEVELS.get(problem.severity, "note"),
        "message": {"text": problem.message},
        "locations": [_location(record.place)],
        "relatedLocations": [
            {"id": number, **_location(place), "message": {"text": message}}
            for number, (place, message) in enumerate(record.related)
        ],
    }


def _location(place: Place) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.path)}, "region": region}}


def _uri(path: str) -> str:
    from urllib.parse import quote  # 10 ms of start-up that other formats need not pay

    return quote(path)
