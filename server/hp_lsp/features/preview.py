"""Preview: a page of what a config file generates, what varies in it, and what keeps it from being written.

Knows no sweep: a dialect's `Expansion` says what there is. Nothing but the page is generated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from hp_lsp.dialects.base import Document, Problem, Severity
from hp_lsp.dialects.gin.tree import Error, Tree
from hp_lsp.dialects.hyperion.expansion import expansion as sweep_expansion
from hp_lsp.dialects.hyperion.rules.empty_sweep import unions_without_alternative
from hp_lsp.dialects.hyperion.rules.not_plain_gin import unrenderable
from hp_lsp.dialects.hyperion.rules.table_row_length import wrong_rows
from hp_lsp.dialects.sweeps import Expansion, Unrenderable
from hp_lsp.features.rules.unreadable_file import RULE as UNREADABLE
from hp_lsp.text.span import Span

MOST_CONFIGS = 1000
_LARGEST_COUNT = 10**4000

Style = Literal["gin", "hyperion"]


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
    """A page of configs, counted from `start`, of the `count` that the document generates."""

    document: Document
    count: int
    varying: tuple[str, ...]
    axes: tuple[dict[str, Any], ...]
    start: int
    configs: tuple[PreviewConfig, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the fields by name; lines and columns count from 1.

        `count` is exact as far as JSON numbers go in Python; `countText` has all digits.
        """
        return {
            "path": self.document.path,
            "count": min(self.count, _LARGEST_COUNT),
            "countText": digits(self.count),
            "varying": list(self.varying),
            "axes": list(self.axes),
            "start": self.start,
            "configs": [config.as_json() for config in self.configs],
            "problems": [problem_json(self.document, problem) for problem in self.problems],
        }


def preview(document: Document, start: int = 0, count: int = 20, style: Style = "gin") -> Preview:
    """Return up to `count` configs from number `start` on; of a document with errors, the errors."""
    expansion = expansion_of(document)
    if expansion is None:
        return Preview(document, 0, (), (), start, (), tuple(hindrances(document)))
    end = min(start + max(0, min(count, MOST_CONFIGS)), expansion.count)
    page = [_config(expansion, index, style) for index in range(start, end)]
    varying = expansion.varying
    return Preview(
        document,
        expansion.count,
        tuple(key for key in expansion.keys if key in varying),
        axes_json(document, expansion),
        start,
        tuple(config for config, _ in page),
        unique(problem for _, problem in page if problem) if expansion.count else why_empty(document),
    )


def expansion_of(document: Document) -> Expansion | None:
    """Return what a document generates, a plain Gin file one config; None where `hindrances` says why not."""
    if document.dialect is None or document.undecodable is not None:
        return None
    return document.dialect.expansion(document) or sweep_expansion(document)


def hindrances(document: Document) -> Iterator[Problem]:
    """Yield what keeps a document from being expanded, in order of the text."""
    tree = document.tree
    if not isinstance(tree, Tree):
        return
    if document.undecodable is not None and not tree.errors:
        place = Span(document.undecodable, document.undecodable + 1)
        yield UNREADABLE.problem(place, "The file is not UTF-8 here, so that Gin cannot read it.")
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
    """Return the problems that are not said twice of one place."""
    return tuple({(problem.span, problem.message): problem for problem in problems}.values())


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
