"""The one grammar of calendar dates and intervals, as notices print them, and their values in EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from textmine.chinese import read_numeral
from textmine.notice import Span

_SP: Final = r" {0,2}"
YEAR: Final = r"(?:(?:19|20)\d\d|[一二][〇零O一二三四五六七八九]{3})"
_NUM: Final = r"(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})"
_TO: Final = rf"{_SP}(?:至|到|-{{1,2}}|~){_SP}"

# A year, month or day whose 年, 月 or 日 stands at the far end of the interval or list: 2017-2019年, 1-10月.
_YEAR_OPEN: Final = rf"(?={_TO}{YEAR}{_SP}(?:学?年)|(?:[、和及]{YEAR}){{1,4}}{_SP}年)"
_MONTH_OPEN: Final = rf"(?={_TO}{_NUM}{_SP}月)"
_DAY_OPEN: Final = rf"(?={_TO}{_NUM}{_SP}[日号])"
_PARTS: Final = r"(?:[上中下]{1,2}旬|初(?![步次期级中始任审衷心])|中(?![央国共心层小学])|底(?![线数层子薪色稿座板单细账])|末(?![端梢]))"
_SEASON: Final = rf"(?:[上下]半年|第?[一二三四1-4]{_SP}季度|前三{_SP}季度|前{_NUM}{_SP}个月)"
# 前年 and its like begin other words (同年级) and end them (以上年度); 当年 and 同年 alone name no year of their own.
_RELATIVE: Final = (
    rf"(?<!以)(?P<relative>[今去前明次翌上本]|[当同](?=年(?:{_SP}(?:\d|[一二三四五六七八九十]{{1,3}}月)|[年初末底上下度第])))"
    r"年(?![级龄轻限纪老会报鉴华轮])"
)


def _month(n: int) -> str:
    """Return the pattern of a month with its day or part; `n` tells its groups from another month's."""
    return (
        rf"(?P<month{n}>{_NUM})(?:{_SP}月份?|{_MONTH_OPEN})"
        rf"(?:{_SP}(?P<day{n}>{_NUM})(?:{_SP}[日号]|{_DAY_OPEN})|(?P<twice{n}>\d{{1,2}}月)|(?P<part{n}>{_PARTS}))?"
    )


# One end of an interval: a year with what follows it, a month without a year, a bare day or season, or a date in
# figures (2019-7-12, 2019.7.12, 2019/7/12; 2019.7 unless it runs on as a number does).
POINT: Final = (
    rf"(?:(?:(?P<year>{YEAR})(?:{_SP}学?年|{_YEAR_OPEN})|{_RELATIVE})"
    rf"(?:度(?!假))?(?:{_SP}(?:{_month(1)}|(?P<season1>{_SEASON})|(?P<edge1>年?{_PARTS}|全年)))?"
    r"|(?P<figures>(?:19|20)\d\d(?:[.](?:0?[1-9]|1[0-2])(?:[.]\d{1,2})?|-(?:0?[1-9]|1[0-2])(?:-\d{1,2})?|/(?:0?[1-9]|1[0-2])(?:/\d{1,2})?))"
    r"(?![\d%‰/]|[.]\d| ?[万亿元千百公平亩吨])"
    rf"|{_month(2)}"
    rf"|(?P<day3>{_NUM})(?:{_SP}日(?!以?[内上下]|之内|[时期]限|[常均子程志报趋])|{_DAY_OPEN})"
    rf"|(?P<season2>(?:[上下]半年|第?[一二三四1-4]{_SP}季度|前三{_SP}季度)(?!一))"
    r"|(?P<edge2>(?<![末半周近历往每岁])年(?:[底末]|初(?!步|预算))))"
)
_SHORT: Final = r"(?P<short>\d{1,2}(?:[.]\d{1,2})?)(?![\d.%月日年])"
_ATTACHED: Final = (
    r"(?P<around>前后|左右)"
    r"|(?P<since>以来|至今|起(?![草诉点到源来步义底因])|[以之]后|后(?![勤续期备来半果台盾进门者代援方患面]))"
    r"|(?P<until>[以之]?前(?![期述往列端置提任款沿景身瞻进后\d一二三四五六七八九十两几]))"
)
_NOT_BEFORE: Final = r"(?<![\d第〇一二三四五六七八九十百])"


class Point(NamedTuple):
    """One end of an interval as printed; `broken` is one that no calendar has (11月6月)."""

    year: int | None = None
    relative: str | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    broken: bool = False


class DateExpression(NamedTuple):
    """A date or interval as printed: `core` ends before what is attached to it (以来, 前, 前后)."""

    start: int
    core: int
    end: int
    first: Point
    second: Point | None
    attached: Literal["since", "until", "around"] | None


class DateMention(NamedTuple):
    """A date or interval without what is attached: its place, its EDTF value (None for an impossible date)."""

    span: Span
    value: str | None
    dated: bool  # it states its year itself


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a date, what links an interval's ends, and what is attached."""
    finder = rf"{_NOT_BEFORE}(?:(?<![.])|(?={YEAR}{_SP}年)){POINT}"
    link = rf"{_SP}起?(?:至|到|-{{1,2}}|~){_SP}(?:(?P<now>今(?!年)|目前)|(?P<far>{POINT})|{_SHORT})"
    return re.compile(finder), re.compile(link), re.compile(_ATTACHED)


def read_date(match: re.Match[str], folded: str, start: int, end: int, limit: int) -> DateExpression:
    """Return the whole expression whose first end is `match`, a match of `POINT` that holds `folded[start:end]`."""
    _, link, attached = _patterns()
    first, second = _point(match), None
    tie = folded[end : end + 3].lstrip(" ")[:1]
    if tie and tie in "起至到-~" and (linked := link.match(folded, end, limit)):
        if linked["now"]:
            return DateExpression(start, end, linked.end(), first, None, "since")
        second = _point(linked) if linked["far"] else _short(linked["short"], match, first)
        end = linked.end() if second else end
    core = end
    kind = attached.match(folded, end, limit) if second is None or folded[end : end + 1] in "左前" else None
    if kind is None:
        return DateExpression(start, core, end, first, second, None)
    return DateExpression(start, core, kind.end(), first, second, kind.lastgroup)  # type: ignore[arg-type]


_GROUPS: Final = (
    "year relative figures month1 day1 twice1 part1 season1 edge1 month2 day2 twice2 part2 day3 season2 edge2".split()
)


def _point(match: re.Match[str]) -> Point:
    """Return the parts of one end of a match."""
    year, relative, figures, m1, d1, t1, p1, s1, e1, m2, d2, t2, p2, d3, s2, e2 = match.group(*_GROUPS)
    if figures:
        parts = [int(part) for part in re.split("[./-]", figures)]
        return Point(parts[0], None, parts[1], parts[2] if len(parts) > 2 else None)
    month, day = m1 or m2, d1 or d2 or d3
    return Point(
        read_numeral(year) if year else None,
        relative,
        read_numeral(month) if month else None,
        read_numeral(day) if day else None,
        p1 or p2 or s1 or s2 or e1 or e2,
        bool(t1 or t2),
    )


def _short(short: str, match: re.Match[str], first: Point) -> Point | None:
    """Return the far end of an interval in figures that leaves the year out: 2019.7.12-9.12, 2019.7-9."""
    if not match["figures"]:
        return None
    month, _, day = short.partition(".")
    if day:
        return Point(month=int(month), day=int(day)) if first.day else None
    return Point(month=first.month, day=int(month)) if first.day else Point(month=int(month))


def _bounds(point: Point) -> tuple[str, str] | None:
    """Return the first and last EDTF date that a point with its year spans; None where there is no such date."""
    year, _, month, day, part, broken = point
    if year is None or broken:
        return None
    if month is None:
        if day is not None:
            return None
        return _bounds_of_part(year, part or "")
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if day is not None:
        return (f"{year}-{month:02}-{day:02}",) * 2 if 1 <= day <= last else None
    if part and part.endswith("旬"):
        days = {"上": (1, 10), "中": (11, 20), "下": (21, last)}
        since, until = days[part[0]][0], days[part[-2]][1]
        return f"{year}-{month:02}-{since:02}", f"{year}-{month:02}-{until:02}"
    return (f"{year}-{month:02}",) * 2


def _bounds_of_part(year: int, part: str) -> tuple[str, str] | None:
    """Return the first and last month of a year's part (上半年, 三季度, 年底), or the year itself."""
    if not part or part == "全年":
        return str(year), str(year)
    if "半年" in part:
        since, until = (1, 6) if part[0] == "上" else (7, 12)
    elif "季度" in part and part[0] != "前":
        until = 3 * read_numeral(part.lstrip("第")[0])
        since = until - 2
    elif part[0] == "前":
        since, until = 1, 9 if "季度" in part else read_numeral(part[1:].rstrip("个月").strip())
    else:
        since = until = {"初": 1, "中": 6, "底": 12, "末": 12}.get(part[-1], 0)
    return (f"{year}-{since:02}", f"{year}-{until:02}") if 1 <= since <= until <= 12 else None


def value_of(date: DateExpression) -> str | None:
    """Return the EDTF value of an expression whose first end has its year; None where there is no such date.

    >>> value_of(DateExpression(0, 6, 7, Point(2020, month=6, part="底"), None, "until"))
    '../2020-06'
    >>> value_of(DateExpression(0, 10, 10, Point(2020, month=2, day=30), None, None)) is None
    True
    """
    near = _bounds(date.first)
    if near is None:
        return None
    if date.second is not None:
        far = _bounds(filled(date.second, date.first))
        if far is None or far[1] < near[0][: len(far[1])]:
            return None
        tilde = "~" if date.attached == "around" else ""
        return f"{near[0]}{tilde}/{far[1]}{tilde}"
    if date.attached == "since":
        return f"{near[0]}/.."
    if date.attached == "until":
        return f"../{near[1]}"
    tilde = "~" if date.attached == "around" else ""
    return f"{near[0]}{tilde}" if near[0] == near[1] else f"{near[0]}{tilde}/{near[1]}{tilde}"


def filled(second: Point, first: Point) -> Point:
    """Return the far end of an interval, its year and month taken from the near end where it leaves them out."""
    if second.month is None and second.day is not None:
        second = second._replace(month=first.month)
    if second.year is None and first.year is not None:
        # 11月至1月 runs over the year's end.
        crosses = first.month is not None and second.month is not None and second.month < first.month
        second = second._replace(year=first.year + crosses)
    return second


def find_dates(
    folded: str, start: int = 0, end: int | None = None, *, year: int | None = None
) -> Iterator[DateMention]:
    """Yield the dates and intervals of `folded[start:end]`; a year left out is that of the date before it, or `year`.

    Bare days, seasons and what is attached (以来, 前) are left out; the entity stage reads them.

    >>> [m.value for m in find_dates("2019年7月12日至9月12日,10月8日反馈")]
    ['2019-07-12/2019-09-12', '2019-10-08']
    """
    finder = _patterns()[0]
    limit = len(folded) if end is None else end
    at = start
    while match := finder.search(folded, at, limit):
        date = read_date(match, folded, *match.span(), limit)
        at = date.end
        first = date.first
        if first.year is None and first.month is None and first.relative is None:
            continue
        dated = first.year is not None
        if not dated:
            first = first._replace(year=year)
        year = (filled(date.second, first).year if date.second else first.year) or year
        yield DateMention((date.start, date.core), value_of(date._replace(first=first, attached=None)), dated)
