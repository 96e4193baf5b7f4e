"""Builders of the files that the reader tests read."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import pytest

collect_ignore = [] if "TEXTMINE_SAMPLES" in os.environ else ["test_samples.py"]

_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF>"
    " endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
)


def pdf_bytes(pages: list[list[tuple[Any, ...]]], *, turn: int = 0, extra: str = "", info: str = "") -> bytes:
    """Return a PDF whose pages show texts, `(x, y, size, text)`, lines, `("line", x, y, x, y)`, boxes and pictures.

    Chinese characters are as wide as their size, all others half of that. `turn` is the page's /Rotate, its content
    drawn so that it is read upright; `extra` goes into the trailer, `info` into the description.
    """
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R]"
        " /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 /W [32 126 500] >>",
        "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200"
        " /CapHeight 700 /ItalicAngle 0 /StemV 80 >>",
        _stream(_TO_UNICODE),
    ]
    for number, items in enumerate(pages):
        content = "\n".join(map(_drawn, items))
        content = f"0 1 -1 0 595 0 cm\n{content}" if turn == 90 else content
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {turn} /Contents {8 + 2 * number} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(_stream(content))
    objects.append(f"<< {info} >>")
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R"
        f" {extra} >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + end.encode("latin-1")


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _drawn(item: tuple[Any, ...]) -> str:
    if item[0] == "line":
        return "{} {} m {} {} l S".format(*item[1:])
    if item[0] == "box":
        return "{} {} {} {} re S".format(*item[1:])
    if item[0] == "slanting":
        _, x, y, size, text = item
        return f"BT /F {size} Tf 0.7 0.7 -0.7 0.7 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
    if item[0] == "picture":
        return "q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q"
    x, y, size, text = item
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"


def typeset(
    paragraphs: Iterable[str],
    *,
    indent: float = 2,
    hanging: float = 0,
    after: float = 0,
    size: float = 16,
    left: float = 72,
    right: float = 523,
    rows: int = 24,
    title_size: float = 22,
) -> list[list[tuple[Any, ...]]]:
    """Return the pages on which a typesetter would set `paragraphs`, the first one as a title in the middle.

    `indent` and `hanging` are how many characters the first line and the others stand further in, `after` is an extra
    gap between paragraphs in lines.
    """
    pages: list[list[tuple[Any, ...]]] = [[]]
    step = 1.6 * size
    row = 0.0
    for number, paragraph in enumerate(paragraphs):
        em = title_size if number == 0 and title_size else size
        lines = _broken(paragraph, em, right - left, indent if em == size else 0, hanging)
        for at, line in enumerate(lines):
            if row >= rows:
                pages.append([])
                row = 0
            room = right - left - _width(line, em)
            x = left + (room / 2 if em != size else (hanging if at else indent) * em)
            pages[-1].append((round(x, 2), round(760 - row * step, 2), em, line))
            row += 1 if em == size else 1.4
        row += after
    return pages


def _width(text: str, size: float) -> float:
    return sum(size if char > "\u2e80" else size / 2 for char in text)


def _broken(paragraph: str, size: float, width: float, indent: float, hanging: float) -> list[str]:
    """Return a paragraph's lines: none begins with punctuation, no number is parted."""
    lines = [""]
    room = width - indent * size
    at = 0
    while at < len(paragraph):
        end = at + 1
        while end < len(paragraph) and (
            paragraph[end] in "，。；：、）》”"
            or paragraph[end - 1] in "（《“"
            or (paragraph[end - 1 : end + 1].isalnum() and paragraph[end - 1 : end + 1].isascii())
        ):
            end += 1
        chunk = paragraph[at:end]
        if _width(chunk, size) > room:
            lines.append("")
            room = width - hanging * size
        lines[-1] += chunk
        room -= _width(chunk, size)
        at = end
    return lines


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return pdf_bytes


@pytest.fixture(scope="session")
def set_pages() -> Callable[..., list[list[tuple[Any, ...]]]]:
    return typeset
