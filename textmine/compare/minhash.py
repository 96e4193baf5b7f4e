"""MinHash: a short signature of a set, by which the likeness of two sets is estimated, and like ones are met.

The least of a random function's values on a set is the same for two sets with the probability of their Jaccard index
(Broder 1997); where what is drawn for a member is exponential with its weight as rate, with that of their weighted
index. Signatures are cut into bands, and sets that agree on a whole band are candidates (Indyk and Motwani 1998).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from textmine.compare.shingles import Floats, Integers, Shingles, distinct, mixed

Signatures = NDArray[np.uint32]

# Two sets meet in a band of two with the square of their index: 64 bands miss two with an index of 0.25 once in 60 times,
# with one of 0.3 once in 400.
BANDS: Final = 64
ROWS: Final = 2
# In a greater bucket not all are paired, but each with the first and the next: of copies one sees that they are.
_BUCKET: Final = 24
# Pairs are freed of those that were met before whenever there are so many.
_ROOM: Final = 10_000_000
_EMPTY: Final = np.uint32(0xFFFFFFFF)


def signatures(sets: Shingles, *, weights: Floats | None = None, size: int = BANDS * ROWS, seed: int = 0) -> Signatures:
    """Return the signature of each set, of shape (sets, size); that of an empty set is like no other.

    `weights` are those of the shingles by number, above 0; by default all are 1.
    """
    filled = np.flatnonzero(sets.sizes)
    starts = sets.starts[filled]
    rates = np.ones(len(sets.counts), np.float32) if weights is None else weights.astype(np.float32)
    numbers = np.arange(len(sets.counts), dtype=np.uint64)
    found = np.full((size, len(sets.sizes)), _EMPTY, dtype=np.uint32)
    for at in range(size if len(filled) else 0):
        key = mixed(np.array([seed * size + at], dtype=np.uint64))
        drawn = (mixed(numbers ^ key) >> np.uint64(41)).astype(np.float32)
        drawn = -np.log((drawn + np.float32(0.5)) * np.float32(2**-23)) / rates
        # Positive floats are in the order of their bits.
        found[at, filled] = np.minimum.reduceat(drawn.view(np.uint32)[sets.ids], starts)
    return np.ascontiguousarray(found.T)


def agreement(signed: Signatures, first: Integers, second: Integers) -> Floats:
    """Return the estimated (weighted) Jaccard index of each pair: the share of the signature that agrees."""
    return np.asarray((signed[first] == signed[second]).mean(axis=1), dtype=np.float64)


def candidates(signed: Signatures, *, rows: int = ROWS) -> tuple[Integers, Integers]:
    """Return the pairs that agree on a band of so many rows, each once, the smaller number first; see `_BUCKET`."""
    sets = len(signed)
    filled = np.flatnonzero(signed[:, 0] != _EMPTY) if sets else np.zeros(0, np.int64)
    found: list[Integers] = []
    for start in range(0, signed.shape[1], rows):
        keys = np.zeros(len(filled), np.uint64)
        for row in range(start, start + rows):
            keys = mixed(keys ^ signed[filled, row])
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        of = np.cumsum(np.concatenate(([False], keys[1:] != keys[:-1]))) if len(keys) else order
        found += [low * sets + high for low, high in _met(filled[order], of)]
        if sum(map(len, found)) > _ROOM:
            found = [distinct(np.concatenate(found))]
    pairs = distinct(np.concatenate([np.zeros(0, np.int64), *found]))
    return pairs // max(sets, 1), pairs % max(sets, 1)


def _met(members: Integers, of: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Yield the pairs to look at; `of` is the bucket of each of `members`, in order."""
    firsts = np.flatnonzero(np.concatenate(([True], of[1:] != of[:-1]))) if len(of) else of
    sizes = np.diff(np.append(firsts, len(of)))
    great = sizes[of] > _BUCKET
    later = np.flatnonzero(great & (np.arange(len(of)) > firsts[of]))
    yield members[firsts[of[later]]], members[later]
    for step in range(1, _BUCKET):
        ahead = (
            np.flatnonzero((of[:-step] == of[step:]) & ((step == 1) | ~great[:-step])) if step < len(of) else later[:0]
        )
        if not len(ahead):
            break
        yield members[ahead], members[ahead + step]
