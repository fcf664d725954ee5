"""Preview: a page of what a config file generates, what varies in it, and what keeps it from being written.

Knows no sweep: a dialect's `Expansion` says what there is. Nothing but the page is generated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from hp_lsp.dialects.base import Document, Problem, Refused, Severity
from hp_lsp.dialects.gin.tree import Error, Tree
from hp_lsp.dialects.hyperion.rules.empty_sweep import unions_without_alternative
from hp_lsp.dialects.hyperion.rules.not_plain_gin import unrenderable
from hp_lsp.dialects.hyperion.rules.table_row_length import wrong_rows
from hp_lsp.dialects.sweeps import Expansion, Unrenderable
from hp_lsp.features.expansions import expansion_of
from hp_lsp.features.rules.unreadable_file import unreadable
from hp_lsp.features.sampling import Numbers, sample, size_of
from hp_lsp.text.span import Span

MOST_CONFIGS = 1000
_LARGEST_COUNT = 10**4000
_MOST_COMBINATIONS = 10_000
"""So many combinations of values are looked at before a condition is refused: a few tenths of a second."""

Style = Literal["gin", "hyperion"]


@dataclass(frozen=True, slots=True)
class Request:
    """What a preview is to show: up to `count` configs from place `start` on, written in `style`.

    They are those that meet all conditions of `where`, or `sample` of these, drawn with `seed`. `diff` asks how the
    second of two configs, by number, differs from the first.
    """

    start: int = 0
    count: int = 20
    style: Style = "gin"
    where: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0
    diff: tuple[int, int] | None = None


class Change(NamedTuple):
    """A key with another value; None where it is not bound."""

    key: str
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, str | None]:
        """Return the fields by name."""
        return {"key": self.key, "from": self.before, "to": self.after}


@dataclass(frozen=True, slots=True)
class PreviewConfig:
    """One config: its number, its text (None where the style has none) and its bindings."""

    index: int
    text: str | None
    bindings: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {"index": self.index, "text": self.text, "bindings": bindings_json(self.bindings)}


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of configs, counted from `start` among the `chosen` ones, of the `count` that the document generates.

    `refused` says what is wrong with what was asked; nothing is chosen then. `changes` are the differences asked for.
    """

    document: Document
    count: int
    chosen: int = 0
    varying: tuple[str, ...] = ()
    axes: tuple[dict[str, Any], ...] = ()
    start: int = 0
    configs: tuple[PreviewConfig, ...] = ()
    changes: tuple[Change, ...] = ()
    refused: str | None = None
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the fields by name; lines and columns count from 1.

        Numbers of configs are exact as far as JSON numbers go in Python; those with `Text` in their names have all
        digits, for languages in which a number has 53 bits.
        """
        configs = [{**config.as_json(), "indexText": digits(config.index)} for config in self.configs]
        return {
            "path": self.document.path,
            "count": min(self.count, _LARGEST_COUNT),
            "countText": digits(self.count),
            "chosen": min(self.chosen, _LARGEST_COUNT),
            "chosenText": digits(self.chosen),
            "varying": list(self.varying),
            "axes": list(self.axes),
            "start": min(self.start, _LARGEST_COUNT),
            "startText": digits(self.start),
            "configs": configs,
            "changes": [change.as_json() for change in self.changes],
            "refused": self.refused,
            "problems": [problem_json(self.document, problem) for problem in self.problems],
        }


def preview(
    document: Document, expansion: Expansion | None = None, request: Request | None = None
) -> Preview:
    """Return what is asked of what a document generates, `expansion`; of a document with errors, the errors."""
    request = request or Request()
    expansion = expansion or expansion_of(document)
    if expansion is None:
        return Preview(document, 0, start=request.start, problems=tuple(hindrances(document)))
    varying = expansion.varying
    chosen = _chosen(expansion, request)
    changes = _difference(expansion, request)
    refused = next((one.reason for one in (chosen, changes) if isinstance(one, Refused)), None)
    numbers = range(0) if isinstance(chosen, Refused) else chosen
    page = [_config(expansion, number, request.style) for number in _page(numbers, request)]
    problems = unique(problem for _, problem in page if problem)
    return Preview(
        document,
        expansion.count,
        size_of(numbers),
        tuple(key for key in expansion.keys if key in varying),
        axes_json(document, expansion),
        request.start,
        tuple(config for config, _ in page),
        () if isinstance(changes, Refused) else changes,
        refused,
        problems if expansion.count else why_empty(document),
    )


def changes(expansion: Expansion, before: int, after: int) -> Iterator[Change]:
    """Yield how config `after` differs from config `before`; raises IndexError where there is no such config."""
    old, new = dict(expansion.bindings(before)), dict(expansion.bindings(after))
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield Change(key, old.get(key), new.get(key))


def _chosen(expansion: Expansion, request: Request) -> Numbers | Refused:
    """Return the numbers of the configs that are meant."""
    numbers: Numbers | Refused = range(expansion.count)
    if request.where:
        numbers = expansion.where(request.where, _MOST_COMBINATIONS)
    if request.sample is None or isinstance(numbers, Refused):
        return numbers
    return sample(numbers, min(request.sample, MOST_CONFIGS), request.seed)


def _page(numbers: Numbers, request: Request) -> Iterator[int]:
    end = min(request.start + max(0, min(request.count, MOST_CONFIGS)), size_of(numbers))
    place = request.start
    while place < end:
        yield numbers[place]
        place += 1


def _difference(expansion: Expansion, request: Request) -> tuple[Change, ...] | Refused:
    for number in request.diff or ():
        if not 0 <= number < expansion.count:
            reason = no_config(number, expansion.count)
            return Refused(f"{reason[0].upper()}{reason[1:]}")
    return tuple(changes(expansion, *request.diff)) if request.diff else ()


def no_config(number: int, count: int) -> str:
    """Return, as the end of a sentence, that there is no config `number` among `count`."""
    last = f", the last is {digits(count - 1)}" if count else ""
    return f"there is no config {digits(number)}: the sweep has {digits(count)}{last}."


def hindrances(document: Document) -> Iterator[Problem]:
    """Yield what keeps a document from being expanded, in order of the text."""
    tree = document.tree
    if not isinstance(tree, Tree):
        return
    wrong = list(unreadable(document))
    if wrong:
        yield from wrong
        return
    names = {rule.code: rule.name for rule in document.dialect.rules} if document.dialect else {}
    errors = [_problem(error, names.get(error.code, "")) for error in tree.errors]
    yield from sorted((*errors, *wrong_rows(document)), key=lambda problem: problem.span)


def _problem(error: Error, name: str) -> Problem:
    return Problem(error.code, name, Severity.ERROR, error.span, error.message)


def why_empty(document: Document) -> tuple[Problem, ...]:
    """Return why a document that can be expanded generates no config."""
    return tuple(unions_without_alternative(document))


def _config(expansion: Expansion, index: int, style: Style) -> tuple[PreviewConfig, Problem | None]:
    bindings = expansion.bindings(index)
    try:
        return PreviewConfig(index, expansion.render(index, style), bindings), None
    except Unrenderable as reason:
        return PreviewConfig(index, None, bindings), unrenderable(reason)


def unique(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the first problem of each place."""
    found: dict[Span, Problem] = {}
    for problem in problems:
        found.setdefault(problem.span, problem)
    return tuple(found.values())


def bindings_json(bindings: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Return bindings as JSON has them."""
    return [{"key": key, "value": value} for key, value in bindings]


def axes_json(document: Document, expansion: Expansion) -> tuple[dict[str, Any], ...]:
    """Return the axes as JSON has them; lines count from 1."""
    return tuple(
        {"key": axis.key, "values": axis.values, "line": document.text.position(axis.span.start).line + 1}
        for axis in expansion.axes
    )


def problem_json(document: Document, problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON has it; lines and columns count from 1."""
    start, end = document.text.position(problem.span.start), document.text.position(problem.span.end)
    return {
        "path": document.path,
        "line": start.line + 1,
        "column": start.column + 1,
        "end_line": end.line + 1,
        "end_column": end.column + 1,
        "severity": problem.severity.name.lower(),
        "code": problem.code,
        "name": problem.name,
        "message": problem.message,
        "related": [],
        "fix": None,
    }


def digits(number: int) -> str:
    """Return a whole number of any size in digits; `str` refuses those of more than 4300."""
    return f"{Decimal(number):f}"
