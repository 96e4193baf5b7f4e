"""How long inspections, feedback and publication lie apart."""

import pytest

from textmine.compare.lags import lag_breaks, lag_curves, lags, read_lags
from textmine.compare.sample import Case, Measure, Mention, Sample


def case(period: str | None, feedback: str | None, published: str | None, group: str = "甲") -> Case:
    return Case("0" * 16, None, None, None, None, None, period, feedback, published, None, "", "", 100, group)


def sample(*cases: Case, act: str | None = None) -> Sample:
    """Return notices; `act` is the day of a finished act of the first of them."""
    measures = [Measure(0, "1", None, (), "completed", "aspect", "")]
    mentions = [Mention(0, "1", "DATE", act, None, None, None, "")] if act else []
    return Sample(list(cases), [], measures, mentions, [], [])


def test_lags_lie_between_the_ends_of_what_is_stated() -> None:
    table = lags(sample(case("2021-03-01/2021-04-30", "2021-06-01/2021-06-09", "2021-09-07")))
    assert dict(zip(table["lag"], table["median"], strict=True)) == {
        "inspection_to_feedback": 40,
        "feedback_to_publication": 90,
        "inspection_to_publication": 130,
    }


def test_a_month_counts_as_its_middle_and_is_noted() -> None:
    read = read_lags(sample(case(None, "2021-06", "2021-07-16")))
    assert [lag.lasted.days for lag in read.lags] == [31]
    assert {note.code: note.values["count"] for note in read.notes} == {"lags_not_stated": 2, "lags_of_coarse_dates": 1}


def test_a_notice_without_its_date_lasted_until_its_last_finished_act() -> None:
    table = lags(sample(case(None, "2021-06-01", None), act="2021-08-10"))
    assert (
        table.records()[0] | {"lag": "feedback_to_publication", "notices": 1, "censored": 1, "median": None}
        == table.records()[0]
    )


@pytest.mark.parametrize("published", ["2021-05-01", "2021-02-30", "../2022", "二〇二一"])
def test_an_end_that_cannot_be_is_left_out_and_noted(published: str) -> None:
    table = lags(sample(case(None, "2021-06-01", published)))
    assert table.rows == []
    assert {note.code for note in table.notes} <= {"lags_below_zero", "lags_not_stated"}


def test_curves_begin_with_all_and_fall_by_day() -> None:
    cases = [case(None, "2021-06-01", f"2021-06-{day:02}") for day in (11, 21)]
    assert [(row["days"], row["share"]) for row in lag_curves(sample(*cases)).records()] == [
        (0, 1.0),
        (10, 0.5),
        (20, 0.0),
    ]


def test_breaks_go_by_the_year_in_which_a_lag_began() -> None:
    cases = [case(None, f"{year}-06-01", f"{year}-0{month}-01") for year in (2022, 2023, 2024) for month in (7, 8)]
    record = lag_breaks(sample(*cases)).records()[0]
    assert (record["notices_before"], record["notices_since"], record["median_before"]) == (4, 2, 30)
    late = lag_breaks(sample(*cases), year=2030)
    assert late.rows == []
    assert [note.code for note in late.notes][-1] == "no_break_without_both_sides"


def test_a_notice_of_no_group_is_in_none() -> None:
    alone = Case("0" * 16, None, None, None, None, None, None, "2021-06-01", "2021-07-01", None, "", "", 100, None)
    assert lags(sample(alone)).rows == []
