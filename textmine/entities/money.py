"""MONEY: sums in yuan, or in another currency by its ISO 4217 code.

| text | value | unit | mod |
|---|---|---|---|
| 66.57万元 | 665700 | CNY | |
| 3,400.50 万元 | 34005000 | CNY | |
| 人民币三千二百元整 | 3200 | CNY | |
| 5000余元 | 5000 | CNY | over |
| 约1.2亿元 | 120000000 | CNY | approx |
| 2万美元 | 20000 | USD | |
| 港币3.5万元 | 35000 | HKD | |
| 3至5万元 | null | CNY | |
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from textmine.chinese import plain
from textmine.entities.amounts import read_match, read_number, widen
from textmine.notice import Entity
from textmine.resources import load_lexicon
from textmine.resources.trie import alternation

_BEFORE: Final = re.compile(r"(?:(?P<yuan>人民币|RMB|¥)|(?P<other>[\u4e00-\u9fff]{1,4}[元币镑郎金])) ?$")
_BEFORE_LAST: Final = frozenset("币元镑郎金B¥")
# What a caption or a table's head says of its figures (单位:万元) is no sum.
_NO_NUMBER: Final = frozenset(("万", "亿", "千", "百", "百万", "千万", "万万", "百亿", "千亿", "半"))
# 元 begins other words; what follows it in cash is 角 and 分, or 整.
_BEHIND: Final = r"(?![化旦素月勋首老宵凶帅](?!整))(?:(?P<jiao>\d|[一二三四五六七八九])角)?(?:(?P<fen>\d|[一二三四五六七八九])分)?整?"


@cache
def _codes() -> dict[str, str]:
    return {word: code for code, words in load_lexicon("currencies").words.items() for word in words}


def tail() -> str:
    """Return the pattern of what makes the number before it a sum of money."""
    return rf"(?P<money>(?P<currency>{alternation(_codes())}){_BEHIND})"


def read(match: re.Match[str], folded: str) -> Entity | None:
    """Return the sum that a number with a currency states; None where it names a unit only."""
    over, currency, jiao, fen = match.group("over", "currency", "jiao", "fen")
    value = read_match(match)
    if (value is None and not match["high"]) or (match["number"] in _NO_NUMBER and not over):
        return None
    if value is not None and (jiao or fen):
        cents = 10 * int(read_number(jiao or "零") or 0) + int(read_number(fen or "零") or 0)
        value = str(plain(Decimal(value) + Decimal(cents) / 100))
    start, end, mod = widen(folded, match.start("number"), match.end("money"), over)
    start, unit = _named_before(folded, start, _codes()[currency])
    return Entity("MONEY", (start, end), value, unit, mod)


def _named_before(folded: str, start: int, unit: str) -> tuple[int, str]:
    """Return where the sum begins and in what currency it is, where that is named before it (人民币, 港币3万元)."""
    last = folded[max(0, start - 2) : start].strip()[-1:]
    if not last or last not in _BEFORE_LAST or not (named := _BEFORE.search(folded, max(0, start - 6), start)):
        return start, unit
    if named["yuan"]:
        return named.start(), unit
    word = next((w for w in _codes() if len(w) > 1 and named["other"].endswith(w)), None)
    return (named.end("other") - len(word), _codes()[word]) if word else (start, unit)
