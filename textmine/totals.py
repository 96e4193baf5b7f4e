"""The totals that a notice states about itself: 7方面25个问题, 已完成整改24个, 整改完成率96%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from textmine.chinese import read_amount
from textmine.notice import Span


class Total(NamedTuple):
    """A stated total: its kind (a claim's), its value and the span of the number with its measure word."""

    kind: str
    value: float
    span: Span


_N = r"(?:\d{1,5}|[一二两三四五六七八九十百]{1,5})"
_AREAS: Final = re.compile(rf"({_N})个?(?:大)?方面(?=[^。;]{{0,24}}(?:问题|意见|整改))")
_ISSUES: Final = re.compile(rf"({_N})[个项条](?=(?:具体|突出|主要|重点|反馈)?的?(?:具体)?问题)|(?<=问题)({_N})[个项条]")


def find_totals(folded: str) -> Iterator[Total]:
    """Yield the totals that `folded` states, in document order of each kind."""
    for kind, pattern in (("areas", _AREAS), ("issues", _ISSUES)):
        for match in pattern.finditer(folded):
            number = match[match.lastindex or 1]
            yield Total(kind, float(read_amount(number)), match.span())
