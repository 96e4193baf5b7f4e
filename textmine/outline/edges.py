"""The edges of a notice: its title above, and below it the contact data, the signature, the date, the page's noise."""

from __future__ import annotations

from typing import Final

from textmine.outline import wording
from textmine.outline.markers import Line
from textmine.outline.state import DEPTH, Placed

# A title may be split over a few lines and stand below a few lines of the page's.
_FRONT: Final = 12
# The tail is short; nothing in the middle of a notice is taken for it.
_TAIL: Final = 16


def _placed(role: str, line: Line) -> Placed:
    return Placed(role, DEPTH[role], line.start, line.end)  # type: ignore[arg-type, index]


def find_front(folded: str, lines: list[Line], numbered: set[int]) -> list[Placed]:
    """Return the title's lines, and what stands above and between them, from the notice's first lines."""
    placed: list[Placed] = []
    titled = False
    for index, line in enumerate(lines[:_FRONT]):
        text = folded[line.start : line.end]
        if len(text) < 120 and wording.NOISE.search(text):
            placed.append(_placed("noise", line))
        elif wording.DATE_LINE.match(text):
            placed.append(_placed("date", line))
        elif index in numbered or len(text) > 90 or text[-1] in "。:;!?,":
            break
        elif not titled or _goes_on(text, lines, index, folded):
            placed.append(_placed("title", line))
            titled = titled or bool(wording.TITLE.search(text))
        else:
            break
    if not titled and placed:
        # Without the words of a title the first line is one only if it stands alone and the notice goes on.
        first = next((at for at, node in enumerate(placed) if node.role == "title"), len(placed))
        return placed[: max(first, 1)]
    return placed


def _goes_on(text: str, lines: list[Line], index: int, folded: str) -> bool:
    """Tell whether a line after the title's words still belongs to the title (a split title, a subtitle in brackets)."""
    return len(text) < 40 and (text[0] in "(-" or bool(wording.TITLE.search(text)))


def find_tail(folded: str, lines: list[Line], numbered: set[int], first: int) -> list[Placed]:
    """Return the tail's lines, in document order; `first` is the first line that may belong to it."""
    tail: list[Placed] = []
    for index in range(len(lines) - 1, max(first, len(lines) - _TAIL) - 1, -1):
        line = lines[index]
        text = folded[line.start : line.end]
        if index in numbered:
            break
        if wording.DATE_LINE.match(text):
            role = "date"
        elif len(text) < 120 and wording.NOISE.search(text):
            role = "noise"
        elif len(text) < 300 and wording.CONTACT.search(text) and not wording.SUBHEAD.match(text):
            role = "contact"
        elif len(text) < 100 and wording.SIGNATURE.match(text) and not wording.ISSUE.search(text):
            role = "signature"
        else:
            break
        tail.append(_placed(role, line))
    return tail[::-1]
