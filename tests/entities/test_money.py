"""Sums of money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.chinese import plain, write_numeral


@pytest.mark.parametrize(
    ("text", "value", "unit", "mod"),
    [
        ("66.57万元", "665700", "CNY", None),
        ("3,400.50 万元", "34005000", "CNY", None),
        ("人民币三千二百元整", "3200", "CNY", None),
        ("叁仟贰佰元", "3200", "CNY", None),
        ("十万元", "100000", "CNY", None),
        ("1.2亿元", "120000000", "CNY", None),
        ("5000余元", "5000", "CNY", "over"),
        ("3.5万余元", "35000", "CNY", "over"),
        ("2,180 余万元", "21800000", "CNY", "over"),
        ("约12万元", "120000", "CNY", "approx"),
        ("近120万元", "1200000", "CNY", "approx"),
        ("超过1.2亿元", "120000000", "CNY", "over"),
        ("不足300元", "300", "CNY", "under"),
        ("5万元以上", "50000", "CNY", "over"),
        ("10万元左右", "100000", "CNY", "approx"),
        ("¥3,200.50元", "3200.5", "CNY", None),
        ("3元5角", "3.5", "CNY", None),
        ("2万美元", "20000", "USD", None),
        ("港币3.5万元", "35000", "HKD", None),
        ("3至5万元", None, "CNY", None),  # a range has no one value
    ],
)
def test_value(tagged, text: str, value: str | None, unit: str, mod: str | None) -> None:
    assert tagged(f"追缴{text}。", "MONEY", also=("unit", "mod")) == [(text, value, unit, mod)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("节约12万元", ["12万元"]),  # 约 ends a word
        ("不超过5万元", ["5万元"]),  # a bound is not the sum's
        ("单位:万元", []),
        ("数万元、几百元、上千元、数十万元、几十万元", []),
        ("一元化领导、三元月刊", []),
        ("查处12，300元", ["300元"]),  # a full-width comma groups no digits
        ("每人500元,共1.5万元", ["500元", "1.5万元"]),
    ],
)
def test_where_a_sum_ends(tagged, text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in tagged(text, "MONEY")] == surfaces


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(["{}元", "{} 元", "{:,}元", "{}万元", "{}亿元"]))
def test_any_sum_comes_back(tagged, whole: int, cents: int, form: str) -> None:
    amount = Decimal(whole) + Decimal(cents) / 100
    text = form.format(amount)
    scale = 10**4 if "万" in form else 10**8 if "亿" in form else 1
    assert tagged(f"追缴{text}。", "MONEY") == [(text, f"{plain(amount * scale):f}")]


@given(st.integers(1, 99_999_999).filter(lambda n: len(write_numeral(n)) <= 12))
def test_any_sum_in_characters_comes_back(tagged, whole: int) -> None:
    text = f"{write_numeral(whole)}元整"
    assert tagged(f"追缴{text}。", "MONEY") == [(text, str(whole))]
