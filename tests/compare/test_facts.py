"""How specific, consistent and fruitful the answers are, and one group among its peers."""

import numpy as np
import pytest

from textmine.compare.consistency import consistency, stated_totals
from textmine.compare.figures import Figure, figure_rows, tally
from textmine.compare.outcomes import achieved, outcome_rates, outcomes, parts_of
from textmine.compare.profile import profile
from textmine.compare.sample import Achievement, Case, Issue, Measure, Mention, Sample, Statement
from textmine.compare.specificity import is_hollow, specificity
from textmine.errors import TextmineError


def case(group: str | None) -> Case:
    return Case(f"{group}", None, group, None, None, None, None, None, None, None, "", "", 200, group)


def measure(case: int, node: str, *labels: str, status: str = "completed", issue: str = "1") -> Measure:
    return Measure(case, node, issue, tuple((label, 0.9) for label in labels), status, "aspect", "措" * 50)


def mention(label: str, node: str | None = "1.1", mention: str | None = None) -> Mention:
    return Mention(0, node, label, None, None, None, mention, "")


def achievement(case: int, node: str | None, amount: float | None, kind: str = "money_recovered") -> Achievement:
    return Achievement(case, node, kind, amount, None, "")


SAMPLE = Sample(
    cases=[case("甲"), case("乙")],
    issues=[Issue(0, "1", "题", "finance", 0.9, ""), Issue(1, "1", "题", "finance", 0.9, ""), Issue(1, "2", "题", None, None, "")],
    measures=[
        measure(0, "1.1", "fund", "enforce"),
        measure(0, "1.2", "enforce", status="unstated"),
        measure(1, "1.1", "verify", status="disputed"),
    ],
    mentions=[
        mention("DATE"), mention("MONEY"), mention("ORG"), mention("ORG", mention="self"), mention("DATE", node="9"),
    ],
    achievements=[
        achievement(0, "1.1", 12.0), achievement(0, "1.1", 5.0), achievement(0, "1.1", 7.0), achievement(0, None, 10.0),
        achievement(1, "1.1", 0.0),
    ],
    statements=[
        Statement(0, "issues", 1, 1, "match", "1个"),
        Statement(0, "issues", 1, 1, "match", "1个"),
        Statement(0, "measures", 5, 2, "mismatch", "5条"),
        Statement(1, "completed", 2, None, "uncheckable", "2个"),
    ],
)  # fmt: skip


def value(rows: list[dict[str, object]], group: str, figure: str) -> object:
    return next(row["value"] for row in rows if (row["group"], row["figure"]) == (group, figure))


@pytest.mark.parametrize(
    ("figure", "wanted"),
    [
        ("dates_per_100_characters", 1.0),
        ("amounts_per_100_characters", 1.0),
        ("bodies_per_100_characters", 1.0),
        ("documents_per_100_characters", 0.0),
        ("hollow_share", 0.5),
        ("finished_share", 0.5),
        ("promised_share", 0.5),
    ],
)
def test_specificity_counts_what_measures_name(figure: str, wanted: float) -> None:
    assert value(specificity(SAMPLE).records(), "甲", figure) == pytest.approx(wanted)


def test_hollow_is_nothing_but_what_is_in_force() -> None:
    assert [is_hollow(measure(0, "1", *labels)) for labels in (("enforce",), ("enforce", "rule"), ())] == [
        True,
        False,
        False,
    ]


def test_a_store_without_labels_is_said() -> None:
    bare = Sample([case("甲")], [], [measure(0, "1.1")], [], [], [])
    assert [note.code for note in specificity(bare).notes] == ["no_labels"]


def test_consistency_is_of_what_can_be_checked() -> None:
    rows = consistency(SAMPLE).records()
    assert value(rows, "甲", "totals_borne_out") == pytest.approx(2 / 3)
    assert value(rows, "乙", "totals_borne_out") is None
    assert value(rows, "乙", "totals_uncheckable") == 1
    assert value(rows, "乙", "issues_disputed") == 0.5


def test_totals_stand_once_and_the_widest_apart_come_first() -> None:
    table = stated_totals(SAMPLE)
    assert [(row["total"], row["stated"], row["found"]) for row in table.records()] == [
        ("measures", 5, 2),
        ("issues", 1, 1),
    ]


@pytest.mark.parametrize(
    ("amounts", "wanted"),
    [
        ([12, 5, 7], [5, 7]),
        ([5, 7, 12], [5, 7, 12]),
        ([3, 3], [3, 3]),
        ([0, 0, 0], [0, 0, 0]),
        ([0.3, 0.1, 0.2], [0.1, 0.2]),
        ([10, 4, 4, 2, 6], [4, 4, 2, 6]),
    ],
)
def test_a_total_is_not_added_to_its_parts(amounts: list[float], wanted: list[float]) -> None:
    assert parts_of(amounts) == wanted


def test_what_is_achieved_is_added_up_by_measure_unless_the_notice_says_more() -> None:
    assert achieved(SAMPLE, "money_recovered") == {0: 12, 1: 0}
    more = Sample(SAMPLE.cases, [], SAMPLE.measures, [], [*SAMPLE.achievements, achievement(0, None, 99.0)], [])
    assert achieved(more, "money_recovered") == {0: 99, 1: 0}


def test_a_stated_zero_is_not_silence() -> None:
    rows = {row["group"]: row for row in outcomes(SAMPLE).records()}
    assert [(rows[group]["stated"], rows[group]["zero"], rows[group]["silent"]) for group in "甲乙"] == [
        (1, 0, 0),
        (0, 1, 0),
    ]
    assert [note.code for note in outcomes(Sample([case("甲")], [], [], [], [], [])).notes] == ["no_outcomes_stated"]


def test_outcomes_are_set_against_the_issues_of_those_who_state_any() -> None:
    rows = outcome_rates(SAMPLE).records()
    assert value(rows, "甲", "money_recovered_per_issue") == 12
    assert value(rows, "乙", "money_recovered_per_issue") == 0


def test_figures_have_intervals_over_notices() -> None:
    cases = [case("甲") for _ in range(30)]
    sample = Sample(cases, [], [], [], [], [])
    counts = np.arange(30) % 3
    ((*_, low, high),) = figure_rows(sample, [Figure("f", counts.astype(float), np.ones(30))])
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert 0.6 < low < 1 < high < 1.4


def test_profile_ranks_a_group_among_its_peers() -> None:
    groups = ["甲", "乙", "丙", "丁", "戊"]
    sample = Sample([case(group) for group in groups], [], [], [], [], [])
    figure = Figure("f", np.array([3.0, 1, 2, 3, 4]), np.ones(5))
    row = profile(sample, "甲", figures=[figure]).records()[0]
    assert row == {
        "figure": "f", "value": 3, "peers": 4, "quartile_1": 1.75, "median": 2.5, "quartile_3": 3.25, "share_below": 0.625,
    }  # fmt: skip


def test_profile_of_all_figures_leaves_out_what_the_group_does_not_have() -> None:
    table = profile(SAMPLE, "乙")
    assert "totals_borne_out" not in table["figure"]
    assert "issues_disputed" in table["figure"]
    assert [note.code for note in table.notes] == ["few_peers"]


def test_a_group_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(TextmineError, match="no notice is of '丙'; the groups are 乙, 甲"):
        profile(SAMPLE, "丙")


def test_nothing_to_tally_gives_zeros() -> None:
    assert tally(SAMPLE, []).tolist() == [0.0, 0.0]
