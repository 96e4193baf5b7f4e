"""What analyses read of a store."""

from pathlib import Path

import pytest

from textmine.compare import Sample, read_sample
from textmine.pipeline import parse_text
from textmine.store import Store, StoreError


def test_a_measure_has_the_words_of_all_that_stands_below_it(sample: Sample) -> None:
    assert [measure.text for measure in sample.measures if measure.case == 0] == [
        "1.清退违规补贴3.5万元，（1）约谈2人。",
        "2.修订《望湖县水务局补贴办法》。",
    ]


def test_mentions_and_achievements_stand_in_their_measure(sample: Sample) -> None:
    first = sample.measures[0].node
    assert {(found.node, found.amount) for found in sample.mentions if found.label == "MONEY" and found.case == 0} == {
        (first, 35000.0)
    }
    assert {found.node for found in sample.achievements if found.case == 0 and found.kind.startswith("talk")} <= {first}


def test_what_is_no_issue_or_measure_is_a_passage(sample: Sample) -> None:
    assert {(passage.case, passage.role) for passage in sample.passages} == {(0, "title"), (1, "title"), (2, "title")}
    assert sample.passages[2].text.startswith("中共临川市教育局党组")


def test_each_measure_answers_its_issue(sample: Sample) -> None:
    issues = {(issue.case, issue.node) for issue in sample.issues}
    assert len(issues) == 3
    assert {(measure.case, measure.issue) for measure in sample.measures} == issues


def test_characters_are_those_of_the_notice_without_its_white_space(sample: Sample, store: Path) -> None:
    with Store(store) as opened:
        for case in sample.cases:
            notice = opened.get(case.id)
            assert notice is not None
            assert case.characters == len("".join(notice.text.split()))


def test_of_the_versions_of_a_notice_the_latest_speaks(store: Path) -> None:
    head = "某局党组关于巡察整改进展情况的通报\n2021年3月5日至5月10日，市委巡察组对某局党组开展了巡察。\n一、关于收费的问题\n"
    with Store(store) as opened:
        for measure in ("1.正在清退。", "1.已清退3万元。"):
            opened.add(parse_text(head + measure))
    sample = read_sample(store, keep=lambda case: case.agency is not None and case.agency.startswith("某局"))
    assert [measure.text for measure in sample.measures] == ["1.已清退3万元。"]


def test_what_is_not_kept_is_not_read(store: Path) -> None:
    sample = read_sample(store, keep=lambda case: "教育" in (case.agency or ""))
    assert {row.case for row in (*sample.issues, *sample.measures, *sample.mentions)} == {0}


def test_groups_are_what_the_notices_say(sample: Sample) -> None:
    assert sample.grouped(lambda case: (case.agency or "")[2:4]).groups == ["临川", "望湖"]
    assert sample.grouped(lambda case: None).groups == []


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db"):
        read_sample(tmp_path / "none.db")
