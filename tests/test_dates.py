"""Dates as the header reads them: without what is attached, and only what has a year or a month."""

import pytest

from textmine.dates import DateExpression, Point, find_dates, value_of


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "2019年7月12日至9月12日,10月8日反馈",
            [("2019年7月12日至9月12日", "2019-07-12/2019-09-12"), ("10月8日", "2019-10-08")],
        ),
        ("2019年10月以来", [("2019年10月", "2019-10")]),
        ("2019年底前", [("2019年底", "2019-12")]),
        (
            "2018年12月1日至1月10日,3月5日",
            [("2018年12月1日至1月10日", "2018-12-01/2019-01-10"), ("3月5日", "2019-03-05")],
        ),
        ("5日内,一季度,年底", []),
        ("7月9日", [("7月9日", None)]),
    ],
)
def test_find_dates(text: str, mentions: list[tuple[str, str | None]]) -> None:
    assert [(text[slice(*m.span)], m.value) for m in find_dates(text)] == mentions


def test_a_year_may_be_given() -> None:
    assert [(m.value, m.dated) for m in find_dates("7月9日", year=2020)] == [("2020-07-09", False)]


def test_an_interval_does_not_run_backwards() -> None:
    near, far = Point(2020, month=5), Point(2020, month=3)
    assert value_of(DateExpression(0, 0, 0, near, far, None)) is None
