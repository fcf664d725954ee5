"""The configs that a command line asks for, one after the other. Knows sweep and options, no output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from hp_lsp.check.expand.options import Options
from hp_lsp.check.expand.progress import with_progress
from hp_lsp.check.expand.select import MOST_DRAWN, sample_where, selected
from hp_lsp.check.refused import Refused
from hp_lsp.dialects.base import Document, Problem
from hp_lsp.dialects.base import Refused as Refusal
from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.hyperion.rules.not_plain_gin import unrenderable
from hp_lsp.dialects.hyperion.values.conditions import Condition, about
from hp_lsp.dialects.sweeps import Unrenderable
from hp_lsp.features.preview import PreviewConfig, digits
from hp_lsp.features.sampling import Numbers, sample, size_of

MOST_UNASKED = 100_000
"""More configs than this are only generated when a flag says which."""
MOST_SEARCHED = 1_000_000
"""More configs than this are not searched for those that meet a condition."""


@dataclass
class Job:
    """One run of `--expand`: what is asked, of what. `problems` grows with configs that cannot be written.

    `numbers` are those of the configs that are meant, before the `conditions` that are left to be asked of each.
    `remarks` are sentences for the user about what was not done.
    """

    options: Options
    document: Document
    expansion: SweepExpansion
    numbers: Numbers
    conditions: tuple[Condition, ...]
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys to show, in order."""
        varying = self.expansion.varying
        return tuple(key for key in self.expansion.keys if key in varying or not self.options.vary)

    def configs(self) -> Iterator[PreviewConfig]:
        """Yield the configs that are meant. Their text is None where the style cannot say it."""
        for config in self.bindings():
            yield replace(config, text=self._text(config.index))

    def bindings(self) -> Iterator[PreviewConfig]:
        """Yield the configs that are meant, without text."""
        for number in self.numbers:
            if not self.conditions or self.expansion.meets(number, self.conditions):
                yield PreviewConfig(number, None, self._shown(self.expansion.bindings(number)))

    def count(self) -> int:
        """Return how many configs are meant; they are gone through only where conditions are left to be asked."""
        if not self.conditions:
            return size_of(self.numbers)
        searched = with_progress(self.numbers)
        return sum(1 for number in searched if self.expansion.meets(number, self.conditions))

    def _shown(self, bindings: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        if not self.options.vary:
            return bindings
        varying = self.expansion.varying
        return tuple(binding for binding in bindings if binding[0] in varying)

    def _text(self, number: int) -> str | None:
        try:
            return self.expansion.render(number, self.options.style)
        except Unrenderable as reason:
            if all(problem.span != reason.span for problem in self.problems):
                self.problems.append(unrenderable(reason))
            return None


def make_job(options: Options, document: Document, expansion: SweepExpansion) -> Job:
    """Return what the options ask for; raises Refused where they do not fit the sweep."""
    job = _chosen(options, document, expansion)
    if options.sample is not None:
        return _sampled(job, options.sample)
    if options.diff or options.axes or options.format == "wandb":
        return job
    if job.conditions:
        _refuse_long_search(size_of(job.numbers))
    elif not (options.is_selective or options.count):
        _refuse_too_many(size_of(job.numbers), met=bool(options.where))
    return job


def _chosen(options: Options, document: Document, expansion: SweepExpansion) -> Job:
    """Return the job for the configs that are meant; what meets conditions on all of a sweep is known at once."""
    numbers = selected(options, expansion.count)
    if not expansion.count:
        return Job(options, document, expansion, numbers, ())
    conditions = tuple(_resolved(condition, expansion.keys) for condition in options.where)
    if conditions and numbers == range(expansion.count):
        found = expansion.matching(conditions)
        if found is not None:
            return Job(options, document, expansion, found, ())
    return Job(options, document, expansion, numbers, conditions)


def _sampled(job: Job, size: int) -> Job:
    """Return the job for a sample of the configs that meet its conditions, which then need not be asked again."""
    if not job.conditions:
        size = min(size, size_of(job.numbers))
        if job.options.count:
            return replace(job, numbers=range(size))
        _refuse_large_sample(size)
        return replace(job, numbers=sample(job.numbers, size, job.options.seed))

    def holds(number: int) -> bool:
        return job.expansion.meets(number, job.conditions)

    numbers, is_full = sample_where(job.numbers, size, job.options.seed, holds)
    remark = f"only {len(numbers)} of {MOST_DRAWN} configs that were tried at random meet the conditions."
    return replace(job, numbers=numbers, conditions=(), remarks=[] if is_full else [remark])


def _resolved(condition: Condition, keys: tuple[str, ...]) -> Condition:
    found = about(condition, keys)
    if isinstance(found, Refusal):
        raise Refused(found.reason)
    return found


def _refuse_too_many(count: int, *, met: bool) -> None:
    """Refuse to generate too many configs; `met`: these are those that meet conditions."""
    if met and count > MOST_SEARCHED:
        raise Refused(f"{_shown_number(count)} configs meet the conditions; ask for fewer, or draw --sample.")
    if not met and count > MOST_UNASKED:
        raise Refused(
            f"there are {_shown_number(count)} configs; choose with --index, --slice, --shard or --sample."
        )


def _refuse_large_sample(size: int) -> None:
    if size > MOST_SEARCHED:
        raise Refused(
            f"a sample of {_shown_number(size)} configs is too large; draw {MOST_SEARCHED} at the most."
        )


def _refuse_long_search(count: int) -> None:
    if count > MOST_SEARCHED:
        raise Refused(
            f"{_shown_number(count)} configs are too many to search; choose with --slice or --shard, or draw --sample."
        )


def _shown_number(count: int) -> str:
    return digits(count) if count < 10**30 else f"more than 10^{len(digits(count)) - 1}"
