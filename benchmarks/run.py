"""`python benchmarks/run.py [NAME ...] [--json FILE]`: times hp-lsp on this machine and prints a table.

Times are reported, never asserted. The column "ratio" is the median divided by the time of a fixed
piece of work, done right before each benchmark: between machines it compares better than milliseconds do.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path
from typing import Any

import answers
import check
import editing
import index
import keystroke
import memory
import packages
import peers
import startup
import sweep
import warm
from measure import Benchmark, Figure, reference

BENCHMARKS: dict[str, Benchmark] = {
    "startup": startup.measure,
    "keystroke": keystroke.measure,
    "answers": answers.measure,
    "editing": editing.measure,
    "index": index.measure,
    "warm": warm.measure,
    "check": check.measure,
    "sweep": sweep.measure,
    "memory": memory.measure,
    "peers": peers.measure,
    "packages": packages.measure,
}
HEAD = """\
| {:44} | unit |     p50 |     p95 |     min |   ratio |    goal | note |
|{}|------|--------:|--------:|--------:|--------:|--------:|------|"""


def main() -> None:
    """Run the benchmarks that the command line names, or all."""
    os.environ["XDG_CACHE_HOME"] = os.path.abspath(os.devnull)  # no run knows what another has read
    parser = _parser()
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    results = {name: _run(name) for name in options.names or BENCHMARKS}
    if options.json:
        report = json.dumps({"machine": _machine(), "benchmarks": results}, indent=2)
        Path(options.json).write_text(report + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Time hp-lsp on this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", metavar="FILE", help="write the figures to this file as well")
    return parser


def _run(name: str) -> dict[str, Any]:
    yardstick = reference()
    print(HEAD.format(f"{name} (reference {yardstick * 1000:.1f} ms)", "-" * 46))
    figures = []
    for figure in BENCHMARKS[name]():
        figures.append(figure.as_json(yardstick))
        print(_row(figure, figures[-1]), flush=True)
    print()
    return {"reference": round(yardstick * 1000, 3), "load": os.getloadavg()[0], "figures": figures}


def _row(figure: Figure, values: dict[str, Any]) -> str:
    goal = "" if figure.goal is None else f"{values['goal']:.0f} {'✓' if values['met'] else '✗'}"
    shown = (values[name] for name in ("p50", "p95", "min", "ratio"))
    numbers = " | ".join("       " if value is None else f"{value:7.2f}" for value in shown)
    return f"| {figure.name:44} | {figure.unit:4} | {numbers} | {goal:>7} | {figure.note} |"


def _machine() -> dict[str, Any]:
    return {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}


if __name__ == "__main__":
    main()
