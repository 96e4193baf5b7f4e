"""Calendar days of EDTF dates and intervals, counted so that they can be subtracted."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple


class Days(NamedTuple):
    """The first and last day that a date can mean, as proleptic Gregorian ordinals."""

    first: int
    last: int

    @property
    def middle(self) -> int:
        """The day in the middle, the earlier of two."""
        return (self.first + self.last) // 2


def days_of(value: str | None) -> Days | None:
    """Return the days of an EDTF date or closed interval; None for no date, an impossible or an open one.

    >>> days = days_of("2021-02")
    >>> days.last - days.first, days_of("2021-03/2021-05") == (days_of("2021-03").first, days_of("2021-05").last)
    (27, True)
    >>> days_of("../2021"), days_of("2021-02-30"), days_of(None)
    (None, None, None)
    """
    first, _, last = (value or "").partition("/")
    start, end = _date(first), _date(last or first)
    return Days(start.first, end.last) if start and end and start.first <= end.last else None


def _date(text: str) -> Days | None:
    parts = text.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    try:
        match numbers:
            case [year]:
                return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
            case [year, month]:
                return Days(date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal())
            case _:
                day = date(*numbers).toordinal()
                return Days(day, day)
    except ValueError:  # an impossible date, as notices print them; calendar has an error of its own beneath it
        return None
