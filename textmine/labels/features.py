"""Texts as features, all of a notice at once: words of the cue lexicon, their classes, pairs of classes, n-grams.

The texts are laid end to end as an array of characters. A polynomial hash of every n-gram is computed for the whole
array in one step a length; words are found by their hash, and n-grams fall into buckets by it. No step depends on what
the text says, so the time is linear in its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from textmine.chinese import fold
from textmine.labels.cues import LONGEST, Cues, load_cues

Array = NDArray[np.int64]
_Hashes = NDArray[np.uint64]

_PRIME: Final = np.uint64(1_000_003)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_BUCKET_BITS: Final = 14
_SIEVE_BITS: Final = 16
_NGRAMS: Final = (1, 2, 3)
# Two classes make a pair when no more than this many hits of the lexicon stand between them in a clause.
_REACH: Final = 3
# What the blocks count for against each other; chosen within grouped cross-validation.
_WORD, _CLASS, _FIRST, _PAIR, _NGRAM = 0.5, 0.7, 0.5, 0.6, 2.5
_CUE: Final = 1.0


@dataclass(frozen=True)
class Rows:
    """Features of several texts, as parallel arrays in the order of texts and features: which text, which feature, its value."""

    text: Array
    feature: Array
    value: NDArray[np.float32]

    def shifted(self, by: Array) -> Rows:
        """Return the rows with the features of each text moved by so many: to a block of weights of its own."""
        return Rows(self.text, self.feature + by[self.text], self.value)


@dataclass(frozen=True)
class _Table:
    """The lexicon as arrays: hashes in ascending order, with the classes of each word (-1 for none)."""

    cues: Cues
    keys: _Hashes
    order: Array
    sieve: NDArray[np.bool_]  # by the leading bits of a hash, mixed: whether a word may have it
    classes: Array
    lengths: tuple[int, ...]
    single: Array  # classes × labels: 1 where the class alone speaks for the label
    pair: Array  # (classes × classes) × labels


def _hash(word: str) -> int:
    value = 0
    for char in word:
        value = (value * int(_PRIME) + ord(char)) & 0xFFFFFFFFFFFFFFFF
    return value


def _sifted(hashes: _Hashes) -> _Hashes:
    """Return the place of each hash in the sieve."""
    return (hashes * _MIX) >> np.uint64(64 - _SIEVE_BITS)


@cache
def table() -> _Table:
    """Return the cue lexicon as arrays."""
    cues = load_cues()
    words = list(cues.words)
    hashes = np.array([_hash(word) for word in words], dtype=np.uint64)
    order = np.argsort(hashes)
    most = max(map(len, cues.words.values()))
    classes = np.full((len(words), most), -1, dtype=np.int64)
    for at, numbers in enumerate(cues.words.values()):
        classes[at, : len(numbers)] = numbers
    n = len(cues.classes)
    single = np.zeros((n, len(cues.labels)), dtype=np.int64)
    pair = np.zeros((n * n, len(cues.labels)), dtype=np.int64)
    for at, patterns in enumerate(cues.labels.values()):
        for first, second in patterns:
            if second < 0:
                single[first, at] = 1
            else:
                pair[first * n + second, at] = 1
    lengths = tuple(sorted({len(word) for word in words}, reverse=True))
    sieve = np.zeros(1 << _SIEVE_BITS, dtype=np.bool_)
    sieve[_sifted(hashes)] = True
    return _Table(cues, hashes[order], order.astype(np.int64), sieve, classes, lengths, single, pair)


@cache
def blocks() -> dict[str, tuple[int, int]]:
    """Return where each kind of feature begins and ends in a row of weights."""
    known = table()
    words, classes, labels = len(known.cues.words), len(known.cues.classes), len(known.cues.labels)
    sizes = {
        "word": words, "class": classes, "first": classes, "pair": classes * classes,
        "cue": labels, "cue again": labels, "cue first": labels, "ngram": 1 << _BUCKET_BITS,
    }  # fmt: skip
    out, at = {}, 0
    for name, size in sizes.items():
        out[name] = (at, at + size)
        at += size
    return out


@cache
def layout() -> str:
    """Return a hash of what the features mean: the lexicon, and the blocks with their weights against each other."""
    cues = load_cues()
    scales = (_WORD, _CLASS, _FIRST, _PAIR, _CUE, _NGRAM, _REACH, _NGRAMS)
    meant = repr((list(cues.classes), list(cues.words.items()), list(cues.labels.items()), blocks(), scales))
    return sha256(meant.encode()).hexdigest()[:16]


def width() -> int:
    """Return how many features there are."""
    return blocks()["ngram"][1]


@dataclass(frozen=True)
class Hits:
    """The words of the lexicon that were found: where, which, of what class, in which text and clause."""

    place: Array
    word: Array
    class_: Array
    text: Array
    clause: Array
    length: Array


_BREAKS: Final = np.array([ord(c) for c in ",;。:\n!?|"], dtype=np.uint32)


@dataclass(frozen=True)
class Letters:
    """Texts laid end to end, a line end behind each: characters, their text and clause, and whether in a title."""

    code: NDArray[np.uint32]
    text: Array
    clause: Array
    titled: NDArray[np.bool_]


def lay(texts: list[str]) -> Letters:
    """Return texts as one array of folded characters, every digit as 0."""
    joined = "\n".join(fold(text).replace("\n", " ") for text in texts) + "\n"
    code = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    code[(code >= 48) & (code <= 57)] = 48
    ends = code == 10
    text: Array = np.cumsum(ends) - ends
    breaks = np.isin(code, _BREAKS)
    clause: Array = np.cumsum(breaks) - breaks
    opened = np.cumsum(code == ord("《"))
    closed = np.cumsum(code == ord("》"))
    # A bracket that is never closed must not swallow the texts behind it: titles are counted text by text.
    starts = np.concatenate(([0], np.flatnonzero(ends)[:-1] + 1)) if len(texts) > 1 else np.array([0])
    base = (opened - closed)[np.maximum(starts - 1, 0)]
    base[0] = 0
    titled = (opened - closed - base[text]) > 0
    return Letters(code, text, clause, titled)


def _hashes(code: NDArray[np.uint32]) -> list[_Hashes]:
    """Return the hashes of the n-grams at every place, for each length up to the longest word's."""
    wide = code.astype(np.uint64)
    out = [wide]
    for length in range(2, LONGEST + 1):
        if len(code) < length:
            out.append(wide[:0])
        else:
            out.append(out[-1][: len(code) - length + 1] * _PRIME + wide[length - 1 :])
    return out


def find(letters: Letters, hashes: list[_Hashes]) -> Hits:
    """Return the words of the lexicon in the texts; one that lies inside a longer one is not found."""
    known = table()
    reach = np.zeros(len(letters.code) + 1, dtype=np.int64)
    places, words, lengths = [], [], []
    for length in known.lengths:
        grams = hashes[length - 1]
        if not len(grams):
            continue
        place = np.flatnonzero(known.sieve[_sifted(grams)])
        at = np.searchsorted(known.keys, grams[place])
        at[at == len(known.keys)] = 0
        real = known.keys[at] == grams[place]
        place, at = place[real], at[real]
        # Inside a title only what ends it counts.
        free = ~letters.titled[place] | ~letters.titled[place + length - 1]
        free &= reach[place] < place + length
        place, word = place[free], known.order[at[free]]
        places.append(place)
        words.append(word)
        lengths.append(np.full(len(place), length, dtype=np.int64))
        fresh = np.zeros_like(reach)
        fresh[place] = place + length
        reach = np.maximum(reach, np.maximum.accumulate(fresh))
    place, word, length_ = (np.concatenate(rows) for rows in (places, words, lengths))
    order = np.argsort(place, kind="stable")
    place, word, length_ = place[order], word[order], length_[order]
    classes = known.classes[word]
    row, column = np.nonzero(classes >= 0)
    place, word, length_ = place[row], word[row], length_[row]
    return Hits(place, word, classes[row, column], letters.text[place], letters.clause[place], length_)


def words_of(text: str) -> list[tuple[int, int]]:
    """Return where words of the lexicon stand in a text, in their order."""
    letters = lay([text])
    hits = find(letters, _hashes(letters.code))
    return sorted({(int(at), int(at + length)) for at, length in zip(hits.place, hits.length, strict=True)})


def extract(texts: list[str]) -> Rows:
    """Return the features of each text, each feature once a text.

    >>> rows = extract(["修订《差旅费办法》。", "诫勉2人。"])
    >>> sorted(set(rows.text.tolist()))
    [0, 1]
    """
    letters = lay(texts)
    hashes = _hashes(letters.code)
    hits = find(letters, hashes)
    first_clause = np.zeros(len(texts), dtype=np.int64)
    seen, at = np.unique(hits.text, return_index=True)
    first_clause[seen] = hits.clause[at]
    first = hits.clause == first_clause[hits.text]
    pair_text, pair, pair_place = _pairs(hits)
    parts = [
        ("word", hits.text, hits.word),
        ("class", hits.text, hits.class_),
        ("first", hits.text[first], hits.class_[first]),
        ("pair", pair_text, pair),
        *_cues(hits, first, pair_text, pair, pair_place),
        *_ngrams(letters, hashes),
    ]
    places, size = blocks(), width()
    code = np.sort(np.concatenate([text * size + (feature + places[name][0]) for name, text, feature in parts]))
    # Each once; np.unique would hash them, which takes ten times as long.
    code = code[np.flatnonzero(np.diff(code, prepend=-1))]
    text, feature = np.divmod(code, size)
    value = _scales()[feature]
    # A long text has more n-grams, not a louder voice.
    ngram = np.flatnonzero(feature >= places["ngram"][0])
    count = np.bincount(text[ngram], minlength=len(texts))
    value[ngram] /= np.sqrt(count[text[ngram]])
    return Rows(text, feature, value)


@cache
def _scales() -> NDArray[np.float32]:
    """Return what each feature counts for, n-grams before they are divided by the length of their text."""
    scales = {"word": _WORD, "class": _CLASS, "first": _FIRST, "pair": _PAIR, "ngram": _NGRAM}
    return np.concatenate(
        [np.full(end - start, scales.get(name, _CUE), dtype=np.float32) for name, (start, end) in blocks().items()]
    )


def _pairs(hits: Hits) -> tuple[Array, Array, Array]:
    """Return the pairs of classes that follow one another in a clause: text, pair, index of the first hit."""
    n = len(table().cues.classes)
    texts, pairs, firsts = [], [], []
    for lag in range(1, _REACH + 1):
        same = np.flatnonzero((hits.clause[lag:] == hits.clause[:-lag]) & (hits.place[lag:] > hits.place[:-lag]))
        texts.append(hits.text[same])
        pairs.append(hits.class_[same] * n + hits.class_[same + lag])
        firsts.append(same)
    return np.concatenate(texts), np.concatenate(pairs), np.concatenate(firsts)


def _cues(
    hits: Hits, first: NDArray[np.bool_], pair_text: Array, pair: Array, pair_place: Array
) -> list[tuple[str, Array, Array]]:
    """Return which labels the patterns of the lexicon speak for: at all, more than once, in the first clause."""
    known = table()
    one, label_one = np.nonzero(known.single[hits.class_])
    two, label_two = np.nonzero(known.pair[pair])
    text = np.concatenate((hits.text[one], pair_text[two]))
    label = np.concatenate((label_one, label_two))
    early = np.concatenate((first[one], first[pair_place[two]]))
    size = len(known.cues.labels)
    code, count = np.unique(text * size + label, return_counts=True)
    again = code[count > 1]
    return [
        ("cue", text, label),
        ("cue again", again // size, again % size),
        ("cue first", text[early], label[early]),
    ]


def _ngrams(letters: Letters, hashes: list[_Hashes]) -> Iterator[tuple[str, Array, Array]]:
    """Yield the buckets of the n-grams outside titles, with their texts, for each length."""
    for length in _NGRAMS:
        grams = hashes[length - 1]
        same = letters.text[: len(grams)] == letters.text[length - 1 :]
        keep = np.flatnonzero(same & ~letters.titled[: len(grams)] & (letters.code[: len(grams)] != 10))
        mixed = (grams[keep] + np.uint64(length)) * _MIX
        yield "ngram", letters.text[keep], (mixed >> np.uint64(64 - _BUCKET_BITS)).astype(np.int64)
