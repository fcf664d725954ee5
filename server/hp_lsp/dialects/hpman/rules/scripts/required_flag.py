"""Reports commands in scripts without a flag that the program requires.

## What it does
Looks at commands in shell scripts and makefiles, and in VS Code's `launch.json`, that are written out whole: without a
flag of a hyper-parameter with the hint `required=True`.

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

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.binding import Binder, reach
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.literals import literal_of
from hp_lsp.dialects.hpman.parsing import Place
from hp_lsp.dialects.hpman.rules.raised import related
from hp_lsp.dialects.hpman.taken import Program, runs_in


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each command without a required flag."""
    index: Index = view.index("hpman")
    for command, program in runs_in(view, document):
        for flag, place in _required(index, program) if command.is_whole and program.takes_all else ():
            if not any(flag.startswith(one.name) for one in command.flags):
                message = f"`--{flag}` is missing, which its call says is required."
                yield RULE.problem(command.span, message, related=related(place, "it is here"))


def _required(index: Index, program: Program) -> Iterator[tuple[str, Place]]:
    """Yield the flags that a program surely requires, each with the call that gives its default."""
    for flag, several in program.flags.items():
        for place in index.calls[several[0]][:1] if len(several) == 1 else ():
            hints = {hint.name: hint.text for hint in place.call.hints}
            is_parsed = reach(index, Binder(program.path, program.bind), place.path) == "sure"
            if is_parsed and place.call.default is not None and literal_of(hints.get("required", "")):
                yield flag, place


RULE = Rule("HPM214", "required-flag", Severity.ERROR, __doc__ or "", check)
