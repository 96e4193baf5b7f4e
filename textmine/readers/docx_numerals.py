"""A list number as Word prints it, in each of the number formats that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textmine.chinese import write_numeral

_ENCLOSED: Final[dict[str, tuple[str, int]]] = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_SYMBOLS: Final = "*†‡§"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTED: Final = "零一二三四五六七八九十百千万亿"
_LEGAL: Final = str.maketrans(_COUNTED, "零壹贰叁肆伍陆柒捌玖拾佰仟万亿")
_LEGAL_TRADITIONAL: Final = str.maketrans(_COUNTED, "零壹貳參肆伍陸柒捌玖拾佰仟萬億")
_LEGAL_JAPANESE: Final = str.maketrans(_COUNTED, "〇壱弐参四伍六七八九拾百阡萬億")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_MOST: Final = 99_999_999


def write_number(value: int, form: str) -> str:
    """Return `value` in Word's number format `form`; where a format does not reach it, in Arabic digits, as Word does.

    >>> [write_number(12, form) for form in ("chineseCounting", "decimalEnclosedCircle", "ideographTraditional")]
    ['十二', '⑫', '12']
    """
    if form in ("none", "bullet"):
        return ""
    write = _WRITERS.get(form)
    written = write(value) if write and 0 <= value <= _MOST else None
    if written is None and form in _ENCLOSED and 0 < value <= _ENCLOSED[form][1]:
        written = chr(ord(_ENCLOSED[form][0]) + value - 1)
    return str(value) if written is None else written


def _counting(value: int) -> str:
    # Word's own sample of this format is 一, 十, 一○○: in full to 99, by digits above.
    return write_numeral(value) if value < 100 else _digits(value, "○")


def _digits(value: int, zero: str) -> str:
    return "".join((zero + _COUNTED[1:10])[int(digit)] for digit in str(value))


def _legal(value: int, digits: dict[int, int]) -> str:
    # Sums are written in full: 壹拾, not 拾.
    counted = write_numeral(value)
    return ("一" + counted if counted.startswith("十") else counted).translate(digits)


def _japanese(value: int) -> str:
    # No zeros, and no 一 before 十 百 千: 百五, 千十.
    counted = write_numeral(value).replace("零", "") or "〇"
    for unit in "十百千":
        counted = counted.replace("一" + unit, unit)
    return counted


def _from(letters: str, value: int) -> str | None:
    return letters[value - 1] if 0 < value <= len(letters) else None


def _letters(value: int, first: str) -> str | None:
    # z is followed by aa, bb …: the letter is repeated. Word counts to 780 so.
    turn, letter = divmod(value - 1, 26)
    return chr(ord(first) + letter) * (turn + 1) if 0 < value <= 780 else None


def _roman(value: int) -> str | None:
    if not 0 < value < 4000:
        return None
    written = ""
    for unit, letters in _ROMAN:
        count, value = divmod(value, unit)
        written += letters * count
    return written


def _lower_roman(value: int) -> str | None:
    written = _roman(value)
    return written.lower() if written else None


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_WRITERS: Final[dict[str, Callable[[int], str | None]]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": write_numeral,
    "chineseLegalSimplified": lambda value: _legal(value, _LEGAL),
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": lambda value: write_numeral(value).replace("万", "萬"),
    "taiwaneseDigital": lambda value: _digits(value, "○"),
    "ideographLegalTraditional": lambda value: _legal(value, _LEGAL_TRADITIONAL),
    "ideographDigital": lambda value: _digits(value, "〇"),
    "ideographTraditional": lambda value: _from(_STEMS, value),
    "ideographZodiac": lambda value: _from(_BRANCHES, value),
    "ideographZodiacTraditional": lambda value: (
        _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 0 < value <= 60 else None
    ),
    "japaneseCounting": _japanese,
    "japaneseLegal": lambda value: _legal(value, _LEGAL_JAPANESE),
    "japaneseDigitalTenThousand": lambda value: _digits(value, "〇"),
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "numberInDash": lambda value: f"- {value} -",
    "upperLetter": lambda value: _letters(value, "A"),
    "lowerLetter": lambda value: _letters(value, "a"),
    "upperRoman": _roman,
    "lowerRoman": _lower_roman,
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "chicago": lambda value: _SYMBOLS[(value - 1) % 4] * ((value - 1) // 4 + 1) if 0 < value <= 40 else None,
}
