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
    ],
)
def test_what_a_notice_counts(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(total.kind, total.value) for total in find_totals(fold(text))] == expected
