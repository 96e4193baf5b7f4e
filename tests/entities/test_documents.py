"""Titles in 《》 and the articles of what they name."""

import pytest


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("《差旅费管理办法（试行）》", "差旅费管理办法（试行）", "rule"),
        ("《岗位分工方案(2022年版)》", "岗位分工方案(2022年版)", "rule"),
        ("《课堂“十不准”》", "课堂“十不准”", "rule"),
        ("《中华人民共和国会计法》", "中华人民共和国会计法", "law"),
        ("《物业管理条例》", "物业管理条例", "law"),
        ("《中国共产党纪律处分条例》", "中国共产党纪律处分条例", "law"),
        ("《中国共产党发展党员工作细则》", "中国共产党发展党员工作细则", "law"),
        ("《党委（党组）意识形态工作责任制实施办法》", "党委（党组）意识形态工作责任制实施办法", "law"),
        ("《整改情况报告》", "整改情况报告", "other"),
        ("《廉洁从业承诺书》", "廉洁从业承诺书", "other"),
        ("《警钟长鸣》", "警钟长鸣", "other"),
        ("《细则", "细则", "rule"),  # a lost mark, at the end of what titles end with
    ],
)
def test_document(tagged, text: str, value: str, kind: str) -> None:
    assert tagged(f"学习{text}、", "DOCUMENT", also=("kind",)) == [(text, value, kind)]


def test_titles_inside_titles(tagged) -> None:
    assert tagged("《关于印发〈2021年培训计划〉的通知》") == [
        ("《关于印发〈2021年培训计划〉的通知》", "关于印发〈2021年培训计划〉的通知"),
        ("〈2021年培训计划〉", "2021年培训计划"),
        ("2021年", "2021"),
    ]


@pytest.mark.parametrize("text", ["《", "《》", "《甲\n乙》", "》《", "《甲,乙", "《" * 9])
def test_what_is_no_title(tagged, text: str) -> None:
    assert tagged(text, "DOCUMENT") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("第四十九条", "49"),
        ("第6条第二款", "6.2"),
        ("第五项第二点", "5.2"),
        ("第三十二条第（一）项", "32.1"),
    ],
)
def test_article(tagged, text: str, value: str) -> None:
    assert tagged(f"违反{text}的规定", "ARTICLE") == [(text, value)]


@pytest.mark.parametrize("text", ["第一次", "第三人民医院", "第24组", "第二项议程", "第3点要求", "第一条战线"])
def test_what_is_no_article(tagged, text: str) -> None:
    assert tagged(text, "ARTICLE", "QUANTITY") == []
