"""Reports values that the flags of hyper-parameters do not take.

## What it does
Looks at the flags in shell scripts, makefiles, CI and VS Code's `launch.json` behind a program which binds a manager to
a parser. A value is converted to the type of the default: `int("0.5")` fails. A truth value takes `true`, `false` and
the like, and none goes without; a tuple or set is made of the characters of the text; `None` takes no value; where
there are `choices`, others are refused. Values that a shell works out are not looked at. It is an error where the file
makes the parser, and is seen to ask it for all of the program's own arguments, else a warning.

## Why it matters
The program ends with `invalid int value`, `expected one argument` or `invalid choice`.

## Example that fails
```sh
python train.py --epochs 1e2 --shuffle
```
with `_("epochs", 10)` and `_("shuffle", True)`.

## Example that passes
```sh
python train.py --epochs 100 --shuffle true
```
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.binding import Binder, reach
from hp_lsp.dialects.hpman.facts import Flag
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.literals import literal_of, reading, type_name
from hp_lsp.dialects.hpman.parsing import Place
from hp_lsp.dialects.hpman.rules.raised import related
from hp_lsp.dialects.hpman.taken import Program, runs_in

_BOOLS = ("yes", "true", "t", "y", "1", "no", "false", "f", "n", "0")
_NUMBERS: dict[str, Callable[[str], Any]] = {"int": int, "float": float, "complex": complex}
_SHAPES: dict[str, type[ast.expr]] = {"list": ast.List, "dict": ast.Dict}


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value that is not taken."""
    index: Index = view.index("hpman")
    for command, program in runs_in(view, document):
        for flag in command.flags:
            several = program.flags.get(flag.name, ())
            if len(several) == 1 and not index.is_set(several[0].manager, several[0].name):
                yield from _problems(index, program, flag, index.calls[several[0]])


def _problems(index: Index, program: Program, flag: Flag, places: tuple[Place, ...]) -> Iterator[Problem]:
    place = places[0]
    parsed = reach(index, Binder(program.path, program.bind), place.path)
    if place.call.default is None or not place.call.is_literal or parsed == "no":
        return
    kind = type_name(place.call.default)
    if flag.value is None or (flag.is_literal and not flag.value and kind in ("bool", *_NUMBERS, *_SHAPES)):
        message, at = _alone(kind, flag), flag.span
    elif flag.is_literal and flag.value_span is not None:
        message, at = _why_not(kind, flag, _choices(places)), flag.value_span
    else:
        return
    if message:
        is_sure = parsed == "sure" and program.takes_all and kind not in ("tuple", "set")
        severity = Severity.ERROR if is_sure else Severity.WARNING
        yield RULE.problem(at, message, severity, related=related(place, "the default is here"))


def _alone(kind: str, flag: Flag) -> str:
    shown = f", such as `--{flag.name} true`" if kind == "bool" else ""
    return f"`--{flag.name}` needs a value{shown}."


def _why_not(kind: str, flag: Flag, choices: object) -> str:
    """Return why a value is not taken; nothing where it is, or nobody knows."""
    value = flag.value or ""
    if kind == "NoneType":
        return f"`--{flag.name}` takes no value: the default is `None`, which has no type."
    if kind == "bool":
        return "" if value.lower() in _BOOLS else f"`--{flag.name}` takes `true` or `false`, not `{value}`."
    if kind in ("tuple", "set"):
        return f"`--{flag.name}` makes a {kind} of the characters of this text; use a list as the default."
    if kind in _SHAPES:
        return (
            ""
            if _is_literal(value, _SHAPES[kind])
            else f"`{value}` is no {kind}, which `--{flag.name}` needs."
        )
    try:
        converted = _NUMBERS[kind](value) if kind in _NUMBERS else value
    except ValueError:
        return f"`{value}` cannot be converted to the default's type, `{kind}`."
    if not isinstance(choices, list | tuple | set) or not choices or converted in choices:
        return ""
    return f"`{value}` is none of the choices of `--{flag.name}`."


def _is_literal(text: str, shape: type[ast.expr]) -> bool:
    try:
        node = ast.parse(text.lstrip(" \t"), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return isinstance(node, shape) and reading(node) == "literal"


def _choices(places: tuple[Place, ...]) -> object:
    """Return the choices that hpargparse takes: those of the first call that has any, if only one has."""
    found = [hint.text for place in places for hint in place.call.hints if hint.name == "choices"]
    return literal_of(found[0]) if len(found) == 1 else None


RULE = Rule("HPM212", "flag-value", Severity.ERROR, __doc__ or "", check)
