"""The examples of the page about sweeps do what it says."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/sweeps.md"


def test_the_examples_of_the_page_do_what_it_says() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert (result.failed, result.attempted) == (0, 16)
