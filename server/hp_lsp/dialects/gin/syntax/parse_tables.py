"""A parser's tables as JSON, so that an installed program need not work them out from the grammar at every start.

Building a parser takes 30 to 65 ms, reading its tables 3 to 7. Lark's own way to keep a parser is a pickle, which
nobody should load from disk; JSON holds the same data. The tables fit one grammar and one version of Lark only.
"""

from __future__ import annotations

import json
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef


def identity(*grammars: str) -> str:
    """Return what tables made from the texts of these grammars are marked with: the texts and Lark's version."""
    return "\0".join((lark.__version__, *grammars))


def dump(parser: Lark, mark: str) -> str:
    """Return the tables of a parser that was made without a transformer, as JSON."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    data["options"]["source_path"] = ""
    return json.dumps({"mark": mark, "data": data, "memo": memo})


def restore(tables: str, mark: str, transformer: object) -> Lark | None:
    """Return the parser of tables that `dump` made; None where they were made of something else."""
    found = json.loads(tables)
    if found["mark"] != mark:
        return None
    data, memo = _with_numbers(found["data"]), _with_numbers(found["memo"])
    load = Lark._load_from_dict  # noqa: SLF001 - what the parsers that Lark generates are loaded by
    parser: Lark = load(data, memo, transformer=transformer)  # type: ignore[no-untyped-call]  # of Lark
    return parser


def _with_numbers(value: Any) -> Any:
    """Return JSON data with the whole numbers that were keys, which JSON makes strings, as numbers again."""
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: _with_numbers(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_numbers(one) for one in value]
    return value
