"""Formulae: runs of characters that so many texts have that two texts with them need not be alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from textmine.compare.shingles import LENGTH, runs_of, shingles_of

# A run is a formula where one text of two hundred has it, but at least so many.
_SHARE: Final = 0.005
_LEAST: Final = 20


def without_formulae(texts: Sequence[str]) -> list[str]:
    """Return what is left of each text without the runs of five characters that are formulae among these texts.

    >>> texts = [f"{own}举一反三建立长效机制" for own in map(chr, range(0x4E00, 0x4E00 + 30))]
    >>> without_formulae([*texts, "修订审批制度"])[-2:]
    ['丝', '修订审批制度']
    """
    often = shingles_of(texts).counts > max(_LEAST, _SHARE * len(texts))
    runs = runs_of(texts)
    whole = "".join(texts)
    formula = np.zeros(len(whole), np.bool_)
    for place in range(LENGTH):
        formula[runs.places[often[runs.ids]] + place] = True
    left = np.flatnonzero(~formula)
    kept = "".join(map(whole.__getitem__, left.tolist()))
    bounds = np.searchsorted(left, np.cumsum([0, *map(len, texts)])).tolist()
    return [kept[start:end] for start, end in pairwise(bounds)]
