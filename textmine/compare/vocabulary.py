"""The words of measures or issues, counted notice by notice, without names, figures and formulae."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from textmine.compare.groups import body_of, region_of
from textmine.compare.resampling import Floats
from textmine.compare.sample import Case, Mention, Sample
from textmine.words import segment

Texts = Literal["measures", "issues"]
Reason = Literal["formula", "name", "frame", "short"]

# Words that stand in so large a part of notices are what the form asks for, not what a notice has to say.
EVERYWHERE: Final = 0.95
# Of fewer notices nobody can say what stands in nearly all.
FEWEST_NOTICES: Final = 20
_REASONS: Final[tuple[Reason, ...]] = ("formula", "name", "frame", "short")
_WORD: Final = re.compile("[A-Za-z㐀-鿿]")
_MARKER: Final = re.compile("第?[一二三四五六七八九十]{1,3}[是、]?")
_NAMED: Final = frozenset({"PERSON", "PLACE", "PHONE", "EMAIL", "POSTCODE", "ADDRESS"})
_FIGURED: Final = frozenset({"DATE", "MONEY", "PERCENT", "QUANTITY", "DURATION"})


class Vocabulary(NamedTuple):
    """Words in the order of their code points, and how often each stands in each notice: a sparse matrix."""

    words: list[str]
    table: Any  # scipy.sparse.csr_matrix, notices × words

    def units(self) -> Floats:
        """Return the number of words of each notice."""
        return np.asarray(self.table.sum(axis=1), dtype=float).ravel()


class LeftOut(NamedTuple):
    """A word that was left out, why, how often, and in how many notices."""

    word: str
    why: Reason
    times: int
    notices: int


def read_vocabulary(
    sample: Sample, *, texts: Texts = "measures", everywhere: float = EVERYWHERE
) -> tuple[Vocabulary, list[LeftOut]]:
    """Return the words of all measures (or issues), and what was left out.

    Left out are words that stand in the share `everywhere` of notices or more (`formula`), the names of the agency, its
    place and of persons and places (`name`), words of one character, which are mostly grammar (`short`), and all that
    stands in no issue or measure: title, opening, organisation of the work, next steps, tail (`frame`). Figures, dates
    and punctuation are no words.
    """
    kept: Counter[tuple[str, int]] = Counter()
    left: dict[Reason, Counter[tuple[str, int]]] = {reason: Counter() for reason in _REASONS}
    for case, text, names in _texts(sample, texts):
        left["name"].update((name, case) for name in names)
        for word in _words(text):
            (kept if len(word) > 1 else left["short"])[word, case] += 1
    for passage in sample.passages:
        left["frame"].update((word, passage.case) for word in _words(passage.text) if len(word) > 1)
    spread, notices = Counter(word for word, _ in kept), len({case for _, case in kept})
    formulae = {word for word, there in spread.items() if notices >= FEWEST_NOTICES and there >= everywhere * notices}
    left["formula"] = Counter({at: count for at, count in kept.items() if at[0] in formulae})
    words = sorted(spread.keys() - formulae)
    return Vocabulary(words, _matrix(kept, words, len(sample.cases))), list(_left_out(left))


def _left_out(left: dict[Reason, Counter[tuple[str, int]]]) -> Iterator[LeftOut]:
    """Yield what was left out, by reason, the most frequent first."""
    for reason in _REASONS:
        total: Counter[str] = Counter()
        for (word, _), count in left[reason].items():
            total[word] += count
        spread = Counter(word for word, _ in left[reason])
        for word, count in sorted(total.items(), key=lambda pair: (-pair[1], pair[0])):
            yield LeftOut(word, reason, count, spread[word])


def _matrix(counts: Counter[tuple[str, int]], words: list[str], notices: int) -> Any:
    from scipy import sparse

    number = {word: at for at, word in enumerate(words)}
    cells = [(case, number[word], count) for (word, case), count in counts.items() if word in number]
    rows, columns, values = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    return sparse.csr_matrix((values.astype(float), (rows, columns)), shape=(notices, len(words)))


def _words(text: str) -> Iterator[str]:
    return (word for word in segment(text) if _WORD.search(word) and not _MARKER.fullmatch(word))


def _texts(sample: Sample, texts: Texts) -> Iterator[tuple[int, str, list[str]]]:
    """Yield each text with the notice that it is of, without names and figures, and those names."""
    mentions: defaultdict[tuple[int, str | None], list[Mention]] = defaultdict(list)
    for mention in sample.mentions:
        mentions[mention.case, mention.node].append(mention)
    places = [_place(case) for case in sample.cases]
    for row in sample.measures if texts == "measures" else sample.issues:
        text, names = _without(row.text, mentions[row.case, row.node], sample.cases[row.case])
        if (place := places[row.case]) and place in text:
            names += [place] * text.count(place)
            text = text.replace(place, "\n")
        yield row.case, text, names


def _place(case: Case) -> str | None:
    return region_of(case.agency) if case.agency else None


def _without(text: str, mentions: list[Mention], case: Case) -> tuple[str, list[str]]:
    """Return a text without the names and figures that are mentioned in it, in the order of the mentions, and the names."""
    own = body_of(case.agency) if case.agency else None
    at, parts, names = 0, [], []
    for mention in mentions:
        of_itself = mention.label == "ORG" and (mention.mention == "self" or body_of(mention.value or "") == own)
        if not of_itself and mention.label not in _NAMED | _FIGURED:
            continue
        start = text.find(mention.text, at)
        if start < 0:
            continue
        parts.append(text[at:start])
        at = start + len(mention.text)
        if mention.label not in _FIGURED:
            names.append(mention.text)
    return "\n".join([*parts, text[at:]]), names
