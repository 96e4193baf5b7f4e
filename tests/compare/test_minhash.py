"""Shingles and signatures against sets of Python's own and against datasketch."""

from itertools import combinations

import numpy as np
import pytest
from datasketch import MinHash, MinHashLSH

from textmine.compare.companions import companions
from textmine.compare.masking import masked_texts
from textmine.compare.minhash import agreement, candidates, signatures
from textmine.compare.planted import plant
from textmine.compare.shingles import jaccard, shared, shingles_of

TEXTS = sorted({text for text in masked_texts(plant(400, share=0.5).sample) if len(text) > 20})
SETS = [{text[at : at + 5] for at in range(len(text) - 4)} for text in TEXTS]
PAIRS = list(combinations(range(len(TEXTS)), 2))
FIRST, SECOND = np.array(PAIRS).T
EXACT = np.array([len(SETS[a] & SETS[b]) / len(SETS[a] | SETS[b]) for a, b in PAIRS])
PERMUTATIONS = 512


@pytest.fixture(scope="module")
def sketched() -> list[MinHash]:
    """Return datasketch's signatures of the same sets."""
    sets = [[shingle.encode() for shingle in shingles] for shingles in SETS]
    return list(MinHash.generator(sets, num_perm=PERMUTATIONS))


def test_shingles_are_the_sets_of_python() -> None:
    sets = shingles_of(TEXTS)
    assert sets.sizes.tolist() == [len(own) for own in SETS]
    assert sorted(sets.counts) == sorted(sum(shingle in own for own in SETS) for shingle in set().union(*SETS))
    assert shared(sets, FIRST, SECOND).tolist() == [len(SETS[a] & SETS[b]) for a, b in PAIRS]


def test_jaccard_is_exact() -> None:
    assert jaccard(shingles_of(TEXTS), FIRST, SECOND) == pytest.approx(EXACT, abs=1e-12)


def test_estimates_are_as_good_as_those_of_datasketch(sketched: list[MinHash]) -> None:
    signed = signatures(shingles_of(TEXTS), size=PERMUTATIONS)
    like = np.flatnonzero(EXACT > 0.05)
    ours = agreement(signed, FIRST[like], SECOND[like]) - EXACT[like]
    theirs = np.array([sketched[a].jaccard(sketched[b]) for a, b in np.array(PAIRS)[like]]) - EXACT[like]
    # The standard error of an estimate is √(J(1−J)/permutations), at most 0.022.
    assert np.abs(ours).max() < 4.5 * 0.022
    assert np.sqrt((ours**2).mean()) < 1.2 * np.sqrt((theirs**2).mean())


def test_estimates_lean_neither_way() -> None:
    # Pairs that share a formula err together, so that one seed says little.
    sets, like = shingles_of(TEXTS), np.flatnonzero(EXACT > 0.05)
    means = [
        (agreement(signatures(sets, seed=seed), FIRST[like], SECOND[like]) - EXACT[like]).mean() for seed in range(40)
    ]
    assert abs(np.mean(means)) < 4 * np.std(means) / np.sqrt(len(means))
    assert abs(np.mean(means)) < 0.01


def test_weights_are_those_of_the_weighted_index() -> None:
    sets = shingles_of(["甲乙丙丁戊己庚", "甲乙丙丁戊己辛"])
    weights = np.where(sets.counts > 1, 4.0, 1.0)
    signed = signatures(sets, weights=weights, size=20_000)
    assert agreement(signed, np.array([0]), np.array([1]))[0] == pytest.approx(8 / 10, abs=0.012)


def test_candidates_hold_what_datasketch_finds(sketched: list[MinHash]) -> None:
    index = MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
    for at, sketch in enumerate(sketched):
        index.insert(at, sketch)
    theirs = {(a, b) for a, sketch in enumerate(sketched) for b in index.query(sketch) if a < b}
    like = {pair for pair, index_of in zip(PAIRS, EXACT, strict=True) if index_of >= 0.5}
    ours = set(zip(*(part.tolist() for part in candidates(signatures(shingles_of(TEXTS)))), strict=True))
    assert len(theirs & like) > 50
    assert theirs & like <= ours


def test_companions_share_two_rare_shingles() -> None:
    texts = ["甲乙丙丁戊己", "甲乙丙丁戊己庚", "甲乙丙丁戊", "子丑寅卯辰"]
    pairs = companions(shingles_of(texts))
    assert [part.tolist() for part in pairs] == [[0], [1]]


@pytest.mark.parametrize("texts", [[], [""], ["", "短", "短"]])
def test_nothing_is_like_nothing(texts: list[str]) -> None:
    sets = shingles_of(texts)
    assert [len(part) for part in (*candidates(signatures(sets)), *companions(sets))] == [0, 0, 0, 0]
