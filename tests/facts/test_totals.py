"""What a notice says of its own totals, and what it counts besides."""

import pytest

from textmine.chinese import fold
from textmine.totals import find_totals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("反馈的3个方面7类13个具体问题", [("areas", 3), ("areas", 7), ("issues", 13)]),
        ("对照5类问题自查", [("issues", 5)]),
        ("22条措施中20条落地见效，2条仍在推进", [("measures", 22), ("completed", 20), ("ongoing", 2)]),
        ("13个问题已完成整改11个，其余2个正在按时间节点推进", [("issues", 13), ("completed", 11), ("ongoing", 2)]),
        ("对2个未完成问题每周调度", [("not_done", 2)]),
        ("对2条未了措施实行周调度", [("ongoing", 2)]),
        ("县委第三巡察组2018年反馈的11个问题", []),
        ("县委第三巡察组反馈的11个问题", [("issues", 11)]),
        ("收到信访件32个问题线索", []),
        ("盯住未完成的2个、正在整改的4个问题", [("not_done", 2), ("ongoing", 4)]),
        ("整改中新制定的3项、修订的5项制度纳入审计", [("documents", 3), ("documents", 5)]),
        ("已经改完的9个问题防止反弹", [("completed", 9)]),
        ("9个问题，已完成整改7个，达到序时进度一个，未完成一个",
         [("issues", 9), ("completed", 7), ("ongoing", 1), ("not_done", 1)]),
        ("每月通报，整改完成一项、验收一项", []),
        ("修订制度2项，新立规矩6项；累计建章立制8项", [("documents", 2), ("documents", 6), ("documents", 8)]),
    ],
)  # fmt: skip
def test_what_a_notice_counts(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(total.kind, total.value) for total in find_totals(fold(text))] == expected


@pytest.mark.parametrize(
    ("text", "surface"), [("反馈3个方面问题", "3个"), ("反馈3方面问题", "3方面"), ("反馈 3 个问题", "3 个")]
)
def test_a_total_is_a_number_with_its_measure_word(text: str, surface: str) -> None:
    assert [text[slice(*total.span)] for total in find_totals(fold(text))] == [surface]
