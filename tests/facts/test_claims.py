"""A notice's own totals against what is there."""

from textmine.pipeline import parse_text

TWICE = """某县卫生健康局党组关于县委巡察和县审计局审计反馈问题整改情况的报告
两项监督共指出问题3个，其中巡察反馈2个问题，审计指出1个问题；已完成整改2个，正在整改1个。
第一部分 巡察反馈问题整改情况
1.关于发热门诊布局不合规的问题
整改举措：改造门诊2处。
完成情况：已完成，验收一次通过。
2.关于随访记录造假的问题
整改举措：约谈院长3名。
完成情况：已完成。
第二部分 审计指出问题整改情况
1.关于医疗设备闲置的问题
整改举措：调剂彩超4台。
完成情况：正在整改。"""

GROUPED = """某市自然资源局关于审计查出问题整改结果的公告
指出问题2个，已完成整改1个，未完成整改1个。
一、已完成整改的问题
（一）关于出让金催缴不力的问题
催缴出让金3.2万元。
二、未完成整改的问题
（一）关于收储成本长期挂账的问题
因资料缺失，已申请延期至2023年6月。"""


def verdicts(text: str) -> list[tuple[str, float, str]]:
    return [(claim.kind, claim.value, claim.verdict) for claim in parse_text(text).claims]


def test_a_part_of_a_total_is_held_against_the_parts() -> None:
    assert verdicts(TWICE) == [
        ("issues", 3, "match"), ("issues", 2, "match"), ("issues", 1, "match"),
        ("completed", 2, "match"), ("ongoing", 1, "match"),
    ]  # fmt: skip
    wrong = TWICE.replace("巡察反馈2个", "巡察反馈3个").replace("指出问题3个", "指出问题4个")
    assert ("issues", 3, "mismatch") in verdicts(wrong)


def test_issues_are_counted_by_their_groups() -> None:
    assert verdicts(GROUPED) == [("issues", 2, "match"), ("completed", 1, "match"), ("not_done", 1, "match")]
