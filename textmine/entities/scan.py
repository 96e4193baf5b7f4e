"""The one pass over a text that finds every entity with a number, a date or a title in it."""

from __future__ import annotations

import re
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
_DATE: Final = rf"(?<![0-9A-Za-z第{CHINESE}])(?:(?<![0-9][.])|(?={YEAR} {{0,2}}年|[0-9]{{1,2}} ?月))(?P<date>{POINT})"


@cache
def _pattern() -> re.Pattern[str]:
    """Return the alternation of the families, blockers before what they block."""
    tails = "|".join((money.tail(), durations.TAIL, quantities.tail()))
    branches = (
        r"(?P<document>《)",
        _DATE,
        contacts.PHONE,
        quantities.SHARE,
        quantities.FRACTION,
        articles.PATTERN,
        durations.FREQUENCY,
        rf"{NUMBER} ?(?:{tails})",
    )
    return re.compile(rf"{_ANCHORS}(?<=(?={'|'.join(branches)}){_ANCHORS})")


def scan(text: str, folded: str, held: list[Span]) -> list[Found]:
    """Return the entities of `text` in document order, dates as printed; none overlaps a span of `held`.

    Matches are looked for from left to right, each from the end of the one before: the first and longest holds. Inside
    a title the search goes on, but what begins in it must end in it.
    """
    found: list[Found] = []
    search = _pattern().search
    at = title = 0  # where to look from; where the title at hand ends
    while match := search(folded, at):
        branch = match.lastgroup or ""
        start = match.start()
        at = start + 1
        if branch == "document":
            entity = documents.read(text, folded, start)
            if entity:
                title = max(title, entity.span[1])
                found.append(entity)
            continue
        if branch in ("ordinal", "fraction"):
            at = match.end(branch)
            continue
        hit = _read(branch, match, text, folded)
        if isinstance(hit, int):
            at = hit
        elif hit is not None:
            first, last = (hit.date.start, hit.date.end) if isinstance(hit, Printed) else hit.span
            if start < title < last or any(a < last and first < b for a, b in held):
                continue
            if isinstance(hit, Printed) and start < title:
                hit = Printed(hit.date, quoted=True)
            found.append(hit)
            at = max(at, last)
    return found


def _read(branch: str, match: re.Match[str], text: str, folded: str) -> Found | int | None:
    """Return what the branch that matched finds, or from where to look on."""
    if branch == "date":
        return _read_date(match, folded)
    if branch == "phone":
        return contacts.read_phone(match, folded)
    if branch == "share":
        return quantities.read_share(match, folded)
    if branch == "article":
        return articles.read(match, folded) or match.end("article")
    if branch == "frequency":
        return durations.read_frequency(match, folded)
    number, at = match.span("number")
    if match["number"].find(",") >= 0 and (comma := text.find("，", number, at)) >= 0:
        return comma + 1  # a full-width comma parts two numbers, it does not group the digits of one
    if branch == "quantity":
        return quantities.read_quantity(match, folded) or match.end(branch)
    if branch == "money":
        return money.read(match, folded)
    if branch == "percent":
        return quantities.read_percent(match, folded)
    return durations.read_duration(match, folded) or match.end(branch)


def _read_date(match: re.Match[str], folded: str) -> Found | int | None:
    """Return the date that begins at the match; the match's end where it is a word (一日) rather than a day."""
    start, end = match.span("date")
    day = match["day3"]
    if day and len(day) == 1 and not day.isascii():
        return end
    return Printed(read_date(match, folded, start, end, len(folded)), quoted=False)
