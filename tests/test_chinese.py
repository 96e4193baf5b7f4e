"""Folding and numerals."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.chinese import _FOLDABLE, _TRADITIONAL, _fold_char, fold, read_amount, read_numeral, write_numeral


@given(st.text(alphabet=st.characters()))
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_every_fold_is_found() -> None:
    chars = map(chr, [*range(0x80, 0xD800), *range(0xE000, 0x2FA20)])
    assert all(_FOLDABLE.match(c) or c in _TRADITIONAL for c in chars if _fold_char(c) != c)


def test_folding_twice_changes_nothing() -> None:
    text = "".join(map(chr, [*range(0x20, 0xD800), *range(0xE000, min(sys.maxunicode, 0x2FA20))]))
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("（１）", "(1)"),  # full width
        ("第一、問題：", "第一、问题:"),  # traditional
        ("①②㈠⒈", "①②㈠⒈"),  # enclosed numbers are markers
        ("⽅⾯", "方面"),  # Kangxi radicals, as PDF files hold them
        ("二○二○", "二〇二〇"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.integers(0, 99_999_999))
def test_numerals_come_back(value: int) -> None:
    assert read_numeral(write_numeral(value)) == value


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("1.3万", "13000"),
        ("三千二百", "3200"),
        ("12,345.60", "12345.6"),
        ("2亿", "200000000"),
        ("5千", "5000"),
        ("两", "2"),
    ],
)
def test_read_amount(amount: str, value: str) -> None:
    assert str(read_amount(amount)) == value


@pytest.mark.parametrize("numeral", ["", "几", "百分"])
def test_no_numeral(numeral: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        read_numeral(numeral)
