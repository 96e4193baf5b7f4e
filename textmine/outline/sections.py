"""A notice's sections, told by their headings, by what they hold and by where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from textmine.outline import wording
from textmine.outline.spine import Spine, heading_like, holds
from textmine.outline.tree import Branch
from textmine.outline.wording import Wording
from textmine.statuses import STATUS_GROUP

SectionKind = Literal["organisation", "results", "status", "next"]
LevelRole = Literal["area", "issue", "body"]

# As many as this share of the remedies under themes may have the look of a problem, where they are numbered on and where
# each theme's begin at 1.
_NAMED_IN_THEMES: Final = 0.25
_NAMED_IN_LISTS: Final = 0.1


@dataclass(slots=True)
class Levels:
    """The reading of a notice's levels.

    `sections` maps a branch to what kind of section it opens; `roles` maps a branch that heads or holds something to
    `area`, `issue` or `body`; `depth` counts issues above an issue (0 for an issue, 1 for a sub-issue).
    """

    sections: dict[int, SectionKind] = field(default_factory=dict)
    roles: dict[int, LevelRole] = field(default_factory=dict)
    depth: dict[int, int] = field(default_factory=dict)
    words: dict[int, Wording] = field(default_factory=dict)
    margin: float = 9.0


def top_of(branches: list[Branch], index: int) -> int:
    while branches[index].parent >= 0:
        index = branches[index].parent
    return index


def _holds_areas(spine: dict[int, Spine], index: int) -> bool:
    return any(spine[child].words.area for child in spine[index].children if child in spine)


def find_themes(spine: dict[int, Spine], branches: list[Branch], tops: list[int]) -> list[int]:
    """Return the tops that are themes, where a notice answers by theme and names no problem: none where it does name one.

    Remedies numbered on from one top to the next are one list, so these tops are themes, however they are worded and
    even if an account or two names a problem; where every top's begin at 1, those whose words are not a section's are.
    """
    lists = {top: [child for child in spine[top].children if child in spine] for top in tops}
    named, answers = sum(holds(spine, top) for top in tops), sum(map(len, lists.values()))
    if named > _NAMED_IN_THEMES * answers or any(heading_like(spine[top]) for top in tops):
        return []
    numbers = {top: [branches[child].marker.number for child in lists[top]] for top in tops}
    listing = [top for top in tops if len(numbers[top]) > 1 and not names_section(spine[top].head)]
    running = [
        pair
        for pair in pairwise(top for top in tops if numbers[top])
        if numbers[pair[1]][0] == max(numbers[pair[0]]) + 1
    ]
    themes = (
        sorted({top for pair in running for top in pair})
        if running
        else listing
        if named <= _NAMED_IN_LISTS * answers
        else []
    )
    return themes if len(themes) > 1 else []


def names_section(head: str) -> bool:
    """Tell whether a heading's words are those of a section: its organisation, its results, what comes next."""
    return any(words.search(head) for words in (STATUS_GROUP, wording.NEXT, wording.RESULTS, wording.ORGANISATION))


def read_themes(
    levels: Levels, spine: dict[int, Spine], branches: list[Branch], tops: list[int], themes: list[int]
) -> None:
    """Take themes for areas and what is numbered in them for measures; the tops around them are sections."""
    for top in tops:
        if top in themes:
            levels.roles[top] = "area"
        else:
            levels.sections[top] = "organisation" if top < themes[-1] else "next"
    for index in spine:
        if index not in tops and top_of(branches, index) in themes:
            levels.roles[index] = "body"


def find_sections(levels: Levels, spine: dict[int, Spine], tops: list[int]) -> None:
    """Tell which top nodes are sections, and of what kind."""
    if not tops:
        return
    says = {index: _says(spine[index], last=index == tops[-1]) for index in tops}
    held = {index: holds(spine, index) for index in tops}
    named = [index for index in tops if says[index]]
    own = [index for index in tops if not says[index] and heading_like(spine[index])]
    # Tops that are named for what they are about (干部队伍建设), each with issues of its own and no areas, are the areas.
    themes = [
        index
        for index in tops
        if not says[index] and held[index] and "," not in spine[index].head and not _holds_areas(spine, index)
    ]
    if len(themes) > 1:
        own = sorted({*own, *themes})
    inner = [index for index in named if says[index] in ("results", "organisation", "status")]
    if len(own) > len(inner) or not named:
        # The tops are areas or issues themselves; only what is plainly a section of its own stays one.
        if not own and any(held.values()) and len(tops) > 1:
            _slogans(levels, tops, held, says)
            return
        last = max([index for index in tops if held[index] or index in own], default=-1)
        for index in named:
            if (index == tops[0] or index > last) and not held[index] and says[index] != "next":
                levels.sections[index] = "organisation"
            elif says[index] == "next":
                levels.sections[index] = "next"
        return
    _slogans(levels, tops, held, says)


def _says(node: Spine, *, last: bool) -> SectionKind | None:
    """Return what kind of section a top's heading names; None where it names an area, an issue, or nothing."""
    head, words = node.head, node.words
    if STATUS_GROUP.search(head):
        return "status"
    # 聚焦…方面存在的问题 is an area; 巡察反馈的四个方面问题 are all of them.
    area = words.area and wording.NAMED_AREA.search(head)
    if area or ((words.issue or words.area) and not wording.SECTION_ISSUE.search(head)):
        return None
    if last and wording.NEXT.search(head):
        return "next"
    if wording.RESULTS.search(head):
        return "results"
    if wording.ORGANISATION.search(head):
        return "organisation"
    return "next" if wording.NEXT.search(head) else None


def _slogans(levels: Levels, tops: list[int], held: dict[int, int], says: dict[int, SectionKind | None]) -> None:
    """Give every top node a kind of section, those that only carry a slogan by what they hold and where they stand."""
    status = [index for index in tops if says[index] == "status"]
    results = [index for index in tops if says[index] in ("results", "status")]
    holding = [index for index in tops if held[index] > 1 or (held[index] and says[index] in ("results", "status"))]
    if says[tops[-1]] == "next" and len(holding) > 1:
        holding = [index for index in holding if index != tops[-1]]
    if holding:
        results = holding + status
    if not results:
        middle = [index for index in tops if says[index] is None]
        results = middle[:1] or tops[-1:]
    first, last = min(results), max(results)
    for index in tops:
        if index in status:
            levels.sections[index] = "status"
        elif index in results:
            levels.sections[index] = "results"
        elif index < first:
            levels.sections[index] = "organisation"
        elif index > last:
            levels.sections[index] = "next"
        else:
            levels.sections[index] = "results" if says[index] in (None, "results") else "organisation"
