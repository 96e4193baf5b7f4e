"""Whom a name names: the fullest form that the notice itself gives for a body, never more than it says.

Names are one body's where their keys agree: 中共 and the form of a Party committee's name left out, customary short
forms written out, and a place or the own unit's word dropped from the left: 县财政局 is 青澜县财政局 where the notice
says so once, and 区委 stays 区委 where it does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from msgspec import UNSET

from textmine.chinese import fold
from textmine.entities.bodies import LEVEL
from textmine.notice import Entity, HeaderField, Notice, Span
from textmine.resources import load_lexicon
from textmine.resources.trie import alternation

_SHORT_FORM: Final = re.compile(r"\((?:以下)?(?:统一|均)?简称[:为]?[“‘\"]?([一-龥A-Za-z0-9]{2,16})[”’\"]?\)")
# No notice names more; a made one shall not cost a search of the text for each of a thousand.
_MOST_SHORT_FORMS: Final = 40
_TEAM: Final = re.compile(r"(?P<of>.{0,24}?)(?:巡[视察]|督察)(?:工作)?(?:第?[一二三四五六七八九十\d]{1,3})?组$")
_BARE_TEAMS: Final = ("巡察组", "巡视组", "督察组")
_NUMBER: Final = re.compile(
    r"[一二三四五六七八九十\d]+(?=[^一二三四五六七八九十\d]*组$)|(?<=组)[\d一二三四五六七八九十]+"
)
_UNIT: Final = re.compile(
    r"支队|大队|总队|学院|大学|医院|公司|集团|中心|学校|街道|管委会|法院|检察院|[局院校厅署社台馆所站镇乡](?!委)"
)
_PARTY: Final = ("党组", "党委", "党工委", "党总支", "党支部")
# 某集团党委 is the committee of 某集团有限公司.
_COMPANY: Final = re.compile(r"(?:股份)?有限(?:责任)?公司(?=党|纪|工会|团)")
# A bureau under a larger one calls itself by its level: 县局, 县局党委.
_OWN_LEVEL: Final = re.compile(r"(?P<level>[省市区县州])局(?P<party>党组|党委)?")


class Mention(NamedTuple):
    """A body's name where it stands, as patterns see it; `mention` is "self" where the agency speaks of itself."""

    span: Span
    name: str
    mention: str | None


def name_bodies(notice: Notice, folded: str, mentions: list[Mention], taken: list[Span]) -> list[Entity]:
    """Return the mentions outside the `taken` spans as entities in document order, each with whom it names."""
    mentions, short_forms = _add_short_forms(folded, mentions)
    mentions = list(_free(folded, mentions, taken))
    table = _Table(notice, mentions, short_forms)
    entities = []
    for mention in mentions:
        value = table.value(notice.text, mention)
        if value is not None:
            entities.append(Entity("ORG", mention.span, value, mention=mention.mention or UNSET))
    return entities


def _free(folded: str, mentions: list[Mention], taken: list[Span]) -> Iterator[Mention]:
    """Yield the mentions that no taken span holds, save those inside a 《》 title."""
    spans = sorted(taken)
    starts = [start for start, _ in spans]
    titles = [folded[start] == "《" for start in starts]
    for mention in mentions:
        start, end = mention.span
        at = bisect_right(starts, start) - 1
        # Taken spans overlap only where a title holds others, so a few steps back reach all that may hold this one.
        near = range(max(0, at - 8), min(len(spans), at + 3))
        if all(
            spans[n][1] <= start or spans[n][0] >= end or (titles[n] and starts[n] <= start and end <= spans[n][1])
            for n in near
        ):
            yield mention


def _add_short_forms(folded: str, mentions: list[Mention]) -> tuple[list[Mention], dict[str, str]]:
    """Return the mentions with every further use of a short form that a bracket gives: 某集团(以下简称某投)."""
    ends = {mention.span[1]: mention for mention in mentions}
    short_forms: dict[str, str] = {}
    if "简称" in folded:
        for match in _SHORT_FORM.finditer(folded):
            full = ends.get(match.start())
            if full and full.mention is None and len(short_forms) < _MOST_SHORT_FORMS:
                short_forms[match[1]] = full.name
                body, full_body = _without_party(match[1]), _without_party(full.name)
                if body != match[1] and full_body != full.name:
                    short_forms.setdefault(body, full_body)
    added = []
    spans = sorted(mention.span for mention in mentions)
    starts = [start for start, _ in spans]
    for short in short_forms:
        at = folded.find(short)
        while at >= 0:
            before = bisect_right(starts, at + len(short) - 1) - 1
            if before < 0 or spans[before][1] <= at:
                added.append(Mention((at, at + len(short)), short, None))
            at = folded.find(short, at + len(short))
    return sorted([*mentions, *added]) if added else mentions, short_forms


@cache
def _short_words() -> re.Pattern[str]:
    return re.compile(alternation(load_lexicon("abbreviations").pairs))


def key_of(name: str) -> str:
    """Return what is the same in all names of one body that differ only in form.

    >>> key_of("中共青澜县水务局委员会") == key_of("青澜县水务局党委")
    True
    """
    plain = name.removeprefix("中国共产党").removeprefix("中共")
    if plain != name and plain.endswith("委员会"):
        stem = plain.removesuffix("委员会").removesuffix("工作")
        party = "党工委" if plain.endswith("工作委员会") else "委" if stem[-1:] in tuple("省市区县州旗") else "党委"
        plain = stem + party
    pairs = load_lexicon("abbreviations").pairs
    plain = _COMPANY.sub("", plain)
    written_out = _short_words().sub(lambda match: pairs[match[0]], plain)
    return written_out.replace("工作办公室", "办公室").replace("人民政府", "政府").replace("和", "")


def _shorter(key: str) -> Iterator[str]:
    """Yield the shorter keys by which a notice may go on to call a body."""
    for level in LEVEL.finditer(key):
        if level.end() < len(key):
            yield key[level.start() :]  # 青澜县财政局 → 县财政局
            yield key[level.end() :]  # 青澜县财政局 → 财政局
    for unit in _UNIT.finditer(key):
        if unit.end() < len(key):
            yield key[unit.start() :]  # 交警支队纪委 → 支队纪委


class _Table:
    """The bodies of one notice by their keys."""

    def __init__(self, notice: Notice, mentions: list[Mention], short_forms: dict[str, str]) -> None:
        header = notice.header
        self.agency = _plain(header.agency)
        self.inspector = _plain(header.inspector)
        self.agencies = [self.agency, _without_party(self.agency)] if self.agency else []
        self.short_forms = short_forms
        names = dict.fromkeys(mention.name for mention in mentions if mention.mention is None)
        if self.agency:
            names.setdefault(fold(self.agency))
            names.setdefault(_without_party(fold(self.agency)))
        self.full: dict[str, str] = {}
        for name in names:
            key = key_of(name)
            if len(name) > len(self.full.get(key, "")):
                self.full[key] = name
        self.longer: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.full:
            for short in dict.fromkeys(_shorter(key)):
                self.longer[short].append(key)
        self.teams = {number for name in names if _TEAM.search(name) for number in _team_numbers(name)}
        self.known: dict[str, str | None] = {}
        # The printed form of each name, which may be in full width where the folded one is not.
        self.printed = {m.name: notice.text[m.span[0] : m.span[1]] for m in reversed(mentions)}
        if self.agency:
            self.printed[fold(self.agency)] = self.agency
            self.printed.setdefault(*[_without_party(form) for form in (fold(self.agency), self.agency)])

    def value(self, text: str, mention: Mention) -> str | None:
        """Return whom a mention names, None where it turns out to name nobody."""
        if mention.mention == "self":
            return self._own(mention.name)
        name = mention.name
        if name not in self.known:
            self.known[name] = self._resolve(name)
        return self.known[name]

    def _own(self, name: str) -> str | None:
        """Return the agency where a word for what it is (局党组) fits it, None where it is a class noun."""
        if not self.agency:
            return name
        if name[0] in "我本":
            return self.agency
        unit = next(name.removesuffix(party) for party in _PARTY if name.endswith(party))
        kin = {
            "学校": "校学",
            "公司": "公司集团",
            "集团": "公司集团",
            "集团公司": "公司集团",
            "医院": "院",
            "校": "校学",
        }
        agency = fold(self.agency)
        return self.agency if any(char in agency for char in kin.get(unit, "")) or unit in agency else None

    def _resolve(self, name: str) -> str | None:
        if self.inspector and self._is_inspector(name):
            return self.inspector
        if name in _BARE_TEAMS:
            return None
        if self.agency and (own := _OWN_LEVEL.fullmatch(name)) and _is_of_level(fold(self.agency), own["level"]):
            return self.agency if own["party"] else self.printed[_without_party(fold(self.agency))]
        name = self.short_forms.get(name, name)
        key = key_of(name)
        for _ in range(3):  # 财政局 → 县财政局 → 青澜县财政局
            longer = [k for k in self.longer.get(key, ()) if k != key]
            if len(longer) > 1:  # one that every other is short for, or the one of the agency's place
                longer = [k for k in longer if all(k.endswith(other) for other in longer)] or [
                    k for k in longer if self.agency and _same_place(k, fold(self.agency))
                ]
            if len(longer) != 1:
                break
            key = longer[0]
        if key == key_of(name) and key in self.full:
            for agency in self.agencies:
                if _shortens(key, key_of(fold(agency))):
                    return agency
        full = self.full.get(key, name)
        return self.printed.get(full, full) if len(full) >= len(name) else self.printed.get(name, name)

    def _is_inspector(self, name: str) -> bool:
        """Tell whether a team's name is short for the inspector's: the only team, or the same number."""
        assert self.inspector is not None
        inspector = fold(self.inspector)
        if name == inspector or not (team := _TEAM.match(name)) or not _TEAM.match(inspector):
            return name == inspector
        numbers, own = set(_team_numbers(name)), set(_team_numbers(inspector))
        if not team["of"].strip("第一二三四五六七八九十0123456789专项提级交叉联合常规机动"):
            return numbers <= own and (bool(numbers) or len(self.teams) <= 1)
        return team["of"].lstrip("中共").rstrip("第")[-2:] in inspector and numbers <= own and len(self.teams) <= 1


def _plain(field: HeaderField | None) -> str | None:
    return field.value if field else None


def _without_party(agency: str) -> str:
    """Return the name of the body whose Party organisation publishes: 青澜县水务局 of 中共青澜县水务局党组."""
    plain = agency.removeprefix("中国共产党").removeprefix("中共")
    for party in (*_PARTY, "委员会"):
        if plain.endswith(party) and (plain != agency or party != "委员会"):
            return plain.removesuffix(party)
    return agency


def _team_numbers(name: str) -> list[str]:
    return _NUMBER.findall(name)


def _shortens(short: str, full: str) -> bool:
    """Tell whether `short` leaves out words of the agency's name: 省农科院党委 of 省农业科学院党委."""
    ends = [next((party for party in _PARTY if key.endswith(party)), "") for key in (short, full)]
    bodies = [key.removesuffix(end) for key, end in zip((short, full), ends, strict=True)]
    if ends[0] != ends[1] or not 3 <= len(bodies[0]) < len(bodies[1]) or bodies[0][-1] != bodies[1][-1]:
        return False
    if bodies[0][0] not in "省市区县州旗镇乡" and bodies[0][:2] not in bodies[1]:
        return False
    rest = iter(bodies[1])
    return all(char in rest for char in bodies[0])


def _is_of_level(agency: str, level: str) -> bool:
    levels = [match[0] for match in LEVEL.finditer(agency)]
    return "局" in agency and bool(levels) and levels[-1][-1] == level


def _same_place(key: str, agency: str) -> bool:
    level = LEVEL.search(key)
    return bool(level) and key[: level.end()] in agency  # type: ignore[union-attr]
