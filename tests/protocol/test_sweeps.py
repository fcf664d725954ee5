"""Code lenses and inlay hints of sweeps as clients see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client, raw_client
from protocol.session import VSCODE, begin, place

TEXT = "train.name: ['😀', 'b']  # 😀\nproduct:\n  train.steps: [1, 2, 3]\n"


def lenses(client: Client, uri: str) -> Any:
    return client.result("textDocument/codeLens", {"textDocument": {"uri": uri}})


def hints(client: Client, uri: str, range_: object) -> Any:
    return client.result("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": range_})


def test_the_lens_above_a_sweep_opens_its_preview(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, VSCODE)["capabilities"]["codeLensProvider"]
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, TEXT, "hyperion")
    found = lenses(client, uri)
    command = {"command": "hpLsp.previewExpansion", "arguments": [{"uri": uri}]}
    assert found == [
        {"range": place(0, 0, 0, 0), "command": {"title": "6 configs", **command}},
        {"range": place(1, 0, 1, 8), "command": {"title": "3 configs", **command}},
    ]
    run = {key: found[0]["command"][key] for key in ("command", "arguments")}
    assert client.result("workspace/executeCommand", run)["countText"] == "6"


def test_hints_stand_behind_what_they_count(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, VSCODE)["capabilities"]["inlayHintProvider"]
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, TEXT, "hyperion")
    found = hints(client, uri, place(0, 0, 3, 0))
    assert [(one["label"], one["position"]) for one in found] == [
        ("2 values", {"line": 0, "character": 23}),
        ("× 3", {"line": 1, "character": 8}),
        ("3 values", {"line": 2, "character": 24}),
    ]
    assert found[1]["tooltip"] == "Multiplies the configs around it by 3."
    assert hints(client, uri, place(2, 0, 2, 30)) == found[2:]


def test_a_preview_is_filtered_drawn_from_and_compared(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, "".join(f"a{axis}: {list(range(100))}\n" for axis in range(20)), "hyperion")

    def asked(**fields: object) -> Any:
        argument = {"uri": uri, "count": 2, **fields}
        command = {"command": "hpLsp.previewExpansion", "arguments": [argument]}
        return client.request("workspace/executeCommand", command)

    page = asked(where=["a0 = 99", " "], start="9" * 37)["result"]
    assert (page["chosenText"], page["startText"]) == ("1" + "0" * 38, "9" * 37)
    assert page["configs"][1]["indexText"] == f"99{'1' + '0' * 37}"
    drawn = asked(where=["a0 = 99"], sample=7, seed=1, diff=["0", str(10**30)])["result"]
    assert (drawn["chosen"], len(drawn["configs"])) == (7, 2)
    assert drawn["changes"] == [{"key": "a4", "from": "0", "to": "1"}]
    assert asked(where=["b0 = 99"])["result"]["refused"] == "`b0` is bound in no config."
    for wrong in ({"where": "a0 = 9"}, {"diff": [1]}, {"sample": -1}, {"start": "x"}, {"seed": True}):
        assert asked(**wrong)["error"]["code"] == -32602


def test_a_count_without_bound(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, "".join(f"a{number}: [{'1, ' * 10}]\n" for number in range(5000)), "hyperion")
    (whole,) = lenses(client, uri)
    assert whole["command"]["title"] == "1.00E+5000 configs"


def test_the_real_process(workspace: Path) -> None:
    with raw_client(workspace) as client:
        begin(client, workspace)
        uri = (workspace / "sweeps/depth.hyp").as_uri()
        assert [one["command"]["title"] for one in lenses(client, uri)] == ["6 configs"]
        assert len(hints(client, uri, place(0, 0, 9, 0))) == 2
        code, config = ((workspace / one).as_uri() for one in ("model.py", "configs/train.gin"))
        assert hints(client, code, place(0, 0, 9, 0)) == lenses(client, config) == []
        shown = [(one["label"], one["position"]) for one in hints(client, config, place(0, 0, 9, 0))]
        assert shown == [
            ("= 32", {"line": 3, "character": 26}),
            ("default 100", {"line": 6, "character": 16}),
        ]
        missing = (workspace / "no/such.hyp").as_uri()
        assert lenses(client, missing) is hints(client, missing, place(0, 0, 0, 0)) is None
