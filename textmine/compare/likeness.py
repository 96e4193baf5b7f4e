"""Which texts are alike, and how much: candidates by MinHash and by rare shingles, verified shingle by shingle and aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textmine.compare.companions import companions
from textmine.compare.formulae import without_formulae
from textmine.compare.minhash import candidates, signatures
from textmine.compare.shingles import Floats, Integers, distinct, shared, shingles_of

# A copy with a fifth of its characters replaced has 0.8 of them in common with what it is of.
ALIKE: Final = 0.72
# What two texts say beside formulae must be alike too, where it is more than this share of one of them; by chance two
# measures have 0.3 to 0.4 in common.
_OWN: Final = 1 / 3
_OWN_ALIKE: Final = 0.5
# Aligning takes the square of the length: above this, what two texts share is counted in shingles alone.
LONGEST: Final = 2000
# Characters of the pairs that are verified at a time: their sets of shingles are held twice, in some 400 MB at the most.
_ROOM: Final = 10_000_000


class Pairs(NamedTuple):
    """Pairs of texts by their places, and how like they are, 0 to 1; the smaller place comes first."""

    first: Integers
    second: Integers
    similarity: Floats


def alike(texts: Sequence[str], *, least: float = ALIKE, seed: int = 0) -> Pairs:
    """Return the pairs of texts that have at least the share `least` in common, and not by formulae alone.

    A shingle that no other text has says nothing of whom a text is like, and one that many have says little: signatures
    are of the others, each weighted by the logarithm of how rare it is. An edited copy, where a fifth of the characters
    leaves a third of the shingles, so is met in what is left, and formulae bring few together.
    """
    whole = _Compared(texts)
    common = whole.shingles.only(whole.shingles.counts > 1)
    weights = np.log1p(len(texts) / np.maximum(common.counts, 1))
    met = [candidates(signatures(common, weights=weights, seed=seed)), companions(common)]
    places = distinct(np.concatenate([first * len(texts) + second for first, second in met]))
    first, second = np.divmod(places, max(len(texts), 1))
    similarity = whole.similarity(first, second, least=least)
    enough = similarity >= least
    pairs = Pairs(first[enough], second[enough], similarity[enough])
    held = _beyond_formulae(whole, pairs)
    return Pairs(pairs.first[held], pairs.second[held], pairs.similarity[held])


def aligned(texts: Sequence[str], first: Integers, second: Integers, *, least: float = 0.0) -> Floats:
    """Return the share of each pair's characters that stand in both in the same order; 0 where it is below `least`.

    Twice the longest common subsequence over both lengths, as difflib's `ratio` would be with the best alignment.

    >>> aligned(["修订审批制度", "修订采购制度"], np.array([0]), np.array([1])).round(3).tolist()
    [0.667]
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    if not len(first):
        return np.zeros(0)
    ours, theirs = ([texts[at] for at in places.tolist()] for places in (first, second))
    found = cpdist(
        ours, theirs, scorer=Indel.normalized_similarity, score_cutoff=least or None, dtype=np.float64, workers=-1
    )
    return np.asarray(found, dtype=np.float64)


class _Compared:
    """Texts with what comparing them needs."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self.shingles = shingles_of(texts)

    def similarity(self, first: Integers, second: Integers, *, least: float) -> Floats:
        """Return what each pair has in common, of all that both have; it may be 0 where it is below `least`."""
        found = np.zeros(len(first))
        # Of two texts no more than twice the shorter is in common.
        both = self.lengths[first] + self.lengths[second]
        possible = np.flatnonzero(2 * np.minimum(self.lengths[first], self.lengths[second]) >= least * both)
        for some in _portions(both[possible]):
            at = possible[some]
            found[at] = self._similarity(first[at], second[at], least=least)
        return found

    def _similarity(self, first: Integers, second: Integers, *, least: float) -> Floats:
        # Clauses that changed places are in common, which no alignment sees: the greater of the two measures speaks.
        sizes = self.shingles.sizes[first] + self.shingles.sizes[second]
        found: Floats = 2.0 * shared(self.shingles, first, second) / np.maximum(sizes, 1)
        short = np.flatnonzero(np.maximum(self.lengths[first], self.lengths[second]) <= LONGEST)
        found[short] = np.maximum(found[short], aligned(self.texts, first[short], second[short], least=least))
        return found


def _portions(sizes: Integers) -> Iterator[slice]:
    """Yield slices of what is done at a time, `sizes` the room that each needs."""
    portion = np.cumsum(sizes) // _ROOM
    bounds = [0, *(np.flatnonzero(np.diff(portion)) + 1).tolist(), len(sizes)]
    yield from map(slice, bounds, bounds[1:])


def _beyond_formulae(whole: _Compared, pairs: Pairs) -> NDArray[np.bool_]:
    """Return which pairs are alike not by formulae alone: what is left of them without is alike, or is little."""
    rests = _Compared(without_formulae(whole.texts))
    with_formulae = rests.lengths < whole.lengths
    own = with_formulae & (rests.lengths > _OWN * whole.lengths)
    held = np.ones(len(pairs.first), np.bool_)
    asked = np.flatnonzero(own[pairs.first] | own[pairs.second])
    similarity = rests.similarity(pairs.first[asked], pairs.second[asked], least=_OWN_ALIKE)
    held[asked] = similarity >= _OWN_ALIKE
    return held
