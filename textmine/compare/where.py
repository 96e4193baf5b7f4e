"""Which notices are compared: conditions on what they say of themselves, such as `level=county` or `agency~医院`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from textmine.compare.groups import GROUPINGS
from textmine.compare.sample import Case
from textmine.days import days_of
from textmine.errors import TextmineError

Keep = Callable[[Case], bool]

# What conditions may ask for besides what notices are grouped by.
_FIELDS: Final[dict[str, Callable[[Case], str | int | None]]] = {
    **GROUPINGS,
    "agency": lambda case: case.agency,
    "title": lambda case: case.title,
    "date": lambda case: case.date,
    "id": lambda case: case.id,
    "url": lambda case: case.url or None,
    "characters": lambda case: case.characters,
}
_ORDERED: Final = ("year", "date", "characters")
_CONDITION: Final = re.compile(r"\s*(?P<field>[a-z]+)\s*(?P<sign>>=|<=|!=|!~|=|~|>|<)\s*(?P<value>[^<>=~]*?)\s*", re.S)
_SIGNS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NUMBER: Final = re.compile(r"\d{1,12}")


def where(conditions: Iterable[str]) -> Keep:
    """Return what tells whether a notice meets all the conditions; without any, all do.

    A condition is a field, a sign and a value: `=` is one of the values between `|`, `~` holds one of them, `!=` and
    `!~` the opposite; `>=`, `<=`, `>` and `<` go with year, date (both ends included at any precision) and characters.
    What a notice does not state meets `field=` alone, and the opposites. Raise `TextmineError` for what is none of this.
    """
    tests = [_test(condition) for condition in conditions]
    return lambda case: all(test(case) for test in tests)


def _test(condition: str) -> Keep:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise TextmineError(f"{condition!r} is no condition; write one such as level=county, year>=2020 or agency~医院")
    name, sign, value = match["field"], match["sign"], match["value"]
    if name not in _FIELDS:
        raise TextmineError(f"condition {condition!r}: {name!r} is none of {', '.join(_FIELDS)}")
    field = _FIELDS[name]
    if sign in _SIGNS:
        return _ordered(field, name, sign, value, condition)
    values = tuple(part.strip() for part in value.split("|"))
    if sign in ("=", "!="):
        return lambda case: (str(_or_empty(field(case))) in values) == (sign == "=")
    if not all(values):
        raise TextmineError(f"condition {condition!r} does not say what {name} should hold")
    return lambda case: any(part in str(_or_empty(field(case))) for part in values) == (sign == "~")


def _ordered(field: Callable[[Case], str | int | None], name: str, sign: str, value: str, condition: str) -> Keep:
    """Return the test of a condition that compares; dates only as far as the coarser of the two goes."""
    if name not in _ORDERED:
        raise TextmineError(f"condition {condition!r}: {sign} goes with {', '.join(_ORDERED)} only; use = or ~")
    compare = _SIGNS[sign]
    if name == "date":
        if not _DATE.fullmatch(value) or days_of(value) is None:
            raise TextmineError(f"condition {condition!r}: {value!r} is no date such as 2020, 2020-04 or 2020-04-09")

        def holds(case: Case) -> bool:
            stated = _DATE.search(case.date or "")
            size = min(len(value), len(stated[0])) if stated else 0
            return stated is not None and compare(stated[0][:size], value[:size])

        return holds
    if not _NUMBER.fullmatch(value):
        raise TextmineError(f"condition {condition!r}: {value!r} is no whole number")
    number = int(value)
    return lambda case: (stated := field(case)) is not None and compare(int(stated), number)


def _or_empty(value: str | int | None) -> str | int:
    return "" if value is None else value
