"""Reports the table of details where a value is set.

## What it does
Looks at `--hp-list detail` and `--hp-detail` in shell scripts, makefiles, CI and VS Code's `launch.json`, beside the
flag of a hyper-parameter or `--hp-load`.

## Why it matters
hpargparse 0.14 sorts the calls of each hyper-parameter by their files. A value that is set has none, and the program
ends with `TypeError`.

## Example that fails
```sh
python train.py --epochs 20 --hp-detail
```

## Example that passes
```sh
python train.py --epochs 20 --hp-list
```

## Fix
Lists the values instead; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Flag
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.dialects.hpman.taken import Program, runs_in
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each command that asks for details and sets a value."""
    for command, program in runs_in(view, document):
        setting = next((one for one in command.flags if _sets(program, one)), None)
        for flag in command.flags if setting is not None else ():
            if _asks(program, flag) and setting is not None:
                end = flag.value_span if flag.value == "detail" else None
                whole = Span(flag.span.start, (end or flag.span).end)
                message = (
                    f"hpargparse cannot show details where `--{setting.name}` sets a value; list the values."
                )
                shown = program.action("list")
                fixes = fix(document, f"Write `--{shown}`", (whole, shown)) if shown else ()
                yield RULE.problem(whole, message, fixes=fixes)


def _sets(program: Program, flag: Flag) -> bool:
    return flag.name in program.flags or flag.name == program.action("load")


def _asks(program: Program, flag: Flag) -> bool:
    is_list = flag.name == program.action("list") and flag.value == "detail"
    return is_list or flag.name == program.action("detail")


RULE = Rule("HPM311", "detail-with-values", Severity.WARNING, __doc__ or "", check)
