"""The notice's own lines among all the lines of a page.

Every line has a vote: running text speaks for the block that it stands in, links and furniture against it. The block
with the most votes, all its own lines counted, holds the notice; what furniture it still holds is at its edges, in
blocks that are named for it, or after the line that opens the page's tail.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from textmine.readers.furniture import is_facts_name, is_footer, is_furniture_name, is_other_text_name, label_of
from textmine.readers.headline import SIGNATURE, Start, find_start
from textmine.readers.page import Line, Page
from textmine.readers.votes import Ballot, vote

# Blocks that hold other blocks and are named for what they are; paragraphs are named for their looks.
_NAMED_TAGS: Final = frozenset(
    ("div", "ul", "ol", "dl", "section", "table", "aside", "header", "form", "td", "fieldset")
)
_PARAGRAPHS: Final = frozenset(("p", "li", "dd", "blockquote", "center", "h1", "h2", "h3", "h4", "h5", "h6"))
_DATE: Final = re.compile(
    r"[（(]?\s*[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日?\s*[)）]?$"
)
_ATTACHMENT: Final = re.compile(r"(?:相关)?附件\s*(?:下载|列表)?\s*[:：]?")


class Body(NamedTuple):
    """What a page holds: the notice's lines, whether its title is among them, a heading above them, the other lines."""

    lines: list[str]
    has_title: bool
    heading: str
    around: list[Line]


def find_body(page: Page, *, title: str = "") -> Body:
    """Return the notice's lines of `page`; `title` is what the page's head calls it, "" if it says nothing."""
    read = vote(page, title)
    block = _best_block(read)
    first, last = _lines_of(page, block)
    if not any(read.prose[first:last]):
        return _body(page, _without_prose(read, first, last), Start(first, first, first, ""))
    start = find_start(read, first, last, title)
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


def _body(page: Page, kept: list[int], start: Start) -> Body:
    inside = set(kept)
    around = [line for index, line in enumerate(page.lines) if index not in inside]
    return Body([page.lines[index].text for index in kept], start.title_end > start.line, start.heading, around)


def _best_block(read: Ballot) -> int:
    """Return the block whose lines have the most votes together, the innermost of equals."""
    parents = read.page.parents
    sums = [0] * len(parents)
    for line, cast in zip(read.page.lines, read.votes, strict=True):
        sums[line.block] += cast
    for block in range(len(parents) - 1, 0, -1):
        sums[parents[block]] += sums[block]
    best = max(sums)
    return _with_siblings(read, len(sums) - 1 - sums[::-1].index(best))


def _with_siblings(read: Ballot, block: int) -> int:
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


def _find_end(read: Ballot, block: int, opening: int, last: int) -> int:
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


def _part_start(read: Ballot, block: int, index: int) -> int:
    """Return the first line of the part of `block` (a child of it) that holds line `index`."""
    page = read.page
    part = page.lines[index].block
    while part > block and page.parents[part] != block:
        part = page.parents[part]
    return _lines_of(page, part)[0] if part > block else index


def _furniture_blocks(read: Ballot, block: int) -> list[bool]:
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


def _keeps(read: Ballot, index: int, start: Start, last_prose: int) -> bool:
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


def _cut_tail(read: Ballot, kept: list[int], last_prose: int) -> list[int]:
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


def _signature_after(read: Ballot, last: int, kept: list[int]) -> list[int]:
    """Return the lines of a signature and date that stand right after the notice's block, if it has none itself."""
    lines = read.page.lines
    if any(_DATE.fullmatch(lines[index].text) for index in kept[-3:]):
        return []
    found: list[int] = []
    for index in range(last, min(last + 4, len(lines))):
        text = lines[index].text
        if read.kinds[index] or not (_DATE.fullmatch(text) or SIGNATURE.fullmatch(text)):
            break
        found.append(index)
        if _DATE.fullmatch(text):
            return found
    return []


def _without_prose(read: Ballot, first: int, last: int) -> list[int]:
    """Return the lines of a page that has no running text: what is no link and no furniture, else everything."""
    for among in (range(first, last), range(len(read.page.lines))):
        kept = [index for index in among if not read.kinds[index] and read.votes[index] > 0]
        if kept:
            return kept
    return list(range(len(read.page.lines)))
