"""Tells what the real Gin makes of configs and of the effective configs that we say they come to.

Standard input is JSON: for each project its folder, the config to read, our text, and another with our final values.
Standard output is JSON: for each the bindings that Gin keeps after reading the config and after reading our text, and
what functions get for them after reading the config and after reading our final values.
"""

from __future__ import annotations

import copy
import json
import os
import re
import sys
from typing import Any

sys.path.insert(0, os.getcwd())

import gin
from gin import config as gin_config

_ADDRESS = re.compile(r" at 0x\w+")


def _bindings() -> dict[str, Any]:
    """Return the text of every value by scope, object and parameter."""
    return {
        f"{scope}/{_object(selector)}.{name}": _plain(value)
        for (scope, selector), bound in gin_config._CONFIG.items()
        for name, value in bound.items()
    }


def _object(selector: str) -> str:
    target = gin_config._REGISTRY[selector].wrapped
    return f"{target.__module__}.{target.__qualname__}"


def _plain(value: Any) -> Any:
    if isinstance(value, gin_config.ConfigurableReference):
        return ["@", value.scopes, _object(value.configurable.selector), value.evaluate]
    if isinstance(value, list | tuple):
        return [type(value).__name__, [_plain(item) for item in value]]
    if isinstance(value, dict):
        return ["dict", [[_plain(key), _plain(item)] for key, item in value.items()]]
    return repr(value)


def _used(value: Any) -> str:
    """Return what a function gets for a value, if it gets one: macros may be undefined, and calls turn in circles."""
    try:
        return _ADDRESS.sub("", repr(copy.deepcopy(value)))
    except Exception:
        return "nothing"


def _all_used() -> dict[str, str]:
    return {
        f"{scope}/{_object(selector)}.{name}": _used(value)
        for (scope, selector), bound in gin_config._CONFIG.items()
        for name, value in bound.items()
    }


def _answer(folder: str, config: str, text: str, final: str) -> dict[str, Any]:
    os.chdir(folder)
    gin.clear_config()
    gin.parse_config_file(config)
    original, used = _bindings(), _all_used()
    gin.clear_config()
    gin.parse_config(text)
    ours = _bindings()
    gin.clear_config()
    gin.parse_config(final)
    return {"original": original, "ours": ours, "used": used, "final": _all_used()}


def main() -> None:
    """Answer for every project that standard input lists."""
    answers, sys.stdout = sys.stdout, sys.stderr
    sys.dont_write_bytecode = True
    json.dump([_answer(**one) for one in json.load(sys.stdin)], answers)


if __name__ == "__main__":
    main()
