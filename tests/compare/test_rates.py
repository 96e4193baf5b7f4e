"""Rates of each group, and their intervals."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from textmine.compare import Sample, corrected_rates, group_of, rates
from textmine.compare.wilson import wilson


def test_rates_count_each_label_of_a_measure_once_a_measure(make) -> None:
    table = rates(make(("a", [("rule", "fund"), ("rule",)] * 5), ("b", [("fund",)] * 4), (None, [("rule",)])))
    rows = {(row["of"], row["code"], row["group"]): row for row in table.records()}
    assert rows["label", "rule", "a"]["count"] == 10
    assert rows["label", "rule", "a"]["share"] == 1
    assert rows["label", "fund", "a"]["share"] == 0.5
    assert rows["label", "rule", "b"]["share"] == 0
    assert (rows["total", "measures", "a"]["per_issue"], rows["total", "issues", "a"]["per_1000"]) == (5, 2)
    assert rows["problem", "finance", "b"]["n"] == 1
    assert [(note.code, note.values) for note in table.notes] == [
        ("without_group", {"notices": 1}),
        ("one_notice_groups", {"groups": 2}),
    ]


def test_what_no_model_has_coded_is_missing_and_not_nought(make) -> None:
    table = rates(make(("a", [("rule",), (), ()]), ("b", [()])))
    rows = {(row["code"], row["group"]): row for row in table.records() if row["of"] == "label"}
    assert (rows["rule", "a"]["n"], rows["rule", "a"]["share"]) == (1, 1)
    assert (rows["rule", "b"]["n"], rows["rule", "b"]["share"], rows["rule", "b"]["wilson_high"]) == (0, None, None)
    assert ("not_coded", {"of": "label", "units": 3}) in [(note.code, note.values) for note in table.notes]


def test_cells_are_plain_numbers(make) -> None:
    table = rates(make(*([("a", [("rule",), ("fund",)])] * 3 + [("a", [("rule",)])] * 3)))
    assert {type(value) for row in table.rows for value in row} == {str, int, float, type(None)}


def test_shares_are_corrected_where_that_is_asked_for(make) -> None:
    sample = make(*([("a", [("rule",), ("fund",), ("fund", "check")])] * 6))
    plain, mended = rates(sample), rates(sample, correct=True)
    by_card = {row[:3]: row[7] for row in corrected_rates(sample).rows}
    for before, after in zip(plain.records(), mended.records(), strict=True):
        if before["of"] in ("label", "problem"):
            assert after["share"] == by_card[before["of"], before["code"], "a"]
            assert after["wilson_low"] is None
            assert before["of"] == "problem" or after["share"] != before["share"]
        else:
            assert after == before
        assert (after["count"], after["per_issue"]) == (before["count"], before["per_issue"])
    assert ("corrected", {"rows": 4}) in [(note.code, note.values) for note in mended.notes]


def test_codes_stand_in_the_taxonomys_order_and_others_last(make) -> None:
    table = rates(make(("a", [("own", "other", "rule")])))
    assert [row["code"] for row in table.records() if row["of"] == "label"] == ["rule", "other", "own"]


@pytest.mark.parametrize(
    ("notices", "codes"),
    [
        ([], {"no_notices"}),
        ([(None, [("rule",)])], {"without_group", "no_groups"}),
        ([("a", [()])], {"one_group", "one_notice_groups", "nothing_coded"}),
        ([("a", [])], {"one_group", "one_notice_groups", "nothing_coded"}),
        ([("a", [("rule",)]), ("a", [("rule",)])], {"one_group", "few_notices_groups"}),
        ([(f"g{n}", [("rule",)]) for n in range(1500)], {"one_notice_groups", "many_groups"}),
    ],
)
def test_what_cannot_be_computed_is_said_and_the_rest_computed(make, notices, codes: set[str]) -> None:
    table = rates(make(*notices))
    assert {note.code for note in table.notes} == codes
    assert len(table) >= 2 * len({group for group, _ in notices} - {None})


def test_a_store_gives_rates(sample: Sample) -> None:
    table = rates(sample.grouped(group_of("region")))
    assert {(row["group"], row["notices"]) for row in table.records()} == {("望湖县", 2), ("临川市", 1)}
    assert table.to_csv().startswith("of,code,group,notices,count,n,share,")


def test_wilson_agrees_with_statsmodels() -> None:
    n = np.array([1, 7, 50, 4000])
    for count in (n * 0, n // 3, n):
        theirs = proportion_confint(count, n, method="wilson")
        np.testing.assert_allclose(wilson(count, n), theirs, rtol=1e-9, atol=1e-12)
