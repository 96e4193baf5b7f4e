"""Calendar dates and intervals as notices print them, with their values in EDTF (ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from textmine.chinese import read_numeral
from textmine.notice import Span


class DateMention(NamedTuple):
    """A date or interval: where it stands, its EDTF value (None for an impossible date), and what it leaves out."""

    span: Span
    value: str | None
    dated: bool  # it states its year itself


_YEAR = r"(?:(?:19|20)\d\d|[〇零一二三四五六七八九O]{4})"
_NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"


def _point_pattern(n: int) -> str:
    """Return the pattern of one end of an interval, its groups numbered."""
    return (
        rf"(?:(?P<y{n}>{_YEAR}) ?年 ?)?(?P<m{n}>{_NUM}) ?月(?:份)?(?: ?(?P<d{n}>{_NUM}) ?[日号])?(?P<p{n}>[上中下]旬|[底初末])?"
        rf"|(?P<yy{n}>{_YEAR}) ?年(?P<yp{n}>底|初|末)?"
        rf"|(?P<ny{n}>(?:19|20)\d\d)[./-](?P<nm{n}>\d{{1,2}})(?:[./-](?P<nd{n}>\d{{1,2}}))?(?![\d%])"
    )


_DATE: Final = re.compile(
    rf"(?<![\d第.])(?:{_point_pattern(1)})(?:(?: ?(?:至|到|-{{1,2}}|~) ?)(?:(?:{_point_pattern(2)})|(?P<dd>{_NUM}) ?[日号]))?"
)


class _Point(NamedTuple):
    year: int | None
    month: int | None
    day: int | None
    part: str | None


def _point(match: re.Match[str], which: str) -> _Point:
    """Return the parts of one end of a match."""
    get = match.group
    year = get("y" + which) or get("yy" + which) or get("ny" + which)
    month = get("m" + which) or get("nm" + which)
    day = get("d" + which) or get("nd" + which)
    part = get("p" + which) or get("yp" + which)
    numbers = [read_numeral(n) if n else None for n in (year, month, day)]
    return _Point(numbers[0], numbers[1], numbers[2], part)


def _edtf(point: _Point) -> str | None:
    """Return a point's EDTF value, an interval for 上旬 and its like; None where there is no such date."""
    year, month, day, part = point
    if year is None:
        return None
    if month is None:
        return f"{year}-12" if part in ("底", "末") else f"{year}-01" if part == "初" else f"{year}"
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is not None:
        return f"{year}-{month:02}-{day:02}" if 1 <= day <= last else None
    if part and part in "上旬中旬下旬" and len(part) == 2:
        first, until = {"上": (1, 10), "中": (11, 20), "下": (21, last)}[part[0]]
        return f"{year}-{month:02}-{first:02}/{year}-{month:02}-{until:02}"
    return f"{year}-{month:02}"


def find_dates(
    folded: str, start: int = 0, end: int | None = None, *, year: int | None = None
) -> Iterator[DateMention]:
    """Yield the dates and intervals of `folded[start:end]`; a year left out is that of the date before it, or `year`.

    >>> [m.value for m in find_dates("2019年7月12日至9月12日,10月8日反馈")]
    ['2019-07-12/2019-09-12', '2019-10-08']
    """
    for match in _DATE.finditer(folded, start, len(folded) if end is None else end):
        first = _point(match, "1")
        dated = first.year is not None
        if not dated:
            first = first._replace(year=year)
        year = first.year or year
        second = _second(match, first)
        if second is None:
            value = _edtf(first)
        else:
            year = second.year or year
            ends = _edtf(first), _edtf(second)
            value = f"{ends[0].partition('/')[0]}/{ends[1].rpartition('/')[2]}" if ends[0] and ends[1] else None
        yield DateMention(match.span(), value, dated)


def _second(match: re.Match[str], first: _Point) -> _Point | None:
    """Return the far end of an interval, its year and month taken from the near end where it leaves them out."""
    if match["dd"]:
        return _Point(first.year, first.month, read_numeral(match["dd"]), None)
    second = _point(match, "2")
    if second.year is None and second.month is None:
        return None
    if second.year is None and first.year is not None and second.month is not None:
        crosses = first.month is not None and second.month < first.month  # 11月至1月 runs over the year's end
        return second._replace(year=first.year + crosses)
    return second
