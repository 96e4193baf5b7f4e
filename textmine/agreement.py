"""Agreement of coders: Krippendorff's α with an interval, and MASI, the distance of label sets.

α is 1 where coders always agree and 0 where they agree as often as chance would have it (Krippendorff, *Content
Analysis*, 2004, chapter 11). MASI (Passonneau 2006) counts half-agreement on a set of labels for what it is.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import combinations
from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)
Distance = Callable[[T, T], float]

_DRAWS: Final = 1000
_SEED: Final = 7


class Alpha(NamedTuple):
    """α with its 95 % interval and the number of units that two coders or more coded; None where nothing varies."""

    value: float | None
    low: float | None
    high: float | None
    units: int


def nominal(first: object, second: object) -> float:
    """Return 0.0 for the same value and 1.0 for another."""
    return float(first != second)


def masi(first: Collection[str], second: Collection[str]) -> float:
    """Return the MASI distance of two sets: 1 less their Jaccard share, weighed by how the one holds the other.

    >>> masi({"rule"}, {"rule", "fund"})  # a share of 1/2, weighed by 2/3: the one holds the other
    0.6666666666666667
    """
    a, b = set(first), set(second)
    if a == b:
        return 0.0
    weight = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - weight * len(a & b) / len(a | b)


def alpha(units: Iterable[Sequence[T]], distance: Distance[T] = nominal) -> float | None:
    """Return Krippendorff's α of units, each the values that coders gave it; a unit of one value says nothing.

    None where no unit has two values, or all values are the same: there is nothing to agree on.

    >>> round(alpha(["aa", "ab", "bb", "bb"]), 3)
    0.533
    """
    return _alpha([_Tally(units, distance)], distance)


def alpha_over(groups: Sequence[Iterable[Sequence[T]]], distance: Distance[T] = nominal) -> Alpha:
    """Return α over the units of all groups (notices), its interval by drawing whole groups again.

    The units of one notice are alike; drawing single units would make the interval too narrow.
    """
    known: dict[tuple[T, T], float] = {}

    def cached(first: T, second: T) -> float:
        if (first, second) not in known:
            known[first, second] = known[second, first] = distance(first, second)
        return known[first, second]

    tallies = [_Tally(units, cached) for units in groups]
    draw = random.Random(_SEED)
    drawn = (_alpha(draw.choices(tallies, k=len(tallies)), cached) for _ in range(_DRAWS if tallies else 0))
    values = sorted(value for value in drawn if value is not None)
    low, high = (values[int(share * (len(values) - 1))] if values else None for share in (0.025, 0.975))
    return Alpha(_alpha(tallies, cached), low, high, sum(tally.units for tally in tallies))


class _Tally(Generic[T]):
    """What α needs to know of some units: how often each value was given, and the disagreement within units."""

    def __init__(self, units: Iterable[Sequence[T]], distance: Distance[T]) -> None:
        self.counts: Counter[T] = Counter()
        self.within, self.units = 0.0, 0
        for values in units:
            if len(values) < 2:
                continue
            self.units += 1
            self.counts.update(values)
            self.within += 2 * sum(distance(a, b) for a, b in combinations(values, 2)) / (len(values) - 1)


def _alpha(tallies: Iterable[_Tally[T]], distance: Distance[T]) -> float | None:
    counts: Counter[T] = Counter()
    within = 0.0
    for tally in tallies:
        counts.update(tally.counts)
        within += tally.within
    n = counts.total()
    between = 2 * sum(counts[a] * counts[b] * distance(a, b) for a, b in combinations(counts, 2))
    return 1 - (n - 1) * within / between if between else None
