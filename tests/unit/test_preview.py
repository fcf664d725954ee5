"""The preview: what `--expand` says, a page at a time, for an editor."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from expanding import HUGE, SWEEP, Command
from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.dialect import GIN
from hp_lsp.dialects.hyperion.dialect import HYPERION
from hp_lsp.features.preview import Request, preview
from hp_lsp.text.lines import Text


def document(source: str, name: str = "x.hyp") -> Document:
    return Document(os.path.join("/w", name), Text(source), HYPERION if name.endswith("hyp") else GIN)


def test_a_preview_is_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = preview(document(SWEEP), request=Request(start=2, count=3)).as_json()
    command = Command(tmp_path, capsys)
    command.write("sweep.hyp", SWEEP)
    expanded = command.json(str(tmp_path / "sweep.hyp"), "--slice", "2:5")["configs"]
    assert [config["index"] for config in expanded] == [2, 3, 4]
    assert page["configs"] == [{**config, "indexText": str(config["index"])} for config in expanded]
    assert page["varying"] == ["Model.size", "Model.name", "Model.act"]
    assert (page["count"], page["countText"], page["start"], page["problems"]) == (12, "12", 2, [])


def test_a_preview_of_many_configs_is_capped() -> None:
    page = preview(document(HUGE), request=Request(start=10**19, count=10**9)).as_json()
    assert page["countText"] == "1" + "0" * 20
    assert len(page["configs"]) == 1000
    json.dumps(page)
    assert preview(document(HUGE), request=Request(start=10**21)).configs == ()


def test_a_preview_of_a_document_with_errors_tells_them() -> None:
    page = preview(document("a: [1, 2]\nb = \n")).as_json()
    assert (page["count"], page["countText"], page["configs"]) == (0, "0", [])
    assert [(problem["line"], problem["severity"]) for problem in page["problems"]] == [(2, "error")]


def test_a_preview_tells_what_cannot_be_said_once() -> None:
    page = preview(document("a: [1, 2]\nb = %c + 1\n")).as_json()
    assert [config["text"] for config in page["configs"]] == [None, None]
    assert page["configs"][0]["bindings"][1] == {"key": "b", "value": "%c + 1"}
    assert len(page["problems"]) == 1
    assert (
        preview(document("a: [1, 2]\nb = %c + 1\n"), request=Request(style="hyperion")).configs[0].text
        is not None
    )
    assert [problem.code for problem in preview(document("union:\n  a = 1\n")).problems] == ["HYP301"]


def test_a_preview_of_a_gin_file() -> None:
    page = preview(document("Foo:\n  x = 1\n", "x.gin"))
    assert [config.text for config in page.configs] == ["Foo.x = 1"]


def test_a_preview_of_what_meets_conditions() -> None:
    asked = Request(start=1, count=2, where=("size > 1", "act != @gelu"))
    page = preview(document(SWEEP), request=asked).as_json()
    assert (page["countText"], page["chosenText"], page["startText"]) == ("12", "2", "1")
    assert {"key": "Model.act", "value": "@relu"} in page["configs"][0]["bindings"]
    assert [one["index"] for one in page["configs"]] == [10]
    last = Request(start=10**18 - 1, where=("p0 = 99", "p9 in [0]"))
    page = preview(document(HUGE), request=last).as_json()
    assert (page["chosenText"], len(page["configs"])) == ("1" + "0" * 16, 0)
    last = Request(start=10**16 - 1, where=("p0 = 99", "p9 in [0]"))
    assert preview(document(HUGE), request=last).configs[0].index == 10**20 - 100


def test_a_preview_of_a_sample() -> None:
    asked = Request(where=("p0 = 99",), sample=5, seed=3)
    page = preview(document(HUGE), request=asked)
    assert page.chosen == len(page.configs) == 5
    assert all(config.index >= 99 * 10**18 for config in page.configs)
    assert page.configs == preview(document(HUGE), request=asked).configs


def test_a_preview_tells_how_two_configs_differ() -> None:
    page = preview(document(SWEEP), request=Request(count=0, diff=(1, 2))).as_json()
    assert page["changes"] == [
        {"key": "Model.name", "from": "'large'", "to": None},
        {"key": "Model.act", "from": None, "to": "@relu"},
    ]
    refused = preview(document(SWEEP), request=Request(diff=(0, 12)))
    assert refused.refused == "There is no config 12: the sweep has 12, the last is 11."
    assert len(refused.configs) == 12


def test_a_preview_says_what_is_wrong_with_a_condition() -> None:
    page = preview(document(SWEEP), request=Request(where=("sice > 1",)))
    assert page.refused == "`sice` is bound in no config; did you mean `size`?"
    assert (page.count, page.chosen, page.configs) == (12, 0, ())
    wide = "".join(f"q{axis}: {list(range(100))}\n" for axis in range(3)) + "s = %q0 + %q1 + %q2\n"
    page = preview(document(wide), request=Request(where=("s = 7",)))
    assert page.refused is not None
    assert page.refused.startswith("More than 10,000 combinations of values decide this")
