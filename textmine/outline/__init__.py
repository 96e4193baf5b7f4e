"""The outline: a notice's text as a tree of areas, issues, measures and items, every character accounted for."""

from __future__ import annotations

from msgspec.structs import replace

from textmine.chinese import fold
from textmine.notice import Notice
from textmine.outline.brackets import part_fields
from textmine.outline.build import build
from textmine.outline.captions import find_captions, find_refrains, read_lines
from textmine.outline.checks import check
from textmine.outline.edges import find_front, find_tail
from textmine.outline.levels import read_levels
from textmine.outline.markers import find_markers, lines_of
from textmine.outline.pieces import cut, find_rows
from textmine.outline.roles import walk
from textmine.outline.tree import choose


def outline(notice: Notice) -> Notice:
    """Return the notice with its outline, and warnings where a person should look at it."""
    folded = fold(notice.text)
    lines = lines_of(folded)
    rows = find_rows(folded, lines)
    markers = [marker for marker in find_markers(folded, lines) if marker.line not in rows]
    numbered = {marker.line for marker in markers if marker.leads}
    front = find_front(folded, lines, numbered | rows)
    tail = find_tail(folded, lines, numbered | rows, len(front))
    inner = range(len(front), len(lines) - len(tail))
    branches = choose([marker for marker in markers if marker.line in inner])
    pieces = [piece for piece in cut(folded, lines, branches, rows) if piece.line in inner]
    refrains = find_refrains(folded, pieces)
    says = read_lines(folded, pieces, refrains)
    headings = {start: said != "area" for start, said in says.items() if said != "plain"}
    levels = read_levels(folded, pieces, branches, headings)
    captions = find_captions(folded, pieces, levels, says)
    body = part_fields(folded, walk(folded, pieces, branches, levels, captions, refrains))
    nodes = build(notice.text, folded, [*front, *body, *tail])
    return replace(notice, outline=nodes, warnings=notice.warnings + check(folded, nodes, levels))
