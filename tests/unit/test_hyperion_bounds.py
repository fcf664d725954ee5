"""No value takes long to read, to check or to expand, whatever stands in the file."""

from __future__ import annotations

import time

import pytest

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.hyperion.dialect import HYPERION
from hp_lsp.features.preview import Request, preview
from hp_lsp.text.lines import Text

MOST_SECONDS = 0.3  # of the processor; a tenth of a second on the machine that this was written on

LARGE = "too large to be written down"
LONG = "longer than hp-lsp computes: 20,000 characters or values."
TEXTS = {
    "9 ** 9 ** 9": ("**", LARGE),
    "1 << 10**11": ("<<", LARGE),
    "'a' * 10**10": ("*", LARGE),
    "[[0] * 10**5] * 10**5": ("*", LONG),
    "'%1000000000d' % 3": ("%", LONG),
    "[0] * 20_001": ("*", LONG),
    "[0] * 8192": ("", ""),
    "10**4000 ** 3": ("**", LARGE),
    "(7 ** 7 ** 7) % 10": ("**", LARGE),
    f"{'9' * 4300} * {'9' * 4300}": ("9", "more than 4300 digits"),
    f"1 - {'9' * 4301}": ("9", "longer than Python reads"),
    f"{'(1 + ' * 900}1{')' * 900}": ("(", "nested"),
    f"{'[' * 20_000}1{']' * 20_000}": ("[", "nested"),
    f"{'-' * 2000}1": ("-", "nested"),
    f"{' ** '.join(['2'] * 200)}": ("**", LARGE),
    " * ".join(["(3 ** 20000 // 3 ** 19999)"] * 50): ("", ""),
    " + ".join(["1"] * 200): ("", ""),
    "7 ** 9000 % 10": ("", ""),
    "9" * 4300: ("", ""),
}
FILES = {
    "macros that double": "m0 = [1]\n" + "".join(f"m{one + 1} = %m{one} + %m{one}\n" for one in range(60)),
    "macros that square": "m0 = 3\n" + "".join(f"m{one + 1} = %m{one} * %m{one}\n" for one in range(60)),
    "a macro of itself": "m = %m + 1\nn = %m * 2\n",
    "many large values": "".join(f"a{one} = 9 ** 9 ** 9\n" for one in range(200)),
}


def seconds(source: str) -> float:
    """Return the processor time of reading a file and showing its first configs in both styles."""
    start = time.process_time()
    document = Document("x.hyp", Text(source), HYPERION)
    preview(document, request=Request(count=5))
    preview(document, request=Request(count=5, style="hyperion"))
    return time.process_time() - start


@pytest.mark.parametrize(
    "source", [*(f"a = {text}\n" for text in TEXTS), *FILES.values()], ids=lambda text: text[:20]
)
def test_it_takes_no_time(source: str) -> None:
    assert min(seconds(source) for _ in range(3)) < MOST_SECONDS


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_what_is_too_large_is_said_at_the_operator(text: str) -> None:
    place, words = TEXTS[text]
    source = f"a = {text}\n"
    document = Document("x.hyp", Text(source), HYPERION)
    problems = preview(document).problems
    if not words:
        assert problems == ()
        return
    assert words in problems[0].message
    assert source[problems[0].span.start :].startswith(place)


def test_upstream_writes_a_small_result_of_large_numbers() -> None:
    document = Document("x.hyp", Text("a = 7 ** 9000 % 10\n"), HYPERION)
    assert preview(document, request=Request(style="hyperion")).configs[0].text == "a = 1"


@pytest.mark.parametrize(
    "text", ["7 ** 9000", "[7 ** 9000]", "%m * 7 ** 9000", "{1: (7 ** 9000)}", "@f(x=7 ** 9000)"]
)
def test_upstream_writes_no_number_of_too_many_digits(text: str) -> None:
    source = f"a = {text}\n"
    (problem,) = preview(
        Document("x.hyp", Text(source), HYPERION), request=Request(style="hyperion")
    ).problems
    assert "4300 digits" in problem.message
    assert source[slice(*problem.span)] == "7 ** 9000"
