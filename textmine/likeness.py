"""Passages of different sources that are worded alike, by the sequences of five characters that they share.

What differs between copies of a sentence is dropped first: punctuation, numbers in figures or words, white space.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Final, NamedTuple

_LENGTH: Final = 5
_DROPPED: Final = re.compile(r"[\W\d_〇零一二三四五六七八九十百千万亿两]+")
# Fewer sequences than this (ten characters of wording) are a phrase that anybody may write.
_LEAST: Final = 6
# Where these come from: of the corpus's pairs, as first written, none lay between 0.54 and 0.85 in the share of all
# sequences, and what lay above was the same heading twice.
_SHARE: Final = 0.6
# A short passage that stands whole in a long one. It must have some length: names of regimes and stock phrases
# (意识形态工作责任制落实…, 支部组织生活质量不高) stand whole in much that is otherwise unlike.
_CONTAINED: Final = 0.85
_LEAST_CONTAINED: Final = 8


class Passage(NamedTuple):
    """A text and what it comes from; passages of one source are not compared."""

    source: str
    text: str


class Likeness(NamedTuple):
    """Two passages with the sequences that they share: of all of theirs (Jaccard), and of the shorter one's."""

    first: Passage
    second: Passage
    share: float
    contained: float
    shorter: int  # the sequences of the shorter

    @property
    def near(self) -> bool:
        """Whether the one is next to a copy of the other, whole or within it."""
        copied = self.share >= _SHARE and self.shorter >= _LEAST
        return copied or (self.contained >= _CONTAINED and self.shorter >= _LEAST_CONTAINED)


def sequences(text: str) -> set[str]:
    """Return the sequences of five characters of a text's wording.

    >>> sorted(sequences("1.补缴党费3,200元。"))
    ['补缴党费元']
    """
    plain = _DROPPED.sub("", text)
    return {plain[at : at + _LENGTH] for at in range(len(plain) - _LENGTH + 1)}


def likenesses(passages: Sequence[Passage]) -> list[Likeness]:
    """Return every pair of passages of different sources that share a sequence, the likest first."""
    grams = [sequences(passage.text) for passage in passages]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(grams):
        for gram in own:
            holders[gram].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        shared.update(
            (a, b) for a, b in combinations(numbers, 2) if passages[a].source != passages[b].source
        )  # fmt: skip
    out = []
    for (a, b), count in shared.items():
        shorter = min(len(grams[a]), len(grams[b]))
        share = count / (len(grams[a]) + len(grams[b]) - count)
        out.append(Likeness(passages[a], passages[b], share, count / shorter, shorter))
    return sorted(out, key=lambda pair: (-pair.share, pair.first, pair.second))


def near_copies(passages: Sequence[Passage]) -> list[Likeness]:
    """Return the pairs that are next to copies of each other, the likest first."""
    return [pair for pair in likenesses(passages) if pair.near]
