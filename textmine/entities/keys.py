"""What the names of one body have in common: its key, and how a notice shortens it.

A key leaves out what differs between the names of one body: 中共 and the form of a Party committee's name, 有限公司, 和;
customary short forms are written out in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from textmine.entities.bodies import LEVEL
from textmine.resources import load_lexicon
from textmine.resources.trie import alternation

PARTY: Final = ("分党组", "党组", "党委", "党工委", "党总支", "党支部")
_UNIT: Final = re.compile(
    r"支队|大队|总队|学院|大学|医院|公司|集团|中心|学校|街道|管委会|法院|检察院|[局院校厅署社台馆所站镇乡](?!委)"
)
# 某集团党委 is the committee of 某集团有限公司.
_COMPANY: Final = re.compile(r"(?:股份)?有限(?:责任)?公司(?=党|纪|工会|团)")


_LIMITED: Final = re.compile(r"(?:股份)?有限(?:责任)?(?=公司)")
# What ends a body's short name behind the first two characters of its own: 宏泰公司, 蓝礁站.
_KINDS: Final = re.compile(
    r"公司|集团|事务所|法院|检察院|医院|卫生院|学校|小学|中学|学院|大学|银行|合作社|供销社|管委会|[站厂馆场社矿校院园]"
)
_DEPARTMENT: Final = re.compile("[办科处部室股]")


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
    written_out = _short_words().sub(lambda match: pairs[match[0]], _COMPANY.sub("", plain))
    return written_out.replace("工作办公室", "办公室").replace("人民政府", "政府").replace("和", "")


def shorter_keys(key: str) -> Iterator[str]:
    """Yield the shorter keys by which a notice may go on to call a body.

    >>> list(shorter_keys("青澜县财政局国库科"))
    ['县财政局国库科', '财政局国库科', '局国库科']
    """
    for level in LEVEL.finditer(key):
        if level.end() < len(key):
            if level.start():
                yield key[level.start() :]
            yield key[level.end() :]
    for unit in _UNIT.finditer(key):
        if unit.start() > 0 and unit.end() < len(key):
            yield key[unit.start() :]


def shortens(short: str, full: str) -> bool:
    """Tell whether the key `short` leaves out characters of the agency's key `full`.

    >>> shortens("省农科院党委", "省农业科学院党委"), shortens("县委", "县水务局党委")
    (True, False)
    """
    ends = [next((party for party in PARTY if key.endswith(party)), "") for key in (short, full)]
    bodies = [key.removesuffix(end) for key, end in zip((short, full), ends, strict=True)]
    if ends[0] != ends[1] or not 3 <= len(bodies[0]) < len(bodies[1]) or bodies[0][-1] != bodies[1][-1]:
        return False
    if bodies[0][0] not in "省市区县州旗镇乡" and bodies[0][:2] not in bodies[1]:
        return False
    rest = iter(bodies[1])
    return all(char in rest for char in bodies[0])


def without_party(agency: str) -> str:
    """Return the name of the body whose Party organisation publishes.

    >>> without_party("中共青澜县水务局党组"), without_party("青澜县水务局")
    ('青澜县水务局', '青澜县水务局')
    """
    plain = agency.removeprefix("中国共产党").removeprefix("中共")
    for party in (*PARTY, "委员会"):
        if plain.endswith(party) and (plain != agency or party != "委员会"):
            return plain.removesuffix(party)
    return agency


def is_of_level(agency: str, level: str) -> bool:
    """Tell whether the agency is the bureau of a division of this level: then it is its own 县局."""
    levels = [match[0] for match in LEVEL.finditer(agency)]
    return "局" in agency and bool(levels) and levels[-1][-1] == level


def in_same_place(key: str, agency: str) -> bool:
    """Tell whether the division that a body's key names is named by the agency too."""
    level = LEVEL.search(key)
    return level is not None and key[: level.end()] in agency


_ENTERPRISE: Final = ("公司", "集团")


def abbreviates(short: str, full: str) -> bool:
    """Tell whether a notice that gives the name `full` may mean it by `short`.

    >>> abbreviates("宏泰公司", "宏泰精细化工有限公司"), abbreviates("咨询公司", "滨海工程咨询有限公司")
    (True, True)
    >>> abbreviates("青澜农垦集团", "青澜省农垦控股集团有限公司")
    True
    >>> abbreviates("审管办", "审判管理办公室"), abbreviates("财务科", "财务管理科")
    (True, False)
    """
    if len(short) < 3 or len(full) <= len(short):
        return False
    full = _LIMITED.sub("", full)
    if full.endswith(short) and (len(short) > 3 or short[-1] == "组"):
        return not short.endswith(("小组", "专班"))
    if short.endswith(_ENTERPRISE) and full.endswith(_ENTERPRISE) and len(short) > 5:  # 青澜农垦集团
        head, rest = short[:-2], iter(full)
        return head[:2] in full and all(char in rest for char in head)
    if _KINDS.fullmatch(short, 2):  # behind the place at most: 恒信事务所 of 青澜恒信会计师事务所
        return full.endswith(short[2:]) and short[:2] in full[:6]
    if not _DEPARTMENT.fullmatch(short, len(short) - 1) or len(short) > 4:
        return False
    last = "办公室" if short[-1] == "办" else short[-1]
    if (
        not full.endswith(last)
        or full.startswith(short[:2])
        or short[0] not in full[:2]
        or len(full) < 2 * len(short) - 1
    ):
        return False
    rest = iter(full.removesuffix(last))
    return all(char in rest for char in short[:-1])
