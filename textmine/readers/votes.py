"""Every line of a page with its vote: running text speaks for the block that it stands in, links and furniture against."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from textmine.readers.furniture import Furniture, furniture_of, label_of
from textmine.readers.page import Line, Page

STOPS: Final = re.compile("[。；！？]")
_FURNITURE_TAGS: Final = frozenset(("nav", "footer", "aside"))
_LONG: Final = 25
_LINK_COST: Final = 30
_FURNITURE_COST: Final = 20
# The first running text under the title is the notice, however long the texts around it are.
_OPENING_BONUS: Final = 200
_WORD: Final = re.compile(r"[\W_]+")


class Ballot(NamedTuple):
    """A page with what is known of each of its lines: its vote, its kind of furniture, whether it is running text."""

    page: Page
    votes: list[int]
    kinds: list[Furniture]
    prose: list[bool]


def vote(page: Page, title: str) -> Ballot:
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
        elif size > 200 or (STOPS.search(text) and not label_of(text)):
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
    return Ballot(page, votes, kinds, prose)


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


def bare(text: str) -> str:
    """Return `text` as titles are compared: without blanks and punctuation.

    >>> bare("关于“巡察” 整改的 通报")
    '关于巡察整改的通报'
    """
    return _WORD.sub("", text)
