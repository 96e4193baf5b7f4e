"""What is masked: persons, telephone numbers, mailboxes; and what stays."""

import pytest
from samples import case, mention

from textmine.compare import Column, Sample, Table
from textmine.report.masking import MASK, Masking

SAMPLE = Sample(
    [case(0, agency="高峰镇", group="高峰镇"), case(1)], [], [],
    [mention(0, "PERSON", "张三丰"), mention(1, "PERSON", "高峰")], [], [],
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("对张三丰诫勉", f"对{MASK}诫勉"),
        ("联系电话：0512-65123456。", f"联系电话：{MASK}。"),
        ("手机１３８１２３４５６７８，", f"手机{MASK}，"),
        ("邮箱jiwei@example.cn（公开）", f"邮箱{MASK}（公开）"),
        ("高峰时段加开班次", "高峰时段加开班次"),
        ("清退12.5万元，2019年7月12日", "清退12.5万元，2019年7月12日"),
        ("", ""),
    ],
)
def test_a_notice_is_masked_by_what_it_tells_of(text: str, masked: str) -> None:
    assert Masking(SAMPLE).text(text, case=0) == masked


def test_tables_are_masked_and_groups_are_not() -> None:
    table = Table("t", (Column("group"), Column("word"), Column("n", "count")), [("高峰镇", "张三丰", 3)])
    assert Masking(SAMPLE).table(table).rows == [("高峰镇", MASK, 3)]


def test_unmasked_is_as_it_was() -> None:
    table = Table("t", (Column("word"),), [("张三丰",)])
    masking = Masking(SAMPLE, off=True)
    assert masking.table(table) is table
    assert masking.text("张三丰 13812345678", case=0) == "张三丰 13812345678"
