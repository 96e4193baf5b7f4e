"""ORG: named bodies to their full extent, and the ways in which a notice's agency speaks of itself.

`bodies.py` gives every place where a name may stand; here each is read: cut to where the name begins, and put aside
where it names nothing (各科室, 下属公司, bare 党组). `aliases.py` then says whom it names.

In a notice of 中共青澜县水务局党组 that names 青澜县财政局 in full once:

| text | value |
|---|---|
| 县纪委监委第三派驻纪检组 | 县纪委监委第三派驻纪检组 |
| 县财政局 | 青澜县财政局 |
| 局党组 | 中共青澜县水务局党组 |
| 青澜城建集团有限公司 | 青澜城建集团有限公司 |
| 巡察整改工作领导小组 | 巡察整改工作领导小组 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from textmine.chinese import fold
from textmine.entities.aliases import Mention, name_bodies, shortened
from textmine.entities.bodies import LEVEL, find_candidates
from textmine.entities.keys import PARTY
from textmine.notice import Entity, Notice, Span
from textmine.resources import load_lexicon
from textmine.resources.trie import alternation

_LONGEST_NAME: Final = 40
# An agency calls itself by the word for what it is: 我局, 局党组. 市局 is another body.
_UNIT: Final = (
    "(?:局|院|校|厅|委|办|中心|公司|集团公司|集团|学校|医院|学院|大学|街道|镇|乡|支队|大队|总队|行|台|社|馆|所|站|会|园|署|管委会|"
    "法院|检察院|单位|处|部|司|队|场|厂|村|社区|研究所|研究院|开发区|联社|中学|小学|幼儿园|园区|分局|分公司|总公司|分行|支行|总行|总站|监狱|海关|报社|电视台)"
)
_PARTY: Final = "(?:党组|分党组|党委|党工委|党总支|党支部)"
_SELF: Final = re.compile(rf"(?:我|本)(?:{_UNIT}{_PARTY}?|{_PARTY})|(?P<unit>{_UNIT}){_PARTY}")
_OURS: Final = re.compile(r"我|(?<![基根资样版成脚课日])本(?=[局院校厅委办单公司街镇乡支大总行社中集医学])")
# 青澜经济技术开发区 is named as a whole, however long.
_ZONE: Final = tuple("开发 高新 新 示范 保税 工业 产业 园 合作 经开 度假 管理 试验 林".split())
# A number with its measure word, or a word for a class, before a name makes it a class noun: 6家公司, 各县财政局.
_CLASS: Final = re.compile(
    r"(?:(?:\d|[一二两三四五六七八九十百几数多])[余多]?[个家所支批类级]|[各该某每哪那这]|[各多数]家|有关|相关|其[他它]|基层|全体|部分|所有|一些|"
    r"个别|[上下同]级|各级|各类|两级|任何)$"
)
_COUNTED: Final = re.compile(r" ?\d+[余多]?[个家所](?![一-龥](?<!已)(?<!均)(?<!共)(?<!全))")
# A class noun that may be short for a name given elsewhere: 福利院, 咨询公司, 专项检查组.
_SHORT: Final = 3
_MAY_BE_SHORT: Final = ("公司", "检查组", "审计组", "督导组", "核查组", "办", "室")
# A field that says who is responsible names a department by itself: 门诊部, 企业管理部.
_LISTED: Final = re.compile(r"(?<=[、,;:| \n(])[一-龥]{2,16}(?=[、,;| \n)]|$)")
_NO_NAME: Final = re.compile(
    r"[各某该]|相关|有关|所属|其他|其它|全体|党支部|办公室$|小组$|专班$|(?:党委|党组|单位|部门|科室|处室)$"
)
_BODY: Final = "[一-龥]{0,24}?(?:局|委|党组|政府|厅|院|中心|公司|部|办|会|办公室|所|站|支队|大队|学校)"
_MEETING: Final = re.compile("会(?![同商])")
_PARTIES: Final = ("党委", "党组", "党支部", "党总支", "局", "政府")


class _Reading(NamedTuple):
    """How much of a candidate's head is no part of the name, whether the agency speaks of itself by it, and whether
    it is a name only where punctuation stands on both sides (平安法治办)."""

    skip: int
    mention: str | None = None
    edged: bool = False


class _Words(NamedTuple):
    """What the lexicon says of names, as it is asked for."""

    fixed: frozenset[str]
    kinds: dict[str, frozenset[str]]
    vague: re.Pattern[str]
    acts: re.Pattern[str]
    idle: re.Pattern[str]
    generic: re.Pattern[str]
    unnamed: re.Pattern[str]
    leading: re.Pattern[str]
    verbs: re.Pattern[str]
    provinces: re.Pattern[str]


@cache
def _words() -> _Words:
    bodies, places = load_lexicon("bodies"), load_lexicon("places")
    kinds: dict[str, frozenset[str]] = {}
    for ending in bodies.endings:
        kinds[ending.word] = kinds.get(ending.word, frozenset()) | {ending.kind}
    verbs, departments = alternation(bodies["leading"]), alternation(bodies["departments"])
    leading = (
        rf"(?!{departments}[科处室股部办]$)(?:{verbs}){{1,2}}(?=(?:[省市区县](?![场级域直内外])|[镇乡](?![镇村])|中共|[局院校](?!长)){_BODY}$|"
        rf"{departments}[科处室股部办]$)"
    )
    known = alternation({*load_lexicon("bounds")["inside"], *bodies["leading"]})
    return _Words(
        frozenset((*bodies["fixed"], "中国共产党", "中央")),
        kinds,
        re.compile(rf"(?:[“”]|{alternation(bodies['vague'])})*"),
        re.compile(rf"(?:[“”]|{alternation({*bodies['vague'], *bodies['leading']})})*"),
        re.compile(rf"(?:{alternation(bodies['idle'])})*"),
        re.compile(rf"(?:{alternation({*bodies['generic'], *bodies['leading']})})*"),
        re.compile(rf"(?:{alternation(bodies['unnamed'])})*"),
        re.compile(leading),
        re.compile(rf".{{0,8}}(?:{known})"),
        re.compile(rf"(?:{alternation(places['provinces'])}).{{0,4}}$"),
    )


def find_organisations(notice: Notice, folded: str, taken: list[Span]) -> list[Entity]:
    """Return every ORG of the notice outside the spans that are `taken`, in document order, with its value.

    A body may stand inside a taken 《》 title; `folded` is the notice's text as patterns see it.
    """
    # Not by fold() itself, which keeps the last texts: a short name shall not push the notice out.
    known = [fold.__wrapped__(field.value) for field in (notice.header.agency, notice.header.inspector) if field]
    places, told = _places(known), "\n".join(known)
    mentions: list[Mention] = []
    doubtful: list[Mention] = []
    for start, ending, end in reversed(find_candidates(folded)):
        if folded[start - 1 : start + 2] in told:
            start = _reach(folded, start, told)
        reading = _read(folded[start:end], ending - start, places)
        if reading is None or _is_class(folded, start, end, reading.skip):
            short = end - start == _SHORT or folded.endswith(_MAY_BE_SHORT, start, end)
            if reading is None and short and not _is_class(folded, start, end, 0):
                doubtful.append(Mention((start, end), folded[start:end], None))
            continue
        start += reading.skip
        # 局党组会议 is our own body's, 专题党组会 a meeting.
        if reading.mention is None and _MEETING.match(folded, end) and folded.endswith(PARTY, start, end):
            continue
        if not reading.edged or (_is_edge(folded[start - 1 : start]) and _is_edge(folded[end : end + 1])):
            while mentions and mentions[-1].span[1] > start:  # what the header's name reaches over
                mentions.pop()
            mentions.append(Mention((start, end), folded[start:end], reading.mention))
    mentions += shortened(doubtful, mentions)
    mentions += _owners(notice, folded, mentions)
    return name_bodies(notice, folded, sorted(mentions, key=lambda mention: mention.span), taken)


def _owners(notice: Notice, folded: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the departments that only a ledger's field makes names: 责任单位：办公室、企业管理部."""
    fields = [node.span for node in notice.walk() if node.role == "field" and node.key == "owner_unit"]
    held = {at for (start, end), _, _ in mentions for at in range(start, end)} if fields else set()
    for field in fields:
        for match in _LISTED.finditer(folded, *field):
            name = match[0]
            office = name == "办公室"
            ends = any(name[-size:] in _words().kinds for size in range(1, min(9, len(name))))
            if (office or (ends and not _NO_NAME.search(name))) and held.isdisjoint(range(*match.span())):
                yield Mention(match.span(), name, None)


def _reach(folded: str, start: int, told: str) -> int:
    """Return where a name begins that the header tells in full, though a bound stands in it: 云上区水务局."""
    while start and folded[start - 1].isalnum() and folded[start - 1 : start + 2] in told:
        start -= 1
    return start


def _is_edge(char: str) -> bool:
    return not char.isalnum()


def _is_class(folded: str, start: int, end: int, skip: int) -> bool:
    """Tell whether what stands around a name says that it stands for a class: 6家公司, 检测站8座."""
    counted = folded[end : end + 2].strip()[:1].isdigit() and _COUNTED.match(folded, end)
    return bool(skip == 0 and _CLASS.search(folded, max(0, start - 4), start)) or bool(
        counted and not LEVEL.search(folded, start, start + 6)
    )


def _places(names: list[str]) -> frozenset[str]:
    """Return the places that the header's own names hold, without the words for what they are: 青澜 of 青澜县."""
    places: set[str] = set()
    for name in names:
        at = 0
        name = name.removeprefix("中国共产党").removeprefix("中共")
        for level in LEVEL.finditer(name):
            if 2 <= level.start() - at <= 4:
                places.add(name[at : level.start()])
            at = level.end()
    return frozenset(places)


# The same bodies stand in a notice again and again, and in the notices of one place.
@lru_cache(maxsize=4096)
def _read(name: str, ending: int, places: frozenset[str]) -> _Reading | None:
    """Return how a candidate is to be read, None where it names no body; its ending begins at `ending`."""
    words = _words()
    if name[ending:] in words.fixed:
        return _Reading(ending)
    skip = max(name.rfind("中共", 0, ending), 0)
    for ours in _OURS.finditer(name):
        skip = ours.start()
    if leading := words.leading.match(name, skip):
        skip = leading.end()
    if not _SELF.fullmatch(name, skip):
        skip = _place_start(name, skip, len(name), places)
    body = name[skip:]
    if len(body) > _LONGEST_NAME:
        return None
    if _SELF.fullmatch(body):
        return _Reading(skip, "self")
    if body[0] == "我" or (body[0] == "本" and body[1:2] in tuple("省市区县镇乡")):  # 我县水务局
        skip, body = skip + 1, body[1:]
    if not _names(body, ending - skip):
        return None
    return _Reading(skip, edged=_is_doubtful(body, ending - skip))


def _names(body: str, ending: int) -> bool:
    """Tell whether what stands before the ending makes `body` a name."""
    words = _words()
    head, word = body[: max(ending, 0)], body[max(ending, 0) :]
    kinds = words.kinds.get(word, frozenset({"named"}))
    if not head:
        return bool(kinds & {"alone", "inspector"})
    # 网上办、就近办 are slogans; a department in 部 may have two characters (车辆部).
    if "placed" in kinds and len(head) < (2 if word == "部" else 3) and not LEVEL.search(head, 0, 6):
        return False
    if word in ("科", "处", "股", "室", "庭", "部", "办") or "alone" in kinds:
        return not words.idle.fullmatch(head)
    if "group" in kinds:
        return not words.unnamed.fullmatch(head)
    if "common" in kinds:
        level = LEVEL.search(head, 0, 8) if word == "学校" else None
        return not words.generic.fullmatch(head, level.end() if level else 0)
    return not (words.acts if word.endswith(_PARTIES) else words.vague).fullmatch(head)


def _is_doubtful(body: str, ending: int) -> bool:
    """Tell whether a body is named only by an ending that is a verb's object as well: 办, 委, 馆."""
    kinds = _words().kinds.get(body[max(ending, 0) :], frozenset())
    return "placed" in kinds and not LEVEL.search(body, 0, min(max(ending, 0), 6))


def _place_start(name: str, start: int, end: int, places: frozenset[str]) -> int:
    """Return where the name begins whose place name the walk may have overshot: 督办青澜县水务局."""
    level = LEVEL.search(name, start, end)
    if not level or level.start() == start:
        return start
    place = name[start : level.start()]
    if place.endswith(_ZONE) or place.startswith(("中共", "中国", "国家", "共青团")) or "局" in place:
        return start
    for known in places:
        if place.endswith(known):
            return level.start() - len(known)
    words = _words()
    if junk := words.verbs.match(place):
        start += junk.end()
        place = place[junk.end() :]
    if len(place) < 2 and place not in ("团", "驻"):
        return level.start()
    if len(place) > 4 and not words.provinces.match(place):
        return level.start() - 2  # most names of places have two characters
    return start
