"""Running text, which carries no number of its own: captions, ledger fields, accounts and what continues them."""

from __future__ import annotations

from textmine.outline import wording
from textmine.outline.captions import lead_words
from textmine.outline.pieces import Piece
from textmine.outline.state import Walk, skip_blanks, trim
from textmine.statuses import BARE_STATUS, read_status, states_status


def place_text(state: Walk, start: int, end: int, follower: Piece | None) -> None:
    """Place running text under what is open: fields and a leading caption first, the rest by what it continues."""
    folded = state.folded
    if wording.FIELD.match(folded, start, end):
        _fields(state, start, end, follower)
        return
    caption = state.placed[-1] if state.placed and state.placed[-1].role == "subhead" else None
    described = caption is not None and wording.DESCRIBES.match(folded, caption.start, caption.end)
    describes = bool(described or wording.DESCRIBES.match(folded, start, end))
    if (caption_end := _caption_end(state, start, end)) > start:
        place_subhead(state, start, caption_end)
        start = skip_blanks(folded, caption_end, end)
        if start >= end:
            return
    if state.listing and (follower is None or follower.leads):
        state.listed = True
        state.heading = state.put("issue", start, end)
        state.heading.head = (start, end)
    elif state.heading is None or (describes and state.measure is None and follower is not None):
        state.put("paragraph", start, end)
    elif wording.NOTE.match(folded, start, end):
        state.close()
        state.put("paragraph", start, end)
    elif (
        (follower is None or follower.leads)  # 整改进展：已完成。①… is an account
        and (state.measure is not None or state.placed[-1].role == "subhead")
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


def place_subhead(state: Walk, start: int, end: int) -> None:
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
                    "measure", skip_blanks(folded, found.end(), stop), trim(folded, found.start(), stop)
                )
            continue
        node = state.put("field", found.start(), trim(folded, found.start(), stop))
        node.key = key  # type: ignore[assignment]
        node.value = (skip_blanks(folded, found.end(), stop), node.end)
