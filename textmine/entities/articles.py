"""ARTICLE: the article of a rule, with the parts of it that are named, by their numbers.

| text | value |
|---|---|
| 第四十九条 | 49 |
| 第6条第二款 | 6.2 |
| 第五项第二点 | 5.2 |
"""

from __future__ import annotations

import re
from typing import Final

from textmine.entities.amounts import CHINESE, read_number
from textmine.notice import Entity

_N: Final = rf" ?(?:\d{{1,4}}|[{CHINESE}]{{1,7}}) ?"
_PART: Final = r"[条款项点目](?!目)"

# 第N of anything else numbers a name or a turn (第三人民医院, 第一次) and is passed over with its number.
PATTERN: Final = (
    rf"(?P<article>第{_N}{_PART}(?:之[一二三四五])?(?: ?第?{_N}{_PART}|(?:第|、)?\({_N}\){_PART}){{0,4}})"
    rf"|(?P<ordinal>第{_N}(?:个)?)"
)
_NUMBER: Final = re.compile(rf"\d+|[{CHINESE}]+")
# One part alone is an article where it is 条 or stands behind a title; 第一项, 第三点 number what the text itself lists.
_OF_TITLE: Final = frozenset("》)")
_NO_ARTICLE: Final = re.compile(r"主线|战线|红线|底线|例|措施|理由|战壕|生命线")


def read(match: re.Match[str], folded: str) -> Entity | None:
    """Return the article that the match names; None where it numbers something else."""
    start, end = match.span("article")
    surface = match["article"]
    whole = surface.count("第") > 1 or "条" in surface or folded[start - 1 : start] in _OF_TITLE
    if not whole or _NO_ARTICLE.match(folded, end):
        return None
    numbers = [read_number(number) for number in _NUMBER.findall(surface)]
    return Entity("ARTICLE", (start, end), ".".join(number for number in numbers if number))
