"""MONEY: sums in yuan, or in another currency by its ISO 4217 code.

| text | value | unit | mod |
|---|---|---|---|
| 66.57万元 | 665700 | CNY | |
| 3,400.50 万元 | 34005000 | CNY | |
| 人民币三千二百元整 | 3200 | CNY | |
| 5000余元 | 5000 | CNY | over |
| 约1.2亿元 | 120000000 | CNY | approx |
| 2万美元 | 20000 | USD | |
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from textmine.chinese import plain
from textmine.entities.amounts import read_number, widen
from textmine.entities.lexicon import alternation, lexicon
from textmine.notice import Entity

_PREFIX: Final = re.compile(r"(?:人民币|RMB|¥|\$) ?$")
_PREFIX_LAST: Final = frozenset("币B¥$")
# 元 begins other words; what follows it in cash is 角 and 分, or 整.
_BEHIND: Final = r"(?![化旦素月勋首老宵凶帅](?!整))(?:(?P<jiao>\d|[一二三四五六七八九])角)?(?:(?P<fen>\d|[一二三四五六七八九])分)?整?"


@cache
def _codes() -> dict[str, str]:
    return {word: code for code, words in lexicon("quantities")["currencies"].items() for word in words.split()}


def tail() -> str:
    """Return the pattern of what makes the number before it a sum of money."""
    return rf"(?P<money>(?P<currency>{alternation(_codes())}){_BEHIND})"


def read(match: re.Match[str], folded: str) -> Entity | None:
    """Return the sum that a number with a currency states."""
    number, over, late, currency, jiao, fen = match.group("number", "over", "late", "currency", "jiao", "fen")
    value = read_number(number + (late or ""))
    if value is None:
        return None
    if jiao or fen:
        cents = 10 * int(read_number(jiao or "零") or 0) + int(read_number(fen or "零") or 0)
        value = str(plain(Decimal(value) + Decimal(cents) / 100))
    start, end, mod = widen(folded, match.start("number"), match.end("money"), over)
    unit = _codes()[currency]
    last = folded[start - 2 : start].strip()[-1:]
    if last and last in _PREFIX_LAST and (prefix := _PREFIX.search(folded, max(0, start - 4), start)):
        start = prefix.start()
    return Entity("MONEY", (start, end), value, unit, mod)
