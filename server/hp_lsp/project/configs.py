"""How config files hang together: who includes whom, who defines what. Knows summaries, not syntax."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from hp_lsp.dialects.base import Summary, Symbol


@dataclass(frozen=True)
class ConfigIndex:
    """The config files of the workspace, and three look-ups made from what they say.

    `included` holds, for each config file, the paths of the files that it includes directly.
    """

    summaries: Mapping[str, Summary] = field(default_factory=dict)
    included: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    includers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defining: Mapping[Symbol, tuple[str, ...]] = field(default_factory=dict)
    using: Mapping[Symbol, tuple[str, ...]] = field(default_factory=dict)


def build_config_index(
    summaries: Mapping[str, Summary], included: Mapping[str, tuple[str, ...]]
) -> ConfigIndex:
    """Return the index of all config files, from their summaries and the files each includes."""
    includers: dict[str, list[str]] = defaultdict(list)
    defining: dict[Symbol, list[str]] = defaultdict(list)
    using: dict[Symbol, list[str]] = defaultdict(list)
    for path in sorted(summaries):
        for target in dict.fromkeys(included.get(path, ())):
            includers[target].append(path)
        for symbol in summaries[path].defines:
            defining[symbol].append(path)
        for symbol in summaries[path].uses:
            using[symbol].append(path)
    return ConfigIndex(
        summaries,
        included,
        {path: tuple(others) for path, others in includers.items()},
        {symbol: tuple(paths) for symbol, paths in defining.items()},
        {symbol: tuple(paths) for symbol, paths in using.items()},
    )
