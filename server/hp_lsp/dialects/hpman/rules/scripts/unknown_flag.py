"""Reports flags in scripts that the program does not take.

## What it does
Looks at commands in shell scripts, makefiles, CI and VS Code's `launch.json` that run a Python file which binds one
manager to one parser. All flags of the parser must be seen: it is made, given its flags and asked for the program's
arguments in that file, and it is known which files `parse_file` reads. The beginning of a flag is as good as all of it.

## Why it matters
The program ends with `unrecognized arguments`. hpargparse makes flags of names that have a default alone, and writes
them with `-` for `_`.

## Example that fails
```sh
python train.py --learning_rate 0.1
```

## Example that passes
```sh
python train.py --learning-rate 0.1
```

## Fix
Writes the flag that is nearest; safe only where `_` stands for `-`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Flag
from hp_lsp.dialects.hpman.index import flag_of
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.dialects.hpman.taken import Program, runs_in
from hp_lsp.text.similar import similar


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each flag that is not taken."""
    for command, program in runs_in(view, document):
        is_told = program.are_known and not program.ends(command)
        for flag in command.flags if is_told else ():
            if not any(one.startswith(flag.name) for one in program.taken):
                yield _problem(document, program, flag)


def _problem(document: Document, program: Program, flag: Flag) -> Problem:
    dashed = flag_of(flag.name)
    if dashed in program.unset:
        message = f"No call gives this name a default, so `--{flag.name}` is no flag."
        return RULE.problem(flag.span, message)
    is_sure = dashed in program.taken
    near = dashed if is_sure else next(iter(similar(flag.name, program.taken, 1)), "")
    shown = f"`{os.path.basename(program.path)}` takes no flag `--{flag.name}`"
    if not near:
        return RULE.problem(flag.span, f"{shown}.")
    message = f"{shown}; it is spelt `--{near}`." if is_sure else f"{shown}; did you mean `--{near}`?"
    fixes = fix(document, f"Change to `--{near}`", (flag.span, near), safe=is_sure)
    return RULE.problem(flag.span, message, fixes=fixes)


RULE = Rule("HPM107", "unknown-flag", Severity.WARNING, __doc__ or "", check)
