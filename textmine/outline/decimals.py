"""Numbering by decimals: 2.1, 2-1 and 2.1.3, told from the numbers of a text by running through the whole notice."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# At a line's start, before words that are no unit of measure: 1.3万元, 2.4公里 and 3.12路 are no numbering.
_DECIMAL: Final = re.compile(
    r"(?P<above>\d{1,2}(?:[.-]\d{1,2}){0,2}) ?[.-] ?(?P<number>\d{1,2})(?![\d.%‰/-])"
    r"(?:[、.] *| +(?=[一-龥“《(\d])|(?=[一-龥“《(])"
    r"(?!(?:多|余)?[万亿千百元角倍米公里亩吨斤度分年月日个名人次家所处项件起份条号路平立方小时]))"
)
# A number or two may be left out, and one may come twice.
_GAP: Final = 3
# Fewer lines than this that run on are a chance.
_FEWEST: Final = 3


class Decimal(NamedTuple):
    """A line's decimal: where it stands, its own number, and how many parts it has."""

    start: int
    end: int
    number: int
    parts: int


def find_decimals(folded: str, starts: list[int]) -> list[Decimal]:
    """Return the decimals that number lines, `starts` being where lines begin; none where they do not run on.

    >>> text = "1.1 学习不深入\\n1.2 制度不健全\\n2.1 监管不到位\\n1.3万元已清退"
    >>> [text[found.start : found.end] for found in find_decimals(text, [0, 10, 20, 30])]
    ['1.1 ', '1.2 ', '2.1 ']
    """
    found: list[Decimal] = []
    last: dict[str, int] = {}  # the last number below each
    runs = False
    for start in starts:
        match = _DECIMAL.match(folded, start)
        if match is None:
            continue
        above, number = match["above"].replace("-", "."), int(match["number"])
        before = last.get(above, 0)
        if number == 1 or 0 < before <= number <= before + _GAP:
            runs = runs or number > 1
            last[above] = number
            found.append(Decimal(start, match.end(), number, above.count(".") + 2))
    return found if runs and len(found) >= _FEWEST else []
