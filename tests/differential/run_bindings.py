"""Calls configurables under small configs with the real Gin and tells what comes of it.

Standard input is JSON: the code of a module, and pairs of a config and the expression to work out. Standard output is
JSON: for each pair when it stops ("finalize", "call" or nothing), and the exception or the `repr` of the value.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import gin


def _answer(names: dict[str, Any], config: str, call: str) -> tuple[str, str]:
    gin.clear_config()
    gin.parse_config(config)
    try:
        gin.finalize()
    except Exception as problem:
        return "finalize", type(problem).__name__
    try:
        return "", repr(eval(call, names))
    except Exception as problem:
        return "call", type(problem).__name__


def main() -> None:
    """Answer for every question that standard input lists."""
    answers, sys.stdout = sys.stdout, sys.stderr
    asked = json.load(sys.stdin)
    names: dict[str, Any] = {"__name__": "model"}
    exec(compile(asked["code"], "model", "exec"), names)
    json.dump([_answer(names, *one) for one in asked["claims"]], answers)


if __name__ == "__main__":
    main()
