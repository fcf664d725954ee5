"""Changes of a sweep's text that more than one rule proposes. Knows ranges, not when a change is wise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.hyperion.sweep import Choice
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def bindings_to_axes(bindings: Iterable[Choice]) -> Iterator[Edit]:
    """Yield the edits that make an axis of one value of each binding: `a = 1` becomes `a: [1]`."""
    for binding in bindings:
        (_, target), value = binding.columns[0], binding.options[0][0]
        written = value.value.span.shifted(value.start)
        yield Edit(Span(target.end, written.start), ": [")
        yield Edit(Span(written.end, written.end), "]")
