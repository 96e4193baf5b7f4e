"""Where a notice begins on its page: at its title, in one line or several, or else at its first running text."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from textmine.readers.furniture import Furniture, is_title_name
from textmine.readers.grid import CELL_MARK
from textmine.readers.page import Line
from textmine.readers.votes import STOPS, Ballot, bare

_TITLE_END: Final = re.compile(
    r"(?:通报|报告|公告|公示|通告|通知|情况|说明|函|公开|方案|意见|结果|台账|清单)[\s)）》”]*(?:[（(].{1,20}[)）])?$"
)
SIGNATURE: Final = re.compile(
    r"[^，。；：,;:]{2,40}(?:委员会|党委|党组|党工委|党总支|总支|支部|支委|局|厅|部|院|办|办公室|公司|中心|集团|大学|学校|医院|联合会|协会|会|社|处|站|所|队|组)$"
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4"))
_HEAD_REACH: Final = 80
_LONGEST_AGENCY: Final = 50


class Start(NamedTuple):
    """Where a notice begins: its first line, the end of its title there, its first running text; a heading above it."""

    line: int
    title_end: int
    opening: int
    heading: str


def find_start(read: Ballot, first: int, last: int, title: str) -> Start:
    """Return where the notice begins in the lines from `first` to `last`: at its title if it stands there."""
    lines, prose = read.page.lines, read.prose
    first_prose = next(index for index in range(first, last) if prose[index])
    reach = min(first_prose + 1, first + _HEAD_REACH)
    place = _find_title(lines, read.kinds, range(first, reach), title)
    if place is None:
        own = [index for index in range(first, first_prose) if not read.kinds[index] and _looks_like_title(read, index)]
        place = (_title_start(read, own[0], first), own[-1] + 1) if own and own[-1] - own[0] < 4 else None
    if place is not None:
        opening = next((index for index in range(place[1], last) if prose[index]), place[1] - 1)
        return Start(place[0], place[1], opening, "")
    crumbs = [index for index in range(first, first_prose) if read.kinds[index] == "crumb"]
    start = crumbs[-1] + 1 if crumbs else first
    heading = next(
        (lines[index].text for index in range(first - 1, max(-1, first - 20), -1) if _is_heading(read, index)), ""
    )
    return Start(start, start, first_prose, heading)


def _find_title(lines: list[Line], kinds: list[Furniture], among: range, title: str) -> tuple[int, int] | None:
    """Return the range of lines that say `title`, the last such; it may be split over lines or lack a little."""
    wanted = bare(title)
    if len(wanted) < 6:
        return None
    near = None
    for start in reversed(among):
        said = ""
        for index in range(start, min(start + 5, among.stop)):
            if kinds[index]:
                break
            said += bare(lines[index].text)
            if said == wanted:
                return start, index + 1
            shorter, longer = sorted((said, wanted), key=len)
            if near is None and shorter in longer and len(shorter) >= 0.75 * len(longer):
                near = start, index + 1
            if len(said) > 2 * len(wanted):
                break
    return near


def _title_start(read: Ballot, index: int, first: int) -> int:
    """Return the line at which a title begins whose end stands in line `index`: the line before may name the agency."""
    lines = read.page.lines
    before = lines[index - 1] if index > first and not read.kinds[index - 1] else None
    if before is None or len(before.text) > _LONGEST_AGENCY:
        return index
    in_heading = before.block == lines[index].block and read.page.tags[before.block] in _HEADINGS
    is_agency = lines[index].text.startswith("关于") and SIGNATURE.fullmatch(before.text) is not None
    return index - 1 if in_heading or is_agency else index


def _looks_like_title(read: Ballot, index: int) -> bool:
    text = read.page.lines[index].text
    # A table's head may end like a title: 问题 | 措施 | 整改情况.
    return (
        8 <= len(text) <= 120
        and CELL_MARK not in text
        and not STOPS.search(text)
        and _TITLE_END.search(text) is not None
    )


def _is_heading(read: Ballot, index: int) -> bool:
    """Tell whether a line is marked up or named as a heading, or reads like a notice's title."""
    page, line = read.page, read.page.lines[index]
    if read.kinds[index] or not 6 <= len(line.text) <= 120:
        return False
    block = line.block
    for _ in range(3):
        if page.tags[block] in _HEADINGS or is_title_name(page.names(block)):
            return True
        block = page.parents[block]
    return _looks_like_title(read, index)
