"""Whom a name names: the fullest form that the notice itself gives for a body, never more than it says.

县财政局 is 青澜县财政局 where the notice says so once, and 区委 stays 区委 where it does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from msgspec import UNSET

from textmine.chinese import fold
from textmine.entities.bodies import LEVEL
from textmine.entities.keys import (
    PARTY,
    abbreviates,
    in_same_place,
    is_of_level,
    key_of,
    shortens,
    shorter_keys,
    without_party,
)
from textmine.notice import Entity, HeaderField, Notice, Span

_SHORT_FORM: Final = re.compile(r"\((?:以下)?(?:统一|均)?简称[:为]?[“‘\"]?([一-龥A-Za-z0-9]{2,16})[”’\"]?\)")
# No notice has more of either; a made one shall not cost a search for each of a thousand.
_MOST_SHORT_FORMS: Final = 40
_MOST_NAMESAKES: Final = 12
_MOST_ALIKE: Final = 80
_TEAM: Final = re.compile(
    r"(?:中共)?(?P<of>.{0,24}?)(?:专项|提级|交叉|联合|常规|机动)*(?:巡[视察]|督察)(?:工作)?(?:第?[一二三四五六七八九十\d]{1,3})?组$"
)
_NUMBER: Final = re.compile(r"[一二三四五六七八九十\d]{1,3}")
_BARE_TEAMS: Final = ("巡察组", "巡视组", "督察组")
# The inspectors whom a higher commission has posted to the agency: 驻局纪检监察组.
_CUT_KINDS: Final = frozenset("站厂馆矿")
_POSTED: Final = re.compile(r"(?:派)?驻.{1,3}(?P<team>纪检监察组|纪检组|监察组)")
# A bureau under a larger one calls itself by its level: 县局, 县局党委.
_OWN_LEVEL: Final = re.compile(r"(?P<level>[省市区县州])局(?P<party>党组|党委)?")
# What an agency may call itself besides a word of its own name.
_KIN: Final = {
    "学校": ("校", "学"),
    "校": ("校", "学"),
    "公司": ("集团",),
    "集团": ("公司",),
    "集团公司": ("集团", "公司"),
    "医院": ("院",),
}


_ABOVE: Final = frozenset("部厅局委省")
_BELOW: Final = re.compile("[院所校站局队社场馆园]|中心|大学|学院|公司|银行")
_BRACKETS: Final = re.compile(r"\([^()]{0,12}\)")


class Mention(NamedTuple):
    """A body's name where it stands, as patterns see it; `mention` is "self" where the agency speaks of itself."""

    span: Span
    name: str
    mention: str | None


def name_bodies(notice: Notice, folded: str, mentions: list[Mention], taken: list[Span]) -> list[Entity]:
    """Return the mentions outside the `taken` spans as entities in document order, each with whom it names."""
    short_forms = _short_forms(folded, mentions) if "简称" in folded else {}
    short_forms = _cut_forms(folded, mentions) | short_forms
    if short_forms:
        mentions = sorted([*mentions, *_uses(folded, mentions, short_forms)])
    mentions = _free(folded, mentions, taken)
    table = _Table(notice, mentions, short_forms)
    entities = []
    for span, name, mention in mentions:
        value = table.value(name, mention)
        if value is not None:
            other = table.agency is not None and value != table.agency
            entities.append(Entity("ORG", span, value, mention=UNSET if other or mention is None else mention))
    return entities


def shortened(doubtful: list[Mention], mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the class nouns among `doubtful` that are short for exactly one of the bodies mentioned: 咨询公司."""
    names = {mention.name for mention in mentions if not mention.mention}
    fuller: dict[str, int] = {}
    for mention in doubtful:
        if mention.name not in fuller and len(fuller) < _MOST_SHORT_FORMS:
            fuller[mention.name] = sum(abbreviates(mention.name, name) for name in names)
        if fuller.get(mention.name) == 1:
            yield mention


def _free(folded: str, mentions: list[Mention], taken: list[Span]) -> list[Mention]:
    """Return the mentions that no taken span meets; in a 《》 title a body may stand, and no name crosses its marks."""
    spans = sorted(span for span in taken if folded[span[0]] != "《")
    free, at, last = [], 0, len(spans)
    for mention in mentions:
        start, end = mention.span
        while at < last and spans[at][1] <= start:
            at += 1
        if at == last or spans[at][0] >= end:
            free.append(mention)
    return free


def _short_forms(folded: str, mentions: list[Mention]) -> dict[str, str]:
    """Return the short forms that brackets give, with what they stand for: 某集团有限公司(以下简称某投)."""
    ends = {mention.span[1]: mention for mention in mentions}
    short_forms: dict[str, str] = {}
    for match in _SHORT_FORM.finditer(folded):
        full = ends.get(match.start())
        if full is None or full.mention or len(short_forms) >= _MOST_SHORT_FORMS:
            continue
        short_forms[match[1]] = full.name
        body, full_body = without_party(match[1]), without_party(full.name)
        if body != match[1] and full_body != full.name:  # 某集团党委 for a committee makes 某集团 short as well
            short_forms.setdefault(body, full_body)
    return short_forms


def _cut_forms(folded: str, mentions: list[Mention]) -> dict[str, str]:
    """Return the short names that a notice makes of a station's or the like, by its first two characters: 蓝礁站."""
    fuller: defaultdict[str, set[str]] = defaultdict(set)
    for _, name, own in mentions:
        if len(name) > 4 and not own and name[-1] in _CUT_KINDS and not LEVEL.search(name, 0, 3):
            fuller[name[:2] + name[-1]].add(name)
    likely = islice(fuller.items(), _MOST_SHORT_FORMS)
    return {short: full for short, (full, *more) in likely if not more and short not in full and short in folded}


def _uses(folded: str, mentions: list[Mention], short_forms: dict[str, str]) -> Iterator[Mention]:
    """Yield every use of a short form that is no mention yet."""
    starts = [mention.span[0] for mention in mentions]
    for short in short_forms:
        at = folded.find(short)
        while at >= 0:
            end = at + len(short)
            before = bisect_right(starts, end - 1) - 1
            if before < 0 or mentions[before].span[1] <= at:
                yield Mention((at, end), short, None)
            at = folded.find(short, end)


class _Table:
    """The bodies of one notice by their keys, and how each is printed."""

    def __init__(self, notice: Notice, mentions: list[Mention], short_forms: dict[str, str]) -> None:
        self.agency, self.own = _header_name(notice.header.agency)
        self.inspector, self.team = _header_name(notice.header.inspector)
        self.short_forms = short_forms
        # What is printed may be in full width where the folded name is not. The first mention holds.
        self.printed = {name: notice.text[span[0] : span[1]] for span, name, own in reversed(mentions) if not own}
        if self.agency:
            self.printed[self.own] = self.agency
            self.printed.setdefault(without_party(self.own), without_party(self.agency))
        self.keys = {name: key_of(name) for name in self.printed}
        self.own_keys = [(self.keys[own], own) for own in dict.fromkeys((self.own, without_party(self.own))) if own]
        self.full: dict[str, str] = {}
        for name, key in self.keys.items():
            if len(name) > len(self.full.get(key, "")):
                self.full[key] = name
        self.longer: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.full:
            for short in dict.fromkeys(shorter_keys(key)):
                self.longer[short].append(key)
        self.numbers = {number for name in self.printed if name[-1] == "组" for number in _team_numbers(name) or ()}
        self.by_last: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.printed:
            self.by_last[name[-1]].append(name)
            if name.endswith("办公室"):
                self.by_last["办"].append(name)
        self.known: dict[tuple[str, str | None], str | None] = {}

    def value(self, name: str, mention: str | None) -> str | None:
        """Return whom a mention names, None where it turns out to name nobody."""
        if (name, mention) not in self.known:
            self.known[name, mention] = self._own(name) if mention == "self" else self._resolve(name)
        return self.known[name, mention]

    def _own(self, name: str) -> str | None:
        """Return the agency where a word for what it is (局党组) fits it, None where it is a class noun."""
        if name in self.short_forms:
            return self._resolve(name)
        if not self.agency:
            return name
        if name[0] in "我本":
            return self.agency
        unit = next(name.removesuffix(party) for party in PARTY if name.endswith(party))
        at = max(self.own.rfind(word) for word in (unit, *_KIN.get(unit, ())))
        if at < 0:  # 厅党组 is a body above, where the notice names one
            others = [other for other in self.by_last.get(name[-1], ()) if other.endswith(name)]
            return self.printed[others[0]] if len(others) == 1 else None
        # 部党组 in a notice of 海洋渔业部滨海研究院 is the ministry's.
        superior = unit in _ABOVE and _BELOW.search(_BRACKETS.sub("", self.own[at + len(unit) :]))
        return name if superior else self.agency

    def _resolve(self, name: str) -> str | None:
        if self.inspector and (name == self.team or (name[-1] == "组" and self._is_inspector(name))):
            return self.inspector
        if name in _BARE_TEAMS:
            return None
        if self.agency and (level := _OWN_LEVEL.fullmatch(name)) and is_of_level(self.own, level["level"]):
            return self.agency if level["party"] else self.printed[without_party(self.own)]
        name = self.short_forms.get(name, name)
        key = found = self.keys.get(name) or key_of(name)
        for _ in range(3):  # 财政局 → 县财政局 → 青澜县财政局
            if not (longer := self._longer(found)):
                break
            found = longer
        if found == key:
            for own_key, own in self.own_keys:
                if shortens(key, own_key):
                    return self.printed[own]
            if fuller := self._cut_down(name):
                return self._resolve(fuller)
        full = self.full.get(found, name)
        full = full if len(full) >= len(name) else name
        return self.printed.get(full, full)

    def _cut_down(self, name: str) -> str | None:
        """Return the one name in the notice that this one cuts down (宏泰公司, 审管办, 驻局纪检监察组)."""
        alike = self.by_last.get(name[-1], [])
        if name.endswith("集团"):
            alike = [*alike, *self.by_last.get("司", [])]
        if len(alike) > _MOST_ALIKE:
            return None
        if posted := _POSTED.fullmatch(name):
            fuller = [n for n in alike if len(n) > len(name) and "驻" in n[1:] and n.endswith(posted["team"])]
        else:
            fuller = [n for n in alike if abbreviates(name, n)]
        return fuller[0] if len(fuller) == 1 else None

    def _longer(self, key: str) -> str | None:
        """Return the one fuller key of a body, None where there is none or it may be one of several."""
        longer = self.longer.get(key, [])
        if len(longer) > _MOST_NAMESAKES:
            return None
        if len(longer) > 1:  # one that every other is short for, or the one of the agency's place
            longer = [k for k in longer if all(k.endswith(other) for other in longer)] or [
                k for k in longer if self.own and in_same_place(k, self.own)
            ]
        return longer[0] if len(longer) == 1 else None

    def _is_inspector(self, name: str) -> bool:
        """Tell whether a team's name is short for the inspector's: the only team, or one of the same number."""
        numbers, own = _team_numbers(name), _team_numbers(self.team)
        if numbers is None or own is None or not numbers <= own:
            return False
        match = _TEAM.match(name)
        of = match["of"].rstrip("第一二三四五六七八九十0123456789") if match else ""
        if of and of[-2:] not in self.team:
            return False
        return name in _BARE_TEAMS or len(self.numbers | own) <= 1 or (bool(numbers) and not of)


def _header_name(field: HeaderField | None) -> tuple[str | None, str]:
    """Return a header's name as it is, and as patterns see it."""
    # fold() keeps the last texts for the stages that ask again; a short name shall not push the notice's text out.
    return (field.value, fold.__wrapped__(field.value)) if field else (None, "")


def _team_numbers(name: str) -> set[str] | None:
    """Return the numbers in an inspecting team's name, None where it names no such team."""
    return set(_NUMBER.findall(name)) if _TEAM.match(name) else None
