"""The project that a command line is about, read once and whole. Knows flags and progress, not what is asked of it."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from hp_lsp.check.record import display_path
from hp_lsp.check.refused import Refused
from hp_lsp.project.project import Project
from hp_lsp.project.roots import roots_of

PROGRESS_AFTER_SECONDS = 0.7


def read_project(
    paths: Sequence[str], settings: Mapping[str, Any], *, quiet: bool = False, is_kept: bool = True
) -> Project:
    """Return the project that some files and folders belong to; what is wrong with its settings is said.

    What its files say is taken from and kept in the user's cache, if it `is_kept`.
    """
    project = Project(roots_of(paths, os.getcwd()), settings, is_kept=is_kept)
    for message in project.messages:
        sys.stderr.write(f"hp-lsp: {message}\n")
    work(project, quiet=quiet)
    tell_failures(project)
    return project


def tell_failures(project: Project) -> bool:
    """Print on which files this program failed that was not told yet; tell whether there are any at all."""
    for failure in project.failures.take():
        sys.stderr.write(f"hp-lsp: internal error: `{display_path(failure.path)}`: {failure.sentence}\n")
    return bool(project.failures.paths)


def work(project: Project, *, quiet: bool) -> None:
    """Read what has not been read; on a terminal, show how far it is when that takes long."""
    shown = sys.stderr.isatty() and not quiet
    next_time = time.monotonic() + PROGRESS_AFTER_SECONDS
    drawn = False
    for progress in project.work():
        if shown and time.monotonic() > next_time:
            next_time = time.monotonic() + 0.1
            sys.stderr.write(f"\rReading {progress.done} of {progress.total} files")
            drawn = True
    if drawn:
        sys.stderr.write("\r\033[K")


def add_python_flag(parser: argparse.ArgumentParser) -> None:
    """Add the flag `--python`."""
    parser.add_argument(
        "--python",
        metavar="PATH",
        help="the interpreter or environment whose packages configs may name; it is never run",
    )


def python_setting(given: str | None) -> dict[str, Any]:
    """Return the setting that the flag `--python` stands for; raises Refused where there is no such place."""
    if not given:
        return {}
    if not os.path.exists(given):
        raise Refused(f"there is no Python at `{given}`.")
    return {"python": os.path.abspath(given)}
