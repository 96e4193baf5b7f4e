"""Numbers that count nothing: set phrases, slogans in quotes, and idioms that deal out (完成一项、验收一项)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from textmine.entities.amounts import CHINESE
from textmine.resources import load_lexicon

_POINTING: Final = frozenset("统进唯单专同每某任另这那上下哪首逐无")
_QUOTES: Final = frozenset("“‘")
# A slogan in quotes (“两个责任”) counts nothing.
_SLOGAN: Final = re.compile(r"[^“”‘’。,]{0,10}[”’]")
# What a quote of a finding counts: “2起院感事件瞒报”.
_COUNTED_IN_QUOTES: Final = re.compile(rf"(?:\d+|两) ?(?:起|名|人|栋|座|辆|宗|笔|间|套|处|亩|公里)(?![{CHINESE}])")
# A short quote about one thing is a slogan as well: “综合查一次”, “一人包一社区”.
_IN_QUOTE: Final = re.compile(r"[“‘][^“”‘’,。;:\d]{1,6}(?<!过)$")
_OUT_OF_QUOTE: Final = re.compile(r"[^“”‘’,。;:\d]{0,6}[”’]")
# One by one: 发现一处、拆除一处; 办结一件销号一件.
_ONE: Final = "一[项件个起处批例户宗条次]"
_ONE_THEN: Final = re.compile(rf"(?P<one>{_ONE})[、,]?[^,、。;:\d{CHINESE}]{{1,4}}(?P=one)")
_THEN_ONE: Final = re.compile(rf"(?P<one>{_ONE})[、,]?[^,、。;:\d{CHINESE}]{{1,4}}$")
# 当作一场“大手术” is a figure of speech, 做到三个“不松劲” a slogan.
_FIGURE: Final = re.compile(r"(?:当[作成]|视[作为]|看[作成]|作为|打[好赢])$")
_RESOLVE: Final = re.compile(r"(?:做到|坚持|落实|实现|确保|突出|把好|强化)$")


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Return the fixed phrases whose numbers count nothing, by their first characters."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in load_lexicon("number_phrases")["fixed"]:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def in_slogan(folded: str, start: int) -> bool:
    """Tell whether a slogan in quotes begins at `start`.

    >>> in_slogan("压实“两个责任”", 3), in_slogan("关于“2起瞒报事件”", 3)
    (True, False)
    """
    if folded[start - 1 : start] not in _QUOTES or _COUNTED_IN_QUOTES.match(folded, start):
        return False
    return _SLOGAN.match(folded, start) is not None


def is_phrase(folded: str, start: int) -> bool:
    """Tell whether a fixed phrase or a slogan in quotes stands at `start`.

    >>> is_phrase("落实八项规定", 2), is_phrase("修订八项制度", 2), is_phrase("压实“两个责任”", 3)
    (True, False, True)
    """
    starting = phrases().get(folded[start])
    if starting and folded.startswith(starting, start):
        return True
    # 一车一卡, 一事一议 deal out and 统一, 这一次 point at; neither counts.
    if folded[start] == "一" and (folded[start + 2 : start + 3] == "一" or folded[start - 1 : start] in _POINTING):
        return True
    return in_slogan(folded, start)


def is_idiom(folded: str, start: int, end: int) -> bool:
    """Tell whether the number in Chinese characters at `start`, its measure word ending at `end`, is an idiom's.

    >>> is_idiom("发现一处、拆除一处", 2, 4), is_idiom("当作一场“大手术”", 2, 4), is_idiom("新建一处公园", 2, 4)
    (True, True, False)
    """
    before = folded[max(0, start - 8) : start]
    if folded.startswith("一场", start) and _FIGURE.search(before):
        return True
    if folded[end : end + 1] in _QUOTES and (_FIGURE.search(before) or _RESOLVE.search(before)):
        return True
    if before[-1:] == "队" and folded[start] == "伍":  # 队伍
        return True
    if folded[start] != "一":
        return False
    if before[-2:-1] == "一" and before[-3:-2] != "第" and before[-1:].isalnum() and before[-1:] != "是":  # 一事一单
        return True
    if _ONE_THEN.match(folded, start) or ((then := _THEN_ONE.search(before)) and folded.startswith(then["one"], start)):
        return True
    return _IN_QUOTE.search(before) is not None and _OUT_OF_QUOTE.match(folded, end) is not None
