"""What all tests share: the flag that rewrites expected texts, an environment with nothing installed, an own cache."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("seeded", derandomize=True, deadline=None)
settings.load_profile("seeded")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="rewrite the expected part of the case files that differ"
    )


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the environment that the tests run in be that of no project, in the processes that they start, too."""
    environment = tmp_path_factory.mktemp("environment")
    (environment / "lib" / "python3" / "site-packages").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VIRTUAL_ENV", raising=False)
        patch.setenv("CONDA_PREFIX", str(environment))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_kept_for_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the tests, and the processes that they start, keep what they read in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
