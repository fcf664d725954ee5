"""Run by the real Gin: imports the probe modules of each folder and prints what they register, one process for each.

Arguments: a JSON list of probes, each a folder, the modules to import in order, and names to try as parameters.
"""

import importlib
import json
import os
import sys
import warnings

import gin


def verdict(key, name):
    """Return whether Gin lets a parameter be bound, and if not, why."""
    try:
        with gin.unlock_config():
            gin.bind_parameter(("", key, name), None)
    except ValueError as problem:
        text = str(problem).replace("doesn't have a", "no")
        return next(word for word in ("no parameter", "allowlist", "denylist") if word in text)
    return "yes"


def probe(folder, modules, names):
    """Return what the modules in a folder register, and how their import ends."""
    sys.path.insert(0, folder)
    raised = ""
    try:
        for name in modules:
            importlib.import_module(name)
    except BaseException as problem:  # whatever a probe may raise
        raised = f"{type(problem).__name__}: {str(problem).splitlines()[0] if str(problem) else ''}"
    registry = gin.config._REGISTRY._selector_map
    return {
        "raised": raised,
        "keys": sorted(registry),
        "constants": sorted(gin.config._CONSTANTS._selector_map),
        "verdicts": {key: {name: verdict(key, name) for name in names} for key in registry},
    }


def forked(folder, modules, names):
    """Return what `probe` does in a process of its own."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        sys.stdout = sys.stderr
        with os.fdopen(writing, "w") as pipe:
            json.dump(probe(folder, modules, names), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = json.load(pipe)
    os.wait()
    return told


warnings.simplefilter("ignore")
print(json.dumps([forked(*one) for one in json.load(sys.stdin)]))
