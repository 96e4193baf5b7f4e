"""Headings without a number: lines that stand alone, as a quoted finding, an area or a section's slogan does."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from textmine.notice import Role
from textmine.outline import wording
from textmine.outline.levels import Levels, SectionKind
from textmine.outline.pieces import Piece
from textmine.statuses import STATUS_GROUP

_LONGEST: Final = 60
_STOPS: Final = "。;,.:!?、"


class Caption(NamedTuple):
    """What a line without number heads: an area, an issue, or a section of some kind."""

    role: Role
    section: SectionKind | None = None


def find_captions(folded: str, pieces: list[Piece], levels: Levels) -> dict[int, Caption]:
    """Return the headings without number, by the start of their piece.

    A line that says that it is an issue or an area is one anywhere. What only carries a slogan is a section where the
    notice numbers none: before the first finding the last of them opens the results, behind the last one the next steps.
    """
    found: dict[int, Caption] = {}
    plain: list[int] = []
    findings = [p.start for p in pieces if p.row or levels.roles.get(p.branch) in ("area", "issue")]
    for piece, follower in pairwise(pieces):
        if piece.marker is not None or piece.row or not piece.leads or follower.line == piece.line:
            continue
        role = _says(folded, piece)
        if role in ("issue", "area"):
            found[piece.start] = Caption(role)
            findings.append(piece.start)
        elif role == "section":
            plain.append(piece.start)
    if not levels.sections and plain:
        lines = {piece.start: folded[piece.start : piece.end] for piece in pieces}
        found |= _sections({start: lines[start] for start in plain}, findings)
    return found


def _says(folded: str, piece: Piece) -> Role | None:
    """Return what a line without number says that it heads, `section` where it only stands alone, None for no heading."""
    line = folded[piece.start : piece.end]
    quoted = len(line) < 300 and line[0] == "“" and line[-1] == "”"
    if quoted and not wording.unnested(line[1:-1]).count("”"):
        return "issue"
    if len(line) > _LONGEST or line[-1] in _STOPS or wording.SUBHEAD_ALONE.fullmatch(line):
        return None
    if wording.FIELD.match(line) or wording.SUBHEAD.match(line) or wording.NOISE.search(line):
        return None
    words = wording.read_heading(line, 0, len(line))
    if words.issue or words.area:
        return "area" if words.area and not words.issue else "issue"
    return "section" if words.head_end == len(line) else None


def _sections(plain: dict[int, str], findings: list[int]) -> dict[int, Caption]:
    """Return the sections that the lines that stand alone open, by what they say and where they stand."""
    if not findings:
        return {}
    first, last = min(findings), max(findings)
    before = [start for start in plain if start < first]
    found = {}
    for start, line in plain.items():
        kind: SectionKind | None = None
        if STATUS_GROUP.search(line):
            kind = "status"
        elif start > last:
            kind = "next" if wording.NEXT.search(line) else None
        elif start < first:
            kind = "results" if start == before[-1] else "organisation"
        if kind:
            found[start] = Caption("section", kind)
        elif first < start < last and wording.names_defect(line):
            found[start] = Caption("issue")
    return found
