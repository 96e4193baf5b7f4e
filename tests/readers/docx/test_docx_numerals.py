"""Word's number formats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.chinese import read_numeral
from textmine.readers.docx_numerals import write_number


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("decimal", {0: "0", 12: "12"}),
        ("decimalZero", {1: "01", 10: "10", 100: "100"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 99: "九十九", 100: "一○○"}),
        ("chineseCountingThousand", {10: "十", 20: "二十", 100: "一百", 105: "一百零五", 110: "一百一十"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 21: "贰拾壹", 305: "叁佰零伍"}),
        ("ideographLegalTraditional", {2: "貳", 10: "壹拾", 10_000: "壹萬"}),
        ("taiwaneseCounting", {12: "十二", 101: "一○一"}),
        ("taiwaneseCountingThousand", {101: "一百零一"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("japaneseCounting", {10: "十", 105: "百五", 1010: "千十", 200: "二百"}),
        ("japaneseLegal", {10: "壱拾", 23: "弐拾参"}),
        ("ideographDigital", {10: "一〇", 21: "二一"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子", 60: "癸亥", 61: "61"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000", 0: "0"}),
        ("lowerRoman", {9: "ix", 40: "xl"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 54: "BBB"}),
        ("lowerLetter", {2: "b", 781: "781"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 112: "112th", 121: "121st"}),
        ("numberInDash", {1: "- 1 -"}),
        ("none", {5: ""}),
        ("bullet", {5: ""}),
        ("unheardOf", {5: "5"}),
    ],
)
def test_formats(form: str, written: dict[int, str]) -> None:
    assert {value: write_number(value, form) for value in written} == written


@given(st.integers(0, 99_999_999), st.sampled_from(["chineseCountingThousand", "chineseLegalSimplified"]))
def test_chinese_numbers_read_back(value: int, form: str) -> None:
    assert read_numeral(write_number(value, form)) == value


@given(st.integers(1, 99), st.sampled_from(["chineseCounting", "taiwaneseCounting", "japaneseCounting"]))
def test_counted_numbers_read_back(value: int, form: str) -> None:
    assert read_numeral(write_number(value, form)) == value


@given(st.integers(), st.text(max_size=30))
def test_any_number_in_any_format_is_short(value: int, form: str) -> None:
    assert len(write_number(value, form)) <= max(40, len(str(value)))
