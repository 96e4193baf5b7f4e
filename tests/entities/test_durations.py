"""How long and how often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("20天", "P20D", None),
        ("近3个月", "P3M", "approx"),
        ("三年", "P3Y", None),
        ("一年半", "P18M", None),
        ("两个半月", "P2.5M", None),
        ("3年多", "P3Y", "over"),
        ("2个多月", "P2M", "over"),
        ("半年", "P6M", None),
        ("两周", "P2W", None),
        ("3个工作日", "P3D", None),
        ("48小时", "PT48H", None),
        ("40分钟", "PT40M", None),
        ("2.5天", "P2.5D", None),
        ("两个季度", "P6M", None),
        ("未满2年", "P2Y", "under"),
        ("不足6个月", "P6M", "under"),
        ("3至5个工作日", None, None),
    ],
)
def test_duration(tagged, text: str, value: str | None, mod: str | None) -> None:
    assert tagged(f"为期{text}。", "DURATION", also=("mod",)) == [(text, value, mod)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("3日内办结", ["3日"]),
        ("规定的60日时限内，15日期限届满", ["60日", "15日"]),
        ("八小时以外的监督、一年一度、百年大计", []),
        ("20年级、三年行动", []),
        ("3.2019年", []),
        ("近三年来", ["近三年"]),
    ],
)
def test_where_a_duration_ends(tagged, text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in tagged(text, "DURATION")] == surfaces


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每周", "R/P1W"),
        ("每月", "R/P1M"),
        ("每两周", "R/P2W"),
        ("每季度", "R/P3M"),
        ("每半年", "R/P6M"),
        ("每3个月", "R/P3M"),
        ("每天", "R/P1D"),
        ("按月", "R/P1M"),
        ("按季度", "R/P3M"),
    ],
)
def test_frequency(tagged, text: str, value: str) -> None:
    assert tagged(f"{text},通报进展", "FREQUENCY") == [(text, value)]


def test_how_many_times_is_a_quantity(tagged) -> None:
    assert tagged("每月两次,通报进展", "FREQUENCY") == [("每月", "R/P1M")]
    assert tagged("每月两次,通报进展", "QUANTITY") == [("两次", "2")]


@pytest.mark.parametrize("text", ["每名干部", "每次会议", "按年龄排序", "按期办结", "按日常要求"])
def test_what_is_no_frequency(tagged, text: str) -> None:
    assert tagged(text, "FREQUENCY") == []


@given(
    st.integers(1, 999),
    st.sampled_from(
        [("天", "P{}D"), ("个月", "P{}M"), ("周", "P{}W"), ("小时", "PT{}H"), ("分钟", "PT{}M"), ("年", "P{}Y")]
    ),
)
def test_any_duration_comes_back(tagged, number: int, unit: tuple[str, str]) -> None:
    text = f"{number}{unit[0]}"
    assert tagged(f"历时{text}。", "DURATION") == [(text, unit[1].format(number))]


def test_a_frequency_before_a_comparison(tagged) -> None:
    assert tagged("里程、油量按月比对，不按年比例折算", "FREQUENCY") == [("按月", "R/P1M")]
