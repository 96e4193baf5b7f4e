"""Give every piece its role, in one walk over the notice with the open section, issue and measure in mind."""

from __future__ import annotations

from typing import Final

from textmine.notice import Role
from textmine.outline import wording
from textmine.outline.captions import Caption
from textmine.outline.pieces import Piece
from textmine.outline.rows import find_figures, place_row
from textmine.outline.running import place_subhead, place_text
from textmine.outline.sections import Levels
from textmine.outline.state import DEPTH, Placed, Walk, trim
from textmine.outline.tree import Branch

_CRAMMED: Final = frozenset({"point", "paren", "paren_digit", "circled", "capital", "letter"})
# What is numbered so right behind a heading, in its line, is a measure and no part of one.
_MEASURED: Final = frozenset({"digit", "decimal", "paren_digit", "inner digit", "inner paren_digit"})
_NUMBERED: Final = frozenset(
    {"digit", "decimal", "decimal 3", "decimal 4", "paren_digit", "step", "circled", "capital", "letter"}
)


def _last_heading(pieces: list[Piece], levels: Levels, captions: dict[int, Caption]) -> int:
    """Return the index of the last piece that heads an area or an issue, or is a row that may."""
    heads = (
        at
        for at, piece in enumerate(pieces)
        if piece.row
        or levels.roles.get(piece.branch) in ("area", "issue")
        or (piece.start in captions and captions[piece.start].section is None)
    )
    return max(heads, default=-1)


def _measure_schemes(pieces: list[Piece], branches: list[Branch], levels: Levels) -> frozenset[str]:
    """Return the numbering schemes whose members stand on lines of their own, straight under an issue."""
    return frozenset(
        piece.marker.scheme
        for piece in pieces
        if piece.marker is not None
        and piece.leads
        and piece.marker.scheme in _NUMBERED
        and levels.roles.get(piece.branch) == "body"
        and levels.roles.get(branches[piece.branch].parent) != "body"
    )


def walk(
    folded: str,
    pieces: list[Piece],
    branches: list[Branch],
    levels: Levels,
    captions: dict[int, Caption],
    refrains: frozenset[str],
) -> list[Placed]:
    """Return the nodes of the notice's body in document order."""
    state = Walk(folded, branches, levels, captions, _measure_schemes(pieces, branches, levels), refrains)
    last = _last_heading(pieces, levels, captions)
    figures = find_figures(folded, pieces)
    for at, piece in enumerate(pieces):
        follower = pieces[at + 1] if at + 1 < len(pieces) else None
        if levels.roles.get(piece.branch) in ("area", "issue") and state.zone in ("organisation", "next"):
            state.zone = None  # an area or issue at the sections' own level
        if piece.start in figures:
            state.close()
            state.put(figures[piece.start], piece.start, piece.end)
        elif piece.row:
            place_row(state, piece.start, piece.end)
        elif (caption := state.captions.get(piece.start)) and caption.section:
            _caption(state, piece, caption)
        elif piece.marker is None and at > last and wording.CLOSES.match(folded, piece.start):
            state.close()
            state.heading, state.zone = None, "next"
            state.put("paragraph", piece.start, piece.end, depth=1)
        elif piece.marker is None:
            _unmarked(state, piece, follower)
        elif piece.branch in levels.sections:
            _section(state, piece)
        elif state.zone in ("organisation", "next"):
            _running(state, piece)
        elif levels.roles.get(piece.branch) in ("area", "issue"):
            _heading(state, piece)
        else:
            _body(state, piece, follower)
    return state.placed


def _section(state: Walk, piece: Piece) -> None:
    """A top division; where its heading runs into its text, the text is a paragraph of its own."""
    state.close()
    state.heading = None
    state.zone = state.levels.sections[piece.branch]
    words = state.levels.words[piece.branch]
    node = state.put("section", piece.start, piece.end, marker=piece.marker)
    node.head = (piece.body, piece.end)
    run_in = wording.RUN_IN.match(state.folded, piece.body, piece.end)
    rest = run_in.end() if run_in else _after_stop(state.folded, words.head_end, piece.end)
    if rest < piece.end and len(state.folded[rest : piece.end]) > 6:
        node.end, node.head = trim(state.folded, piece.start, rest), (piece.body, min(rest, words.head_end))
        state.put("paragraph", rest, piece.end)


def _running(state: Walk, piece: Piece) -> None:
    """Text of the organisation section or the next steps: paragraphs, numbered or not, one a line."""
    if piece.leads or not state.placed or state.placed[-1].role == "section":
        state.put("paragraph", piece.start, piece.end, marker=piece.marker if piece.leads else None)
    else:
        state.placed[-1].end = piece.end


def _heading(state: Walk, piece: Piece) -> None:
    """An area or an issue; an account that follows in the same paragraph is its measure."""
    folded, levels = state.folded, state.levels
    state.close()
    state.listing = state.listed = False
    role: Role = "area" if levels.roles[piece.branch] == "area" else "issue"
    depth = DEPTH[role] + (levels.depth.get(piece.branch, 0) if role == "issue" else 0)
    words = levels.words[piece.branch]
    node = state.put(role, piece.start, piece.end, depth=depth, marker=piece.marker)
    node.head = (words.start, piece.end)
    state.heading, state.lost = node, not piece.leads
    rest = _after_stop(folded, words.head_end, piece.end)
    if rest >= piece.end:
        return
    after = wording.read_heading(folded, rest, piece.end)
    if folded[words.head_end] == ":" and (after.issue or after.defect) and after.head_end + 1 >= piece.end:
        return  # 关于队伍建设方面：选人用人不规范的问题
    node.end, node.head = trim(folded, piece.start, rest), (words.start, words.head_end)
    place_text(state, rest, piece.end, None)


def _body(state: Walk, piece: Piece, follower: Piece | None) -> None:
    """A numbered piece that is no heading: a listed finding, a measure, or an item of the open one."""
    assert piece.marker is not None
    if state.listing and piece.marker.scheme in _NUMBERED:
        state.listed = True
        node = state.put("issue", piece.start, piece.end, marker=piece.marker)
        node.head = (piece.body, piece.end)
        state.heading = node
        return
    branch = state.branches[piece.branch]
    depth, start = state.items.get(branch.parent), piece.start
    if depth is None and _is_item(state, piece, branch):
        if state.measure is None:
            start = _open_unnumbered(state, piece)
        assert state.measure is not None
        depth = state.measure.depth
    if depth is not None:
        state.items[piece.branch] = depth + 1
        state.put("item", start, piece.end, depth=depth + 1, marker=piece.marker)
        return
    # 一是 … 二是 …, (1) … (2) … in one paragraph straight under an issue: that is the measure, they are its items.
    crammed = (
        piece.leads
        and piece.marker.scheme in _CRAMMED
        and piece.marker.number == 1
        and follower is not None
        and follower.line == piece.line
        and follower.marker is not None
        and follower.marker.scheme == piece.marker.scheme
    )
    if state.heading is None and state.zone is None and not piece.leads:
        state.placed[-1].end = piece.end  # 一是…二是… in the preamble
        return
    state.close()
    if crammed:
        state.inner[branch.parent, piece.marker.scheme] = True
        start = _open_unnumbered(state, piece)
        assert state.measure is not None
        state.items[piece.branch] = state.measure.depth + 1
        state.put("item", start, piece.end, depth=state.measure.depth + 1, marker=piece.marker)
        return
    state.measure = state.put("measure", piece.start, piece.end, marker=piece.marker)
    state.numbered = True
    state.items[piece.branch] = state.measure.depth


def _open_unnumbered(state: Walk, piece: Piece) -> int:
    """Open a measure that has nothing of its own but a bullet, if that; return where its first item begins."""
    assert piece.marker is not None
    bullet = state.folded[piece.start : piece.marker.start].strip()
    first = piece.marker.start if bullet else piece.start
    state.measure = state.put("measure", piece.start, first)
    state.numbered = False
    return first


def _is_item(state: Walk, piece: Piece, branch: Branch) -> bool:
    """Tell whether a numbered piece that has no measure above it in the tree is a part of the open measure."""
    assert piece.marker is not None
    key = (branch.parent, piece.marker.scheme)
    if piece.leads:
        if piece.marker.number > 1 and key in state.inner and state.measure is not None:
            return state.inner[key]
        # Behind an account that has no number: letters divide what it says, digits do where it announces them.
        inner = (
            state.measure is not None
            and not state.numbered
            and (piece.marker.scheme in ("capital", "letter") or state.folded[state.measure.end - 1] == ":")
        )
    elif state.lost and piece.marker.scheme in ("digit", "paren", "paren_digit", "circled"):
        inner = False  # the heading itself stands inside the line: its numbered measures do too
    elif key in state.inner and piece.marker.number > 1:
        return state.inner[key]
    elif state.listed and state.measure is None:
        inner = False  # listed findings are answered by a list of measures
    elif state.placed[-1].role == "issue" and piece.marker.scheme in _MEASURED | state.measured:
        inner = False  # right behind their heading: by its scheme, or as other issues have them on lines of their own
    else:
        inner = state.heading is not None or state.measure is not None
    state.inner[key] = inner
    return inner


def _unmarked(state: Walk, piece: Piece, follower: Piece | None) -> None:
    """A line without number: caption, ledger field, measure, continuation or plain paragraph."""
    folded = state.folded
    line = folded[piece.start : piece.end]
    caption = state.captions.get(piece.start)
    listed = state.listing and caption is not None and caption.role == "issue"
    if caption and not listed and state.zone not in ("organisation", "next"):
        _caption(state, piece, caption)
    elif state.zone in ("organisation", "next"):
        state.put("paragraph", piece.start, piece.end)
    elif (
        wording.SUBHEAD_ALONE.fullmatch(line)
        or wording.LISTING.fullmatch(line)
        or line.strip("【】[]():： ") in state.refrains
    ):
        place_subhead(state, piece.start, piece.end)
    else:
        place_text(state, piece.start, piece.end, follower)


def _caption(state: Walk, piece: Piece, caption: Caption) -> None:
    """A heading without number; an account that follows in the same paragraph is its measure."""
    state.close()
    state.listing = state.listed = False
    rest = _after_stop(state.folded, caption.end, piece.end)
    node = state.put(caption.role, piece.start, piece.end)
    node.head = (piece.start, caption.end)
    state.heading = None if caption.role == "section" else node
    if caption.section:
        state.zone = caption.section
    if rest < piece.end:
        node.end = trim(state.folded, piece.start, rest)
        place_text(state, rest, piece.end, None)


def _after_stop(folded: str, head_end: int, end: int) -> int:
    """Return where the text behind a heading's stop begins, `end` where there is none."""
    at = head_end
    while at < end and folded[at] in "。:!?;,. ”":
        at += 1
    return at if at < end else end
