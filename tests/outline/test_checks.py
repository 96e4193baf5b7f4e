"""What a person should look at: gaps and repeats, brackets, texts that are no notices."""

import pytest

from textmine.pipeline import parse_text

HEAD = "某县水务局党组关于巡察整改情况的通报\n"


def codes(text: str) -> list[str]:
    return [warning.code for warning in parse_text(text).warnings]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一、关于学习不深入的问题\n1.集中学习。\n2.制定计划。\n二、关于账目不清的问题\n1.清查账目。", []),
        ("一、关于学习不深入的问题\n1.集中学习。\n2.制定计划。\n4.开展研讨。", ["numbering-gap"]),
        ("一、关于学习不深入的问题\n1.集中学习。\n2.制定计划。\n2.开展研讨。", ["numbering-repeat"]),
        ("一、关于学习不深入的问题\n1.集中学习。\n二、关于账目不清的问题\n2.清查账目。\n3.追回欠款。", []),
        ("一、关于学习不深入的问题\n1.学习《条例。", ["unbalanced-brackets"]),
        ("一、关于学习不深入的问题\n1)集中学习。\n2)制定计划。", []),
        ("巡察反馈3个问题。\n一、关于学习不深入的问题\n1.集中学习。", ["totals-mismatch"]),
    ],
)
def test_warnings(body: str, expected: list[str]) -> None:
    assert codes(HEAD + body) == expected


def test_a_section_and_the_areas_behind_it_number_on() -> None:
    body = (
        "一、提高站位，压实整改责任\n（一）召开会议3次。\n二、关于党的领导弱化方面\n（一）关于学习不深入的问题\n1.集中学习。\n"
        "三、关于党的建设缺失方面\n（二）关于账目不清的问题\n1.清查账目。\n四、下一步工作打算\n持续巩固成果。"
    )
    assert codes(HEAD + body) == []


def test_what_is_no_notice() -> None:
    assert "not-a-notice" in codes("今天天气很好。\n我们去公园散步。")
