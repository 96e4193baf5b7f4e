"""One page of a PDF as pdfium sees it: its characters with their places, and its ruled lines."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium
from msgspec import Struct
from msgspec.structs import replace
from pypdfium2 import PdfObject, PdfPage

# A page rules its tables with some hundred lines; one with more draws a picture.
_MOST_RULES: Final = 2000
_MOST_OBJECTS: Final = 50_000
_THIN: Final = 3.0
_SHORTEST: Final = 6.0
_BLANKS: Final = frozenset((0x09, 0x0A, 0x0D))
# Where pdfium sees a hyphen that ends a line it puts one of these for it.
_HYPHENS: Final = frozenset((0x02, 0xFFFE))
_DEPTH: Final = 8
_SAMPLE: Final = 40
_FIRST_CHINESE: Final = 0x3400


class Glyph(Struct, frozen=True, gc=False):
    """One printed character: its box, y upwards, as the page is read; `gap` tells that pdfium sees a blank before it."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    gap: bool


class Rule(NamedTuple):
    """A ruled line along x (`flat`) or along y: where it stands on the other axis, and from where to where it runs."""

    flat: bool
    at: float
    start: float
    end: float


class Sheet(NamedTuple):
    """A page's characters in the order of its content, its ruled lines, whether it shows a picture.

    `lacks_font` says that it writes Chinese in a font that is neither in the file nor installed; pdfium then passes
    over characters that are drawn one by one.
    """

    glyphs: list[Glyph]
    rules: list[Rule]
    has_picture: bool
    lacks_font: bool


def read_page(page: PdfPage) -> Sheet:
    """Return what stands on a page, turned so that its text runs from left to right."""
    textpage = page.get_textpage()
    try:
        turn = _reading_turn(textpage.raw)
        glyphs = list(_glyphs(textpage.raw, turn))
        glyphs = _levelled(glyphs) if turn else glyphs
        inkless = not _has_ink(textpage.raw)
    finally:
        textpage.close()
    rules: list[Rule] = []
    has_picture = lacks_font = False
    for item in itertools.islice(page.get_objects(max_depth=_DEPTH), _MOST_OBJECTS):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        elif item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            lacks_font = lacks_font or (inkless and not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)))
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH and len(rules) <= _MOST_RULES:
            rules += _rules_of(item, turn)
    return Sheet(glyphs, rules if len(rules) <= _MOST_RULES else [], has_picture, lacks_font)


def _has_ink(textpage: Any) -> bool:
    """Tell whether the Chinese characters of a page have shapes; those of a font that is nowhere have none."""
    sides = [ctypes.c_double() for _ in range(4)]
    count = pdfium.FPDFText_CountChars(textpage)
    for index in range(0, count, count // _SAMPLE + 1):
        if pdfium.FPDFText_GetUnicode(textpage, index) >= _FIRST_CHINESE:
            pdfium.FPDFText_GetCharBox(textpage, index, *sides)
            if sides[3].value > sides[2].value:
                return True
    return False


def _reading_turn(textpage: Any) -> int:
    """Return by how many quarters most of a page's text is turned to the left; a landscape page may be drawn so."""
    count = pdfium.FPDFText_CountChars(textpage)
    some = range(0, count, count // _SAMPLE + 1)
    turns = Counter(_quarters(pdfium.FPDFText_GetCharAngle(textpage, index)) for index in some)
    turns.pop(None, None)
    return turns.most_common(1)[0][0] or 0 if turns else 0


def _quarters(angle: float) -> int | None:
    """Return an angle (clockwise, in radians) as quarter turns to the left, or None for a slanting one."""
    quarters = -angle / (math.pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) < 0.1 else None


def _turned(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """Return a box as it lies once the page is turned back; the origin does not matter here."""
    if turn == 1:
        return bottom, -right, top, -left
    if turn == 2:
        return -right, -top, -left, -bottom
    return -top, left, -bottom, right


def _glyphs(textpage: Any, turn: int) -> Iterator[Glyph]:
    """Yield a text page's characters; blanks that pdfium adds itself are the `gap` of the next."""
    # Bound once: this runs for every character.
    get_char, get_box, is_added = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_IsGenerated,
    )
    box = pdfium.FS_RECTF()
    box_at = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    gap = False
    high = 0
    baseline = math.inf
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = get_char(textpage, index)
        if code in _BLANKS:
            continue
        if code == 0x20 and is_added(textpage, index) == 1:
            gap = True
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if not get_box(textpage, index, box_at):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if turn:
            left, bottom, right, top = _turned(turn, left, bottom, right, top)
            pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
            bottom = _turned(turn, x.value, y.value, x.value, y.value)[1]
        if abs(bottom - baseline) > 0.2 * (top - bottom):
            # Asked where a line may begin only. A watermark slants over the page and is none of its lines.
            if _quarters(pdfium.FPDFText_GetCharAngle(textpage, index)) != turn:
                continue
            baseline = bottom
        char = "-" if code in _HYPHENS else chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
        yield Glyph(char, left, bottom, right, top, gap)
        gap = False


def _levelled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a turned text with boxes as tall as their line: pdfium gives those of the ink alone."""
    sizes = [max(glyph.right - glyph.left, glyph.top - glyph.bottom) for glyph in glyphs]
    size = median(sizes) if sizes else 0.0
    return [replace(glyph, bottom=glyph.bottom - 0.2 * size, top=glyph.bottom + 0.8 * size) for glyph in glyphs]


def _rules_of(path: PdfObject, turn: int) -> Iterator[Rule]:
    """Yield the ruled lines that a path draws: its straight strokes, or itself where it is a thin filled box."""
    left, bottom, right, top = path.get_bounds()
    if turn:
        left, bottom, right, top = _turned(turn, left, bottom, right, top)
    if right - left < _THIN or top - bottom < _THIN:
        yield from _rule(left, bottom, right, top)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or not stroke.value:
        return
    points = _points(path)
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        if math.isnan(to_x) or math.isnan(x):
            continue
        box = (min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
        yield from _rule(*(_turned(turn, *box) if turn else box))


def _rule(left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    if top - bottom < _THIN and right - left >= _SHORTEST:
        yield Rule(True, (bottom + top) / 2, left, right)
    elif right - left < _THIN and top - bottom >= _SHORTEST:
        yield Rule(False, (left + right) / 2, bottom, top)


def _points(path: PdfObject) -> list[tuple[float, float]]:
    """Return the points of a path on the page; one that is not a number parts what is not joined by a straight line."""
    matrix = path.get_matrix()
    points: list[tuple[float, float]] = []
    start = (math.nan, math.nan)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
            points.append((math.nan, math.nan))
            start = point
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(start)
    return points
