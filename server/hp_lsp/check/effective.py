"""`--effective`: the final value of every binding of a config after includes and overrides, and where it comes from."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from hp_lsp.check.record import Place, Record, display_path, make_record, marked, place_of
from hp_lsp.check.refused import Refused
from hp_lsp.check.reporters.text import report
from hp_lsp.check.workspace import add_python_flag, python_setting, read_project
from hp_lsp.dialects.gin.effective.config import FinalConfig, Line, final_config
from hp_lsp.dialects.gin.effective.obstacles import obstacles
from hp_lsp.dialects.gin.effective.slots import Assignment
from hp_lsp.features.diagnostics import trouble_in
from hp_lsp.features.expansions import expansion_of
from hp_lsp.project.snapshot import Snapshot

DONE, NOT_WHOLE, FAILED = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags of `--effective`, except itself."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print the config (default: text)"
    )
    parser.add_argument(
        "--overridden", action="store_true", help="in text, also show the values that were overridden"
    )
    add_python_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Do what the flags say; 0: done, 1: a file is missing or has errors, 2: refused."""
    path = os.path.abspath(options.effective)
    try:
        view = _read(path, options.python)
        _refuse_sweep(view, path)
    except (Refused, OSError) as problem:
        sys.stderr.write(f"hp-lsp: {problem}\n")
        return FAILED
    config = final_config(view, path)
    problems = [
        make_record(view, document.path, document.text, problem)
        for document, problem in obstacles(view, config.paths)
    ]
    if options.format == "json":
        sys.stdout.write(json.dumps(_as_json(view, config, problems), indent=2) + "\n")
    else:
        sys.stdout.write("".join(_as_text(view, config, overridden=options.overridden)))
    sys.stdout.flush()
    sys.stderr.write(report(problems))
    return NOT_WHOLE if problems else DONE


def _read(path: str, python: str | None) -> Snapshot:
    if not os.path.isfile(path):
        raise Refused(f"there is no file `{display_path(path)}`.")
    return read_project([path], python_setting(python)).snapshot()


def _refuse_sweep(view: Snapshot, path: str) -> None:
    shown = display_path(path)
    dialect = view.dialect_of(path)
    document = view.document(path)
    if dialect is None:
        raise Refused(f"`{shown}` is not a config file; if it should be, add it to the setting `gin-files`.")
    if document is None:
        raise Refused(f"`{shown}` cannot be read.")
    if dialect.name != "gin":
        expansion = expansion_of(document)
        many = f"{expansion.count} configs" if expansion else "many configs"
        raise Refused(f"`{shown}` is a sweep of {many}; `hp-lsp --expand {shown} --index 0` shows the first.")


# --- text ---------------------------------------------------------------------------------------------------------


def _as_text(view: Snapshot, config: FinalConfig, *, overridden: bool) -> Iterator[str]:
    """Yield a config that Gin can load, with comments that tell where each value comes from."""
    yield f"# {display_path(config.paths[0])} after its includes and overrides\n"
    if config.imports:
        yield "\n" + "".join(f"{one}\n" for one in config.imports)
    for title, lines in groupby(config.lines, _title):
        yield f"\n# {title}\n"
        for line in lines:
            remark = f"{_remark(line)}{marked(_trouble(view, line))}"
            yield f"{line.key} = {line.value}  # {_where(view, line.source)}{remark}\n"
            for value, source in line.overridden if overridden else ():
                yield f"#   overrides {' '.join(value.split())}  # {_where(view, source)}\n"


def _title(line: Line) -> str:
    return "macros" if line.slot.is_macro else line.slot.key


def _remark(line: Line) -> str:
    if line.required:
        return "; must be bound elsewhere"
    return f"; is {' '.join(line.final.split())}" if line.has_macros else ""


def _trouble(view: Snapshot, line: Line) -> tuple[str, ...]:
    return trouble_in(view, line.source.path, line.source.statement.span)


def _where(view: Snapshot, source: Assignment) -> str:
    place = _place(view, source)
    return f"{place.path}:{place.line}"


def _place(view: Snapshot, source: Assignment) -> Place:
    return place_of(view, source.path, source.name)


# --- JSON ---------------------------------------------------------------------------------------------------------


def _as_json(view: Snapshot, config: FinalConfig, problems: list[Record]) -> dict[str, Any]:
    return {
        "path": display_path(config.paths[0]),
        "files": [display_path(path) for path in config.paths],
        "imports": list(config.imports),
        "bindings": [_line_as_json(view, line) for line in config.lines],
        "problems": [problem.as_json() for problem in problems],
    }


def _line_as_json(view: Snapshot, line: Line) -> dict[str, Any]:
    scope, selector, parameter = line.slot
    return {
        "key": line.key,
        "kind": "macro" if line.slot.is_macro else "parameter",
        "scope": scope,
        "selector": selector,
        "parameter": parameter,
        "value": line.value,
        "final": line.final,
        "required": line.required,
        "trouble": list(_trouble(view, line)),
        **_place_as_json(view, line.source),
        "overrides": [{"value": value, **_place_as_json(view, source)} for value, source in line.overridden],
    }


def _place_as_json(view: Snapshot, source: Assignment) -> dict[str, Any]:
    place = _place(view, source)
    return {"path": place.path, "line": place.line, "column": place.column}
