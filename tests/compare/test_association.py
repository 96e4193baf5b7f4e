"""What goes with which groups, from a sample to a table."""

import numpy as np
import pytest

from textmine.compare import Sample, association, group_of, residuals

LABELS = ("rule", "study", "lead", "check", "record", "service")


@pytest.fixture(scope="module")
def planted(make) -> Sample:
    """Return a sample of three groups of which one has `fund` more often; each notice has tastes of its own."""
    random = np.random.default_rng(11)

    def notice(group: str):
        share = {label: random.beta(1.5, 5) for label in LABELS}
        share["fund"] = random.beta(6, 6) if group == "a" else random.beta(2, 10)
        return group, [("enforce", *(name for name in share if random.random() < share[name])) for _ in range(20)]

    return make(*(notice(group) for group in "abc" for _ in range(20)))


def test_what_was_planted_is_found_and_nothing_else(planted: Sample) -> None:
    rows = {row["code"]: row for row in association(planted).records() if row["of"] == "label"}
    assert [code for code, row in rows.items() if row["q"] is not None and row["q"] <= 0.05] == ["fund"]
    assert rows[None]["p"] <= 0.05
    assert rows["fund"]["cramers_v"] > 0.2
    assert rows["fund"]["n"] == 1200


def test_independence_is_believed_far_too_often(planted: Sample) -> None:
    rows = [row for row in association(planted).records() if row["of"] == "label" and row["code"] in LABELS]
    assert sum(row["p_independent"] <= 0.05 for row in rows) >= 2
    assert all(row["icc"] > 0.05 for row in rows)


def test_the_cells_say_which_group(planted: Sample) -> None:
    rows = {(row["code"], row["group"]): row for row in residuals(planted).records() if row["of"] == "label"}
    assert rows["fund", "a"]["z"] > 3
    assert rows["fund", "a"]["q"] <= 0.05
    assert rows["fund", "b"]["residual"] < 0 < rows["fund", "a"]["residual"]
    assert rows["fund", "a"]["expected"] == pytest.approx(sum(rows["fund", group]["count"] for group in "abc") / 3)


def test_all_codes_have_a_table_only_where_a_unit_has_one(planted: Sample) -> None:
    rows = {row["of"]: row for row in association(planted).records() if row["code"] is None}
    assert rows["label"]["chi2"] is None
    mixed = planted.grouped(lambda case: case.group)
    for at, measure in enumerate(mixed.measures):
        mixed.measures[at] = type(measure)(*(
            ("ongoing" if at % 3 and measure.case < 20 else "completed") if name == "status" else getattr(measure, name)
            for name in measure.__struct_fields__
        ))  # fmt: skip
    rows = {row["of"]: row for row in association(mixed).records() if row["code"] is None}
    assert rows["status"]["chi2"] > 100
    assert rows["status"]["cramers_v"] > 0.5


RULE, FUND = [("rule",)] * 4, [("fund",)] * 4


@pytest.mark.parametrize(
    ("notices", "codes", "rows"),
    [
        ([], {"no_notices"}, 0),
        ([("a", RULE)], {"one_group", "one_notice_groups"}, 0),
        ([("a", RULE), ("a", FUND)], {"one_group", "few_notices_groups"}, 0),
        ([(None, RULE), (None, FUND)], {"without_group", "no_groups"}, 0),
        ([("a", RULE), ("b", FUND)], {"one_notice_groups", "no_second_notice"}, 2 + 1 + 1 + 3),
        ([("a", RULE), ("a", FUND), ("b", FUND)], {"one_notice_groups", "few_notices_groups", "too_few_permutations"}, 7),
        ([("a", [()]), ("a", [()]), ("b", [()])], {"one_notice_groups", "few_notices_groups", "too_few_permutations", "nothing_coded"}, 4),
        ([("a", RULE), ("b", [])], {"one_notice_groups"}, 0),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_said_and_the_rest_computed(make, notices, codes: set[str], rows: int) -> None:
    table = association(make(*notices))
    assert {note.code for note in table.notes} == codes
    assert len(table) == rows
    assert {note.code for note in residuals(make(*notices)).notes} == codes


def test_thousands_of_groups_are_computed(make) -> None:
    table = association(make(*((f"g{n // 2}", RULE if n % 2 else FUND) for n in range(4000))), draws=50)
    assert {row["groups"] for row in table.records()} == {2000}
    assert {note.code for note in table.notes} == {"few_notices_groups", "many_groups"}


def test_a_store_is_compared(sample: Sample) -> None:
    table = association(sample.grouped(group_of("sector")))
    assert {row["of"] for row in table.records()} == {"label", "problem", "status"}
    assert {type(value) for row in table.rows for value in row} <= {str, int, float, type(None)}
