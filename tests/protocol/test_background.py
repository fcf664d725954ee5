"""Background work: in slices, with failures that cost one file, and progress only when it takes long."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Iterator

import pytest

from hp_lsp.project.progress import Progress
from hp_lsp.server import progress as progress_module
from hp_lsp.server.garbage import MOST_GARBAGE, READ, set_survivors_aside
from hp_lsp.server.server import Server
from protocol.inprocess import Sent, request, send, with_server

CREATE = "window/workDoneProgress/create"


async def settle(server: Server) -> None:
    while server.indexing.is_running:
        await asyncio.sleep(0.001)


def statuses(sent: Sent) -> list[dict]:
    return [one["params"] for one in sent.messages if one.get("method") == "hpLsp/status"]


def replace_work(server: Server, *passes: Iterator[Progress]) -> None:
    """Give the project this work to do, pass by pass, and nothing afterwards."""
    rest = iter(passes)
    server.project.work = lambda: next(rest, iter(()))


def slow_steps(steps: int, seconds: float) -> Iterator[Progress]:
    for step in range(steps):
        time.sleep(seconds)
        yield Progress(step + 1, steps, f"file {step}")


def failing() -> Iterator[Progress]:
    yield Progress(1, 9, "good")
    raise RecursionError("/home/me/poison.py")


def test_requests_are_answered_between_slices():
    async def run(server: Server, sent: Sent) -> None:
        replace_work(server, slow_steps(100, 0.004))
        server.indexing.wake()
        await asyncio.sleep(0.02)
        start = time.perf_counter()
        send(server, request(1, "no/such"))
        await sent.answer(1)
        assert time.perf_counter() - start < 0.2
        assert server.indexing.is_running
        await settle(server)

    with_server(run)


def test_status_tells_when_all_is_read():
    async def run(server: Server, sent: Sent) -> None:
        await settle(server)
        sent.messages.clear()
        replace_work(server, slow_steps(3, 0.0))
        server.indexing.wake()
        await settle(server)
        assert statuses(sent) == [
            {"quiescent": False, "health": "ok", "message": "indexing", "indexedFiles": 0},
            {"quiescent": True, "health": "ok", "message": "", "indexedFiles": 3},
        ]

    with_server(run)


def test_failure_costs_one_step_and_one_message():
    async def run(server: Server, sent: Sent) -> None:
        replace_work(server, failing(), failing(), slow_steps(5, 0.0))
        server.indexing.wake()
        await settle(server)
        assert statuses(sent)[-1] == {"quiescent": True, "health": "error", "message": "", "indexedFiles": 5}
        assert sum(one.get("method") == "window/showMessage" for one in sent.messages) == 1
        assert "poison" not in str(sent.messages)

    with_server(run)


def test_work_that_always_fails_is_given_up():
    async def run(server: Server, _: Sent) -> None:
        replace_work(server, *(failing() for _ in range(1000)))
        server.indexing.wake()
        await asyncio.wait_for(settle(server), 5)

    with_server(run)


@pytest.mark.parametrize("can", [True, False])
def test_progress_is_shown_only_when_it_takes_long(monkeypatch: pytest.MonkeyPatch, can: bool):
    async def run(server: Server, sent: Sent) -> None:
        replace_work(server, slow_steps(60, 0.01))
        server.indexing.wake()
        while server.indexing.is_running:
            await asyncio.sleep(0.001)
            for one in sent.messages:
                if one.get("method") == CREATE and not one.pop("answered", False):
                    one["answered"] = True
            for one in [one for one in sent.messages if one.pop("answered", False)]:
                send(server, {"jsonrpc": "2.0", "id": one["id"], "result": None})
                one["method"] = "created"
        await asyncio.sleep(0.01)
        shown = [one["params"]["value"] for one in sent.messages if one.get("method") == "$/progress"]
        if not can:
            assert shown == []
            return
        kinds = [value["kind"] for value in shown]
        assert kinds == ["begin", *["report"] * (len(kinds) - 2), "end"]
        percentages = [value["percentage"] for value in shown[:-1]]
        assert percentages == sorted(percentages)
        assert len(kinds) > 3

    monkeypatch.setattr(progress_module, "PATIENCE", 0.05)
    monkeypatch.setattr(progress_module, "INTERVAL", 0.02)
    with_server(run, {"window": {"workDoneProgress": can}})


def test_progress_that_the_client_refuses_is_not_shown(monkeypatch: pytest.MonkeyPatch):
    async def run(server: Server, sent: Sent) -> None:
        replace_work(server, slow_steps(40, 0.01))
        server.indexing.wake()
        while not (asked := [one for one in sent.messages if one.get("method") == CREATE]):
            await asyncio.sleep(0.001)
        error = {"code": -32601, "message": "no"}
        send(server, {"jsonrpc": "2.0", "id": asked[0]["id"], "error": error})
        await settle(server)
        assert [one["method"] for one in sent.messages if "rogress" in one.get("method", "")] == [CREATE]

    monkeypatch.setattr(progress_module, "PATIENCE", 0.05)
    with_server(run, {"window": {"workDoneProgress": True}})


def test_quick_work_shows_no_progress():
    async def run(server: Server, sent: Sent) -> None:
        replace_work(server, slow_steps(10, 0.001))
        server.indexing.wake()
        await settle(server)
        assert all("rogress" not in one.get("method", "") for one in sent.messages)

    with_server(run, {"window": {"workDoneProgress": True}})


def test_what_was_read_and_replaced_is_freed():
    """What was read is kept from the garbage collector, but not for ever: a long session would fill the memory."""

    async def run(server: Server, _: Sent) -> None:
        await settle(server)
        first, read = gc.get_freeze_count(), []

        def reading() -> Iterator[Progress]:
            read[:] = [[] for _ in range(first // 50)]
            for one in read:
                one.append(one)
            yield Progress(1, 1, "")

        for _ in range(4 * MOST_GARBAGE // READ):
            replace_work(server, reading())
            server.indexing.wake()
            await settle(server)
        assert gc.get_freeze_count() < 3 * first

    try:
        with_server(run)
    finally:
        gc.unfreeze()


def test_what_outlives_a_full_look_is_not_looked_at_again():
    """A question that reads hundreds of files would else make each later one wait for the collector."""
    set_survivors_aside()
    try:
        kept = [[number] for number in range(1000)]
        before = gc.get_freeze_count()
        gc.collect()
        assert gc.get_freeze_count() >= before + len(kept)
        later = [[number] for number in range(1000)]
        after = gc.get_freeze_count()
        gc.collect(0)
        assert gc.get_freeze_count() == after, "a quick look sets nothing aside"
        assert len(later) == len(kept)
    finally:
        gc.callbacks.pop()
        gc.unfreeze()
