"""Texts that meet in what is rare: pairs that share shingles which few texts have."""

from __future__ import annotations

from typing import Final

import numpy as np

from textmine.compare.shingles import Integers, Shingles

# A shingle that more texts have is left to the signatures.
_FEW: Final = 8
# One rare shingle may be two common words that met by chance.
_LEAST: Final = 2


def companions(sets: Shingles) -> tuple[Integers, Integers]:
    """Return the pairs of texts that share two rare shingles, each once, the smaller number first.

    This is exact where signatures are a matter of chance: what is left of a text after every fifth character was
    replaced is too little for them, but it is rare. (The prefix filter of set joins, Chaudhuri et al. 2006, has the
    same ground.)
    """
    texts = len(sets.starts) - 1
    rare = sets.only((sets.counts > 1) & (sets.counts <= _FEW))
    owners = np.repeat(np.arange(texts), rare.sizes)
    order = np.argsort(rare.ids, kind="stable")
    ids, owners = rare.ids[order], owners[order]
    met = [np.zeros(0, np.int64)]
    for step in range(1, _FEW):
        at = np.flatnonzero(ids[:-step] == ids[step:]) if step < len(ids) else order[:0]
        met.append(owners[at] * texts + owners[at + step])
    pairs, times = np.unique(np.concatenate(met), return_counts=True)
    pairs = pairs[times >= _LEAST]
    return pairs // max(texts, 1), pairs % max(texts, 1)
