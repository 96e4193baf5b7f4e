"""The shingles of texts (every run of five characters, each once) as sets, and how much two sets have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

LENGTH: Final = 5
# Odd constants of splitmix64 (Steele, Lea and Flood 2014), whose finaliser spreads what differs in few bits.
_ODD: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


class Shingles(Struct, frozen=True):
    """The sets of some texts, one after another: that of text i is `ids[starts[i] : starts[i + 1]]`, ascending.

    `ids` number the different shingles from 0; `counts` says in how many texts each stands.
    """

    ids: NDArray[np.int32]
    starts: Integers
    counts: Integers

    @property
    def sizes(self) -> Integers:
        """How many shingles each text has."""
        return np.diff(self.starts)

    def only(self, kept: NDArray[np.bool_]) -> Shingles:
        """Return the sets without the shingles that are not `kept`; the numbers of the others stay."""
        stays = kept[self.ids]
        before = np.concatenate(([0], np.cumsum(stays)))
        return Shingles(self.ids[stays], before[self.starts], np.where(kept, self.counts, 0))


def shingles_of(texts: Sequence[str], *, length: int = LENGTH) -> Shingles:
    """Return the shingles of each text; a text that is shorter than one has none.

    Shingles are told apart by a hash of 64 bits: of a hundred million, two are the same by chance once in 3,700 times.

    >>> sets = shingles_of(["甲乙丙丁戊己", "甲乙丙丁戊", "短"])
    >>> sets.sizes.tolist(), sets.counts.tolist()
    ([2, 1, 0], [2, 1])
    """
    runs = runs_of(texts, length=length)
    several = max(1, runs.several)
    members = distinct(runs.owners * np.int64(several) + runs.ids)
    ids = members % several
    starts = np.searchsorted(members, np.arange(len(texts) + 1) * several)
    return Shingles(ids.astype(np.int32), starts, np.bincount(ids))


class Runs(NamedTuple):
    """Every run of characters of some texts that stand one after another: its text, its place, and its number."""

    owners: NDArray[np.int32]
    places: Integers
    ids: Integers
    several: int


def runs_of(texts: Sequence[str], *, length: int = LENGTH) -> Runs:
    """Return all runs of so many characters that lie within a text, numbered as `shingles_of` numbers them."""
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
    windows = max(0, len(codes) - length + 1)
    places = np.flatnonzero(owners[:windows] == owners[len(codes) - windows :])
    hashes = np.zeros(windows, dtype=np.uint64)
    for place in range(length):
        hashes = mixed(hashes ^ codes[place : place + windows])
    hashes = hashes[places]
    order = np.argsort(hashes)
    numbers = np.cumsum(_news(hashes[order])) - 1
    ids = np.empty(len(order), np.int64)
    ids[order] = numbers
    return Runs(owners[places], places, ids, int(numbers[-1]) + 1 if len(numbers) else 0)


def distinct(values: Integers) -> Integers:
    """Return the values in order, each once; numpy's `unique` takes ten times as long for numbers that differ much."""
    values = np.sort(values)
    return values[_news(values)]


def _news(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Return for each of sorted values whether it is another than that before it."""
    return np.concatenate((np.ones(min(1, len(values)), np.bool_), values[1:] != values[:-1]))


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a number of 64 bits for each, that looks drawn at random and is the same for the same."""
    values = values + _ODD[0]
    values = (values ^ (values >> np.uint64(30))) * _ODD[1]
    values = (values ^ (values >> np.uint64(27))) * _ODD[2]
    return values ^ (values >> np.uint64(31))


def shared(sets: Shingles, first: Integers, second: Integers) -> Integers:
    """Return how many shingles the texts `first[i]` and `second[i]` share, for each i.

    >>> shared(shingles_of(["甲乙丙丁戊己", "甲乙丙丁戊", "短"]), np.array([0, 0]), np.array([1, 2])).tolist()
    [1, 0]
    """
    from scipy.sparse import csr_array

    shape = (len(sets.starts) - 1, len(sets.counts))
    rows = csr_array((np.ones(len(sets.ids), np.int32), sets.ids, sets.starts), shape=shape)
    return np.asarray(rows[first].multiply(rows[second]).sum(axis=1), dtype=np.int64)


def jaccard(sets: Shingles, first: Integers, second: Integers) -> Floats:
    """Return what the two texts of each pair share, of all that either has (Jaccard 1901).

    >>> jaccard(shingles_of(["甲乙丙丁戊己", "甲乙丙丁戊"]), np.array([0]), np.array([1])).tolist()
    [0.5]
    """
    common = shared(sets, first, second)
    either = sets.sizes[first] + sets.sizes[second] - common
    return np.asarray(common / np.maximum(either, 1), dtype=np.float64)
