"""Reports files for `--hp-load` and `--hp-save` whose format cannot be told from their names.

## What it does
Looks at the two flags in shell scripts, makefiles, CI and VS Code's `launch.json`, behind a program that binds a
manager to a parser without a `serial_format`. The name must end in `.yaml`, `.yml`, `.pkl` or `.pickle`, in small
letters. It is an error where the file makes the parser, and is seen to ask it for all of the program's own arguments,
else a warning.

## Why it matters
hpargparse raises `ValueError`. `--hp-serial-format` does not help: hpargparse does not look at it.

## Example that fails
```sh
python train.py --hp-save params.json
```

## Example that passes
```sh
python train.py --hp-save params.yaml
```
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Flag
from hp_lsp.dialects.hpman.taken import runs_in

_KNOWN = (".yaml", ".yml", ".pkl", ".pickle")
_WRITTEN = re.compile(r"[\w}]\.\w+\Z")
"""The end of a path that is computed in part, if the extension is not."""


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each file without a known extension."""
    for command, program in runs_in(view, document):
        given = {flag.name: flag for flag in command.flags} if program.bind.infers else {}
        for name in ("load", "save"):
            flag = given.get(program.action(name))  # the last one counts
            extension = _extension(flag) if flag is not None else None
            if flag is not None and extension is not None and extension not in _KNOWN:
                shown = f"`{extension}`" if extension else "a name without an extension"
                message = f"hpargparse knows no format for {shown}; use `.yaml`, `.yml`, `.pkl` or `.pickle`."
                severity = Severity.ERROR if program.takes_all else Severity.WARNING
                yield RULE.problem(flag.value_span or flag.span, message, severity)


def _extension(flag: Flag) -> str | None:
    """Return what a path ends in, from the last dot on; None where that is not known."""
    value = flag.value or ""
    is_known = bool(value) and (flag.is_literal or _WRITTEN.search(value) is not None)
    return os.path.splitext(value)[1] if is_known else None


RULE = Rule("HPM213", "file-extension", Severity.ERROR, __doc__ or "", check)
