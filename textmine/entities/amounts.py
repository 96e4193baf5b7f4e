"""Numbers as notices print them, with what blurs them: 约3.5万, 1,280余, 百余, 近3, 5 以上."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from textmine.chinese import read_amount
from textmine.notice import Modifier

CHINESE: Final = "一二两三四五六七八九十百千万亿零〇半廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_YEAR: Final = r"(?:19|20)\d\d ?年"
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3}(?!\d)){1,4}+|\d{1,15}+)(?:\.\d{1,8}+)?+(?!\.?\d)"
_SCALE: Final = r" ?[十百千]?[万亿]{1,2}(?![达象里])|[百千](?![分瓦米克])"

# The far end of a range (3-5人, 三至五名), which has no one value.
_HIGH: Final = rf" ?[-~至到] ?(?:{_DIGITS}(?:{_SCALE})?|[{CHINESE}]{{1,4}}+)"

# A number, what blurs it from within (余, 多, 几), and a scale that comes behind that (2,180余万). A digit behind a
# letter (A4), a digit or a point (3.1.2) begins no number, nor does the marker of `3.2019年`. Nothing is given back once
# it is taken, so that a number which counts nothing is left after one look.
NUMBER: Final = (
    rf"(?:(?<![0-9A-Za-z+])(?:(?<![0-9][.])|(?=[^0-9]))|(?={_YEAR}))(?!\d{{1,3}}\.{_YEAR})"
    rf"(?P<number>(?>{_DIGITS}(?:{_SCALE})?(?:\d{{1,4}}[千百]?万?(?=元))?|(?<![{CHINESE}数几上])[{CHINESE}]{{1,12}}+))"
    rf"(?P<high>{_HIGH})?+"
    r"(?P<over> ?[余多几](?!元化))?+(?P<late> ?[千百]?[万亿])?+"
)

_BEFORE: Final = re.compile(
    r"(?:(?P<approx>大约|将近|最近|(?<![节签合契履违预邀赴失制条公特简])约|(?<![附邻就亲靠临远接])近)"
    r"|(?P<over>(?<![不未没])超过|(?<![赶不未])超|逾)"
    r"|(?P<under>不足|未满|不满|不到|(?<=未)足)) ?$"
)
_SIDE_BY_SIDE: Final = re.compile(r"^[^〇零]*[一二两三四五六七八九]{2}")
_BEFORE_LAST: Final = frozenset("约近超过逾足满到")
_BEHIND_FIRST: Final = frozenset(" 以左")
_BEHIND: Final = re.compile(r" ?(?:(?P<over>以上)|(?P<approx>左右)|(?P<under>以下))")


def read_match(match: re.Match[str]) -> str | None:
    """Return the value of a match's number; None for a range's."""
    number, high, late = match.group("number", "high", "late")
    if high:
        return None
    return read_number(number + late if late else number)


class Bounds(NamedTuple):
    """The whole expression of a number and what blurs it."""

    start: int
    end: int
    mod: Modifier | None


@lru_cache(maxsize=4096)
def read_number(number: str) -> str | None:
    """Return a number's decimal value; None where it is no number.

    Digits that stand side by side (两三个) name no one number, unless they are read out (二〇一九).

    >>> [read_number(n) for n in ("1,280", "3.50", "1.3万", "三千二百", "007", "半", "百", "两三")]
    ['1280', '3.5', '13000', '3200', '7', '0.5', '100', None]
    """
    number = number.replace(" ", "")
    if number.isascii() and number.isdigit():
        return str(int(number))
    if number == "半":
        return "0.5"
    if _SIDE_BY_SIDE.search(number):
        return None
    try:
        return str(read_amount(number))
    except (ValueError, ArithmeticError):
        return None


def widen(folded: str, start: int, end: int, over: str | None) -> Bounds:
    """Return the span `start` to `end` with what stands around it and blurs it, and the modifier.

    >>> widen("节约近3万元以上", 3, 6, None)
    Bounds(start=2, end=8, mod='approx')
    """
    mod: Modifier | None = "over" if over else None
    last = folded[start - 1 : start]
    if last == " ":
        last = folded[max(0, start - 2) : start - 1]
    if last in _BEFORE_LAST and (match := _BEFORE.search(folded, max(0, start - 4), start)):
        start, mod = match.start(), match.lastgroup  # type: ignore[assignment]
    follows = folded[end : end + 1]
    if follows in _BEHIND_FIRST and (match := _BEHIND.match(folded, end)):
        end, mod = match.end(), mod or match.lastgroup  # type: ignore[assignment]
    return Bounds(start, end, mod)
