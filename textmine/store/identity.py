"""What a notice is filed under: its work (all versions of it), the date it goes by, and its layout."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from textmine.chinese import fold
from textmine.notice import Header, Node, Notice, Source

_BESIDE: Final = re.compile(r"[\W_]+")
_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NUMERAL: Final = re.compile("[〇零一二三四五六七八九十百]{1,8}")
_DIGITS: Final = re.compile(r"\d{1,9}")
_CIRCLED: Final = re.compile("[①-⒛㊀-㊉❶-➓]")
_LEVELS: Final = ("section", "area", "issue", "measure", "item")


def work_of(notice: Notice) -> str:
    """Return the id that all versions of one notice share, as 16 hex digits.

    Two notices are one work where agency, round and title agree but for punctuation and blanks; the round is the
    inspection period, or the day of the feedback. One that does not state all three is one work with its own text.
    """
    header = notice.header
    when = header.inspection_period or header.feedback_date
    parts: tuple[str, ...] = ("text", notice.text)
    if header.title and header.agency and when:
        parts = ("round", header.title.value, header.agency.value, when.value)
    said = "\n".join(_BESIDE.sub("", fold(part)) for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def date_of(header: Header) -> str | None:
    """Return the date that a notice goes by: its publication, else the feedback, else the end of the inspection.

    >>> from textmine.notice import HeaderField
    >>> date_of(Header(inspection_period=HeaderField("2019-07-12/2019-09-12", (0, 9))))
    '2019-09-12'
    """
    for stated in (header.published, header.feedback_date, header.inspection_period):
        if stated and (dates := _DATE.findall(stated.value)):
            return str(dates[-1])
    return None


def layout_of(nodes: Iterable[Node]) -> str:
    """Return how sections, areas, issues, measures and items are numbered, by the commonest marker of each.

    A level that is not there is `·`, one without numbers `-`.

    >>> layout_of([Node("1", "issue", (0, 9), (0, 9), marker="（三）"), Node("2", "measure", (9, 20), (9, 20))])
    '· · (一) - ·'
    """
    shapes: dict[str, Counter[str]] = {level: Counter() for level in _LEVELS}
    for node in nodes:
        if (counts := shapes.get(node.role)) is not None:
            counts[_shape(node.marker)] += 1
    return " ".join(max(sorted(counts), key=counts.__getitem__, default="·") for counts in shapes.values())


# The same few markers stand in every notice.
@lru_cache(maxsize=1024)
def _shape(marker: str | None) -> str:
    """Return a marker with 一, 1 or ① for its number."""
    if not marker:
        return "-"
    shape = _CIRCLED.sub("①", _DIGITS.sub("1", _NUMERAL.sub("一", fold(marker[:20]))))
    return "".join(shape.split())[:8]


def site_of(source: Source) -> str:
    """Return the host that a notice came from, or an empty string where no address is known.

    >>> site_of(Source("a.html", "text/html", None, "", 0, {"url": "https://www.example.gov.cn/a.html"}))
    'www.example.gov.cn'
    """
    try:
        return urlsplit(source.metadata.get("url", "")).hostname or ""
    except ValueError:  # an address that is none
        return ""
