"""Headings without a number: a quoted finding, an area, a unit, a section's slogan, a finding run into its account."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise, zip_longest
from typing import Final, Literal, NamedTuple

from textmine.notice import Role
from textmine.outline import wording
from textmine.outline.pieces import Piece
from textmine.outline.sections import Levels, SectionKind, names_section
from textmine.statuses import STATUS_GROUP

_LONGEST: Final = 60
# Lines that stand alone are headings where there are at least so many.
_FEWEST: Final = 3
# An account that follows its heading in the same line has at least so many characters.
_ANSWER: Final = 6
# A finding that is a sentence by itself is short, and counts nothing.
_SENTENCE: Final = 42
_COUNTS: Final = re.compile(r"\d")
_STOPS: Final = "。;,.:!?、"
_LEAD_WORDS: Final = re.compile(r"[【\[(]?([一-龥]{2,10})[】\])]? ?(:)?")


class Caption(NamedTuple):
    """What a line without number heads, and where its heading ends: an area, an issue, or a section of some kind."""

    role: Role
    end: int
    section: SectionKind | None = None


# What a line says on its own: a heading, a finding behind 问题：, a finding run into its account, or just few words.
Says = Literal["area", "issue", "finding", "run-in", "plain"]


def read_lines(folded: str, pieces: list[Piece], refrains: frozenset[str]) -> dict[int, Says]:
    """Return what the lines without number say that they are, by the start of their piece; others are left out."""
    lines = [piece for piece in pieces if piece.leads]
    followed = zip_longest(lines, lines[1:])
    says = {
        piece.start: said
        for piece, after in followed
        if (said := _says(folded, piece, after))
        and (said == "finding" or lead_words(folded, piece.start, piece.end) not in refrains)
    }
    return says | dict.fromkeys(_answered(folded, lines, says), "issue")


def _answered(folded: str, lines: list[Piece], says: dict[int, Says]) -> list[int]:
    """Return where the lines begin that stand alone and are answered again and again, most of them findings.

    Each stands before a numbering that begins anew, or before a caption such as 整改措施：.
    """
    by_answer: dict[str, list[Piece]] = defaultdict(list)
    for piece, after in pairwise(lines):
        if says.get(piece.start) != "plain" or names_section(folded[piece.start : piece.end]):
            continue
        if after.marker is not None and after.marker.number == 1:
            by_answer[after.marker.scheme].append(piece)
        elif after.marker is None and wording.SUBHEAD.match(folded, after.start, after.end):
            by_answer["caption"].append(piece)
    return [
        piece.start
        for heads in by_answer.values()
        if len(heads) >= _FEWEST
        and 2 * sum(wording.names_defect(folded[piece.start : piece.end]) for piece in heads) >= len(heads)
        for piece in heads
    ]


def find_captions(folded: str, pieces: list[Piece], levels: Levels, says: dict[int, Says]) -> dict[int, Caption]:
    """Return the headings without number, by the start of their piece.

    A line that says that it is an issue or an area is one anywhere. 问题：… is one unless it describes the issue that
    stands above it; a finding run into its account (…的问题。已修订…) where the notice numbers no issues and has several.
    What only stands alone is a unit's name where findings follow it again and again, and else a section where the notice
    numbers none.
    """
    lines = [piece for piece in pieces if piece.leads]
    numbered = {piece.start for piece in pieces if levels.roles.get(piece.branch) == "issue"}
    kept = dict(says)
    for piece, after in pairwise(lines):
        if kept.get(after.start) == "finding" and (piece.start in numbered or kept.get(piece.start) == "issue"):
            del kept[after.start]
    if sum(said in ("run-in", "issue") for said in kept.values()) < max(2, 3 * len(numbered)):
        kept = {start: said for start, said in kept.items() if said != "run-in"}
    found: dict[int, Caption] = {}
    for piece in lines:
        said = kept.get(piece.start)
        if said in ("issue", "finding", "run-in"):
            found[piece.start] = Caption("issue", _end(folded, piece) if said == "run-in" else piece.end)
        elif said == "area":
            found[piece.start] = Caption("area", piece.end)
    plain = [piece for piece in lines if kept.get(piece.start) == "plain"]
    units = [p for p, after in pairwise(lines) if kept.get(p.start) == "plain" and kept.get(after.start) == "finding"]
    if len(units) > 1:
        found |= {piece.start: Caption("area", piece.end) for piece in units}
    # A line that fields follow as they follow the numbered issues is one whose number was lost.
    fielded = {
        p.start
        for p, after in pairwise(lines)
        if any(words.match(folded, after.start, after.end) for words in (wording.FIELD, wording.DESCRIBES))
    }
    unnamed = not numbered and not any(caption.role == "issue" for caption in found.values())
    if len(fielded & numbered) > 1 or (not numbered and len(fielded & {p.start for p in plain}) > 1):
        # What 问题描述： then tells is of the issue that such a line heads.
        found = {start: caption for start, caption in found.items() if not wording.DESCRIBES.match(folded, start)}
        found |= {p.start: Caption("issue", p.end) for p in plain if p.start in fielded and p.start not in found}
    if unnamed:
        found = _bare(folded, pieces, plain, levels) | found
    if not levels.sections:
        heads = [p.start for p in pieces if p.row or levels.roles.get(p.branch) in ("area", "issue")]
        behind = {piece.start: follower.start for piece, follower in pairwise(lines)}
        found |= _sections(folded, [piece for piece in plain if piece.start not in found], [*heads, *found], behind)
    return found


def find_refrains(folded: str, pieces: list[Piece]) -> frozenset[str]:
    """Return the few words that come again and again alone on a line or before a colon: a notice's own captions."""
    said = Counter(
        words
        for piece in pieces
        if piece.leads
        and piece.marker is None
        and not piece.row
        and (words := lead_words(folded, piece.start, piece.end))
    )
    return frozenset(words for words, times in said.items() if times >= _FEWEST)


def lead_words(folded: str, start: int, end: int) -> str:
    """Return the few words that a line consists of or that stand before its colon; nothing where there are none such."""
    match = _LEAD_WORDS.match(folded, start, min(end, start + 16))
    return match[1] if match and (match[2] or match.end() == end) else ""


def _says(folded: str, piece: Piece, after: Piece | None) -> Says | None:
    """Return what a line without number says that it is, None for no heading."""
    if piece.marker is not None or piece.row:
        return None
    line = folded[piece.start : piece.end]
    if wording.FINDING.match(line):
        return "finding"
    if wording.OWNED.match(line):
        return "run-in"
    if len(line) < 300 and line[0] == "“" and line[-1] == "”" and not wording.unnested(line[1:-1]).count("”"):
        return "issue"
    if wording.FIELD.match(line) or wording.SUBHEAD.match(line) or wording.NOISE.search(line[:120]):
        return None
    words = wording.read_heading(line, 0, min(len(line), 400))
    stops = "。:" if line.startswith(("关于", "针对", "“")) else "。"
    answered = len(line) - words.head_end > _ANSWER or wording.SUBHEAD.match(line, words.head_end + 1)
    if words.issue and words.head_end < min(len(line), 120) and answered and line[words.head_end] in stops:
        return "run-in"
    if line[-1] in "。." and ((len(line) <= 120 and _is_all(line, words)) or _is_finding(line, words)):
        return "run-in"
    asks = line[-1] == "?" and len(line) <= _LONGEST
    if (
        len(line) > _LONGEST
        or (line[-1] in _STOPS and not asks)
        or wording.SUBHEAD_ALONE.fullmatch(line)
        or after is None
    ):
        return None
    if (words.issue or words.area) and not STATUS_GROUP.search(line):
        return "area" if words.area and not words.issue else "issue"
    return "plain" if asks or words.head_end == len(line) else None


def _end(folded: str, piece: Piece) -> int:
    """Return where a heading ends that its account follows in the same line."""
    owned = wording.OWNED.match(folded, piece.start, piece.end)
    return owned.end() if owned else wording.read_heading(folded, piece.start, piece.end).head_end


def _is_all(line: str, words: wording.Wording) -> bool:
    """Tell whether a line holds the heading of an issue and nothing else: 针对“…”问题。"""
    return words.issue and not line[words.head_end :].strip(_STOPS + " ")


def _is_finding(line: str, words: wording.Wording) -> bool:
    """Tell whether a line is one short sentence that ends in a defect and counts nothing: 垃圾分类“重建亭、轻运营”。"""
    head = line[: words.head_end]
    return (
        len(line) <= _SENTENCE
        and not line[words.head_end :].strip(_STOPS)
        and not _COUNTS.search(head)
        and wording.names_defect(head.rpartition(",")[2])
    )


def _bare(folded: str, pieces: list[Piece], plain: list[Piece], levels: Levels) -> dict[int, Caption]:
    """Return what lines that stand alone head where no issue says that it is one: issues if they name defects, else areas.

    They are headings by their place: again and again such a line, and then text that is no such line.
    """
    zones: dict[int, SectionKind] = {}
    zone: SectionKind = "results"
    for piece in pieces:
        zone = levels.sections.get(piece.branch, zone)
        zones[piece.start] = zone
    alone = {piece.start for piece in plain}
    heads = [
        piece
        for piece, after in pairwise(piece for piece in pieces if piece.leads)
        if piece.start in alone
        and after.start not in alone
        and after.branch not in levels.sections
        and zones[piece.start] in ("results", "status")
        and not names_section(folded[piece.start : piece.end])
    ]
    if len(heads) < _FEWEST:
        return {}
    defects = sum(
        wording.names_defect(folded[piece.start : piece.end]) or folded[piece.end - 1] == "?" for piece in heads
    )
    role: Role = "issue" if 2 * defects >= len(heads) else "area"
    return {piece.start: Caption(role, piece.end) for piece in heads}


def _sections(folded: str, plain: list[Piece], findings: list[int], behind: dict[int, int]) -> dict[int, Caption]:
    """Return the sections that the lines that stand alone open, by what they say, where they stand and what follows."""
    if not findings:
        return {}
    first, last = min(findings), max(findings)
    before = [piece.start for piece in plain if piece.start < first]
    found = {}
    for piece in plain:
        start, end = piece.start, piece.end
        line = folded[start:end]
        kind: SectionKind | None = None
        if STATUS_GROUP.search(line):
            kind = "status"
        elif start > last:
            kind = "next" if wording.NEXT.search(line) or wording.CLOSES.match(folded, behind[start]) else None
        elif start < first:
            kind = "results" if start == before[-1] else "organisation"
        if kind:
            found[start] = Caption("section", end, kind)
        elif first < start < last and wording.names_defect(line):
            found[start] = Caption("issue", end)
    return found
