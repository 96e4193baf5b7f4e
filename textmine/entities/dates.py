"""DATE: calendar dates and intervals in EDTF (ISO 8601-2), what they leave out taken from their context.

| text | value |
|---|---|
| 2019年7月12日至9月12日 | 2019-07-12/2019-09-12 |
| 2019年1-10月 | 2019-01/2019-10 |
| 2019年10月份以来 | 2019-10/.. |
| 2020年6月底前 | ../2020-06 |
| 2019年8月中旬 | 2019-08-11/2019-08-20 |
| 2019年上半年 | 2019-01/2019-06 |
| 2019年8月前后 | 2019-08~ |
| 2019年年底 | 2019-12 |
| 2019年11月6月 | null: there is no such date |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from textmine.dates import DateExpression, Point, filled, value_of
from textmine.notice import Entity, Header, HeaderField, Node, Span

_Day = tuple[int, int, int]

# How far past its publication a notice's deadlines lie, in months, where they name no year; 年底前 lies further.
_AHEAD: Final = 3
_YEAR_END_AHEAD: Final = 6
_OFFSET: Final = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}
_PLANNED: Final = re.compile(
    r"(?:(?<!原)计划|预计|(?<!原)拟|将|争取|力争|确保|预期|(?:延期|延长|推迟|顺延|宽限|展期)[至到])[^,。;\n]{0,8}$"
)
# 对12月底仍未完成的, 启动问责 speaks of a day to come.
_STILL_OPEN: Final = re.compile(r"(?:仍|还|尚)未[^,。;\n]{0,8}的")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Printed(NamedTuple):
    """A date as the pass met it; `quoted` is one inside a title."""

    date: DateExpression
    quoted: bool

    @property
    def span(self) -> Span:
        """Where the whole expression stands."""
        return self.date.start, self.date.end


class _Known(NamedTuple):
    """The year and month that the last date gave; `loose` where it is a bare year, a span of years or in a title."""

    year: int
    month: int | None
    loose: bool


class _Frame(NamedTuple):
    """The days between which a notice acts: since the feedback or the inspection's end, until its publication."""

    since: _Day | None
    until: _Day | None


def _day(field: HeaderField | None) -> _Day | None:
    """Return the last day of a header date."""
    found = _DATE.findall(field.value) if field else []
    if not found:
        return None
    year, month, day = found[-1]
    return int(year), int(month or 12), int(day or 31)


def _frame(header: Header, dates: Iterable[Printed]) -> _Frame:
    """Return the notice's frame by its header; the last date that the text states stands for an unstated end."""
    until = _day(header.published)
    if until is None:
        stated = [_last(p.date) for p in dates if not p.quoted and p.date.attached != "until"]
        until = max((day for day in stated if day), default=None)
    return _Frame(_day(header.feedback_date) or _day(header.inspection_period), until)


def _last(date: DateExpression) -> _Day | None:
    point = filled(date.second, date.first) if date.second else date.first
    return (point.year, point.month or 1, point.day or 1) if point.year else None


def _reach(point: Point) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last month and day of a point, whatever its year."""
    value = value_of(DateExpression(0, 0, 0, point._replace(year=2000, relative=None), None, None))
    found = _DATE.findall(value or "")
    if not found:
        return (point.month or 1, 1), (point.month or 12, 31)
    return (int(found[0][1] or 1), int(found[0][2] or 1)), (int(found[-1][1] or 12), int(found[-1][2] or 31))


def _year_in_frame(date: DateExpression, frame: _Frame, *, planned: bool) -> int | None:
    """Return the latest year in which the date does not contradict the notice's frame."""
    first, last = _reach(date.first)
    since, until = frame
    if until and planned:
        return until[0] + (last < until[1:])
    if until:
        year, month, day = until
        year_end = date.first.month is None and date.first.day is None and first[0] == 12
        if date.attached == "until" or year_end:
            ahead = month + (_YEAR_END_AHEAD if year_end else _AHEAD)
            year, month, day = year + (ahead > 12), (ahead - 1) % 12 + 1, 31
        year -= first > (month, day)
        # A term that had run out before the findings were fed back is the next year's.
        return year + (date.attached == "until" and since is not None and (year, *last) < since)
    if since:
        return since[0] + (last < since[1:])
    return None


def _year(date: DateExpression, known: _Known | None, frame: _Frame, *, planned: bool) -> int | None:
    """Return the year that a date leaves out: the paragraph's, else the one that the notice's frame gives."""
    framed = _year_in_frame(date, frame, planned=planned)
    if known is None or planned:
        return framed or (known.year if known else None)
    first, last = _reach(date.first)
    if framed and frame.until and date.attached != "until" and (known.year, *first) > frame.until:
        return framed  # what is told has been
    if known.loose and framed and frame.since and (known.year, *last) < frame.since <= (framed, *last):
        return framed
    # A paragraph tells what happened in its order: after December comes the next year's January.
    crosses = known.month is not None and first[0] < known.month and not known.loose and date.first.month is not None
    if crosses and frame.until and frame.since and (known.year, *last) < frame.since:
        return known.year + ((known.year + 1, *first) <= frame.until)
    return known.year


def resolve(dates: list[Printed], folded: str, header: Header, measures: Iterable[Node]) -> Iterator[Entity | None]:
    """Yield the entity of each date, in order; None for a bare day whose month nothing tells."""
    frame: _Frame | None = None
    known: _Known | None = None
    stretch = -1  # where the line or the measure at hand ends
    extents = sorted((node.span[0], node.extent[1]) for node in measures)
    at = 0
    for printed in dates:
        date = printed.date
        if date.start >= stretch:
            known = None
            line = folded.find("\n", date.start)
            stretch = line if line >= 0 else len(folded)
            while at < len(extents) and extents[at][1] <= date.start:
                at += 1
            if at < len(extents) and extents[at][0] <= date.start:
                stretch = max(stretch, extents[at][1])
        if date.first.year is None or (date.second and date.second.relative):
            frame = frame or _frame(header, dates)
            complete = _complete(date, known, frame, folded)
            if complete is None:
                yield None
                continue
            date = complete
        yield Entity("DATE", (date.start, date.end), value_of(date))
        known = _knows(date, printed.quoted) or known


def _complete(date: DateExpression, known: _Known | None, frame: _Frame, folded: str) -> DateExpression | None:
    """Return the date with the years of its ends, and a bare day with its month; None where no month is known."""
    first, second = date.first, date.second
    if second and second.relative:
        second = second._replace(year=_relative_year(second.relative, date, known, frame))
        date = date._replace(second=second)
    if first.year is not None:
        return date
    if first.relative:
        year = _relative_year(first.relative, date, known, frame)
    elif first.month is None and first.day is not None and (second is None or second.month is None):
        if known is None or known.month is None:
            return None
        return date._replace(first=first._replace(year=known.year, month=known.month))
    else:
        if first.day is not None and first.month is None and second:
            first = first._replace(month=second.month)
        if second and second.year is not None:
            year = second.year - ((first.month or 0) > (second.month or 12))
        else:
            planned = _PLANNED.search(folded, max(0, date.start - 14), date.start) is not None
            planned = planned or (folded[date.start - 1] == "对" and _STILL_OPEN.match(folded, date.end) is not None)
            year = _year(date._replace(first=first), known, frame, planned=planned)
    return date._replace(first=first._replace(year=year))


def _relative_year(relative: str, date: DateExpression, known: _Known | None, frame: _Frame) -> int | None:
    """Return the year that 今年, 去年, 同年 and their like mean; None where nothing tells."""
    if relative in _OFFSET:
        now = frame.until or frame.since
        year = now[0] if now else known.year if known else None
        return year + _OFFSET[relative] if year else None
    year = known.year if known else _year_in_frame(date, frame, planned=False)
    return year + (relative in "次翌") if year else None


def _knows(date: DateExpression, quoted: bool) -> _Known | None:
    """Return what a resolved date tells those behind it."""
    last = filled(date.second, date.first) if date.second else date.first
    if last.year is None:
        return None
    bare = last.month is None and last.day is None
    return _Known(last.year, last.month, quoted or bare or date.attached == "since")
