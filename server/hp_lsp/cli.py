"""The command `hp-lsp`: reads the arguments and starts the mode they name. Knows no mode's work.

Each mode is imported when it is asked for: a check must not wait for the server's protocol classes to load.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from hp_lsp import __version__

FAILED = 2
INTERRUPTED = 130

DESCRIPTION = "Language server and checks for machine-learning configs: Gin, Hyperion sweeps, hpman."
MODES = """\
modes:
  hp-lsp                        serve the Language Server Protocol on standard input and output
  hp-lsp --check [PATH ...]     report the mistakes in config files
  hp-lsp --expand FILE          show what a sweep generates
  hp-lsp --effective FILE       show the final value of every binding of a config, and where it comes from
  hp-lsp --list [PATH ...]      list the hyper-parameters, with defaults, types, and where they are given values
  hp-lsp --explain CODE         show the documentation of a rule

`hp-lsp --check --help` lists the flags of that mode; so do the other modes with `--help`.
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence; `mode` is the flag to which its help belongs."""

    def __init__(self, mode: str, **more: Any) -> None:
        super().__init__("hp-lsp", allow_abbrev=False, **more)
        self.mode = mode

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, and exit."""
        self.exit(FAILED, f"hp-lsp: {message.rstrip('.')}; see `hp-lsp {self.mode}--help`.\n")


def run_and_exit() -> NoReturn:
    """Run the command and end the process at once: to take apart all that was read takes a fifth of a check."""
    _open_what_is_closed()
    status = main()
    try:
        sys.stderr.flush()
    finally:
        os._exit(status)


def _open_what_is_closed() -> None:
    """Let what is printed vanish where the process was started without the streams to print to."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # as long as the process


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _flushed(_run(given))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as problem:
        from hp_lsp.project.failures import describe

        sys.stderr.write(f"hp-lsp: internal error: {describe(problem)}. Please report it.\n")
        return FAILED


def _flushed(status: int) -> int:
    """Write what is still to be printed, so that it is said here if that fails."""
    sys.stdout.flush()
    return status


def _run(given: list[str]) -> int:
    flags = {argument.partition("=")[0] for argument in given}
    modes = {"--check": _check, "--expand": _expand, "--effective": _effective, "--list": _list}
    mode = next((run for flag, run in modes.items() if flag in flags), None)
    if mode is not None:
        return mode(given) if _is_somewhere() else FAILED
    options = _main_parser().parse_args(given)
    if options.explain is not None:
        from hp_lsp.check import explain

        return explain.run(options.explain)
    from hp_lsp.server.main import serve

    return serve(options)


def _is_somewhere() -> bool:
    """Tell whether the current folder still exists; say so where it does not."""
    try:
        os.getcwd()
    except OSError:
        sys.stderr.write("hp-lsp: the current folder no longer exists; change to another one.\n")
        return False
    return True


def _check(given: list[str]) -> int:
    from hp_lsp.check import run

    parser = _Parser("--check ", description="Report mistakes in config files.")
    parser.add_argument("--check", action="store_true", required=True, help="choose this mode")
    run.add_arguments(parser)
    return run.run(parser.parse_args(given))


def _expand(given: list[str]) -> int:
    from hp_lsp.check import expand

    parser = _Parser("--expand ", description="Show what a sweep generates; nothing is run.")
    parser.add_argument("--expand", metavar="FILE", required=True, help="a Hyperion sweep or a Gin config")
    expand.add_arguments(parser)
    if {"-h", "--help"} & set(given):
        parser.print_help()
        return 0
    return expand.run(parser.parse_args(given))


def _effective(given: list[str]) -> int:
    from hp_lsp.check import effective

    about = "Show what a config comes to after includes and overrides; nothing is run."
    parser = _Parser("--effective ", description=about)
    parser.add_argument("--effective", metavar="FILE", required=True, help="a Gin config")
    effective.add_arguments(parser)
    if {"-h", "--help"} & set(given):
        parser.print_help()
        return 0
    return effective.run(parser.parse_args(given))


def _list(given: list[str]) -> int:
    from hp_lsp.check import list as listing

    parser = _Parser("--list ", description="List the hyper-parameters of a project; nothing is run.")
    parser.add_argument("--list", action="store_true", required=True, help="choose this mode")
    listing.add_arguments(parser)
    return listing.run(parser.parse_args(given))


def _main_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        "", description=DESCRIPTION, epilog=MODES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"hp-lsp {__version__}")
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="CODE",
        help="show the documentation of a rule, such as GIN102; without a code, list all rules",
    )
    serve = parser.add_argument_group("serve")
    serve.add_argument(
        "--stdio", action="store_true", help="serve on standard input and output (the default)"
    )
    serve.add_argument(
        "--tcp", metavar="HOST:PORT", help="listen here and serve the first client that connects"
    )
    serve.add_argument("--pipe", metavar="NAME", help="connect to this socket or named pipe and serve there")
    serve.add_argument(
        "--clientProcessId",
        dest="client_process_id",
        type=int,
        metavar="N",
        help="stop when this process ends",
    )
    serve.add_argument(
        "--log-file", metavar="FILE", help="write the log to this file instead of standard error"
    )
    return parser
