"""A workspace of its own for each test, and a server in a thread."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from protocol.inprocess import thread_client
from protocol.rawclient import Client
from protocol.session import HERE


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work space"
    shutil.copytree(HERE / "workspace", folder)
    return folder


@pytest.fixture
def client() -> Iterator[Client]:
    with thread_client() as started:
        yield started
