"""PLACE and PERSON: rare in notices, so a name counts only where the words around it say that it is one.

| text | label | value |
|---|---|---|
| 赴陕西考察 | PLACE | 陕西 |
| 联系人：王小明 | PERSON | 王小明 |
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Final

from textmine.chinese import fold
from textmine.entities.bodies import LEVEL
from textmine.notice import Entity, Notice, Span
from textmine.resources import load_lexicon
from textmine.resources.trie import alternation, guarded

_NAME_ENDS: Final = "(?=[,。;、()|\n 同任带主作说对为亲率牵]|$)"
# A village or town, read backwards: at either end no word goes on.
_TOWN: Final = re.compile(
    r"[镇乡村县旗](?<=[,。;:、()|”\n的和与及等召举开考学参调挂蹲成].)(?P<name>[一-龥]{2,3})(?=[,。;:、()|“《\n和与及在赴往到]|$)"
)
# What begins with these characters or holds them is no town's name: 各乡镇, 本村, 两个村, 驻村.
_NO_TOWN: Final = re.compile(
    r"[各全该本我某每这那其一二三四五六七八九十两几多在到赴于驻入进下返美数乡城农名市省区单]|.{1,2}[个等类级名各镇村乡县区市驻单的]"
)


@cache
def _persons() -> re.Pattern[str]:
    """Return the pattern of persons. Its branches open with plain characters, for the engine to scan by; what stands
    before them is looked back at."""
    names = load_lexicon("surnames")
    single = "".join(names["single"])
    marks = dict.fromkeys((*names["leaders"], *names["offices"], *(label + ":" for label in names["labels"])), "")
    marks["某"] = rf"(?<=[{single}]某)某?(?![一-龥]?公司|[街路镇村县市区局院])"
    marks["同志"] = rf"(?<=[{single}][一-龥]{{2}}同志)"
    return re.compile(guarded(marks, anchor=True))


@cache
def _name() -> re.Pattern[str]:
    names = load_lexicon("surnames")
    return re.compile(
        rf" ?(?P<name>(?:{alternation(names['double'])}|[{''.join(names['single'])}])[一-龥]{{1,2}}?){_NAME_ENDS}"
    )


@cache
def _provinces() -> re.Pattern[str]:
    limits = dict.fromkeys(load_lexicon("places")["provinces"], "(?:省|市|自治区)?(?![一-龥]?[路街大湖河路银])")
    return re.compile(guarded(limits, anchor=True))


def find_names(notice: Notice, folded: str, taken: list[Span]) -> list[Entity]:
    """Return the places and persons that stand outside the `taken` spans, in document order.

    >>> from textmine.readers import from_text
    >>> text = "李某某同志赴陕西考察，联系人：王小明"
    >>> [(e.label, e.value) for e in find_names(from_text(text), text.replace("：", ":"), [])]
    [('PERSON', '李某某'), ('PLACE', '陕西'), ('PERSON', '王小明')]
    """
    found = [("PERSON", span) for span in _find_persons(folded)]
    found += [("PLACE", span) for span in _find_places(notice, folded)]
    text = notice.text
    return [Entity(label, (start, end), text[start:end]) for label, (start, end) in _outside(folded, found, taken)]


def _find_persons(folded: str) -> Iterator[Span]:
    names = load_lexicon("surnames")
    leaders, offices, doubtful = names["leaders"], names["offices"], names["doubtful"]
    for match in _persons().finditer(folded):
        start, end = match.span()
        if match[0] in leaders:
            yield start, end
        elif match[0][0] == "某":
            yield start - 1, end
        elif match[0] == "同志":
            yield start - 3, start
        elif name := _name().match(folded, end):
            behind_office = match[0] in offices
            if not behind_office or (len(name["name"]) > 2 and not name["name"].startswith(doubtful)):
                yield name.span("name")


def _find_places(notice: Notice, folded: str) -> Iterator[Span]:
    """Yield provinces, towns and villages that stand alone, and the agency's own divisions wherever they stand."""
    for match in _provinces().finditer(folded):
        yield match.span()
    size = len(folded)
    for match in _TOWN.finditer(folded[::-1]):
        start, end = size - match.end(), size - match.start()
        if not _NO_TOWN.match(folded, start, end - 1):
            yield start, end
    for place in _own_places(notice):
        at = folded.find(place)
        while at >= 0:
            yield at, at + len(place)
            at = folded.find(place, at + len(place))


def _own_places(notice: Notice) -> list[str]:
    """Return the divisions that the agency's name holds: 青澜县, 临浦镇."""
    agency = notice.header.agency
    name = fold.__wrapped__(agency.value).removeprefix("中国共产党").removeprefix("中共") if agency else ""
    places, at = [], 0
    for level in LEVEL.finditer(name):
        if 2 <= level.start() - at <= 4 and level[0] not in ("街道", "社区"):
            places.append(name[at : level.end()])
        at = level.end()
    return places


def _outside(folded: str, found: list[tuple[str, Span]], taken: list[Span]) -> Iterator[tuple[str, Span]]:
    """Yield what overlaps neither a taken span, titles apart, nor a name before it."""
    spans = sorted(span for span in taken if folded[span[0]] != "《")
    starts = [start for start, _ in spans]
    at = 0
    for label, (start, end) in sorted(found, key=lambda name: (name[1][0], -name[1][1])):
        last = bisect_right(starts, end - 1)
        if start >= at and all(spans[n][1] <= start for n in range(max(0, last - 4), last)):
            yield label, (start, end)
            at = end
