"""Labels and problem types of notices nobody has coded, from the model that comes with the package."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from textmine.labels import classifier
from textmine.notice import Notice
from textmine.outline import outline
from textmine.pipeline import parse_text
from textmine.readers import from_text


def parsed(*measures: str, heading: str = "管理不规范") -> Notice:
    lines = "\n".join(f"{number}.{measure}" for number, measure in enumerate(measures, 1))
    return parse_text(f"某县水务局党组关于巡察整改情况的通报\n（一）关于{heading}的问题\n{lines}\n")


@pytest.mark.parametrize(
    ("measure", "primary"),
    [
        ("制定印发《物资采购管理细则》，明确分级审批权限。", "rule"),
        ("清退违规领取的交通补助8.6万元，全部上缴县财政专户。", "fund"),
        ("对3名责任人予以诫勉谈话，给予1人党内警告处分。", "sanction"),
        ("组织窗口人员业务培训4期，受训180人次。", "train"),
        ("开展主题党日活动6次，补缴党费1200元。", "party_life"),
        ("召开专题学习会，集中学习党章和有关重要论述。", "study"),
        ("经核查，反馈所指车辆系应急抢险车辆，不属于超标配备，情况不属实。", "verify"),
        ("致函县自然资源局商请办理权属登记，召开联席会议2次。", "coordinate"),
    ],
)
def test_primary(measure: str, primary: str) -> None:
    labels = parsed(measure).measures[0].labels
    assert labels is not UNSET
    assert labels[0].label == primary


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("党员发展程序不规范、组织生活走过场", "party_building"),
        ("干部选拔任用程序不严", "personnel"),
        ("意识形态阵地管理松懈", "ideology"),
        ("“三重一大”事项未经集体研究", "decision"),
        ("上轮巡察反馈问题整改不彻底", "rectification"),
    ],
)
def test_problem(heading: str, problem: str) -> None:
    assert parsed("完善有关做法。", heading=heading).issues[0].problem == problem


def test_a_measure_has_what_its_items_have() -> None:
    measure = parsed("采取以下措施：一是修订《考勤管理办法》；二是约谈迟到干部5人；三是退还多发补贴3万元。").measures[0]
    items = [node for node in measure.walk() if node.role == "item"]
    assert len(items) == 3
    below = {label.label for item in items for label in item.labels}
    assert below <= {label.label for label in measure.labels}
    assert {"rule", "fund"} <= below


def test_every_measure_has_a_label_and_scores_are_shares() -> None:
    for measure in parsed("好。", "已经做完了。", "修订办法。").measures:
        assert measure.labels
        assert all(0 <= label.score <= 1 for label in measure.labels)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="修订《》办法清退1.万元，。：；一是\n （）|专班\ud7ffA", max_size=300))
def test_any_text_can_be_classified(text: str) -> None:
    notice = classifier.classify(outline(from_text(text)))
    assert Notice.from_json(notice.to_json()) == notice


def test_nothing_to_label() -> None:
    notice = from_text("")
    assert classifier.classify(notice) == notice


def test_many_threads_load_one_model() -> None:
    with ThreadPoolExecutor(8) as pool:
        models = list(pool.map(lambda _: classifier.default_model(), range(16)))
    assert len({id(model) for model in models}) == 1


def test_predicting_needs_no_scikit_learn() -> None:
    import subprocess
    import sys

    code = (
        "import sys, textmine; textmine.parse_text('某局通报\\n一、关于乱的问题\\n1.修订办法。');"
        "assert not {'sklearn', 'scipy'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
