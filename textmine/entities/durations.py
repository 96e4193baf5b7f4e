"""DURATION and FREQUENCY: how long and how often, as ISO 8601 durations and repeating intervals.

| text | label | value | mod |
|---|---|---|---|
| 20天 | DURATION | P20D | |
| 近3个月 | DURATION | P3M | approx |
| 三年 | DURATION | P3Y | |
| 一年半 | DURATION | P18M | |
| 两个半月 | DURATION | P2.5M | |
| 48小时 | DURATION | PT48H | |
| 未满2年 | DURATION | P2Y | under |
| 每周 | FREQUENCY | R/P1W | |
| 每月 | FREQUENCY | R/P1M | |
| 每两年 | FREQUENCY | R/P2Y | |
| 按月 | FREQUENCY | R/P1M | |
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from textmine.chinese import plain
from textmine.entities.amounts import CHINESE, read_match, read_number, widen
from textmine.entities.idioms import is_phrase
from textmine.notice import Entity

# Each unit with how many of which ISO unit it is.
_UNITS: Final[dict[str, tuple[str, int]]] = {
    "年": ("Y", 1), "周年": ("Y", 1), "年度": ("Y", 1), "学年": ("Y", 1), "月": ("M", 1), "季度": ("M", 3), "季": ("M", 3),
    "学期": ("M", 6), "周": ("W", 1), "星期": ("W", 1), "礼拜": ("W", 1), "旬": ("D", 10), "天": ("D", 1), "日": ("D", 1),
    "工作日": ("D", 1), "交易日": ("D", 1), "自然日": ("D", 1), "小时": ("H", 1), "钟头": ("H", 1), "分钟": ("M", 1), "秒": ("S", 1),
    "秒钟": ("S", 1),
}  # fmt: skip
_CLOCK: Final = frozenset(("小时", "钟头", "分钟", "秒", "秒钟"))

# `N年` is a duration where N is no year, `N个月` where 个 stands, `N日` only where it runs on as one does (3日内).
TAIL: Final = (
    r"(?P<duration>(?=[个工交自小钟星季学年周天分秒月日])(?P<more>个多)?(?P<mid>个半(?=月|小时|钟头|星期))?(?P<unit>"
    r"个?(?:工作日|交易日|自然日|小时|钟头|星期|季度|学期|学年|年度)|个(?:月|周(?!期)|礼拜)|(?<=个[多半])月"
    r"|周年(?!庆)|年(?!报(?!到|名|销|送|考|批)|[级龄轻限纪老会鉴华代检审底初终末度])|周(?![围边期岁]|[一二三四五六日]之)"
    r"|天(?![然津河])|分钟|秒钟?(?!杀)|月(?=以上)|日(?=以?内|之内|以上|以下|[时期]限|[期届]满))"
    r"(?P<half>半)?(?P<odd>多(?![元样种次个]))?)"
)
_N: Final = rf"(?:\d{{1,3}}|[{CHINESE.replace('半', '')}]{{1,3}})"
_EVERY: Final = r"半年|半个?月|年度?|季度?|月度?|周|星期|礼拜|天|日|学期|学年|旬|个?工作日|小时|分钟"
FREQUENCY: Final = (
    rf"(?P<frequency>每(?:隔)?(?: ?(?P<count>{_N}))? ?个?(?P<every>{_EVERY})(?![龄级轻])"
    r"|按(?P<by>半年|年度?|季度?|月度?|周|日|旬|天|学期)(?![龄份常历级期程岁号]|比[例率重]))"
)


def _iso(count: str, unit: str) -> str:
    """Return an ISO 8601 duration: `_iso("20", "天")` is P20D."""
    letter, factor = _UNITS[unit]
    number = str(plain(Decimal(count) * factor))
    return f"P{'T' if unit in _CLOCK else ''}{number}{letter}"


def read_duration(match: re.Match[str], folded: str) -> Entity | None:
    """Return the length of time that a number with its unit states; None for parts of phrases."""
    over, more, unit, middle, half, odd = match.group("over", "more", "unit", "mid", "half", "odd")
    if is_phrase(folded, match.start("number")):
        return None
    count = read_match(match)
    unit = unit.removeprefix("个")
    if (count is None and not match["high"]) or (more and unit == "年"):
        return None
    value = None
    if count is not None:
        if half or middle:
            count = str(Decimal(count) + Decimal("0.5"))
        if "." in count and unit == "年":
            count, unit = str(Decimal(count) * 12), "月"
        value = _iso(count, unit)
    start, end, mod = widen(folded, match.start("number"), match.end("duration"), over or more or odd)
    return Entity("DURATION", (start, end), value, None, mod)


def read_frequency(match: re.Match[str], folded: str) -> Entity | None:
    """Return how often something happens: 每周, 按月; in 每月两次 the times are a quantity of their own."""
    count, every, by = match.group("count", "every", "by")
    every = every or by
    number = read_number(count) if count else "1"
    if number is None:
        return None
    unit = every.removeprefix("个")
    if unit.startswith("半"):
        number, unit = ("6", "月") if unit == "半年" else ("15", "日")
    elif unit == "月度":
        unit = "月"
    return Entity("FREQUENCY", match.span("frequency"), f"R/{_iso(number, unit)}")
