"""PERCENT and QUANTITY: a share in per cent, and a number with its measure word.

| text | label | value | unit | mod |
|---|---|---|---|---|
| 56.48% | PERCENT | 56.48 | % | |
| 百分之十 | PERCENT | 10 | % | |
| 千分之三 | PERCENT | 3 | ‰ | |
| 九成以上 | PERCENT | 90 | % | over |
| 83项 | QUANTITY | 83 | 项 | |
| 2个方面 | QUANTITY | 2 | 个 | |
| 1.3万余宗 | QUANTITY | 13000 | 宗 | over |
| 两次 | QUANTITY | 2 | 次 | |
| 3—5人 | QUANTITY | null | 人 | |
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from textmine.entities.amounts import CHINESE, read_match, read_number, widen
from textmine.entities.idioms import in_slogan, is_idiom, is_phrase
from textmine.notice import Entity
from textmine.resources import load_lexicon
from textmine.resources.trie import alternation

_HUNDREDTH: Final = rf"(?P<of>[百千])分之(?P<hundredth>百(?![{CHINESE}])|[{CHINESE}]{{1,9}}+(?:点[{CHINESE}]{{1,4}})?|\d{{1,3}}(?:\.\d{{1,4}})?)"
_TENTH: Final = (
    r"(?P<tenth>[一二三四五六七八九])成(?P<five>[五半])?(?![立员果效为长功分形都本绩品就熟年交体人了套批]|不变)"
)
# A share of something other than a hundred is neither label's: 三分之一.
FRACTION: Final = rf"(?P<fraction>[{CHINESE}]{{1,4}}+分之[{CHINESE}]{{1,4}}+)"
SHARE: Final = rf"(?P<share>{_HUNDREDTH}|{_TENTH})"
# A unit of counting counts nothing by itself (万人次), unless it is blurred (近百名).
_NO_NUMBER: Final = frozenset(("万", "亿", "千", "百", "百万", "千万", "半"))
# The time of day, which counts nothing: 9时30分, 14:30.
CLOCK: Final = r"(?P<clock>\d{1,2} ?(?:[时点:] ?\d{2}(?!\d) ?分?|时(?!长)|点[钟半整前后]))"
# A hotline is no number of stations: 120站.
_HOTLINES: Final = frozenset(("110", "119", "120", "122"))
# A decimal with a blank behind it at the head of a line numbers a heading: 2.3 多头检查. Its first part may be blanked.
_HEADING: Final = re.compile(r"(?:^|\n)(?:  +\d+|\d+\.\d+)$")
# 第三、四轮 orders.
_ORDERED: Final = re.compile(rf"第[\d{CHINESE}]{{1,3}}[、至和]$")


@cache
def _spoken() -> frozenset[str]:
    return frozenset(load_lexicon("quantities")["spoken"])


def tail() -> str:
    """Return the pattern of what makes the number before it a share or a quantity."""
    words = load_lexicon("quantities")
    return rf"(?P<percent>[%‰])|(?P<quantity>{alternation(words['measures'])}(?:/{alternation(words['per'])})?)"


@cache
def _bounds() -> dict[str, tuple[str, ...]]:
    """Return what may not follow a measure word, by the word."""
    return load_lexicon("quantity_bounds").words


@cache
def _needs() -> dict[str, tuple[str, ...]]:
    """Return what must follow a measure word that is mostly another word, where the text runs on, by the word."""
    return load_lexicon("quantity_needs").words


def read_percent(match: re.Match[str], folded: str) -> Entity | None:
    """Return the share that a number with its sign states."""
    value = read_match(match)
    start, end, mod = widen(folded, match.start("number"), match.end("percent"), match["over"])
    return Entity("PERCENT", (start, end), value, match["percent"], mod) if value or match["high"] else None


def read_share(match: re.Match[str], folded: str) -> Entity | None:
    """Return the share that words state: 百分之十, 千分之三, 九成."""
    if match["tenth"]:
        value = (read_number(match["tenth"]) or "") + ("5" if match["five"] else "0")
    else:
        whole, _, places = match["hundredth"].partition("点")
        digits = "".join(read_number(char) or "" for char in places)
        value = (read_number(whole) or "") + (f".{digits}" if digits else "")
    start, end, mod = widen(folded, *match.span("share"), None)
    return Entity("PERCENT", (start, end), value, "‰" if match["of"] == "千" else "%", mod) if value else None


def read_quantity(match: re.Match[str], folded: str) -> Entity | None:
    """Return the quantity that a number with its measure word states; None for phrases, names and parts of words."""
    number, high, over, late, unit = match.group("number", "high", "over", "late", "quantity")
    start, end = match.start("number"), match.end("quantity")
    if (bounds := _bounds().get(unit)) and folded.startswith(bounds, end):
        return None
    if (needs := _needs().get(unit)) and folded[end : end + 1].isalnum() and not folded.startswith(needs, end):
        return None
    if number[0] in CHINESE:
        if unit not in _spoken() or is_phrase(folded, start) or is_idiom(folded, start, end):
            return None
        if folded[end : end + 1] == "》" or _ORDERED.search(folded, max(0, start - 5), start):
            return None
    elif (
        in_slogan(folded, start)
        or (unit == "站" and number in _HOTLINES)
        or (folded[match.end("number")] == " " and _HEADING.search(folded[max(0, start - 6) : match.end("number")]))
    ):
        return None
    value = None if high else read_number(number + late if late else number)
    if value is None and not high:
        return None
    first, end, mod = widen(folded, start, end, over)
    if number in _NO_NUMBER and mod is None:
        return None
    return Entity("QUANTITY", (first, end), value, unit, mod)
