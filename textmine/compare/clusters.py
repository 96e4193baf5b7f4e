"""Clusters of texts that are alike: stars, each of a centre and what is like it, so that no chain joins unlike texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from textmine.compare.likeness import Pairs, aligned
from textmine.compare.shingles import Integers

# What is like a member only stays with the cluster where it has at least half in common with the centre: a copy of a
# copy, each with a fifth replaced, has about 0.64.
KEPT: Final = 0.5


def stars(texts: Sequence[str], pairs: Pairs) -> Integers:
    """Return the cluster of each text, as the place of its centre; one that is in no pair is its own centre.

    Star clustering (Aslam, Pelekhov and Rus 2004): the text with the most likenesses is a centre and takes all that are
    like it, then the next that is not taken. In addition it takes what is like those and half like itself. In a connected
    component, which a chain of small changes may span, the ends need have nothing in common; here each has with one text.

    >>> pairs = Pairs(np.array([0, 1]), np.array([1, 2]), np.array([0.8, 0.8]))
    >>> stars(["甲乙丙丁戊", "甲乙丙丁己", "庚乙丙丁己"], pairs).tolist()
    [1, 1, 1]
    """
    ends = np.concatenate([pairs.first, pairs.second])
    others = np.concatenate([pairs.second, pairs.first])[np.argsort(ends, kind="stable")]
    degrees = np.bincount(ends, minlength=len(texts))
    starts = np.concatenate(([0], np.cumsum(degrees)))
    centres = np.full(len(texts), -1, dtype=np.int64)
    for centre in np.argsort(-degrees, kind="stable").tolist():
        if centres[centre] >= 0:
            continue
        centres[centre] = centre
        near = _free(others[starts[centre] : starts[centre + 1]], centres)
        centres[near] = centre
        if len(near):
            beyond = _free(np.concatenate([others[starts[at] : starts[at + 1]] for at in near.tolist()]), centres)
            likeness = aligned(texts, np.full(len(beyond), centre), beyond, least=KEPT)
            centres[beyond[likeness >= KEPT]] = centre
    return centres


def _free(texts: Integers, centres: Integers) -> Integers:
    """Return those that no centre has taken, each once."""
    return np.unique(texts[centres[texts] < 0])
