"""One slip in a value of several lines gives one error, where the slip is, and the rest lives on."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from hp_lsp.dialects.gin.syntax import parse
from hp_lsp.text.edits import apply_edits
from upstream_gin import statements_of_gin, statements_of_tree

CONFIG = """\
import models

evaluators = [
    @BasicEvaluator,
    @F0LdEvaluator
]

ProcessorGroup.dag = [
  (@synths.Harmonic(),
    ['amps', 'distribution', 'f0_hz']),
  (@synths.FilteredNoise(),
    ['noise_magnitudes']),
  (@processors.Add(),
    ['noise/signal', 'harmonic/signal']),
]

stack.layers = [
  ({"num_heads": 6},
   @layers.SelfAttention),
  ({"hidden_size": 1024},
   @layers.DenseReluDense),
  @layers.SelfAttention,
  @layers.DenseReluDense,
]

decoder:
    output_splits = (('amps', 1),
                     ('distribution', 60),
                     ('magnitudes', 65))
    weights = {
        'fullband': 2,
        'multiband': (1, [2, 3]),
    }
    rate = %RATE

RATE = 0.5
"""
_MARKS = "()[]{},:=@%'\""

SLIPS = (
    # what stands in the config, and instead of it, with the place of the error marked
    ("['amps', 'distribution', 'f0_hz']", "<[>'amps', 'distribution', 'f0_hz'"),
    ("(@processors.Add(),", "<@processors.Add>(),"),
    ("['noise_magnitudes']", "<'noise_magnitudes'>]"),
    ("stack.layers = [", "stack.layers <=>"),
    ('({"num_heads": 6},\n   @layers.SelfAttention)', '<(>{"num_heads": 6},\n   @layers.SelfAttention'),
    ("@layers.DenseReluDense),", "@layers.DenseReluDense)<)>,"),
    ("@BasicEvaluator,", "@BasicEvaluator<]>,"),
    ("@BasicEvaluator,", "<@BasicEvaluator>"),
    ("@BasicEvaluator", "<@>@BasicEvaluator"),
    ("@F0LdEvaluator", "@F0Ld<}>Evaluator"),
    ("evaluators = [", "evaluators = <[>["),
    ("evaluators = [", "eval<:>uators = ["),
    ("'fullband': 2,", "<'>fullband: 2,"),
    ("'fullband': 2,", "<fullband'>: 2,"),
    ("'fullband'", "<'>fullband\""),
    ("'fullband'", "<'>full\nband'"),
    ("'fullband':", "'fullband'"),
    ("(('amps'", "<(>(('amps'"),
    ("[2, 3])", "[2, 3<)>)"),
    ("'distribution', 60", "'distribution' <60>"),
    ("weights = {", 'weights <"> {'),
)


def _marked(text: str) -> tuple[str, int, int]:
    start, end = text.index("<"), text.rindex(">") - 1
    text = text.replace("<", "", 1)
    return text[:end] + text[end + 1 :], start, end


@pytest.mark.parametrize(("written", "instead"), [pair for pair in SLIPS if "<" in pair[1]])
def test_a_slip_is_one_error_where_it_is(written: str, instead: str) -> None:
    before, _, behind = CONFIG.partition(written)
    text, start, end = _marked(instead)
    text, start, end = before + text + behind, len(before) + start, len(before) + end
    assert statements_of_gin(text) is None
    (error,) = parse(text).errors
    assert (text[slice(*error.span)], error.span.start) == (text[start:end], start)
    assert all(statements_of_gin(apply_edits(text, one.edits)) for one in error.suggestions)


def test_most_slips_are_one_error_on_their_line() -> None:
    outcomes = Counter(_outcome(*_slipped(Random(seed))) for seed in range(1500))
    refused = outcomes.total() - outcomes["read"]
    assert refused > 700
    assert outcomes["one"] / refused > 0.95, outcomes


def _slipped(random: Random) -> tuple[str, int]:
    """Return the config with one mark left out, written twice, put in or in the place of another, and the line."""
    at = random.choice([index for index, character in enumerate(CONFIG) if character in _MARKS])
    put = random.choice(("", CONFIG[at] * 2, random.choice(_MARKS) + CONFIG[at], random.choice(_MARKS)))
    return CONFIG[:at] + put + CONFIG[at + 1 :], CONFIG.count("\n", 0, at)


def _outcome(text: str, line: int) -> str:
    expected, tree = statements_of_gin(text), parse(text)
    assert statements_of_tree(tree) == expected
    if expected is not None:
        return "read"
    lines = [text.count("\n", 0, error.span.start) for error in tree.errors]
    if len(lines) > 1:
        return "several"
    # The opening bracket of a value over a few lines stands for the closing one.
    return "one" if line - 4 <= lines[0] <= line + 1 else "elsewhere"
