"""Give every piece its role, in one walk over the notice with the open section, issue and measure in mind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from textmine.notice import FieldKey, Role
from textmine.outline import wording
from textmine.outline.captions import Caption, lead_words
from textmine.outline.markers import Marker
from textmine.outline.pieces import Piece
from textmine.outline.sections import Levels
from textmine.outline.tree import Branch
from textmine.statuses import BARE_STATUS, read_status, states_status

# What a table's column holds.
Column = Literal["number", "area", "issue", "measure", "account", "other"] | FieldKey

# How deep each role stands; an issue's sub-issues stand one deeper each, an item's parts likewise.
DEPTH: Final[dict[Role, int]] = {
    "title": 0,
    "contact": 1,
    "signature": 1,
    "date": 1,
    "noise": 1,
    "section": 1,
    "area": 2,
    "issue": 3,
    "subhead": 7,
    "measure": 7,
    "paragraph": 7,
    "field": 8,
    "item": 8,
}


_CRAMMED: Final = frozenset({"point", "paren", "paren_digit", "circled", "capital", "letter"})
# What is numbered so right behind a heading, in its line, is a measure and no part of one.
_MEASURED: Final = frozenset({"digit", "decimal", "paren_digit"})
_NUMBERED: Final = frozenset(
    {"digit", "decimal", "decimal 3", "decimal 4", "paren_digit", "step", "circled", "capital", "letter"}
)


@dataclass(slots=True)
class Placed:
    """A node to be: its role, how deep it stands, its own text, and its marker."""

    role: Role
    depth: int
    start: int
    end: int
    marker: Marker | None = None
    key: FieldKey | None = None
    head: tuple[int, int] | None = None  # a heading's own words, for its title
    value: tuple[int, int] | None = None  # a field's value


@dataclass(slots=True)
class Walk:
    """What is open while the pieces are walked."""

    folded: str
    branches: list[Branch]
    levels: Levels
    captions: dict[int, Caption]
    measured: frozenset[str]  # the schemes whose members are measures in this notice
    refrains: frozenset[str]  # the notice's own captions
    placed: list[Placed] = field(default_factory=list)
    zone: str | None = None  # the kind of the open section
    heading: Placed | None = None  # the innermost open area or issue
    lost: bool = False  # the open heading stands inside a line, its line breaks lost
    measure: Placed | None = None
    numbered: bool = False  # the open measure has a number of its own
    listing: bool = False  # the open caption (存在问题：) is followed by a list of findings
    listed: bool = False  # the open heading's findings were listed so
    columns: list[Column] | None = None  # what the open table's columns hold
    items: dict[int, int] = field(default_factory=dict)  # branch → depth, of the open measure and its items
    inner: dict[tuple[int, str], bool] = field(default_factory=dict)  # (parent, scheme) → its members are items

    def put(
        self, role: Role, start: int, end: int, *, depth: int | None = None, marker: Marker | None = None
    ) -> Placed:
        node = Placed(role, DEPTH[role] if depth is None else depth, start, end, marker)
        self.placed.append(node)
        return node

    def close(self) -> None:
        """Close the open measure."""
        self.measure, self.numbered = None, False
        self.items.clear()


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
    from textmine.outline.rows import place_row

    state = Walk(folded, branches, levels, captions, _measure_schemes(pieces, branches, levels), refrains)
    last = _last_heading(pieces, levels, captions)
    for at, piece in enumerate(pieces):
        follower = pieces[at + 1] if at + 1 < len(pieces) else None
        if levels.roles.get(piece.branch) in ("area", "issue") and state.zone in ("organisation", "next"):
            state.zone = None  # an area or issue at the sections' own level
        if piece.row:
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
        node.end, node.head = _trim(state.folded, piece.start, rest), (piece.body, min(rest, words.head_end))
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
    node.end, node.head = _trim(folded, piece.start, rest), (words.start, words.head_end)
    _text(state, rest, piece.end, None)


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
    if caption and state.zone not in ("organisation", "next"):
        _caption(state, piece, caption)
    elif state.zone in ("organisation", "next"):
        state.put("paragraph", piece.start, piece.end)
    elif (
        wording.SUBHEAD_ALONE.fullmatch(line)
        or wording.LISTING.fullmatch(line)
        or line.strip("【】[]():： ") in state.refrains
    ):
        _subhead(state, piece.start, piece.end)
    else:
        _text(state, piece.start, piece.end, follower)


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
        node.end = _trim(state.folded, piece.start, rest)
        _text(state, rest, piece.end, None)


def _text(state: Walk, start: int, end: int, follower: Piece | None) -> None:
    """Place running text under what is open: fields and a leading caption first, the rest by what it continues."""
    folded = state.folded
    if wording.FIELD.match(folded, start, end):
        _fields(state, start, end, follower)
        return
    caption = state.placed[-1] if state.placed and state.placed[-1].role == "subhead" else None
    described = caption is not None and wording.DESCRIBES.match(folded, caption.start, caption.end)
    describes = bool(described or wording.DESCRIBES.match(folded, start, end))
    if (caption_end := _caption_end(state, start, end)) > start:
        _subhead(state, start, caption_end)
        start = skip_blanks(folded, caption_end, end)
        if start >= end:
            return
    if state.heading is None or (describes and state.measure is None and follower is not None):
        state.put("paragraph", start, end)
    elif wording.NOTE.match(folded, start, end):
        state.close()
        state.put("paragraph", start, end)
    elif (
        (state.measure is not None or state.placed[-1].role == "subhead")
        and states_status(line := folded[start:end].rstrip("。"))
        and read_status(line)
    ):
        node = state.put("field", start, end)
        node.key, node.value = "status", (start, end)
    elif state.measure is not None and (state.numbered or _continues(folded, start, end)):
        state.put("paragraph", start, end, depth=8)
    else:
        state.close()
        state.measure = state.put("measure", start, end)


def _caption_end(state: Walk, start: int, end: int) -> int:
    """Return where the caption ends that leads a text; its start where none does."""
    if caption := wording.SUBHEAD.match(state.folded, start, end):
        return caption.end()
    if wording.FINDING.match(state.folded, start, end):
        return start
    if (
        lead_words(state.folded, start, end) in state.refrains
        and (colon := state.folded.find(":", start, start + 16)) > 0
    ):
        return colon + 1
    return start


def _subhead(state: Walk, start: int, end: int) -> None:
    """A caption; behind 存在问题： what is numbered are findings, behind any other it is what answers them."""
    state.close()
    state.put("subhead", start, end)
    state.listing = bool(wording.LISTING.fullmatch(state.folded, start, end)) and _in_area(state)


def _in_area(state: Walk) -> bool:
    """Tell whether findings may be listed here: under a unit or an area, or after others so listed."""
    return state.listed or (state.heading is not None and state.heading.role == "area")


def _continues(folded: str, start: int, end: int) -> bool:
    """Tell whether a paragraph opens like one that carries on what stands before it; blanks never count."""
    return bool(wording.CONTINUES.match(folded[start : min(end, start + 40)].replace(" ", "")))


def _fields(state: Walk, start: int, end: int, follower: Piece | None) -> None:
    """Place the ledger fields that a line holds; a status that the same line goes on to account for is a measure."""
    folded = state.folded
    starts = list(wording.FIELD.finditer(folded, start, end))
    for at, found in enumerate(starts):
        stop = starts[at + 1].start() if at + 1 < len(starts) else end
        key = found.lastgroup
        value = folded[found.end() : stop].strip()
        accounted = follower is not None and not follower.leads and stop == end
        if key == "status" and (accounted or not (value and len(value) < 40 and BARE_STATUS.match(value))):
            state.close()
            state.put("subhead", found.start(), found.end())
            if value:
                state.measure = state.put(
                    "measure", skip_blanks(folded, found.end(), stop), _trim(folded, found.start(), stop)
                )
            continue
        node = state.put("field", found.start(), _trim(folded, found.start(), stop))
        node.key = key  # type: ignore[assignment]
        node.value = (skip_blanks(folded, found.end(), stop), node.end)


def _after_stop(folded: str, head_end: int, end: int) -> int:
    """Return where the text behind a heading's stop begins, `end` where there is none."""
    at = head_end
    while at < end and folded[at] in "。:!?;,. ”":
        at += 1
    return at if at < end else end


def skip_blanks(folded: str, start: int, end: int) -> int:
    """Return `start` behind the blanks that stand there."""
    while start < end and folded[start].isspace():
        start += 1
    return start


def _trim(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1].isspace():
        end -= 1
    return end
