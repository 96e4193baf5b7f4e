"""Clauses as features: words of the cue lexicon, their classes, pairs of classes, what speaks for a label, n-grams.

A measure says several things one after another, and each of its clauses is to have one voice: a clause's features are
scaled to length 1, so that a long account of one act does not drown a short one of another (`pooling`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from textmine.labels.cues import load_cues
from textmine.labels.hits import Array, Hashes, Hits, Letters, find, hash_grams, lay, mix, table
from textmine.labels.pooling import Clauses, begins

_BUCKET_BITS: Final = 14
_NGRAMS: Final = (1, 2, 3)
# Two classes make a pair when no more than this many hits of the lexicon stand between them in a clause.
_REACH: Final = 3
# What the blocks count for against each other; chosen within grouped cross-validation.
_WORD, _CLASS, _PAIR, _CUE, _NGRAM = 0.5, 0.7, 0.6, 1.0, 2.5
# A clause of one character or two (其中, 1.) says nothing.
_SHORTEST: Final = 3


@cache
def blocks() -> dict[str, tuple[int, int]]:
    """Return where each kind of feature begins and ends in a row of weights."""
    known = table()
    words, classes, labels = len(known.cues.words), len(known.cues.classes), len(known.cues.labels)
    sizes = {"word": words, "class": classes, "pair": classes * classes, "cue": labels, "ngram": 1 << _BUCKET_BITS}
    out, at = {}, 0
    for name, size in sizes.items():
        out[name] = (at, at + size)
        at += size
    return out


@cache
def layout() -> str:
    """Return a hash of what the features mean: the lexicon, and the blocks with their weights against each other."""
    cues = load_cues()
    scales = (_WORD, _CLASS, _PAIR, _CUE, _NGRAM, _REACH, _NGRAMS, _SHORTEST)
    meant = repr((list(cues.classes), list(cues.words.items()), list(cues.labels.items()), blocks(), scales))
    return sha256(meant.encode()).hexdigest()[:16]


def width() -> int:
    """Return how many features there are."""
    return blocks()["ngram"][1]


@cache
def _scales() -> NDArray[np.float32]:
    """Return what each feature counts for, n-grams before they are divided by the length of their clause."""
    scales = {"word": _WORD, "class": _CLASS, "pair": _PAIR, "cue": _CUE, "ngram": _NGRAM}
    return np.concatenate(
        [np.full(end - start, scales[name], dtype=np.float32) for name, (start, end) in blocks().items()]
    )


def extract(texts: list[str]) -> Clauses:
    """Return the clauses of texts with their features, each feature once a clause, a clause's values of length 1.

    >>> clauses = extract(["修订《差旅费办法》，诫勉2人。", "好。"])
    >>> clauses.text.tolist()
    [0, 0]
    """
    letters = lay(texts)
    hashes = hash_grams(letters.code)
    hits = find(letters, hashes)
    pair_clause, pair = _pairs(hits)
    parts = [
        ("word", hits.clause, hits.word),
        ("class", hits.clause, hits.class_),
        ("pair", pair_clause, pair),
        *_cues(hits, pair_clause, pair),
        *_ngrams(letters, hashes),
    ]
    places, size = blocks(), width()
    code = np.sort(np.concatenate([clause * size + (feature + places[name][0]) for name, clause, feature in parts]))
    # Each once; np.unique would hash them, which takes ten times as long.
    code = code[begins(code)]
    clause, feature = np.divmod(code, size)
    count = int(letters.clause[-1]) + 1
    long = np.bincount(letters.clause[letters.inner], minlength=count) >= _SHORTEST
    keep = long[clause]
    clause, feature = clause[keep], feature[keep]
    value = _scales()[feature]
    # A long clause has more n-grams, not a louder voice.
    ngram = feature >= places["ngram"][0]
    grams = np.bincount(clause[ngram], minlength=count)
    value[ngram] /= np.sqrt(grams[clause[ngram]])
    value /= np.sqrt(np.bincount(clause, value * value, minlength=count))[clause]
    start = begins(clause)
    first = begins(letters.clause)
    text = letters.text[first[clause[start]]]
    return Clauses(len(texts), text, np.append(start, len(clause)), feature, value.astype(np.float32))


def _pairs(hits: Hits) -> tuple[Array, Array]:
    """Return the pairs of classes that follow one another in a clause: clause, pair."""
    n = len(table().cues.classes)
    clauses, pairs = [], []
    for lag in range(1, _REACH + 1):
        same = np.flatnonzero((hits.clause[lag:] == hits.clause[:-lag]) & (hits.place[lag:] > hits.place[:-lag]))
        clauses.append(hits.clause[same])
        pairs.append(hits.class_[same] * n + hits.class_[same + lag])
    return np.concatenate(clauses), np.concatenate(pairs)


def _cues(hits: Hits, pair_clause: Array, pair: Array) -> Iterator[tuple[str, Array, Array]]:
    """Yield which labels the patterns of the lexicon speak for, by one class and by two."""
    known = table()
    one, label = np.nonzero(known.single[hits.class_])
    yield "cue", hits.clause[one], label
    two, label = np.nonzero(known.pair[pair])
    yield "cue", pair_clause[two], label


def _ngrams(letters: Letters, hashes: list[Hashes]) -> Iterator[tuple[str, Array, Array]]:
    """Yield the buckets of the n-grams outside titles, with their clauses, for each length.

    The mark that ends the clause is part of its last ones: how a clause ends tells more than what it holds.
    """
    free = letters.inner & ~letters.titled
    for length in _NGRAMS:
        grams = hashes[length - 1]
        whole = letters.clause[: len(grams)] == letters.clause[length - 1 :]
        keep = np.flatnonzero(whole & free[: len(grams)])
        yield "ngram", letters.clause[keep], mix(grams[keep] + np.uint64(length), _BUCKET_BITS)
