"""The configs that a command line asks for, one after the other. Knows sweep and options, no output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from hp_lsp.check.expand.options import Options
from hp_lsp.check.expand.select import selected, size_of
from hp_lsp.check.expand.where import Condition, matching_keys
from hp_lsp.check.refused import Refused
from hp_lsp.dialects.base import Document, Expansion, Problem, Unrenderable
from hp_lsp.dialects.hyperion.rules.not_plain_gin import unrenderable
from hp_lsp.features.preview import PreviewConfig, digits
from hp_lsp.text.similar import similar

MOST_UNASKED = 100_000
"""More configs than this are only generated when a flag says which."""


@dataclass
class Job:
    """One run of `--expand`: what is asked, of what. `problems` grows with configs that cannot be written.

    `numbers` are those of the configs that are meant, before `conditions` are asked.
    """

    options: Options
    document: Document
    expansion: Expansion
    numbers: Sequence[int]
    conditions: tuple[Condition, ...]
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys to show, in order."""
        varying = self.expansion.varying
        return tuple(key for key in self.expansion.keys if key in varying or not self.options.vary)

    def configs(self, *, with_text: bool = True) -> Iterator[PreviewConfig]:
        """Yield the configs that are meant. Their text is None where the style cannot say it, or unwanted."""
        for number in self.numbers:
            bindings = self.expansion.bindings(number)
            values = dict(bindings)
            if all(condition.holds(values) for condition in self.conditions):
                text = self._text(number) if with_text else None
                yield PreviewConfig(number, text, self._shown(bindings))

    def count(self) -> int:
        """Return how many configs are meant; they are gone through only where there are conditions."""
        if self.conditions:
            return sum(1 for _ in self.configs(with_text=False))
        return size_of(self.numbers)

    def _shown(self, bindings: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        if not self.options.vary:
            return bindings
        varying = self.expansion.varying
        return tuple(binding for binding in bindings if binding[0] in varying)

    def _text(self, number: int) -> str | None:
        try:
            return self.expansion.render(number, self.options.style)
        except Unrenderable as reason:
            problem = unrenderable(reason)
            if problem not in self.problems:
                self.problems.append(problem)
            return None


def make_job(options: Options, document: Document, expansion: Expansion) -> Job:
    """Return what the options ask for; raises Refused where they do not fit the sweep."""
    numbers = selected(options, expansion.count)
    conditions = tuple(_resolved(condition, expansion.keys) for condition in options.where)
    only_counted = options.count and not conditions
    if not (options.is_selective or options.diff or only_counted):
        _refuse_too_many(expansion.count)
    return Job(options, document, expansion, numbers, conditions)


def _refuse_too_many(count: int) -> None:
    if count > MOST_UNASKED:
        shown = digits(count) if count < 10**30 else f"more than 10^{len(digits(count)) - 1}"
        raise Refused(f"there are {shown} configs; choose with --index, --slice, --shard or --sample.")


def _resolved(condition: Condition, known: tuple[str, ...]) -> Condition:
    keys = matching_keys(condition.key, known)
    if len(keys) == 1:
        return replace(condition, key=keys[0])
    if keys:
        listed = " or ".join(f"`{key}`" for key in keys[:4])
        raise Refused(f"`{condition.key}` can be several keys; write {listed}.")
    near = similar(condition.key, {*known, *(key.rpartition(".")[2] for key in known)}, most=1)
    hint = f"; did you mean `{near[0]}`?" if near else "."
    raise Refused(f"no config binds `{condition.key}`{hint}")
