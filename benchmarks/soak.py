"""`python benchmarks/soak.py [--steps N] [--seed N]`: a long session, and what becomes of the server.

Prints memory and response times after a tenth of the session and at its end, and asks a new server what it says of the
texts as they are then: a server that has lived long must say the same. Needs Linux, to look at the server's process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from client import PULL, Client, connect
from session import LANGUAGES, Session, Step

EXAMPLES = Path(__file__).parents[1] / "examples"
CAPABILITIES = {
    **PULL,
    "textDocument": {
        **PULL["textDocument"],
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "refactor"]}}
        },
    },
}
FEWEST = 20
"""Answers of one kind that a percentile is taken of."""
SAMPLES = 100


class Soak:
    """One server that lives through a session; notes what it takes."""

    def __init__(self, client: Client) -> None:
        self.memory: list[int] = []
        """Bytes, at even distances."""
        self.seconds: list[dict[str, list[float]]] = [defaultdict(list) for _ in range(10)]
        """Of the server's processor, for each tenth of the session, by question."""
        self.failed: list[str] = []
        """The questions that were answered by an error, with their numbers."""
        self._client = client
        self._process = Path("/proc", str(client.process.pid))

    def live(self, steps: Iterator[Step], count: int) -> None:
        """Send so many steps, one after the other."""
        for number, step in enumerate(islice(steps, count)):
            if number % max(1, count // SAMPLES) == 0:
                self.memory.append(self._resident())
            if step.is_question:
                start = self._processor()
                try:
                    self._client.request(step.method, step.params)
                except RuntimeError as problem:
                    self.failed.append(f"step {number}: {problem}")
                self.seconds[number * 10 // count][step.method].append(self._processor() - start)
            else:
                self._client.notify(step.method, step.params)
        self.memory.append(self._resident())

    def _resident(self) -> int:
        lines = (self._process / "status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))

    def _processor(self) -> float:
        """Return the seconds that the server has run: unlike the time that passes, other programs do not add to it."""
        return int((self._process / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9


def soak(folder: Path, log: Path, steps: int, seed: int) -> dict[str, Any]:
    """Run a session in a copy of the examples; return what is reported."""
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    files = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in LANGUAGES and path.is_file()
    }
    session = Session(files, seed)
    start = time.perf_counter()
    with connect("--log-file", str(log)) as client:
        client.initialize(folder, CAPABILITIES)
        client.wait_until_quiet()
        living = Soak(client)
        living.live(session.steps(), steps)
        for step in session.mended():
            client.notify(step.method, step.params)
        told = _told(client, session)
    with connect() as client:
        client.initialize(folder, CAPABILITIES)
        client.wait_until_quiet()
        for path in sorted(session.opened):
            client.open(path.as_uri(), session.texts[path], LANGUAGES[path.suffix])
        told_anew = _told(client, session)
    return {
        "steps": steps,
        "seed": seed,
        "seconds": round(time.perf_counter() - start, 1),
        "memory": living.memory,
        "times": dict(_times(living.seconds[1], living.seconds[-1])),
        "failed": living.failed,
        "different": sorted(name for name in told if told[name] != told_anew[name]),
    }


def _told(client: Client, session: Session) -> dict[str, Any]:
    """Return what the server says of each open file once it has done what waits."""
    client.request("textDocument/diagnostic", _document(min(session.opened)))
    time.sleep(1)
    return {
        path.name: client.request("textDocument/diagnostic", _document(path)).content["items"]
        for path in sorted(session.opened)
    }


def _document(path: Path) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}}


def _times(
    first: dict[str, list[float]], last: dict[str, list[float]]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the percentiles of each question in two parts of the session, in milliseconds."""
    first["all"], last["all"] = ([one for each in part.values() for one in each] for part in (first, last))
    for method in sorted(first):
        before, after = first[method], last.get(method, [])
        if min(len(before), len(after)) >= FEWEST:
            yield (
                method,
                {
                    "p50 before": median(before) * 1000,
                    "p50 after": median(after) * 1000,
                    "p95 before": quantiles(before, n=20)[-1] * 1000,
                    "p95 after": quantiles(after, n=20)[-1] * 1000,
                },
            )


def _print(report: dict[str, Any]) -> None:
    tenth, end = report["memory"][len(report["memory"]) // 10], report["memory"][-1]
    print(f"{report['steps']:,} steps of seed {report['seed']} in {report['seconds']:,} s")
    print(
        f"memory: {tenth / 2**20:.1f} MiB after a tenth, {end / 2**20:.1f} at the end: {end / tenth - 1:+.1%}"
    )
    print(f"| {'ms of the processor':36} | p50 then | p50 now | p95 then | p95 now | change |")
    print(f"|{'-' * 38}|---------:|--------:|---------:|--------:|-------:|")
    for method, times in report["times"].items():
        values = " | ".join(f"{times[name]:7.2f}" for name in times)
        print(f"| {method:36} |  {values} | {times['p95 after'] / times['p95 before'] - 1:+6.0%} |")
    print(f"questions that failed: {', '.join(report['failed']) or 'none'}")
    print(f"answers unlike those of a new server: {', '.join(report['different']) or 'none'}")


def main() -> None:
    """Run the session that the command line describes."""
    parser = argparse.ArgumentParser(description="Let a server live through a long session.")
    parser.add_argument("--steps", type=int, default=100_000, help="edits and questions (default: 100,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", metavar="FILE", help="write the report to this file as well")
    parser.add_argument("--log", metavar="FILE", default=os.devnull, help="where the server writes its log")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = soak(Path(folder).resolve(), Path(options.log), options.steps, options.seed)
    _print(report)
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
