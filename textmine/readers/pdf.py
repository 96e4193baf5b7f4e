"""PDF: the text of every page, its lines put together to paragraphs and its tables to rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from textmine.errors import ReadError
from textmine.notice import NoticeWarning
from textmine.readers.draft import Draft
from textmine.readers.pdf_flow import Measure, Placed, measure_of, paragraphs
from textmine.readers.pdf_grid import Grid, split_tables
from textmine.readers.pdf_lines import Line, lines_of
from textmine.readers.pdf_margins import drop_margins
from textmine.readers.pdf_page import read_page
from textmine.readers.pdf_tables import Row, continues, rows_of, run_on

# The longest notices have some hundred pages; a book is none.
MAX_PAGES: Final = 2000
MAX_CHARACTERS: Final = 5_000_000

_WHY: Final = {
    pdfium.FPDF_ERR_PASSWORD: "protected by a password; save a copy without it",
    pdfium.FPDF_ERR_SECURITY: "encrypted in a way that cannot be undone; save a copy without protection",
}
_NO_FONT: Final = "its Chinese font is neither in the PDF nor installed, so that text is missing; install one (Debian: fonts-noto-cjk)"
_DATE: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


class _Page(NamedTuple):
    lines: list[Line]
    grids: list[Grid]
    has_picture: bool
    lacks_font: bool


def read(data: bytes, *, name: str) -> Draft:
    """Return the text of a PDF; raise `ReadError` for one that is encrypted, damaged, too long or only pictures."""
    document = _open(data, name)
    try:
        pages = _read_pages(document, name)
        metadata = _metadata(document)
    except PdfiumError as error:
        raise ReadError(f"{name}: a damaged PDF ({error}); get a complete copy") from error
    finally:
        document.close()
    empty = [number for number, page in enumerate(pages, 1) if not page.lines and not page.grids]
    if len(empty) == len(pages) and any(page.lacks_font for page in pages):
        raise ReadError(f"{name}: {_NO_FONT}")
    if len(empty) == len(pages):
        raise ReadError(
            f"{name}: a PDF of {len(pages)} pages without text, as scanners make them; run a text recognition on it"
            " (ocrmypdf -l chi_sim, say) and read its result"
        )
    warnings = list(_warnings(data, pages, empty))
    return Draft("\n".join(_set_text(pages)), "application/pdf", None, metadata, warnings)


def _open(data: bytes, name: str) -> PdfDocument:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        why = _WHY.get(error.err_code, f"a damaged PDF ({error}); get a complete copy")
        raise ReadError(f"{name}: {why}") from error
    if len(document) > MAX_PAGES:
        pages = len(document)
        document.close()
        raise ReadError(f"{name}: {pages:,} pages are more than the {MAX_PAGES:,} that are read in one file; split it")
    return document


def _read_pages(document: PdfDocument, name: str) -> list[_Page]:
    pages: list[_Page] = []
    characters = 0
    for number in range(len(document)):
        page = document[number]
        sheet = read_page(page)
        page.close()
        characters += len(sheet.glyphs)
        if characters > MAX_CHARACTERS:
            raise ReadError(f"{name}: more than the {MAX_CHARACTERS:,} characters that are read in one file; split it")
        outside, grids = split_tables(sheet.glyphs, sheet.rules)
        pages.append(
            _Page(lines_of(outside), [grid for grid in grids if _is_filled(grid)], sheet.has_picture, sheet.lacks_font)
        )
    return [
        page._replace(lines=lines) for page, lines in zip(pages, drop_margins([p.lines for p in pages]), strict=True)
    ]


def _is_filled(grid: Grid) -> bool:
    return any(cell.glyphs for row in grid.rows for cell in row)


def _set_text(pages: Sequence[_Page]) -> Iterator[str]:
    """Yield the paragraphs and rows of all pages in their order."""
    measures = _measures([page.lines for page in pages])
    run: list[Placed] = []
    table: list[Row] = []
    for number, (page, measure) in enumerate(zip(pages, measures, strict=True)):
        for part in _in_order(page):
            if isinstance(part, Grid):
                yield from paragraphs(run)
                rows = rows_of(part, measure)
                # Nothing but the end of a page has come since the last row.
                goes_on = not run and continues(table, rows)
                if not goes_on:
                    yield from (row.text() for row in table)
                table = run_on(table, rows) if goes_on else rows
                run = []
            else:
                yield from (row.text() for row in table)
                table = []
                run.append(Placed(part, number, measure))
    yield from paragraphs(run)
    yield from (row.text() for row in table)


def _in_order(page: _Page) -> Iterator[Line | Grid]:
    """Yield a page's lines and tables: each table before the first line that stands lower than its top."""
    grids = sorted(page.grids, key=lambda grid: -grid.top)
    for line in page.lines:
        while grids and grids[0].top > line.top:
            yield grids.pop(0)
        yield line
    yield from grids


def _measures(pages: Sequence[Sequence[Line]]) -> list[Measure]:
    """Return the text area of each page; left and right pages may have theirs in different places."""
    whole = measure_of([line for lines in pages for line in lines])
    sides = [measure_of([line for lines in pages[parity::2] for line in lines], whole) for parity in (0, 1)]
    shift = abs(sides[0].left - sides[1].left)
    mirrored = len(pages) > 3 and 0.5 * whole.size < shift < 6 * whole.size
    return [sides[number % 2] if mirrored else whole for number in range(len(pages))]


def _warnings(data: bytes, pages: Sequence[_Page], empty: Sequence[int]) -> Iterator[NoticeWarning]:
    pictures = [number for number in empty if pages[number - 1].has_picture]
    if pictures:
        shown = ", ".join(map(str, pictures[:10]))
        yield NoticeWarning(
            "page-without-text", f"{len(pictures)} pages are pictures without text ({shown}); their text is not here"
        )
    if any(page.lacks_font for page in pages):
        yield NoticeWarning("missing-font", _NO_FONT)
    if b"%%EOF" not in data[-2048:]:
        yield NoticeWarning("damaged-file", "the PDF has no end; it may be cut off, and its last pages missing")


def _metadata(document: PdfDocument) -> dict[str, str]:
    """Return what the file says of itself; a title that is no Chinese is that of a template or a program."""
    said = document.get_metadata_dict()
    found = {}
    title = said.get("Title", "").strip()
    if _CHINESE.search(title):
        found["title"] = title
    if author := said.get("Author", "").strip():
        found["author"] = author
    if created := _DATE.match(said.get("CreationDate", "")):
        found["created"] = "-".join(created.groups())
    return found
