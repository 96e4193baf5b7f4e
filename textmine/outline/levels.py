"""What each numbering level is in this notice: its sections first, then area, issue or measure, scheme by scheme.

A level is judged as a whole, from the words of its headings, where it stands, what lies below it, and the notice's
own totals. The weights are all here; they were set on authored notices and are not those of any one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Final

from textmine.outline import wording
from textmine.outline.markers import RANKS
from textmine.outline.pieces import Piece
from textmine.outline.sections import LevelRole, Levels, find_sections, find_themes, read_themes, top_of
from textmine.outline.spine import Spine, evidence_of, heading_like, spine_of
from textmine.outline.tree import DIVISIONS, Branch
from textmine.totals import Total, find_totals

# Evidence for a role from one piece; a level's score is the mean over its pieces.
_CLAIM_MET: Final = 1.5
_CLAIM_MISSED: Final = -0.4
# The schemes that number sections.
_SECTIONED: Final = DIVISIONS | {"digit", "decimal"}
# Measures answer something: what a reading without any heading loses.
_UNANSWERED: Final = 2.0
# … and one with areas alone.
_UNFOUND: Final = 0.6
# What stands below an unnumbered issue is no area, and an issue only by its words.
_ANSWERS: Final = 3.0
# How far the opening reaches at most.
_TOTALS_WITHIN: Final = 4000


def read_levels(folded: str, pieces: list[Piece], branches: list[Branch], headings: dict[int, bool]) -> Levels:
    """Return the reading of the levels that the evidence, taken together, speaks for most.

    `headings` are where the headings begin that have no number, and whether each is an issue's, so that numbered
    measures may answer it.

    The totals that say how to read the levels stand in the opening, before the first problem: what is counted below
    it (发现并整改问题2个) is a measure's own.
    """
    spine = spine_of(folded, pieces, branches)
    levels = Levels(words={index: node.words for index, node in spine.items()})
    tops = _tops(spine, branches)
    if not headings and (themes := find_themes(spine, branches, tops)):
        read_themes(levels, spine, branches, tops, themes)
        return levels
    find_sections(levels, spine, tops)
    inside = [
        index
        for index in spine
        if index not in levels.sections
        and levels.sections.get(top_of(branches, index), "results") in ("results", "status")
    ]
    heads = (spine[index].piece.start for index in inside if heading_like(spine[index]))
    opening = min(next(heads, len(folded)), _TOTALS_WITHIN)
    _assign(
        levels,
        spine,
        branches,
        inside,
        list(find_totals(folded, [(0, opening)])),
        list(headings.values()),
        _answering(folded, pieces, headings),
    )
    return levels


def _tops(spine: dict[int, Spine], branches: list[Branch]) -> list[int]:
    """Return the top branches that may be sections: those of a scheme that goes through the notice once."""
    tops = [
        index
        for index, branch in enumerate(branches)
        if branch.parent < 0 and index in spine and branch.marker.scheme in _SECTIONED
    ]
    begun = Counter(branches[index].marker.scheme for index in tops if branches[index].marker.number == 1)
    return [index for index in tops if begun[scheme := branches[index].marker.scheme] <= (1 + (scheme in DIVISIONS))]


def _answering(folded: str, pieces: list[Piece], headings: dict[int, bool]) -> frozenset[str]:
    """Return the schemes that begin anew again and again right below an issue that has no number."""
    begun: Counter[str] = Counter()
    below: Counter[str] = Counter()
    open_ = False
    for piece in pieces:
        if not piece.leads:
            continue
        if piece.marker is None:
            caption = any(words.match(folded, piece.start, piece.end) for words in (wording.SUBHEAD, wording.FIELD))
            open_ = headings.get(piece.start, False) or (open_ and caption)
            continue
        if piece.marker.number == 1:
            begun[piece.marker.scheme] += 1
            below[piece.marker.scheme] += open_
        open_ = False
    return frozenset(scheme for scheme, times in below.items() if times > 1 and 2 * times >= begun[scheme])


def _assign(
    levels: Levels,
    spine: dict[int, Spine],
    branches: list[Branch],
    inside: list[int],
    totals: list[Total],
    headings: list[bool],
    answering: frozenset[str],
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
        rows = [evidence_of(spine, spine[index]) for index in by_scheme[scheme]]
        scores[scheme] = [sum(column) / len(rows) * min(1.0, 0.4 + len(rows) / 5) for column in zip(*rows, strict=True)]
        if scheme in answering:
            area, issue, body = scores[scheme]
            scores[scheme] = [area - _ANSWERS, issue - _ANSWERS * (issue < body), body]
    stated = {kind: {t.value for t in totals if t.kind == kind} for kind in ("areas", "issues")}
    best, best_score, second = (0, 0), -1e9, -1e9
    for areas in (0, 1, 2):
        for issues in range(0, len(order) - areas + 1):
            score = _score(order, scores, by_scheme, areas, issues, stated, sum(headings))
            score -= 0 if headings or issues else _UNFOUND if areas else _UNANSWERED
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
        _, issue, body = evidence_of(spine, spine[index])
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
    unnumbered: int,
) -> float:
    """Return how well a reading with so many levels of areas and of issues fits, beside issues without a number."""
    total = 0.0
    for at, scheme in enumerate(order):
        total += scores[scheme][0 if at < areas else 1 if at < areas + issues else 2]
    total -= 1.0 * max(0, areas - 1) + 0.3 * max(0, issues - 1) + 0.2 * (issues == 0)
    found_areas = {len(by_scheme[s]) for s in order[:areas]}
    counts = [unnumbered, *(len(by_scheme[s]) for s in order[areas : areas + issues])]
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
        rows = [evidence_of(spine, spine[index]) for index in group]
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
