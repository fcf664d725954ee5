"""The command line's modes for CI never load what only the server needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent / "examples" / "transformer"

RUN = """
import sys
from hp_lsp.cli import main
try:
    main(sys.argv[1:])
finally:
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    print("LOADED", *loaded, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--explain", "GIN101"),
        ("--check", str(EXAMPLE)),
        ("--expand", str(EXAMPLE / "sweeps" / "lr.hyp"), "--count"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_protocol_classes_are_loaded(arguments: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, timeout=60)
    loaded = set(done.stderr.rpartition("LOADED ")[2].split())
    assert "hp_lsp" in loaded
    assert loaded.isdisjoint({"pygls", "lsprotocol", "cattrs", "attr", "attrs", "asyncio"})
