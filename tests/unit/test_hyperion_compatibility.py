"""What upstream's Hyperion refuses, cause by cause; and nothing of what it is known to accept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from hp_lsp.dialects.hyperion.syntax import parse
from hp_lsp.dialects.hyperion.upstream.refusals import CAUSES, Cause, upstream_rejects

CASES_FILE = Path(__file__).parent.parent / "cases/hyperion.jsonl"
CASES = [json.loads(line) for line in CASES_FILE.read_text(encoding="utf-8").splitlines()]

REFUSED = [
    ("comment", "a = 1\n  # why\nb = 2\n", "# why"),
    ("comment", "# one\n# two\na = 1\n", "# two"),
    ("comment", "a = 1\n# end", "# end"),
    ("string", "a = '''x\ny'''\n", "'''x\ny'''"),
    ("string", "a = ['x' \n 'y']\n", "'y'"),
    ("string", "include 'x' 'y'\n", "'y'"),
    ("string", "a = r'x'\n", "r'x'"),
    ("number", "a = [1, 0x1F]\n", "0x1F"),
    ("number", "a: [1_000]\n", "1_000"),
    ("number", "table a:\n  1j\n", "1j"),
    ("name", "trainé.a = 1\n", "trainé"),
    ("reserved", "train.table = 1\n", "table"),
    ("reserved", "a = @f(in=1)\n", "in"),
    ("reserved", "a = @union\n", "union"),
    ("reserved", "with table:\n  a = 1\n", "table"),
    ("reserved", "import a.product\n", "product"),
    ("macro", "a = [%s/x]\n", "%s/x"),
    ("macro", "a = %m.X\n", "%m.X"),
    ("reference", "a = @m.n/f\n", "@m.n/f"),
    ("import", "import a as b\n", "import a as b"),
    ("import", "from a import b\n", "from a import b"),
    ("late-import", "a = 1\nimport b\n", "import b"),
    ("block", "s/m.Foo:\n  a = 1\n", "s/m.Foo"),
    ("indentation", "a = 1\n  b = 2\n", "b = 2"),
    ("continuation", "a = \\\n  1\n", "\\"),
    ("power", "a = 2 ** -1\n", "**"),
]

ACCEPTED = [
    "# one\na = 1  # two\n",
    "a = [\n  # inside\n  1,\n]\n",
    "   a = 1\n",
    "import a.b\ninclude 'c'\nd = 'x # y'\n",
    "a = [007, 1., .5, 1e5, 1E+3, 1.e5, .5e-3, 'it\\'s', \"it's\", '', '0x1F 1_0']\n",
    "from.as = @ s / m . f (as=1)\n",
    "a = 2 ** (-1) - -3\nb = {'x': 'y'}\nc = ['x', 'y']\n",
    "product :\n    table(a, b,):\n\t\t'x', 'y',\n    with m.Foo:\n        x : [1]\n",
]


@pytest.mark.parametrize(("cause", "source", "place"), REFUSED)
def test_what_is_refused_has_its_cause_and_place(cause: Cause, source: str, place: str) -> None:
    tree = parse(source)
    assert tree.errors == ()
    assert [(found, source[slice(*span)]) for found, span in upstream_rejects(source, tree)] == [
        (cause, place)
    ]


@pytest.mark.parametrize("source", ACCEPTED)
def test_what_is_accepted_is_not_said_to_be_refused(source: str) -> None:
    tree = parse(source)
    assert tree.errors == ()
    assert list(upstream_rejects(source, tree)) == []


@pytest.mark.parametrize("case", [case for case in CASES if "error" not in case], ids=lambda case: case["id"])
def test_nothing_of_the_recorded_sweeps_is_refused(case: dict[str, Any]) -> None:
    assert list(upstream_rejects(case["hyp"], parse(case["hyp"]))) == []


def test_every_cause_has_words_and_a_case() -> None:
    assert set(CAUSES) == set(get_args(Cause)) == {cause for cause, *_ in REFUSED}
