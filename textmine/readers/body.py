"""The notice's own lines among all the lines of a page.

Every line has a vote: running text speaks for the block that it stands in, links and furniture against it. The block
with the most votes, all its own lines counted, holds the notice; what furniture it still holds is at its edges, in
blocks that are named for it, or after the line that opens the page's tail.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from textmine.readers.furniture import (
    Furniture,
    furniture_of,
    is_facts_name,
    is_footer,
    is_furniture_name,
    is_other_text_name,
    is_title_name,
    label_of,
)
from textmine.readers.grid import CELL_MARK
from textmine.readers.page import Line, Page

_FURNITURE_TAGS: Final = frozenset(("nav", "footer", "aside"))
# Blocks that hold other blocks and are named for what they are; paragraphs are named for their looks.
_NAMED_TAGS: Final = frozenset(
    ("div", "ul", "ol", "dl", "section", "table", "aside", "header", "form", "td", "fieldset")
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4"))
_PARAGRAPHS: Final = frozenset(("p", "li", "dd", "blockquote", "center", "h1", "h2", "h3", "h4", "h5", "h6"))
_STOPS: Final = re.compile("[。；！？]")
_LONG: Final = 25
_LINK_COST: Final = 30
_FURNITURE_COST: Final = 20
# The first running text under the title is the notice, however long the texts around it are.
_OPENING_BONUS: Final = 200
_TITLE_END: Final = re.compile(
    r"(?:通报|报告|公告|公示|通告|通知|情况|说明|函|公开|方案|意见|结果|台账|清单)[\s)）》”]*(?:[（(].{1,20}[)）])?$"
)
_DATE: Final = re.compile(
    r"[（(]?\s*[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日?\s*[)）]?$"
)
_SIGNATURE: Final = re.compile(
    r"[^，。；：,;:]{2,40}(?:委员会|党委|党组|党工委|党总支|总支|支部|支委|局|厅|部|院|办|办公室|公司|中心|集团|大学|学校|医院|联合会|协会|会|社|处|站|所|队|组)$"
)
_ATTACHMENT: Final = re.compile(r"(?:相关)?附件\s*(?:下载|列表)?\s*[:：]?")
_HEAD_REACH: Final = 80
_LONGEST_AGENCY: Final = 50
_WORD: Final = re.compile(r"[\W_]+")


class Body(NamedTuple):
    """What a page holds: the notice's lines, whether its title is among them, a heading above them, the other lines."""

    lines: list[str]
    has_title: bool
    heading: str
    around: list[Line]


class _Read(NamedTuple):
    """A page with what is known of each of its lines: its vote, its kind of furniture, whether it is running text."""

    page: Page
    votes: list[int]
    kinds: list[Furniture]
    prose: list[bool]


class _Start(NamedTuple):
    """Where a notice begins: its first line, the end of its title there, its first running text; a heading above it."""

    line: int
    title_end: int
    opening: int
    heading: str


def find_body(page: Page, *, title: str = "") -> Body:
    """Return the notice's lines of `page`; `title` is what the page's head calls it, "" if it says nothing."""
    read = _vote(page, title)
    block = _best_block(read)
    first, last = _lines_of(page, block)
    if not any(read.prose[first:last]):
        return _body(page, _without_prose(read, first, last), _Start(first, first, first, ""))
    start = _find_start(read, first, last, title)
    end = _find_end(read, block, start.opening, last)
    last_prose = max((index for index in range(start.opening, end) if read.prose[index]), default=start.opening)
    named = _furniture_blocks(read, block)
    kept = [
        index
        for index in range(start.line, end)
        if not named[page.lines[index].block]
        # Most lines are asked no more than this.
        and ((start.opening <= index and not read.kinds[index]) or _keeps(read, index, start, last_prose))
    ]
    kept = _cut_tail(read, kept, last_prose)
    return _body(page, kept + _signature_after(read, last, kept), start)


def _body(page: Page, kept: list[int], start: _Start) -> Body:
    inside = set(kept)
    around = [line for index, line in enumerate(page.lines) if index not in inside]
    return Body([page.lines[index].text for index in kept], start.title_end > start.line, start.heading, around)


def _vote(page: Page, title: str) -> _Read:
    """Return each line's vote and kind."""
    lines = page.lines
    aside = [False] * len(page.parents)
    for block in range(1, len(page.parents)):
        aside[block] = aside[page.parents[block]] or page.tags[block] in _FURNITURE_TAGS
    votes: list[int] = []
    kinds: list[Furniture] = []
    prose: list[bool] = []
    for line in lines:
        text = line.text
        size = len(text)
        kind: Furniture = ""
        is_prose = False
        if line.linked * 2 > size:
            vote = -min(size, _LINK_COST) - 2
            kind = "link"
        elif size > 200 or (_STOPS.search(text) and not label_of(text)):
            vote, is_prose = size, True
        elif kind := furniture_of(text):
            vote = -_FURNITURE_COST
        elif size >= _LONG:
            is_prose = "，" in text or "," in text
            vote = size if is_prose else size // 2
        else:
            vote = 2
        if aside[line.block]:
            vote, is_prose = -min(size, _LINK_COST), False
        votes.append(vote)
        kinds.append(kind)
        prose.append(is_prose)
    opening = _after_title(lines, prose, title)
    if opening is not None:
        votes[opening] += _OPENING_BONUS
    return _Read(page, votes, kinds, prose)


def _after_title(lines: list[Line], prose: list[bool], title: str) -> int | None:
    """Return the first running text after the last line that is the page's title, if there is one."""
    wanted = bare(title)
    if len(wanted) < 6:
        return None
    least, most = len(wanted), 2 * len(title) + 20
    places = [
        index
        for index, line in enumerate(lines)
        if line.linked == 0 and least <= len(line.text) <= most and bare(line.text) == wanted
    ]
    for index in reversed(places):
        following = next((at for at in range(index + 1, min(index + 12, len(lines))) if prose[at]), None)
        if following is not None:
            return following
    return None


def _best_block(read: _Read) -> int:
    """Return the block whose lines have the most votes together, the innermost of equals."""
    parents = read.page.parents
    sums = [0] * len(parents)
    for line, vote in zip(read.page.lines, read.votes, strict=True):
        sums[line.block] += vote
    for block in range(len(parents) - 1, 0, -1):
        sums[parents[block]] += sums[block]
    best = max(sums)
    return _with_siblings(read, len(sums) - 1 - sums[::-1].index(best))


def _with_siblings(read: _Read, block: int) -> int:
    """Return `block`, or the one around it if it is a paragraph among others: on a flat page links outweigh them all."""
    page = read.page
    if page.tags[block] not in _PARAGRAPHS:
        return block
    around = page.parents[block]
    own = others = 0
    for line, is_prose in zip(page.lines, read.prose, strict=True):
        if is_prose and line.block == block:
            own += len(line.text)
        elif is_prose and (line.block == around or page.parents[line.block] == around):
            others += len(line.text)
    return around if others > own else block


def _lines_of(page: Page, block: int) -> tuple[int, int]:
    """Return the range of the lines that stand in a block; a block's descendants are the numbers right after it."""
    end = block + 1
    while end < len(page.parents) and page.parents[end] >= block:
        end += 1
    indexes = [index for index, line in enumerate(page.lines) if block <= line.block < end]
    return (indexes[0], indexes[-1] + 1) if indexes else (0, 0)


def _find_start(read: _Read, first: int, last: int, title: str) -> _Start:
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
        return _Start(place[0], place[1], opening, "")
    crumbs = [index for index in range(first, first_prose) if read.kinds[index] == "crumb"]
    start = crumbs[-1] + 1 if crumbs else first
    heading = next(
        (lines[index].text for index in range(first - 1, max(-1, first - 20), -1) if _is_heading(read, index)), ""
    )
    return _Start(start, start, first_prose, heading)


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


def _title_start(read: _Read, index: int, first: int) -> int:
    """Return the line at which a title begins whose end stands in line `index`: the line before may name the agency."""
    lines = read.page.lines
    before = lines[index - 1] if index > first and not read.kinds[index - 1] else None
    if before is None or len(before.text) > _LONGEST_AGENCY:
        return index
    in_heading = before.block == lines[index].block and read.page.tags[before.block] in _HEADINGS
    is_agency = lines[index].text.startswith("关于") and _SIGNATURE.fullmatch(before.text) is not None
    return index - 1 if in_heading or is_agency else index


def _looks_like_title(read: _Read, index: int) -> bool:
    text = read.page.lines[index].text
    # A table's head may end like a title: 问题 | 措施 | 整改情况.
    return (
        8 <= len(text) <= 120
        and CELL_MARK not in text
        and not _STOPS.search(text)
        and _TITLE_END.search(text) is not None
    )


def _is_heading(read: _Read, index: int) -> bool:
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


def _find_end(read: _Read, block: int, opening: int, last: int) -> int:
    """Return where the notice's lines end: before the first line of the page's tail that little text follows."""
    lines = read.page.lines
    sizes = [len(line.text) if is_prose else 0 for line, is_prose in zip(lines, read.prose, strict=True)]
    before, after = 0, sum(sizes[opening:last])
    for index in range(opening, last):
        if read.kinds[index] == "tail" and after * 2 <= before:
            start = _part_start(read, block, index)
            return (
                start
                if opening < start < index and not any(sizes[start:index]) and is_footer(lines[index].text)
                else index
            )
        before += sizes[index]
        after -= sizes[index]
    return last


def _part_start(read: _Read, block: int, index: int) -> int:
    """Return the first line of the part of `block` (a child of it) that holds line `index`."""
    page = read.page
    part = page.lines[index].block
    while part > block and page.parents[part] != block:
        part = page.parents[part]
    return _lines_of(page, part)[0] if part > block else index


def _furniture_blocks(read: _Read, block: int) -> list[bool]:
    """Return for every block whether it, or one around it in `block`, is named as furniture and holds little text."""
    page = read.page
    mass, size = [0] * len(page.parents), [0] * len(page.parents)
    for line, is_prose in zip(page.lines, read.prose, strict=True):
        if line.block >= block:
            mass[line.block] += len(line.text) if is_prose else 0
            size[line.block] += len(line.text)
    for inner in range(len(page.parents) - 1, block, -1):
        mass[page.parents[inner]] += mass[inner]
        size[page.parents[inner]] += size[inner]
    named = [False] * len(page.parents)
    for inner in range(block + 1, len(page.parents)):
        if page.parents[inner] < block:
            break
        named[inner] = named[page.parents[inner]]
        if not named[inner] and page.attributes[inner] and page.tags[inner] in _NAMED_TAGS and size[inner]:
            names = page.names(inner)
            few = not mass[inner] and size[inner] * 3 < size[block]
            other = mass[inner] * 2 < mass[block] and is_other_text_name(names)
            named[inner] = (few and is_furniture_name(names)) or other
    return named


def _keeps(read: _Read, index: int, start: _Start, last_prose: int) -> bool:
    """Tell whether a line between the notice's first and last is the notice's."""
    if start.line <= index < start.title_end:
        return True
    line, kind = read.page.lines[index], read.kinds[index]
    if index < start.opening:
        if kind or is_facts_name(read.page.names(line.block)):
            return False
        # The value of a label that stands on the line before.
        before = read.page.lines[index - 1].text if index else ""
        return not (label_of(before) and before.rstrip()[-1:] in "：:" and read.kinds[index - 1] == "label")
    if index <= last_prose:
        in_list = "link" in read.kinds[max(0, index - 1) : index + 2 : 2]
        return kind in ("", "label") or (kind == "link" and not in_list)
    return True


def _cut_tail(read: _Read, kept: list[int], last_prose: int) -> list[int]:
    """Return `kept` without the links after the last running text, and without what follows other furniture there."""
    body = [index for index in kept if index <= last_prose]
    for index in kept[len(body) :]:
        if read.kinds[index] and read.kinds[index] != "link":
            break
        if read.kinds[index] != "link":
            body.append(index)
    while body and _ATTACHMENT.fullmatch(read.page.lines[body[-1]].text):
        body.pop()
    return body


def _signature_after(read: _Read, last: int, kept: list[int]) -> list[int]:
    """Return the lines of a signature and date that stand right after the notice's block, if it has none itself."""
    lines = read.page.lines
    if any(_DATE.fullmatch(lines[index].text) for index in kept[-3:]):
        return []
    found: list[int] = []
    for index in range(last, min(last + 4, len(lines))):
        text = lines[index].text
        if read.kinds[index] or not (_DATE.fullmatch(text) or _SIGNATURE.fullmatch(text)):
            break
        found.append(index)
        if _DATE.fullmatch(text):
            return found
    return []


def _without_prose(read: _Read, first: int, last: int) -> list[int]:
    """Return the lines of a page that has no running text: what is no link and no furniture, else everything."""
    for among in (range(first, last), range(len(read.page.lines))):
        kept = [index for index in among if not read.kinds[index] and read.votes[index] > 0]
        if kept:
            return kept
    return list(range(len(read.page.lines)))


def bare(text: str) -> str:
    """Return `text` as titles are compared: without blanks and punctuation.

    >>> bare("关于“巡察” 整改的 通报")
    '关于巡察整改的通报'
    """
    return _WORD.sub("", text)
