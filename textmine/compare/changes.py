"""What was changed from one text to another, in spans that can be shown side by side."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final, NamedTuple

from textmine.compare.likeness import LONGEST
from textmine.notice import Span

# What is common for less than this between two changes is chance: a 的 or a 和.
_SHORTEST: Final = 2


class Change(NamedTuple):
    """A stretch of both texts, half-open in code points, `same` or not; one of the two may be empty."""

    same: bool
    before: Span
    after: Span


def changes(before: str, after: str) -> list[Change]:
    """Return the two texts cut into stretches that are the same and stretches that are not, in order and without a gap.

    Of texts above 2,000 characters only the same beginning and end are told from what lies between.

    >>> [(same, "约谈责任人2名"[slice(*one)], "约谈干部3名"[slice(*other)]) for same, one, other in changes("约谈责任人2名", "约谈干部3名")]
    [(True, '约谈', '约谈'), (False, '责任人2名', '干部3名')]
    """
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    inner = before[start : len(before) - end], after[start : len(after) - end]
    common = [(0, 0, start)]
    if max(map(len, inner)) <= LONGEST:
        blocks = SequenceMatcher(None, *inner, autojunk=False).get_matching_blocks()
        common += [(start + one, start + other, size) for one, other, size in blocks]
    common.append((len(before) - end, len(after) - end, end))
    found: list[Change] = []
    done = (0, 0)
    for one, other, size in [*(block for block in common if block[2] >= _SHORTEST), (len(before), len(after), 0)]:
        if (one, other) != done:
            found.append(Change(False, (done[0], one), (done[1], other)))
        done = (one + size, other + size)
        if size:
            found.append(Change(True, (one, done[0]), (other, done[1])))
    return found


def _same(one: str, other: str) -> int:
    """Return how many characters from the start are the same in both."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
