"""`--list`: every hyper-parameter of a project, with its type, default and place, and where it is given values."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from hp_lsp.check.record import display_path, marked, place_of
from hp_lsp.check.refused import Refused
from hp_lsp.check.workspace import add_python_flag, python_setting, read_project, tell_failures
from hp_lsp.dialects.lists import Listed, Setting
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.diagnostics import trouble_in
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Location

DONE, FAILED = 0, 2


_MOST_SWEPT = 8
"""So many values of an axis are shown to people."""


class Entry(NamedTuple):
    """A hyper-parameter and the dialect that it belongs to."""

    dialect: str
    listed: Listed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags of `--list`, except itself."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: this folder)")
    parser.add_argument(
        "--format",
        choices=("text", "json", "markdown"),
        default="text",
        help="how to print the list (default: text)",
    )
    add_python_flag(parser)


def run(options: argparse.Namespace) -> int:
    """List what the flags name; 0: done, 2: refused."""
    try:
        paths = _existing(options.paths or ["."])
        project = read_project(paths, python_setting(options.python))
        view = project.snapshot()
    except (Refused, OSError) as problem:
        sys.stderr.write(f"hp-lsp: {problem}\n")
        return FAILED
    entries = list(_entries(view, paths))
    if options.format == "json":
        sys.stdout.write(json.dumps([_as_json(view, entry) for entry in entries], indent=2) + "\n")
    else:
        lines = _as_text if options.format == "text" else _as_markdown
        sys.stdout.write("".join(f"{line}\n" for line in lines(view, entries)))
    return FAILED if tell_failures(project) else DONE


def _existing(paths: Sequence[str]) -> list[str]:
    """Return absolute paths; raises Refused where there is nothing."""
    for path in paths:
        if not os.path.exists(path):
            raise Refused(f"there is no file or folder `{display_path(os.path.abspath(path))}`.")
    return [os.path.abspath(path) for path in paths]


def _entries(view: Snapshot, paths: Sequence[str]) -> Iterator[Entry]:
    """Yield what is declared, or given a value, in one of some files and folders."""
    for dialect in DIALECTS:
        for one in dialect.listed(view):
            places = [setting.location for setting in one.settings]
            places += [one.declaration] if one.declaration else []
            if any(_is_in(place.path, path) for place in places for path in paths):
                yield Entry(dialect.name, one)


def _is_in(path: str, place: str) -> bool:
    return path == place or path.startswith(os.path.join(place, ""))


# --- text and Markdown --------------------------------------------------------------------------------------------


def _as_text(view: Snapshot, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a line for each hyper-parameter, and below it one for each value that it is given."""
    for _dialect, one in entries:
        default = "" if one.default is None else f" = {_short(one.default)}"
        kind = f": {one.type}" if one.type else ""
        yield f"{one.name}{kind}{default}{_remark(view, one.declaration)}"
        for setting in one.settings:
            yield f"    {_given(setting)}{_remark(view, setting.location)}{_marked(view, setting)}"


def _remark(view: Snapshot, at: Location | None) -> str:
    return f"  # {_where(view, at)}" if at else ""


def _marked(view: Snapshot, setting: Setting) -> str:
    """Return what is said behind the place of a setting with errors or warnings."""
    return marked(trouble_in(view, setting.location.path, setting.whole))


def _as_markdown(view: Snapshot, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a table with a row for each hyper-parameter."""
    yield "| name | type | default | declared | given |"
    yield "|---|---|---|---|---|"
    for _dialect, one in entries:
        given = [
            f"{_code(_given(setting))} {_where(view, setting.location)}{_marked(view, setting)}"
            for setting in one.settings
        ]
        cells = (
            _code(one.name),
            _code(one.type),
            _code(_short(one.default or "")),
            _where(view, one.declaration) if one.declaration else "",
            "<br>".join(given),
        )
        yield f"| {' | '.join(cells)} |"


def _given(setting: Setting) -> str:
    value = f"each of {_listed(setting.swept)}" if setting.swept else _short(setting.value) or "…"
    return f"{setting.scope}: {value}" if setting.scope else value


def _listed(values: Sequence[str]) -> str:
    more = ", …" if len(values) > _MOST_SWEPT else ""
    return f"{', '.join(values[:_MOST_SWEPT])}{more}"


def _short(text: str) -> str:
    return " ".join(text.split())


def _code(text: str) -> str:
    shown = text.replace("|", "\\|")
    fence = "``" if "`" in text else "`"
    return f"{fence}{shown}{fence}" if text else ""


def _where(view: Snapshot, at: Location) -> str:
    place = place_of(view, at.path, at.span)
    return f"{place.path}:{place.line}"


# --- JSON ---------------------------------------------------------------------------------------------------------


def _as_json(view: Snapshot, entry: Entry) -> dict[str, Any]:
    one = entry.listed
    return {
        "dialect": entry.dialect,
        "name": one.name,
        "type": one.type or None,
        "default": one.default,
        "declared": _place_as_json(view, one.declaration) if one.declaration else None,
        "given": [
            {
                "value": setting.value,
                "swept": list(setting.swept),
                "scope": setting.scope,
                "trouble": list(trouble_in(view, setting.location.path, setting.whole)),
                **_place_as_json(view, setting.location),
            }
            for setting in one.settings
        ],
    }


def _place_as_json(view: Snapshot, at: Location) -> dict[str, Any]:
    place = place_of(view, at.path, at.span)
    return {"path": place.path, "line": place.line, "column": place.column}
