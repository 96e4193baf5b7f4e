"""What stands in more than one notice: measures that are copies of one another, by clusters."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from textmine.compare.clusters import stars
from textmine.compare.likeness import ALIKE, Pairs, alike
from textmine.compare.masking import masked_texts
from textmine.compare.sample import Sample
from textmine.compare.shingles import Floats, Integers
from textmine.compare.table import Note

# Measures shorter than this after masking are of set phrases (长期坚持，持续推进) and meet without anybody's copying.
SHORTEST: Final = 16


class Cluster(NamedTuple):
    """Measures that are copies of one another, by their places in `Sample.measures`; most are alike with `centre`."""

    centre: int
    members: list[int]


class Copies(Struct, frozen=True):
    """Which measures are copies of which; a cluster stands in two notices or more.

    For each measure, `of` is its cluster, -1 where it stands nowhere else; `likeness` what it has in common with the
    measure of another notice that it is most like, and `covered` the share of its own characters that this is, both 0 to 1.
    """

    clusters: list[Cluster]
    of: Integers
    likeness: Floats
    covered: Floats
    compared: NDArray[np.bool_]

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be said of every result: that some measures are too short to be compared."""
        short = int((~self.compared).sum())
        return (Note("too_short_to_compare", {"measures": short}),) if short else ()


@lru_cache(maxsize=1)
def find_copies(sample: Sample, *, shortest: int = SHORTEST, least: float = ALIKE, seed: int = 0) -> Copies:
    """Return the measures that stand in more than one notice, whole or with up to a share of 1 − `least` changed.

    What is compared are `masked_texts` of at least `shortest` characters. Each different one is compared once, so that
    a formula of fifty thousand notices costs no more than another text. The last answer is kept, since one analysis
    after another asks for the same.
    """
    masked = masked_texts(sample)
    numbers: dict[str, int] = {}
    of_text = np.array(
        [numbers.setdefault(text, len(numbers)) if len(text) >= shortest else -1 for text in masked], dtype=np.int64
    )
    compared = of_text >= 0
    texts = list(numbers)
    pairs = alike(texts, least=least, seed=seed)
    cases = np.fromiter((measure.case for measure in sample.measures), dtype=np.int64, count=len(masked))
    likeness, covered = _nearest(texts, pairs, _only_notices(of_text[compared], cases[compared], len(texts)))
    clusters = _clusters(stars(texts, pairs), of_text, cases)
    of = np.full(len(masked), -1, dtype=np.int64)
    for number, cluster in enumerate(clusters):
        of[cluster.members] = number
    within = of >= 0
    return Copies(
        clusters=clusters,
        of=of,
        likeness=np.where(within, np.append(likeness, 0.0)[of_text], 0.0),
        covered=np.where(within, np.append(covered, 0.0)[of_text], 0.0),
        compared=compared,
    )


def _only_notices(of_text: Integers, cases: Integers, texts: int) -> Integers:
    """Return for each text the notice in which it stands, -1 where it stands in several."""
    first, last = np.full(texts, np.iinfo(np.int64).max), np.full(texts, -1, dtype=np.int64)
    np.minimum.at(first, of_text, cases)
    np.maximum.at(last, of_text, cases)
    return np.where(first == last, first, -1)


def _nearest(texts: list[str], pairs: Pairs, only: Integers) -> tuple[Floats, Floats]:
    """Return what each text has in common with the likest one of another notice, and how much of itself that is."""
    likeness = np.where(only < 0, 1.0, 0.0)
    covered = likeness.copy()
    lengths = np.fromiter(map(len, texts), dtype=np.float64, count=len(texts))
    apart = (only[pairs.first] != only[pairs.second]) | (only[pairs.first] < 0)
    first, second, similarity = pairs.first[apart], pairs.second[apart], pairs.similarity[apart]
    common = similarity * (lengths[first] + lengths[second]) / 2
    for ends in (first, second):
        np.maximum.at(likeness, ends, similarity)
        np.maximum.at(covered, ends, np.minimum(1.0, common / lengths[ends]))
    return likeness, covered


def _clusters(centres: Integers, of_text: Integers, cases: Integers) -> list[Cluster]:
    """Return the clusters of measures that stand in two notices or more, in the order of their first measures."""
    members: dict[int, list[int]] = {}
    for place in np.flatnonzero(of_text >= 0).tolist():
        members.setdefault(int(centres[of_text[place]]), []).append(place)
    return [
        Cluster(next(place for place in places if of_text[place] == centre), places)
        for centre, places in members.items()
        if len(places) > 1 and (cases[places] != cases[places[0]]).any()
    ]
