"""The one pass over a text that finds every entity with a number, a date or a title in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import Final

from textmine.dates import POINT, YEAR, read_date
from textmine.entities import articles, contacts, documents, durations, money, quantities
from textmine.entities.amounts import CHINESE, NUMBER
from textmine.entities.dates import Printed
from textmine.notice import Entity, Span

Found = Entity | Printed

# What an entity may begin with. The pattern opens with this set because the engine looks for the characters of a set
# at several times the speed at which it tries an alternation; the alternation then looks at the text from that
# character on, through a look-behind over it that holds a look-ahead.
_ANCHORS: Final = f"[0-9{CHINESE}《第每按今去前明当同次翌本上下年]"
# A date begins with no digit of a longer number and no ordinal's; behind `3.` it does where 年 or 月 follows (3.2019年).
# Most numbers are followed by nothing that makes a date, which is looked at first.
_DATED: Final = rf"(?=[今去前明当同次翌本上下年第]|[0-9O{CHINESE}]{{1,4}}+ {{0,2}}[年月日季个./至到~、和及-])"
_DATE: Final = rf"(?<![0-9A-Za-z第{CHINESE}]){_DATED}(?:(?<![0-9][.])|(?={YEAR} {{0,2}}年|[0-9]{{1,2}} ?月|[^0-9]))(?P<date>{POINT})"


@cache
def _pattern() -> re.Pattern[str]:
    """Return the alternation of the families, blockers before what they block."""
    tails = "|".join((money.tail(), durations.TAIL, quantities.tail()))
    branches = (
        _DATE,
        contacts.PHONE,
        quantities.SHARE,
        quantities.FRACTION,
        quantities.CLOCK,
        articles.PATTERN,
        durations.FREQUENCY,
        rf"{NUMBER} ?(?:{tails})",
    )
    inner = rf"(?P<document>《)|(?<![0-9])(?:{'|'.join(branches)})"
    return re.compile(rf"{_ANCHORS}(?<=(?={inner}){_ANCHORS})")


def _read_date(match: re.Match[str], folded: str) -> Printed | None:
    """Return the date that begins at the match; None where it is a word (一日) rather than a day."""
    day = match["day3"]
    if day and len(day) == 1 and not day.isascii():
        return None
    return Printed(read_date(match, folded, *match.span("date"), len(folded)), quoted=False)


# Who reads what a branch has matched. What has no reader (第3, 三分之一) is passed over.
_READERS: Final[dict[str, Callable[[re.Match[str], str], Found | None]]] = {
    "date": _read_date,
    "phone": contacts.read_phone,
    "share": quantities.read_share,
    "article": articles.read,
    "frequency": durations.read_frequency,
    "money": money.read,
    "duration": durations.read_duration,
    "percent": quantities.read_percent,
    "quantity": quantities.read_quantity,
}


def find_entities(text: str, folded: str, held: list[Span]) -> list[Found]:
    """Return the entities of `text` in document order, dates as printed; none overlaps a span of `held`, which ascend.

    Matches are looked for from left to right, each from the end of the one before: the first and longest holds. Inside
    a title the search goes on, but what begins in it must end in it.
    """
    found: list[Found] = []
    search, readers = _pattern().search, _READERS
    at = done = title = 0  # where to look from; where the entity before ends, and the title at hand
    while match := search(folded, at):
        branch = match.lastgroup or ""
        start = match.start()
        if branch == "document":
            at = start + 1
            document = documents.read(text, folded, start)
            if document and not any(_overlaps(held, edge, edge) for edge in document.span):
                title = max(title, document.span[1])
                found.append(document)
            continue
        at = match.end(branch)
        if (reader := readers.get(branch)) is None or (hit := reader(match, folded)) is None:
            continue
        first, last = hit.span
        if (comma := text.find("，", first, last)) >= 0:
            at = comma + 1  # a full-width comma parts two numbers: it does not group the digits of one
            continue
        if first < done or start < title < last or _overlaps(held, first, last):
            continue
        found.append(hit._replace(quoted=True) if start < title and isinstance(hit, Printed) else hit)
        at = done = max(at, last)
    return found


def _overlaps(held: list[Span], start: int, end: int) -> bool:
    """Tell whether a span of `held`, which ascend, overlaps that from `start` to `end` or holds it in its midst."""
    nearest = bisect_left(held, (end,)) - 1
    return nearest >= 0 and held[nearest][1] > start
