"""The report as a Word file: real headings, captions that Word numbers, a table of contents, pictures with their words."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from textmine.compare import Table
from textmine.report.charts.theme import width_of
from textmine.report.contents import Exhibit, Finding, Report
from textmine.report.evidence import Quote
from textmine.report.html import printed_rows
from textmine.report.rendering import Picture, has_chinese_font
from textmine.report.wording import Wording

_SHOWN: Final = 25
_QUOTED: Final = 60
# A4 with 2.5 cm on either side; and what fits a page's height above its caption.
_WIDTH: Final = Cm(16)
_HEIGHT: Final = Cm(21)
_PIXELS_A_CM: Final = 42
_CHINESE: Final = "Microsoft YaHei"
_LATIN: Final = "Calibri"
_INK: Final = RGBColor(0x1B, 0x1F, 0x24)
_MOST_COLUMNS: Final = 8
# What a column may take of a line, in pixels of the pictures.
_PADDING: Final = 30.0
_WIDEST: Final = 220.0


def to_docx(report: Report) -> bytes:
    """Return the report as the bytes of a `.docx`; where the machine has no Chinese letters, pictures are left out."""
    return _Writer(report).write()


class _Writer:
    """Writes a report from top to bottom."""

    def __init__(self, report: Report) -> None:
        self.report, self.words = report, report.words
        self.document = Document()
        self.numbers = {"figure": 0, "table": 0}

    def write(self) -> bytes:
        report, say = self.report, self.words.say
        _set_up(self.document, self.words, report.title)
        self.document.add_paragraph(report.title, style="Title")
        self._small(report.made)
        titles = [say("ui.what"), say("ui.limits"), say("ui.accuracy"), say("ui.findings")]
        self._contents(titles + [finding.title for finding in report.findings])
        self._section(say("ui.what"), report.what)
        self._section(say("ui.limits"), report.limits, style="List Bullet")
        self._section(say("ui.accuracy"), report.accuracy)
        if report.card:
            self._table(say("accuracy.table"), report.card, len(report.card))
        self._section(say("ui.findings"), (say("ui.order"),))
        for finding in report.findings:
            self._finding(finding)
        if report.missing:
            self._section(say("ui.not_computed"), report.missing, style="List Bullet")
        self._quoted()
        if report.works:
            self._section(say("ui.references"), tuple(f"{work.line} {work.url}".strip() for work in report.works))
        stream = BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _section(self, title: str, sentences: tuple[str, ...], *, style: str | None = None, level: int = 1) -> None:
        self.document.add_heading(_clean(title), level)
        for sentence in sentences:
            self.document.add_paragraph(_clean(sentence), style=style)

    def _finding(self, finding: Finding) -> None:
        self._section(finding.title, finding.sentences, level=2)
        for exhibit in finding.exhibits:
            self._exhibit(exhibit)
        if finding.quotes:
            self.document.add_heading(self.words.say("ui.evidence"), 3)
            for quote in finding.quotes:
                self._quote(quote)
        for note in finding.notes:
            self._small(f"{self.words.say('ui.note')}: {note}")

    def _exhibit(self, exhibit: Exhibit) -> None:
        if exhibit.picture and has_chinese_font():
            self._picture(exhibit.picture)
            self._caption("figure", exhibit.picture_caption)
        elif exhibit.picture:
            self._small(f"{exhibit.picture_caption} {self.words.say('ui.no_picture')}")
        if exhibit.table is not None:
            self._table(exhibit.caption, exhibit.table, _SHOWN)

    def _picture(self, picture: Picture) -> None:
        width = min(int(_WIDTH), int(Cm(picture.width / _PIXELS_A_CM)), int(_HEIGHT * picture.width / picture.height))
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(picture.png()), width=width)
        properties = shape._inline.docPr
        properties.set("descr", _clean(picture.alt))
        properties.set("title", _clean(picture.alt)[:80])

    def _table(self, caption: str, table: Table, most: int) -> None:
        if not len(table):
            return
        self._caption("table", caption, keep=True)
        columns = table.columns[:_MOST_COLUMNS]
        rows = printed_rows(table, self.words, most)
        grid = self.document.add_table(rows=1, cols=len(columns), style="Light Shading")
        _plain(grid)
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        _repeat(grid.rows[0])
        for cell, column in zip(grid.rows[0].cells, columns, strict=True):
            _fill(cell, self.words.column(column.name), number=column.kind not in ("text", "id"), head=True)
        for row in rows:
            line = grid.add_row()
            line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text, column in zip(line.cells, row, columns, strict=False):
                _fill(cell, text, number=column.kind not in ("text", "id"))
        _fit(grid)
        if len(table) > most:
            self._small(self.words.say("ui.more_rows", shown=most, rows=f"{len(table):,}"))
        self.document.add_paragraph()

    def _caption(self, kind: str, text: str, *, keep: bool = False) -> None:
        """Write a caption whose number is a field, so that Word counts on when tables are added."""
        label, _, rest = self.words.say(f"ui.{kind}", number="\0", caption=_clean(text)).partition("\0")
        paragraph = self.document.add_paragraph(label, style="Caption")
        self.numbers[kind] += 1
        _field(paragraph, f"SEQ {'Figure' if kind == 'figure' else 'Table'} \\* ARABIC", str(self.numbers[kind]))
        paragraph.add_run(rest)
        paragraph.paragraph_format.keep_with_next = keep

    def _contents(self, titles: list[str]) -> None:
        """Write a table of contents that Word fills with pages when it opens the file; until then it lists the headings."""
        self.document.add_paragraph(self.words.say("ui.contents"), style="TOC Heading")
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        _begin_field(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
        for at, title in enumerate(titles):
            paragraph.add_run(_clean(title))
            if at < len(titles) - 1:
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
        _end_field(paragraph)

    def _quoted(self) -> None:
        if not self.report.quotes:
            return
        say = self.words.say
        self._section(say("ui.quoted"), (say("ui.quoted_lead"),))
        for quote in self.report.quotes[:_QUOTED]:
            self._quote(quote, whole=True)
        if len(self.report.quotes) > _QUOTED:
            self._small(say("ui.more_quotes", shown=_QUOTED, quotes=len(self.report.quotes)))

    def _quote(self, quote: Quote, *, whole: bool = False) -> None:
        self.document.add_paragraph(_clean(f"{quote.text} {quote.coding}" if whole else quote.text), style="Quote")
        where = [quote.agency, quote.title, quote.date, self.words.say("ui.node", node=quote.node), quote.url]
        self._small(" · ".join(part for part in (where if whole else [quote.agency, quote.date]) if part))

    def _small(self, text: str) -> None:
        run = self.document.add_paragraph().add_run(_clean(text))
        run.font.size = Pt(9)
        run.font.color.rgb = RGBColor(0x57, 0x60, 0x6A)


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(
        char for char in text if char >= " " and char not in "\ufffe\uffff" and not 0xD800 <= ord(char) < 0xE000
    )


def _set_up(document: Any, words: Wording, title: str) -> None:
    """Set page, letters (Latin and Chinese apart), language and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for style in document.styles:
        if getattr(style, "font", None) is None:
            continue
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", _CHINESE)):
            fonts.set(qn(f"w:{name}"), font)
    for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 13), ("Heading 3", 11)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), _INK
    document.styles["Normal"].font.size = Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    caption = document.styles["Caption"]
    caption.font.color.rgb, caption.font.size, caption.font.bold = _INK, Pt(9.5), False
    quote = document.styles["Quote"]
    quote.font.italic, quote.paragraph_format.left_indent, quote.paragraph_format.space_after = False, Cm(0.8), Pt(2)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.core_properties.title = _clean(title)
    document.core_properties.language = "zh-CN" if words.language == "zh" else "en-GB"
    document.core_properties.author = "textmine"
    document.core_properties.comments = ""


def _fill(cell: Any, text: str, *, number: bool, head: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.bold = Pt(8.5), head or None


def _plain(grid: Any) -> None:
    """Have a table's first column look like the others, and no bands: rules above, below and under the heading."""
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        for name, value in (("firstColumn", "0"), ("noHBand", "1"), ("val", "0620")):
            look.set(qn(f"w:{name}"), value)


def _fit(grid: Any) -> None:
    """Give each column its part of the page by its longest text, within bounds."""
    needs = [_PADDING + min(_WIDEST, max(map(_need, column.cells))) for column in grid.columns]
    grid.autofit = False
    for column, need in zip(grid.columns, needs, strict=True):
        column.width = int(_WIDTH * need / sum(needs))
        for cell in column.cells:
            cell.width = int(_WIDTH * need / sum(needs))


def _need(cell: Any) -> float:
    """Return what a cell needs of a line: a heading may be broken, into its words or in two."""
    text = cell.text
    if not cell.paragraphs[0].runs[0].font.bold:
        return width_of(text)
    return 1.15 * max([width_of(text) / 2, *(width_of(word) for word in text.split(" ") if " " in text)])


def _repeat(row: Any) -> None:
    """Have a table's heading stand on every page that it goes on to."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _field(paragraph: Any, code: str, shown: str) -> None:
    _begin_field(paragraph, code, dirty=False)
    paragraph.add_run(shown)
    _end_field(paragraph)


def _begin_field(paragraph: Any, code: str, *, dirty: bool = True) -> None:
    begin = OxmlElement("w:fldChar")
    begin.set(qn("w:fldCharType"), "begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = code
    parted = OxmlElement("w:fldChar")
    parted.set(qn("w:fldCharType"), "separate")
    for element in (begin, instruction, parted):
        paragraph.add_run()._r.append(element)


def _end_field(paragraph: Any) -> None:
    end = OxmlElement("w:fldChar")
    end.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(end)
