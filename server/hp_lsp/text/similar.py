"""Did-you-mean: which known words a mistyped word may stand for. Knows words only."""

from __future__ import annotations

from collections.abc import Iterable


def _typo_distance(left: str, right: str, limit: int) -> int:
    """Return the edit distance (insert, delete, replace, swap neighbours), or `limit + 1` when it is more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, char in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (char != other))
            swapped = row > 1 and column > 1 and char == right[column - 2] and other == left[row - 2]
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]


def similar(word: str, known: Iterable[str], most: int = 3, in_short: int = 0) -> list[str]:
    """Return up to `most` words of `known` that `word` is likely a typing mistake of, nearest first.

    Letters in the wrong case or a missing underscore cost nothing; short words allow one mistake,
    longer ones two, words of two or three letters `in_short`.
    """
    folded = word.lower().replace("_", "").replace("-", "")
    limit = 0 if len(folded) < 2 else in_short if len(folded) <= 3 else 1 if len(folded) <= 6 else 2
    ranked = []
    for candidate in set(known):
        if candidate == word:
            continue
        distance = _typo_distance(folded, candidate.lower().replace("_", ""), limit)
        if distance <= limit:
            ranked.append((distance, candidate))
    return [candidate for _, candidate in sorted(ranked)[:most]]
