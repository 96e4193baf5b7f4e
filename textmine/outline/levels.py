"""What each numbering level is in this notice: its sections first, then area, issue or measure, scheme by scheme.

A level is judged as a whole, from the words of its headings, where it stands, what lies below it, and the notice's
own totals. The weights are all here; they were set on authored notices and are not those of any one of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from textmine.outline import wording
from textmine.outline.markers import RANKS
from textmine.outline.pieces import Piece
from textmine.outline.tree import Branch
from textmine.outline.wording import Wording
from textmine.statuses import STATUS_GROUP
from textmine.totals import Total, find_totals

SectionKind = Literal["organisation", "results", "status", "next"]
LevelRole = Literal["area", "issue", "body"]

# Evidence for a role from one piece; a level's score is the mean over its pieces.
_CLAIM_MET: Final = 1.5
_CLAIM_MISSED: Final = -0.4
# The schemes that number sections.
_SECTIONED: Final = frozenset({"chapter", "roman", "ordinal", "part", "paren", "problem", "digit", "decimal"})
# Measures answer something: what a reading without any heading loses.
_UNANSWERED: Final = 2.0
# … and one with areas alone.
_UNFOUND: Final = 0.6
# As many as this share of the remedies under themes may have the look of a problem.
_NAMED_IN_THEMES: Final = 0.25
# A heading of at most so many characters that names no defect may be an area's theme.
_THEME: Final = 14
_FEW_LINES: Final = 4
# How far the opening reaches at most.
_TOTALS_WITHIN: Final = 4000


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


@dataclass(slots=True)
class Spine:
    """A piece that may stand for a level, with what its words and its surroundings say."""

    piece: Piece
    words: Wording
    head: str
    rest: int  # characters behind the first sentence
    leaf: bool  # nothing stands below it
    closed: bool  # ends in a stop
    grouped: bool  # stands straight under a heading that groups issues by their status
    children: list[int]
    evidence: tuple[float, float, float] | None = None  # for area, issue and body


def spine_of(folded: str, pieces: list[Piece], branches: list[Branch]) -> dict[int, Spine]:
    """Return the pieces that may stand for levels by their branch: those that lead lines, and divisions inside lines."""
    children: dict[int, list[int]] = defaultdict(list)
    for index, branch in enumerate(branches):
        children[branch.parent].append(index)
    spine: dict[int, Spine] = {}
    groups: set[int] = set()  # the headings that group issues by their status
    # Where a few lines hold the whole notice, its line breaks lost, any numbering inside them may be a level's.
    lines = sum(piece.leads for piece in pieces)
    led = lines > _FEW_LINES or any(piece.marker is not None and piece.leads for piece in pieces)
    for at, piece in enumerate(pieces):
        if piece.marker is None:
            continue
        if (
            led
            and not piece.leads
            and piece.marker.scheme
            not in (
                "chapter",
                "roman",
                "ordinal",
                "part",
                "paren",
                "problem",
                "digit",
            )
        ):
            continue
        words = wording.read_heading(folded, piece.body, piece.end)
        head = folded[words.start : min(words.head_end, words.start + 160)].strip()
        follower = pieces[at + 1] if at + 1 < len(pieces) else None
        leaf = not children[piece.branch] and (follower is None or follower.marker is not None)
        rest = len(folded[words.head_end : piece.end].strip(" 。:!?"))
        closed = folded[piece.end - 1] in "。;:!,"
        if children[piece.branch] and STATUS_GROUP.search(head):
            groups.add(piece.branch)
        grouped = branches[piece.branch].parent in groups
        spine[piece.branch] = Spine(piece, words, head, rest, leaf, closed, grouped, children[piece.branch])
    return spine


def read_levels(folded: str, pieces: list[Piece], branches: list[Branch], *, headed: bool = False) -> Levels:
    """Return the reading of the levels that the evidence, taken together, speaks for most.

    `headed` says that there are headings without a number, so that numbered measures may answer those.

    The totals that say how to read the levels stand in the opening, before the first problem: what is counted below
    it (发现并整改问题2个) is a measure's own.
    """
    spine = spine_of(folded, pieces, branches)
    levels = Levels(words={index: node.words for index, node in spine.items()})
    tops = [
        index
        for index, branch in enumerate(branches)
        if branch.parent < 0 and index in spine and branch.marker.scheme in _SECTIONED
    ]
    if not headed and (themes := _themes(spine, branches, tops)):
        _read_themes(levels, spine, branches, tops, themes)
        return levels
    _find_sections(levels, spine, tops)
    inside = [
        index
        for index in spine
        if index not in levels.sections
        and levels.sections.get(_top(branches, index), "results") in ("results", "status")
    ]
    heads = (spine[index].piece.start for index in inside if _heading_like(spine[index]))
    opening = min(next(heads, len(folded)), _TOTALS_WITHIN)
    _assign(levels, spine, branches, inside, list(find_totals(folded, [(0, opening)])), headed)
    return levels


def _top(branches: list[Branch], index: int) -> int:
    while branches[index].parent >= 0:
        index = branches[index].parent
    return index


def _heading_like(node: Spine) -> bool:
    return node.words.issue or node.words.area or (node.words.defect and node.rest == 0)


def _holds(spine: dict[int, Spine], index: int) -> int:
    """Count the issue and area headings below a node."""
    count, todo = 0, list(spine[index].children)
    while todo:
        child = todo.pop()
        if child in spine:
            count += _heading_like(spine[child])
            todo += spine[child].children
    return count


def _holds_areas(spine: dict[int, Spine], index: int) -> bool:
    return any(spine[child].words.area for child in spine[index].children if child in spine)


def _themes(spine: dict[int, Spine], branches: list[Branch], tops: list[int]) -> list[int]:
    """Return the tops that are themes, where a notice answers by theme and names no problem: none where it does name one.

    Remedies numbered on from one top to the next are one list, so these tops are themes, however they are worded and
    even if an account or two names a problem; where every top's begin at 1, those whose words are not a section's are.
    """
    lists = {top: [child for child in spine[top].children if child in spine] for top in tops}
    named = sum(_holds(spine, top) for top in tops)
    if named > _NAMED_IN_THEMES * sum(map(len, lists.values())) or any(_heading_like(spine[top]) for top in tops):
        return []
    numbers = {top: [branches[child].marker.number for child in lists[top]] for top in tops}
    listing = [top for top in tops if len(numbers[top]) > 1 and not names_section(spine[top].head)]
    running = [
        pair
        for pair in pairwise(top for top in tops if numbers[top])
        if numbers[pair[1]][0] == max(numbers[pair[0]]) + 1
    ]
    themes = sorted({top for pair in running for top in pair}) if running else [] if named else listing
    return themes if len(themes) > 1 else []


def names_section(head: str) -> bool:
    """Tell whether a heading's words are those of a section: its organisation, its results, what comes next."""
    return any(words.search(head) for words in (STATUS_GROUP, wording.NEXT, wording.RESULTS, wording.ORGANISATION))


def _read_themes(
    levels: Levels, spine: dict[int, Spine], branches: list[Branch], tops: list[int], themes: list[int]
) -> None:
    """Take themes for areas and what is numbered in them for measures; the tops around them are sections."""
    for top in tops:
        if top in themes:
            levels.roles[top] = "area"
        else:
            levels.sections[top] = "organisation" if top < themes[-1] else "next"
    for index in spine:
        if index not in tops and _top(branches, index) in themes:
            levels.roles[index] = "body"


def _find_sections(levels: Levels, spine: dict[int, Spine], tops: list[int]) -> None:
    """Tell which top nodes are sections, and of what kind."""
    if not tops:
        return
    says: dict[int, SectionKind | None] = {}
    for index in tops:
        head = spine[index].head
        issue = spine[index].words.issue or spine[index].words.area
        says[index] = (
            "status"
            if STATUS_GROUP.search(head)
            else None
            if issue and not wording.SECTION_ISSUE.search(head)
            else "next"
            if wording.NEXT.search(head) and index == tops[-1]
            else "results"
            if wording.RESULTS.search(head)
            else "organisation"
            if wording.ORGANISATION.search(head)
            else "next"
            if wording.NEXT.search(head)
            else None
        )
    holds = {index: _holds(spine, index) for index in tops}
    named = [index for index in tops if says[index]]
    own = [index for index in tops if not says[index] and _heading_like(spine[index])]
    # Tops that are named for what they are about (干部队伍建设), each with issues of its own and no areas, are the areas.
    themes = [
        index
        for index in tops
        if not says[index] and holds[index] and "," not in spine[index].head and not _holds_areas(spine, index)
    ]
    if len(themes) > 1:
        own = sorted({*own, *themes})
    inner = [index for index in named if says[index] in ("results", "organisation", "status")]
    if len(own) > len(inner) or not named:
        # The tops are areas or issues themselves; only what is plainly a section of its own stays one.
        if not own and any(holds.values()) and len(tops) > 1:
            _slogans(levels, tops, holds, says)
            return
        last = max([index for index in tops if holds[index] or index in own], default=-1)
        for index in named:
            if (index == tops[0] or index > last) and not holds[index] and says[index] != "next":
                levels.sections[index] = "organisation"
            elif says[index] == "next":
                levels.sections[index] = "next"
        return
    _slogans(levels, tops, holds, says)


def _slogans(levels: Levels, tops: list[int], holds: dict[int, int], says: dict[int, SectionKind | None]) -> None:
    """Give every top node a kind of section, those that only carry a slogan by what they hold and where they stand."""
    status = [index for index in tops if says[index] == "status"]
    results = [index for index in tops if says[index] in ("results", "status")]
    holding = [index for index in tops if holds[index] > 1 or (holds[index] and says[index] in ("results", "status"))]
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


def _evidence(spine: dict[int, Spine], node: Spine) -> tuple[float, float, float]:
    """Return what one piece says for area, issue and body."""
    if node.evidence is not None:
        return node.evidence
    words, rest = node.words, node.rest
    long_ = node.piece.end - node.piece.body > 60
    ends = rest > 0
    below = sum(1 for child in node.children if child in spine and _heading_like(spine[child]))
    scheme = node.piece.marker.scheme if node.piece.marker else ""
    named = words.issue or words.defect
    area = 2.0 * words.area - 1.2 * (words.issue and not words.area) - 1.0 * words.action - 1.5 * ends
    area += 1.0 * bool(below) + 3.0 * (scheme == "part") - 1.5 * node.leaf - 0.8 * (words.defect and not words.area)
    issue = 2.0 * words.issue + 1.2 * (words.defect and not words.issue) - 1.0 * (words.area and not named)
    issue -= 1.5 * (words.action and not named) + 1.0 * (not named and not words.area) + 1.5 * (ends and not named)
    issue += 1.0 * (scheme == "problem") - 1.5 * (node.leaf and not ends)
    body = 1.0 * words.action + 1.0 * (ends or long_) - 2.0 * words.issue - 1.0 * words.area - 1.0 * words.defect
    issue += 2.0 * node.grouped
    if len(node.head) > 3 and not (node.closed or node.leaf or long_ or ends):
        # Stands alone without a stop, with something below it: as headings do, whatever their words.
        area, issue, body = area + 0.4 + 0.6 * (len(node.head) <= _THEME and not named), issue + 0.7, body - 0.7
    body += 0.7 * node.leaf + 1.0 * (scheme in ("point", "circled", "order")) - 1.0 * (not ends and not node.leaf)
    node.evidence = (area, issue, body)
    return node.evidence


def _assign(
    levels: Levels,
    spine: dict[int, Spine],
    branches: list[Branch],
    inside: list[int],
    totals: list[Total],
    headed: bool,
) -> None:
    """Choose for every scheme, from the top down, whether it is area, issue or body; then mend groups that dissent."""
    by_scheme: dict[str, list[int]] = defaultdict(list)
    upright = {branches[index].marker.scheme for index in inside if not _is_inverted(branches, index)}
    below: list[int] = []  # （一） below 1. where （一） stands above 1. elsewhere
    for index in inside:
        if branches[index].marker.scheme in upright and _is_inverted(branches, index):
            below.append(index)
        else:
            by_scheme[branches[index].marker.scheme].append(index)
    order = sorted(
        by_scheme, key=lambda s: (sum(branches[i].depth for i in by_scheme[s]) / len(by_scheme[s]), RANKS[s])
    )
    if not order:
        return
    scores = {}
    for scheme in order:
        rows = [_evidence(spine, spine[index]) for index in by_scheme[scheme]]
        scores[scheme] = [sum(column) / len(rows) * min(1.0, 0.4 + len(rows) / 5) for column in zip(*rows, strict=True)]
    stated = {kind: {t.value for t in totals if t.kind == kind} for kind in ("areas", "issues")}
    best, best_score, second = (0, 0), -1e9, -1e9
    for areas in (0, 1, 2):
        for issues in range(0, len(order) - areas + 1):
            score = _score(order, scores, by_scheme, areas, issues, stated)
            score -= 0 if headed or issues else _UNFOUND if areas else _UNANSWERED
            if score > best_score:
                best, best_score, second = (areas, issues), score, best_score
            elif score > second:
                second = score
    levels.margin = best_score - second
    areas, issues = best
    for at, scheme in enumerate(order):
        role: LevelRole = "area" if at < areas else "issue" if at < areas + issues else "body"
        for index in by_scheme[scheme]:
            levels.roles[index] = role
    for index in below:
        _, issue, body = _evidence(spine, spine[index])
        levels.roles[index] = "issue" if issue > body else "body"
    _mend(levels, spine, branches, inside)


def _is_inverted(branches: list[Branch], index: int) -> bool:
    """Tell whether a branch stands below one of a scheme that ranks lower."""
    scheme, parent = branches[index].marker.scheme, branches[index].parent
    return parent >= 0 and RANKS[branches[parent].marker.scheme] > RANKS[scheme]


def _score(
    order: list[str],
    scores: dict[str, list[float]],
    by_scheme: dict[str, list[int]],
    areas: int,
    issues: int,
    stated: dict[str, set[float]],
) -> float:
    """Return how well a reading with so many levels of areas and of issues fits."""
    total = 0.0
    for at, scheme in enumerate(order):
        total += scores[scheme][0 if at < areas else 1 if at < areas + issues else 2]
    total -= 1.0 * max(0, areas - 1) + 0.3 * max(0, issues - 1) + 0.2 * (issues == 0)
    found_areas = {len(by_scheme[s]) for s in order[:areas]}
    counts = [len(by_scheme[s]) for s in order[areas : areas + issues]]
    found_issues = {*counts, sum(counts)}
    for wanted, found in ((stated["areas"], found_areas), (stated["issues"], found_issues)):
        if wanted and found - {0}:
            total += _CLAIM_MET if wanted & found else _CLAIM_MISSED
    return total


def _mend(levels: Levels, spine: dict[int, Spine], branches: list[Branch], inside: list[int]) -> None:
    """Let sibling groups that plainly dissent from their scheme's role have their own, never above their parent's."""
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index in inside:
        groups[branches[index].parent, branches[index].marker.scheme].append(index)
    for (parent, _), group in groups.items():
        role = levels.roles[group[0]]
        above = levels.roles.get(parent)
        rows = [_evidence(spine, spine[index]) for index in group]
        area, issue, body = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        dissent = 2.0 if len(group) > 1 else 3.0
        if role == "area" and above == "issue":
            role = "issue" if issue > body else "body"
        if above == "body" or (role == "issue" and body > issue + dissent and all(row[2] >= row[1] for row in rows)):
            role = "body"
        elif (role == "body" and issue > body + dissent) or (role == "area" and issue > area + 2.5):
            role = "issue"
        for index in group:
            levels.roles[index] = role
            up, depth = parent, 0
            while up >= 0:
                depth += levels.roles.get(up) == "issue"
                up = branches[up].parent
            levels.depth[index] = depth
