"""`--expand`: every flag, every format, every refusal."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from expanding import HUGE, SWEEP, Command


@pytest.fixture
def expand(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    command = Command(tmp_path, capsys)
    command.write("sweep.hyp", SWEEP)
    command.write("huge.hyp", HUGE)
    command.write("plain.gin", "Foo.x = -%m\nm = 3\n")
    return command


def indices(expand: Command, *arguments: str) -> list[int]:
    assert expand("sweep.hyp", *arguments, "--format", "jsonl") == 0
    return [json.loads(line)["index"] for line in expand.out.splitlines()]


# --- which configs ---


def test_count(expand: Command) -> None:
    assert expand("sweep.hyp", "--count") == 0
    assert expand.out == "12\n"
    assert expand("huge.hyp", "--count") == 0
    assert expand.out == f"{10**20}\n"
    assert expand("sweep.hyp", "--count", "--where", "size = 1") == 0
    assert expand.out == "4\n"
    assert expand("huge.hyp", "--count", "--shard", "0/3") == 0
    assert expand.out == f"{-(-(10**20) // 3)}\n"


def test_a_count_of_many_digits(expand: Command) -> None:
    expand.write("vast.hyp", "".join(f"p{axis}: [{'0, ' * 9}0]\n" for axis in range(4500)))
    assert expand("vast.hyp", "--count") == 0
    assert expand.out == "1" + "0" * 4500 + "\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--index", "5"], [5]),
        (["--index", "-1"], [11]),
        (["--slice", "2:5"], [2, 3, 4]),
        (["--slice=-2:"], [10, 11]),
        (["--slice", "::5"], [0, 5, 10]),
        (["--slice", "10:99"], [10, 11]),
        (["--shard", "1/5"], [1, 6, 11]),
        (["--slice", "4:", "--shard", "0/4"], [4, 8]),
        (["--sample", "99"], list(range(12))),
        (["--sample", "0"], []),
        (["--where", "Model.size >= 2", "--where", "name == 'small'"], [4, 8]),
        (["--where", "name = small"], [0, 4, 8]),
        (["--where", "act = @relu"], [2, 6, 10]),
        (["--where", "act in [@relu, @gelu]", "--where", "size not in [1, 2.0]"], [10, 11]),
        (["--where", "size != 1", "--where", "size < 3"], [4, 5, 6, 7]),
        (["--where", "name > 1"], []),
    ],
)
def test_selection(expand: Command, arguments: list[str], expected: list[int]) -> None:
    assert indices(expand, *arguments) == expected


def test_shards_are_a_partition(expand: Command) -> None:
    shards = [indices(expand, "--shard", f"{shard}/5") for shard in range(5)]
    assert sorted(index for shard in shards for index in shard) == list(range(12))


def test_a_sample_depends_on_its_seed_alone(expand: Command) -> None:
    first = indices(expand, "--sample", "5", "--seed", "1")
    assert first == sorted(set(first))
    assert len(first) == 5
    assert indices(expand, "--sample", "5", "--seed", "1") == first
    assert any(indices(expand, "--sample", "5", "--seed", str(seed)) != first for seed in range(2, 6))
    assert expand("huge.hyp", "--sample", "3", "--format", "jsonl") == 0
    assert len(expand.out.splitlines()) == 3


def test_a_large_sweep_is_not_gone_through_unasked(expand: Command) -> None:
    assert expand("huge.hyp") == 2
    assert "--index" in expand.err
    assert expand("huge.hyp", "--index", str(10**19)) == 0
    assert expand.out.splitlines()[0] == "p0 = 10"


# --- formats ---


def test_one_config_is_its_file(expand: Command) -> None:
    assert expand("sweep.hyp", "--index", "0") == 0
    lines = expand.out.splitlines()
    assert lines[:4] == ["import models", "base = 4", "Model.size = 1", "Model.width = 8"]
    assert lines[-1].endswith("/Adam.lr = 0.1")
    assert expand.out.endswith("\n")
    assert expand.err == ""


def test_upstream_text_is_printed_as_it_is(expand: Command) -> None:
    assert expand("sweep.hyp", "--index", "0", "--style", "hyperion") == 0
    assert expand.out.endswith("_1/Adam.lr = 0.1")


def test_several_configs_stand_under_comments(expand: Command) -> None:
    assert expand("sweep.hyp", "--slice", "0:2") == 0
    head, _, first, *_ = expand.out.splitlines()
    assert head == "# sweep.hyp: 12 configs; varying: Model.size, Model.name, Model.act"
    assert first == "# config 0: Model.size = 1, Model.name = 'small'"
    assert expand("sweep.hyp", "--slice", "0:2", "--vary") == 0
    assert "base" not in expand.out
    assert "\n# config 1\nModel.size = 1\nModel.name = 'large'\n" in expand.out
    assert expand("sweep.hyp", "--index", "1", "--vary") == 0
    assert expand.out == "Model.size = 1\nModel.name = 'large'\n"


def test_json(expand: Command) -> None:
    found = expand.json("sweep.hyp", "--slice", "1:3")
    assert list(found) == ["count", "start", "configs", "axes", "problems"]
    assert (found["count"], found["start"], found["problems"]) == (12, 1, [])
    assert found["axes"] == [
        {"key": "Model.size", "values": 3, "line": 3},
        {"key": "Model.name", "values": 2, "line": 6},
        {"key": "Model.act", "values": 2, "line": 7},
    ]
    config = found["configs"][0]
    assert list(config) == ["index", "text", "bindings"]
    assert {"key": "Model.width", "value": "8"} in config["bindings"]
    assert {"key": "Model.opt", "value": "@Adam(lr=0.1)"} in config["bindings"]
    assert expand.json("huge.hyp", "--slice", f"{10**19}:{10**19 + 1}")["start"] == 10**19


def test_csv_and_table(expand: Command) -> None:
    assert expand("sweep.hyp", "--vary", "--format", "csv") == 0
    rows = list(csv.reader(io.StringIO(expand.out)))
    assert rows[0] == ["index", "Model.size", "Model.name", "Model.act"]
    assert rows[1] == ["0", "1", "'small'", ""]
    assert len(rows) == 13
    assert expand("sweep.hyp", "--vary", "--format", "table", "--slice", ":2") == 0
    assert expand.out == (
        "index  Model.size  Model.name  Model.act\n"
        "0      1           'small'\n"
        "1      1           'large'\n"
    )  # fmt: skip


def test_difference(expand: Command) -> None:
    assert expand("sweep.hyp", "--diff", "0", "-1") == 0
    assert expand.out.splitlines() == [
        "--- config 0", "+++ config 11", "-Model.size = 1", "+Model.size = 3", "-Model.name = 'small'",
        "+Model.act = @gelu",
    ]  # fmt: skip
    found = expand.json("sweep.hyp", "--diff", "0", "4")
    assert found == {"from": 0, "to": 4, "changes": [{"key": "Model.size", "from": "1", "to": "2"}]}
    assert expand("sweep.hyp", "--diff", "0", "4", "--format", "csv") == 0
    assert expand.out == "key,0,4\nModel.size,1,2\n"


def test_a_gin_file_is_a_sweep_of_one(expand: Command) -> None:
    assert expand("plain.gin") == 0
    assert "Foo.x = %m\n" in expand.out


# --- refusals ---


@pytest.mark.parametrize(
    "arguments",
    [
        ["absent.hyp"],
        ["."],
        ["sweep.hyp", "--index", "12"],
        ["sweep.hyp", "--index", "-13"],
        ["sweep.hyp", "--index", "one"],
        ["sweep.hyp", "--slice", "3"],
        ["sweep.hyp", "--slice", "1:2:0"],
        ["sweep.hyp", "--shard", "3/3"],
        ["sweep.hyp", "--sample", "-1"],
        ["sweep.hyp", "--where", "size"],
        ["sweep.hyp", "--where", "sise = 1"],
        ["sweep.hyp", "--diff", "0", "12"],
        ["sweep.hyp", "--out", "there", "--count"],
        ["sweep.hyp", "--out", "there", "--axes"],
        ["sweep.hyp", "--out", "there", "--format", "wandb"],
        ["sweep.hyp", "--out", "there", "--format", "csv"],
        ["sweep.hyp", "--out", ""],
        ["sweep.hyp", "--axes", "--index", "0"],
        ["sweep.hyp", "--axes", "--diff", "0", "1"],
        ["sweep.hyp", "--diff", "0", "1", "--index", "3"],
        ["sweep.hyp", "--where", "size = (("],
        ["sweep.hyp", "--axes", "--format", "csv"],
        ["sweep.hyp", "--diff", "0", "1", "--format", "wandb"],
        ["huge.hyp", "--where", "p0 = 1"],
        ["huge.hyp", "--where", "p0 = 1", "--count", "--shard", "0/2"],
    ],
)
def test_refusals(expand: Command, arguments: list[str]) -> None:
    assert expand(*arguments) == 2
    assert expand.out == ""
    assert expand.err.strip().count("Traceback") == 0
    assert len(expand.err.strip()) > 10


def test_errors_of_the_sweep(expand: Command) -> None:
    expand.write("broken.hyp", "a = [1\nb: [1, 2]\ntable a, b:\n  1\n")
    assert expand("broken.hyp") == 1
    assert expand.out == ""
    assert expand.err.startswith("broken.hyp:1:5: error GIN002 ")
    assert "broken.hyp:4:3: error HYP202 " in expand.err
    assert expand("broken.hyp", "--format", "json") == 1
    assert [problem["code"] for problem in json.loads(expand.out)["problems"]] == ["GIN002", "HYP202"]


def test_a_file_that_is_not_utf8(expand: Command) -> None:
    (expand.folder / "latin.hyp").write_bytes("# é\na: [1, 2]\n".encode("latin-1"))
    assert expand("latin.hyp") == 1
    assert expand.err.startswith("latin.hyp:1:3: error HPL001 ")
    for data in ("a: ['é', é]\n".encode("latin-1"), b"a: [1, \0]\n", "a = 1\n".encode("utf-16")):
        (expand.folder / "binary.hyp").write_bytes(data)
        assert expand("binary.hyp") == 1
        assert [line.split()[2] for line in expand.err.splitlines()] == ["HPL001"]


def test_a_config_that_plain_gin_cannot_say(expand: Command) -> None:
    expand.write("unknown.hyp", "x: [1, 2]\nunion:\n  a: [%b + 1]\n  c: [1]\n")
    assert expand("unknown.hyp", "--format", "json") == 1
    found = json.loads(expand.out)
    assert [config["text"] is None for config in found["configs"]] == [True, False, True, False]
    assert [(problem["code"], problem["line"], problem["column"]) for problem in found["problems"]] == [
        ("HYP401", 3, 7)
    ]
    assert expand.err.count("\n") == 1
    assert expand("unknown.hyp", "--index", "1") == 0


def test_an_empty_sweep_says_why(expand: Command) -> None:
    expand.write("empty.hyp", "union:\n  a = 1\n  a = 2\n")
    assert expand("empty.hyp", "--count") == 0
    assert expand.out == "0\n"
    assert "empty.hyp:1:1: warning HYP301" in expand.err
    found = expand.json("empty.hyp", "--where", "a = 1")
    assert [problem["code"] for problem in found["problems"]] == ["HYP301"]
    assert (found["count"], found["configs"]) == (0, [])


def test_an_include_that_plain_gin_cannot_read_is_remarked(expand: Command) -> None:
    expand.write("base.hyp", "q = 1\nFoo.x = %q + 1\n")
    expand.write("plain.hyp", "q = 1\n")
    expand.write("s.hyp", "include 'base.hyp'\ninclude 'plain.hyp'\ninclude 'no.hyp'\na: [1, 2]\n")
    assert expand("s.hyp", "--out", "out") == 0
    remark = "hp-lsp: plain Gin cannot read `base.hyp`, which the configs include.\n"
    assert expand.err.endswith(remark)
    assert expand.err.count("hp-lsp: ") == 1
    assert expand("s.hyp", "--style", "hyperion") == 0
    assert expand.err == ""


# --- files ---


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_out_writes_files_that_sort_and_a_manifest(expand: Command) -> None:
    assert expand("sweep.hyp", "--out", "a/b") == 0
    assert expand.out == ""
    folder = expand.folder / "a/b"
    assert names(folder) == ["manifest.jsonl", *(f"sweep_{index:02}.gin" for index in range(12))]
    assert expand("sweep.hyp", "--index", "3") == 0
    assert (folder / "sweep_03.gin").read_text(encoding="utf-8") == expand.out
    entries = [
        json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [entry["index"] for entry in entries] == list(range(12))
    assert entries[3]["file"] == "sweep_03.gin"
    assert entries[3]["bindings"] == [
        {"key": "Model.size", "value": "1"},
        {"key": "Model.act", "value": "@gelu"},
    ]


def test_out_in_upstream_style_keeps_upstream_names_and_bytes(expand: Command) -> None:
    assert expand("sweep.hyp", "--out", "there", "--style", "hyperion") == 0
    assert "sweep_0.gin" in names(expand.folder / "there")
    assert (expand.folder / "there/sweep_11.gin").read_bytes().endswith(b"_1/Adam.lr = 0.1")


def test_out_again_and_in_parts(expand: Command) -> None:
    for shard in range(3):
        assert expand("sweep.hyp", "--out", "there", "--shard", f"{shard}/3") == 0
    assert expand("sweep.hyp", "--out", "there") == 0
    manifest = (expand.folder / "there/manifest.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["index"] for line in manifest.splitlines()] == list(range(12))


def test_out_keeps_the_files_of_another_version_unless_forced(expand: Command) -> None:
    assert expand("sweep.hyp", "--out", "there") == 0
    folder = expand.folder / "there"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    (folder / "sweep_11.gin").write_text("# changed by hand\n", encoding="utf-8")
    before[folder / "sweep_11.gin"] = b"# changed by hand\n"
    expand.write("sweep.hyp", "Model.size: [7, 8]\n")
    assert expand("sweep.hyp", "--out", "there") == 2
    assert "--force" in expand.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert expand("sweep.hyp", "--out", "there", "--force") == 0
    assert names(folder) == ["manifest.jsonl", "sweep_0.gin", "sweep_1.gin", "sweep_11.gin"]


def test_out_keeps_files_that_are_not_its_own(expand: Command) -> None:
    folder = expand.folder / "there"
    folder.mkdir()
    (folder / "sweep_00.gin").write_text("a = 1\n", encoding="utf-8")
    assert expand("sweep.hyp", "--out", "there") == 2
    assert names(folder) == ["sweep_00.gin"]
    (folder / "sweep_00.gin").unlink()
    (folder / "manifest.jsonl").write_text("{}\n", encoding="utf-8")
    assert expand("sweep.hyp", "--out", "there") == 2
    assert expand("sweep.hyp", "--out", "there", "--force") == 0
    expand.write("other.hyp", "a: [1, 2]\n")
    assert expand("other.hyp", "--out", "there") == 0
    manifest = (folder / "manifest.jsonl").read_text(encoding="utf-8")
    assert {json.loads(line)["sweep"] for line in manifest.splitlines()} == {"sweep.hyp", "other.hyp"}


def test_out_leaves_nothing_behind_when_it_fails(expand: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    expand.write("half.hyp", "a: [1, %b + 1]\n")
    assert expand("half.hyp", "--out", "there") == 1
    assert not (expand.folder / "there").exists()
    (expand.folder / "file").write_text("", encoding="utf-8")
    assert expand("sweep.hyp", "--out", "file") == 2

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert expand("sweep.hyp", "--out", "there") == 2
    assert "No space left on device" in expand.err
    assert not (expand.folder / "there").exists()


def test_manifests_cannot_name_files_elsewhere(expand: Command) -> None:
    assert expand("sweep.hyp", "--out", "there") == 0
    manifest = expand.folder / "there/manifest.jsonl"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("sweep_00.gin", "../sweep.hyp"), encoding="utf-8"
    )
    assert expand("sweep.hyp", "--out", "there") == 2
    assert expand("sweep.hyp", "--out", "there", "--force") == 0
    assert (expand.folder / "sweep.hyp").read_text(encoding="utf-8") == SWEEP
