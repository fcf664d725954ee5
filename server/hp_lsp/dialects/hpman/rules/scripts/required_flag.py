"""Reports commands in scripts without a flag that the program requires.

## What it does
Looks at commands in shell scripts and makefiles, and in VS Code's `launch.json`, that are written out whole: without a
flag of a hyper-parameter with the hint `required=True`, or one that `add_argument` requires of the same parser.

## Why it matters
The program ends with `the following arguments are required`. Neither a default nor a value in a file of `--hp-load`
counts.

## Example that fails
```sh
python train.py --hp-load params.yaml
```
with `_("name", "", required=True)`.

## Example that passes
```sh
python train.py --hp-load params.yaml --name first
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.hpman.binding import Binder, reach
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.literals import literal_of
from hp_lsp.dialects.hpman.taken import Program, runs_in
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each command without a required flag."""
    index: Index = view.index("hpman")
    for command, program in runs_in(view, document):
        if command.is_whole and program.takes_all:
            for flags, message, at in (*_hinted(index, program), *_own(program)):
                if not any(flag.startswith(one.name) for flag in flags for one in command.flags):
                    yield RULE.problem(command.span, message, related=(Related(at, "it is here"),))


def _hinted(index: Index, program: Program) -> Iterator[tuple[tuple[str, ...], str, Location]]:
    """Yield the flags of hyper-parameters that are surely required, with the call that gives the default."""
    for flag, several in program.flags.items():
        for place in index.calls[several[0]][:1] if len(several) == 1 else ():
            hints = {hint.name: hint.text for hint in place.call.hints}
            is_parsed = reach(index, Binder(program.path, program.bind), place.path) == "sure"
            if is_parsed and place.call.default is not None and literal_of(hints.get("required", "")):
                message = f"`--{flag}` is missing, which its call says is required."
                yield (flag,), message, Location(place.path, place.call.span)


def _own(program: Program) -> Iterator[tuple[tuple[str, ...], str, Location]]:
    """Yield the flags that the program requires beside those of its hyper-parameters."""
    for flags, span in program.bind.required:
        message = f"`--{flags[0]}` is missing, which `{os.path.basename(program.path)}` requires."
        yield flags, message, Location(program.path, span)


RULE = Rule("HPM214", "required-flag", Severity.ERROR, __doc__ or "", check)
