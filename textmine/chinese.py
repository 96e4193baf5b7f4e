"""What several stages share about Chinese text: folding, numerals, brackets and quotes."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

# Enclosed, Roman and superscript numbers are markers in their own right and keep their form; NFKC would make ① a 1, Ⅰ an I.
_KEPT: Final = (
    range(0x2070, 0x20A0),
    range(0x2160, 0x2180),
    range(0x2460, 0x2500),
    range(0x3200, 0x3400),
    range(0xB2, 0xBA),
)

# Traditional forms of the characters that this project's patterns look for (notices from Hong Kong and Macau
# offices, and old typesetting), and characters that are typed for one another.
_TRADITIONAL: Final = dict(
    zip(
        "問題關於區縣鎮鄉黨組織糾審計導領責單時間況進辦會議學習規範標準萬億員號條項圓個貳參陸兩點開書記處檢監財務資產報產業"
        "實現確認長風險門電話郵編碼聯繫駐廳國農業勞動務應該對與從這還華麗禮節約貫徹講話",
        "问题关于区县镇乡党组织纠审计导领责单时间况进办会议学习规范标准万亿员号条项圆个贰叁陆两点开书记处检监财务资产报产业"
        "实现确认长风险门电话邮编码联系驻厅国农业劳动务应该对与从这还华丽礼节约贯彻讲话",
        strict=True,
    )
)
_LOOKALIKES: Final = {"○": "〇", "◯": "〇", "Ο": "O", "﹒": ".", "．": ".", "∶": ":", "︰": ":", "﹕": ":", "﹔": ";", "﹐": ",",
                      "「": "“", "」": "”", "『": "‘", "』": "’", "＂": '"', "〔": "(", "〕": ")", "﹝": "(", "﹞": ")",
                      "〈": "《", "〉": "》", "«": "《", "»": "》", "—": "-", "－": "-", "–": "-", "―": "-", "～": "~", "〜": "~",
                      "\t": " ", "\v": " ", "\f": " ", "\u200b": " ", "\ufeff": " "}  # fmt: skip


# Every character that folds stands in here or in the traditional forms; common ones that do not (，。 apart) are left
# out, so that one scan by ranges finds the few that matter: looking at each character would take five times as long.
_FOLDABLE: Final = re.compile(
    "[\t\v\f\u00a0-\u1fff\u2000-\u2015\u2020-\u245f\u2500-\u2fff\u3000\u3008\u3009\u300c-\u31ff\ua000-\uffff"
    "\U00010000-\U0001ffff\U0002f800-\U0002fa1f]"
)


@cache
def _fold_char(char: str) -> str:
    """Return the form to which a character folds: itself, or another single character."""
    if 0xD800 <= ord(char) < 0xE000 or any(ord(char) in kept for kept in _KEPT):
        return char
    folded = unicodedata.normalize("NFKC", char)
    folded = folded if len(folded) == 1 else char
    return _LOOKALIKES.get(folded) or _TRADITIONAL.get(folded) or folded


@lru_cache(maxsize=2)
def fold(text: str) -> str:
    """Return `text` as patterns see it: half width, simplified look-alikes; always of the same length.

    The last texts are kept, since one stage after another asks for the same.

    >>> fold("（一）２０１９年，問題：①")
    '(一)2019年,问题:①'
    """
    for char in set(_FOLDABLE.findall(text)):
        if (folded := _fold_char(char)) != char:
            text = text.replace(char, folded)
    if any(char in text for char in "問關於區縣黨導況進會學標準萬員議"):
        for char, folded in _TRADITIONAL.items():
            text = text.replace(char, folded)
    return text


DIGITS: Final = "〇零一二三四五六七八九"
NUMERAL: Final = r"[〇零一二两三四五六七八九十百千万亿廿卅]"
_VALUE: Final = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "○": 0, "O": 0, "两": 2, "俩": 2, "弍": 2, "廿": 20, "卅": 30,
}  # fmt: skip
_UNIT: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD: Final = {"万": 10_000, "亿": 100_000_000}


def read_numeral(numeral: str) -> int:
    """Return the value of a Chinese numeral, positional (二〇一九), full (两千零一十九) or financial (贰仟).

    Raises ValueError for what is no numeral.

    >>> [read_numeral(n) for n in ("二十一", "十", "一百零五", "二〇一九", "三千二百", "1亿2千万", "二万五")]
    [21, 10, 105, 2019, 3200, 120000000, 25000]
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if not any(char in _UNIT or char in _MYRIAD or char in "廿卅" for char in numeral):
        digits = [_VALUE[char] if char in _VALUE else _digit(char) for char in numeral]
        if not digits:
            raise ValueError("an empty numeral")
        return int("".join(map(str, digits)))
    total = section = digit = 0
    last_unit = 0
    number = ""
    for char in numeral:
        if char.isascii() and char.isdigit():
            number += char
            digit = int(number)
            continue
        number = ""
        if char in _UNIT:
            section += (digit or (1 if not section or char in "十拾" else 0)) * _UNIT[char]
            last_unit, digit = _UNIT[char], 0
        elif char in _MYRIAD:
            unit = _MYRIAD[char]
            section += digit
            total = (total + section) * unit if unit > 10_000 and total and section == 0 else total + section * unit
            last_unit, section, digit = unit, 0, 0
        elif char in "廿卅":
            section, last_unit, digit = section + _VALUE[char], 10, 0
        elif char in _VALUE:
            if _VALUE[char] == 0:
                last_unit = 0  # after a spoken zero the next digit is a unit: 一百零五
            digit = _VALUE[char]
        else:
            raise ValueError(f"{char!r} in {numeral!r} is no numeral")
    # A bare last digit counts a tenth of the unit before it: 二万五 is 25000.
    return total + section + (digit * last_unit // 10 if last_unit > 10 else digit)


def _digit(char: str) -> int:
    if char.isascii() and char.isdigit():
        return int(char)
    raise ValueError(f"{char!r} is no numeral")


def write_numeral(value: int) -> str:
    """Return `value` (0 to 99,999,999) as a Chinese numeral in full.

    >>> [write_numeral(n) for n in (0, 10, 21, 105, 1010, 20005)]
    ['零', '十', '二十一', '一百零五', '一千零一十', '二万零五']
    """
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        rest = write_numeral(low) if low else ""
        return write_numeral(high) + "万" + ("零" if 0 < low < 1000 else "") + rest
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit + 1] + name
            zero = False
        else:
            zero = True
    if not text:
        return "零"
    return text.removeprefix("一") if text.startswith("一十") else text


_SCALE: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_AMOUNT: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?((?:[十百千]?[万亿]{1,2}|[百千])?)$")


def read_amount(amount: str) -> Decimal:
    """Return the value of a number in folded text: digits with or without 万 and 亿, or a Chinese numeral.

    Raises ValueError for what is no number.

    >>> [str(read_amount(a)) for a in ("1.3万", "71,320", "12", "三千二百", "2.5亿", "几")[:5]]
    ['13000', '71320', '12', '3200', '250000000']
    """
    match = _AMOUNT.match(amount)
    if not match:
        return Decimal(read_numeral(amount))
    value = Decimal(match[1].replace(",", ""))
    for char in match[2]:
        value *= _SCALE[char]
    return plain(value)


def plain(value: Decimal) -> Decimal:
    """Return `value` without exponent and trailing zeros: 13000 for 1.3E+4."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


OPENING: Final = "(《“‘[{【"
CLOSING: Final = ")》”’]}】"
