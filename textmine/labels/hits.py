"""Words of the cue lexicon in texts: where they stand, found by their hashes in one pass a length.

The texts are laid end to end as an array of characters, and a polynomial hash of every n-gram is computed for the whole
array at once. No step depends on what the text says, so the time is linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from textmine.chinese import fold
from textmine.labels.cues import LONGEST, Cues, load_cues

Array = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_PRIME: Final = np.uint64(1_000_003)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_SIEVE_BITS: Final = 16


def mix(hashes: Hashes, bits: int) -> Array:
    """Return the leading bits of hashes, mixed: numbers below 2 ** bits."""
    return ((hashes * _MIX) >> np.uint64(64 - bits)).astype(np.int64)


@dataclass(frozen=True)
class Table:
    """The lexicon as arrays: hashes in ascending order, with the classes of each word (-1 for none)."""

    cues: Cues
    keys: Hashes
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


@cache
def table() -> Table:
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
    sieve[mix(hashes, _SIEVE_BITS)] = True
    return Table(cues, hashes[order], order.astype(np.int64), sieve, classes, lengths, single, pair)


@dataclass(frozen=True)
class Hits:
    """The words of the lexicon that were found: where, which, of what class, in which text and clause."""

    place: Array
    word: Array
    class_: Array
    text: Array
    clause: Array
    length: Array


_ZERO: Final = ord("0")
_END: Final = ord("\n")
# By a character's number: whether it ends a clause. All that do lie below 。 and its neighbours.
_BREAKING: Final = np.isin(np.arange(0x3004), [ord(char) for char in ",;。:\n!?|"])


@dataclass(frozen=True)
class Letters:
    """Texts laid end to end, a line end behind each: characters, their text and clause, and what they are part of.

    A clause ends with its mark; `inner` is false of the marks themselves, `titled` true inside 《》.
    """

    code: NDArray[np.uint32]
    text: Array
    clause: Array
    inner: NDArray[np.bool_]
    titled: NDArray[np.bool_]


def lay(texts: list[str]) -> Letters:
    """Return texts as one array of folded characters, every digit as 0, every mark that ends a clause as a line end."""
    joined = fold("\n".join(texts) + "\n")
    code = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    code[(code >= _ZERO) & (code <= _ZERO + 9)] = _ZERO
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    text = np.repeat(np.arange(len(texts)), lengths)
    breaks = _BREAKING[np.minimum(code, len(_BREAKING) - 1)]
    # 13,426.35 is no two clauses.
    breaks[1:-1] &= ~((code[1:-1] == ord(",")) & (code[:-2] == _ZERO) & (code[2:] == _ZERO))
    code[breaks] = _END
    clause: Array = np.cumsum(breaks) - breaks
    depth = np.cumsum(code == ord("《")) - np.cumsum(code == ord("》"))
    # A bracket that is never closed must not swallow the texts behind it: titles are counted text by text.
    before = np.concatenate(([0], depth[np.cumsum(lengths)[:-1] - 1]))
    return Letters(code, text, clause, ~breaks, depth > before[text])


def hash_grams(code: NDArray[np.uint32]) -> list[Hashes]:
    """Return the hashes of the n-grams at every place, for each length up to the longest word's."""
    wide = code.astype(np.uint64)
    out = [wide]
    for length in range(2, LONGEST + 1):
        if len(code) < length:
            out.append(wide[:0])
        else:
            out.append(out[-1][: len(code) - length + 1] * _PRIME + wide[length - 1 :])
    return out


def find(letters: Letters, hashes: list[Hashes]) -> Hits:
    """Return the words of the lexicon in the texts; one that lies inside a longer one is not found."""
    known = table()
    reach = np.zeros(len(letters.code) + 1, dtype=np.int64)
    places, words, lengths = [], [], []
    for length in known.lengths:
        grams = hashes[length - 1]
        if not len(grams):
            continue
        place = np.flatnonzero(known.sieve[mix(grams, _SIEVE_BITS)])
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
    hits = find(letters, hash_grams(letters.code))
    return sorted({(int(at), int(at + length)) for at, length in zip(hits.place, hits.length, strict=True)})
