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
_POINTING: Final = frozenset("统进唯单专同每某任另这那上下哪首逐")
# The time of day, which counts nothing: 9时30分, 14:30.
CLOCK: Final = r"(?P<clock>\d{1,2} ?(?:[时点:] ?\d{2}(?!\d) ?分?|时(?!长)|点[钟半整]))"
# A slogan in quotes (“两个责任”) counts nothing.
_QUOTES: Final = frozenset("“‘")
_SLOGAN: Final = re.compile(r"[^“”‘’。,]{0,10}[”’]")


@cache
def _spoken() -> frozenset[str]:
    return frozenset(load_lexicon("quantities")["spoken"])


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Return the fixed phrases whose numbers count nothing, by their first characters."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in load_lexicon("number_phrases")["fixed"]:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def tail() -> str:
    """Return the pattern of what makes the number before it a share or a quantity."""
    words = load_lexicon("quantities")
    return rf"(?P<percent>[%‰])|(?P<quantity>{alternation(words['measures'])}(?:/{alternation(words['per'])})?)"


@cache
def _bounds() -> dict[str, tuple[str, ...]]:
    """Return what may not follow a measure word, by the word."""
    return load_lexicon("quantity_bounds").words


def is_phrase(folded: str, start: int) -> bool:
    """Tell whether a fixed phrase or a slogan in quotes stands at `start`.

    >>> is_phrase("落实八项规定", 2), is_phrase("修订八项制度", 2), is_phrase("压实“两个责任”", 3)
    (True, False, True)
    """
    starting = phrases().get(folded[start])
    if starting and folded.startswith(starting, start):
        return True
    # 一车一卡, 一事一议 deal out and 统一, 这一次 point at; neither counts.
    if folded[start] == "一" and (folded[start + 2 : start + 3] == "一" or folded[start - 1 : start] in _POINTING):
        return True
    return folded[start - 1 : start] in _QUOTES and _SLOGAN.match(folded, start) is not None


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
    if number[0] in CHINESE and (unit not in _spoken() or is_phrase(folded, start)):
        return None
    if folded[start - 1 : start] in _QUOTES and _SLOGAN.match(folded, start):
        return None
    value = None if high else read_number(number + late if late else number)
    if value is None and not high:
        return None
    first, end, mod = widen(folded, start, end, over)
    if number in _NO_NUMBER and mod is None:
        return None
    return Entity("QUANTITY", (first, end), value, unit, mod)
