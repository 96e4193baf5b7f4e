"""What all analyses keep to, whatever they are given."""

import pytest

from textmine.compare import ANALYSES, Sample, flows

EMPTY = Sample([], [], [], [], [], [])


@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize("group", ["县", None])
def test_every_analysis_gives_the_table_of_its_name(name: str, group: str | None, sample: Sample) -> None:
    table = ANALYSES[name](sample.grouped(lambda case: group))
    assert table.name == name
    assert {len(row) for row in table.rows} <= {len(table.columns)}


@pytest.mark.parametrize("name", ANALYSES)
def test_without_notices_every_analysis_is_empty(name: str) -> None:
    assert len(ANALYSES[name](EMPTY)) == 0


def test_flows_count_each_measure_by_its_problem_label_and_status(sample: Sample) -> None:
    table = flows(sample)
    left_out = sum(int(note.values["measures"] or 0) for note in table.notes)
    assert sum(int(count or 0) for count in table["count"]) + left_out == len(sample.measures)
    assert table["count"] == sorted(table["count"], key=lambda count: -int(count or 0))
