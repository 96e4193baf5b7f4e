"""What is compared of a measure: its words, without what differs between two notices that say the same.

Width, white space, punctuation and numbering go; every number becomes one `0`, dates and amounts with it; the names of
the agency itself become 某, so that a text still matches where another agency has put its own name into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from textmine.chinese import NUMERAL, fold
from textmine.compare.groups import region_of
from textmine.compare.sample import Sample
from textmine.entities.keys import PARTY, key_of, shorter_keys, without_party

BODY: Final = "某"
NUMBER: Final = "0"
# Shorter names of the agency than this are words like any other: 本局, 我委.
_SHORTEST_NAME: Final = 3
# No agency goes by more names; a text made to slow the masking might.
_MOST_NAMES: Final = 50
# The body and its Party organisation are one: 县水务局, 县水务局党组.
_OWN: Final = re.compile(f"{BODY}(?:{'|'.join(PARTY)})")
_NUMBERS: Final = re.compile(rf"\d+(?:[.,]\d+)*|{NUMERAL}{{1,9}}(?=[次个名人项场轮起份条件年月日期届])")
_DATES: Final = re.compile(r"(?:0(?:年度?|月份?|[日号])(?:[至到~-](?=0))?)+")
_MARKERS: Final = re.compile(
    rf"\((?:0|{NUMERAL}{{1,3}})\)|[①-⑳]"
    rf"|(?:^|(?<=[\s。;,:]))(?:(?:0|{NUMERAL}{{1,3}})[.、)]|第?{NUMERAL}{{1,3}}(?:是(?!否)|[,、]))"
)
_BLANKS: Final = re.compile(r"[\W_]+")


def masked_texts(sample: Sample) -> list[str]:
    """Return for each measure the characters that are compared; notices of two agencies may give the same.

    >>> from textmine.compare.sample import Case, Measure
    >>> cases = [Case("", None, agency, *[None] * 7, "", "", 0) for agency in ("中共青澜县水务局党组", "云岫县教育局")]
    >>> texts = ["（1）青澜县水务局2021年3月起约谈 2人。", "一是云岫县教育局2022年起，约谈12人"]
    >>> masked_texts(Sample(cases, [], [Measure(at, "1", None, (), None, None, texts[at]) for at in (0, 1)], [], [], []))
    ['某0起约谈0人', '某0起约谈0人']
    """
    named: dict[int, set[str]] = {}
    for mention in sample.mentions:
        if mention.label == "ORG" and mention.mention == "self":
            named.setdefault(mention.case, set()).add(fold(mention.text))
    names: dict[int, list[str]] = {}
    texts = []
    for measure in sample.measures:
        if measure.case not in names:
            agency = sample.cases[measure.case].agency
            stated = named.get(measure.case, set()) | (_names_of(agency) if agency else frozenset())
            long = [name for name in stated if len(name) >= _SHORTEST_NAME]
            names[measure.case] = sorted(long, key=lambda name: (-len(name), name))[:_MOST_NAMES]
        texts.append(masked(measure.text, names=names[measure.case]))
    return texts


def masked(text: str, *, names: list[str]) -> str:
    """Return what is compared of one text; the `names` of the agency come folded, the longest first.

    >>> masked("①县水务局召开会议三次，清退１２．５万元", names=["县水务局"])
    '某召开会议0次清退0万元'
    """
    text = fold(text)
    for name in names:
        text = text.replace(name, BODY)
    text = _DATES.sub(NUMBER, _NUMBERS.sub(NUMBER, _OWN.sub(BODY, text)))
    return _BLANKS.sub("", _MARKERS.sub("", text))


@cache
def _names_of(agency: str) -> frozenset[str]:
    """Return the names that an agency goes by in its own notice, and that of its place."""
    folded = fold(agency)
    plain = without_party(folded)
    place = region_of(plain)
    return frozenset(_forms(folded)) | frozenset(_forms(plain)) | ({place} if place else frozenset())


def _forms(name: str) -> Iterator[str]:
    yield name
    yield name.removeprefix("中国共产党").removeprefix("中共")
    yield from shorter_keys(key_of(name))
