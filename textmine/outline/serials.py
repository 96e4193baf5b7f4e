"""Numbering by a word of the notice's own before a number: 交办件一, 清单3, told by its running on from line to line."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import Final, NamedTuple

from textmine.chinese import read_numeral

_SERIAL: Final = re.compile(
    r"(?P<word>[一-龥]{2,6}?) ?(?P<number>[一二三四五六七八九十百]{1,4}|\d{1,3}) ?(?:[:.、,]|(?= |$|\n))"
)
# What is enclosed, and what is numbered in other ways.
_OTHERS: Final = re.compile("附件|附表|附图|表|图|注|第|其|截至|截止|至|共|合计")
# Fewer lines than this that run on are a chance; one number may be left out.
_FEWEST: Final = 3
_GAP: Final = 2


class Serial(NamedTuple):
    """A line's number with its word: where it stands, and the number."""

    start: int
    end: int
    number: int


def find_serials(folded: str, starts: list[int]) -> list[Serial]:
    """Return the numbers with words that lines open with, `starts` being where lines begin; none that do not run on.

    >>> text = "交办件一：粪水直排\\n交办件二：夜间施工\\n交办件三：油烟扰民\\n共一 百件"
    >>> [text[found.start : found.end] for found in find_serials(text.replace("：", ":"), [0, 10, 20, 30])]
    ['交办件一：', '交办件二：', '交办件三：']
    """
    by_word: dict[str, list[Serial]] = defaultdict(list)
    for start in starts:
        match = _SERIAL.match(folded, start)
        if match is None or _OTHERS.match(match["word"]):
            continue
        digits = match["number"]
        number = int(digits) if digits.isascii() else read_numeral(digits)
        by_word[match["word"]].append(Serial(start, match.end(), number))
    return [serial for serials in by_word.values() if _runs_on(serials) for serial in serials]


def _runs_on(serials: list[Serial]) -> bool:
    """Tell whether numbers go up from one, line by line, as often as they begin anew."""
    numbers = [serial.number for serial in serials]
    steps = all(number == 1 or 0 < number - before <= _GAP for before, number in pairwise(numbers))
    return len(set(numbers)) >= _FEWEST and numbers[0] == 1 and steps
