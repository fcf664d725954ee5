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
    """One run of `--expand`: what is asked, of what. `problems` grows with configs that cannot be written."""

    options: Options
    document: Document
    expansion: Expansion
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The numbers of the configs that are meant, before `--where`."""
        return selected(self.options, self.expansion.count)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys to show, in order."""
        varying = self.expansion.varying
        return tuple(key for key in self.expansion.keys if key in varying or not self.options.vary)

    def configs(self, *, with_text: bool = True) -> Iterator[PreviewConfig]:
        """Yield the configs that are meant. Their text is None where the style cannot say it, or unwanted."""
        self.refuse_too_many()
        conditions = [self._resolved(condition) for condition in self.options.where]
        for number in self.numbers:
            bindings = self.expansion.bindings(number)
            values = dict(bindings)
            if all(condition.holds(values) for condition in conditions):
                text = self._text(number) if with_text else None
                yield PreviewConfig(number, text, self._shown(bindings))

    def refuse_too_many(self) -> None:
        """Refuse to go through a large sweep that nobody asked to see all of."""
        if not self.options.is_selective and self.expansion.count > MOST_UNASKED:
            count = digits(self.expansion.count)
            count = count if len(count) < 30 else f"more than 10^{len(count) - 1}"
            raise Refused(
                f"the sweep has {count} configs; choose with --index, --slice, --shard or --sample."
            )

    def count(self) -> int:
        """Return how many configs are meant; they are gone through only where there are conditions."""
        if self.options.where:
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

    def _resolved(self, condition: Condition) -> Condition:
        keys = matching_keys(condition.key, self.expansion.keys)
        if len(keys) == 1:
            return replace(condition, key=keys[0])
        if keys:
            listed = " or ".join(f"`{key}`" for key in keys[:4])
            raise Refused(f"`{condition.key}` can be several keys; write {listed}.")
        near = similar(condition.key, self.expansion.keys, most=1)
        hint = f"; did you mean `{near[0]}`?" if near else "."
        raise Refused(f"no config binds `{condition.key}`{hint}")
