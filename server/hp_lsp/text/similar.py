"""Did-you-mean: which known words a mistyped word may stand for. Knows words only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_DIGITS = re.compile(r"\d+")


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


class Words:
    """Known words, prepared for many questions of which of them a mistyped word may stand for."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for word in set(known):
            folded = word.lower().replace("_", "")
            self._by_length[len(folded)].append((_letters(folded), folded, word))

    def similar(self, word: str, most: int = 3, in_short: int = 0) -> list[str]:
        """Return up to `most` of the words that `word` is likely a typing mistake of, nearest first.

        Letters in the wrong case or a missing underscore cost nothing; short words allow one mistake,
        longer ones two, words of two or three letters `in_short`.
        """
        folded = word.lower().replace("_", "").replace("-", "")
        limit = 0 if len(folded) < 2 else in_short if len(folded) <= 3 else 1 if len(folded) <= 6 else 2
        letters = _letters(folded)
        ranked = []
        for length in range(len(folded) - limit, len(folded) + limit + 1):
            for others, other, known in self._by_length.get(length, ()):
                if (letters ^ others).bit_count() > 2 * limit or known == word:
                    continue
                distance = _typo_distance(folded, other, limit)
                if distance <= limit:
                    ranked.append((distance, known))
        return [known for _, known in sorted(ranked)[:most]]


def similar(word: str, known: Iterable[str], most: int = 3, in_short: int = 0) -> list[str]:
    """Return what `Words.similar` does, for one word."""
    return Words(known).similar(word, most, in_short)


def is_slip(word: str, known: str) -> bool:
    """Tell whether two words differ by more than a number or a plural, as words that are both meant may do."""
    return _DIGITS.sub("", known).rstrip("s") != _DIGITS.sub("", word).rstrip("s")


def _letters(word: str) -> int:
    """Return the set of a word's letters as bits, of which one mistake changes two at most."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return found
