"""The body of a Word file as lines: a paragraph a line, a table's row a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from textmine.readers.docx_markup import ALTERNATE, W, branch, switch, value
from textmine.readers.docx_numbering import Label, Numbering
from textmine.readers.docx_runs import Runs, is_placeholder
from textmine.readers.docx_styles import Styles

CELL_MARK: Final = " | "
# A row's cells; all else is a paragraph's line.
Line = str | tuple[str, ...]

_WRAPPERS: Final = frozenset(W + name for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent"))
_CONTENTS: Final = "Table of Contents"
_EDGES: Final = " \t\u3000\xa0\u200b\ufeff"


class Story:
    """One run of text (the body, a cell, a text box) as its lines, while they come in."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        # The text of paragraphs whose end is deleted or hidden: it runs on into the next paragraph.
        self._carried: list[str] = []
        self._is_labelled = False

    def add(self, text: str, label: Label | None = None) -> None:
        """Take in the text that ends a paragraph, one or more lines, and its number."""
        self.carry(text, label)
        lines = (line.strip(_EDGES) for line in "".join(self._carried).split("\n"))
        self.lines += [line for line in lines if line]
        self._carried, self._is_labelled = [], False

    def carry(self, text: str, label: Label | None = None) -> None:
        """Take in text that the next paragraph runs on from; its number stands in front of what has none yet."""
        # A number alone is seen, and fills many a table's first column; a bullet alone says nothing.
        if label is not None and not (label.is_bullet and not text.strip()):
            if not self._is_labelled:
                text = "".join(self._carried) + text
                self._carried = []
            text = label.before(text.strip("\n"))
            self._is_labelled = True
        self._carried.append(text)


class Body:
    """A walk through a document's body; `left_out` counts the parts of other files that it holds."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = Runs(styles)
        self.left_out = 0

    def lines(self, container: etree._Element) -> list[Line]:
        """Return the lines of a body, a cell or a text box."""
        story = Story()
        self._walk(container, story)
        story.add("")
        return story.lines

    def _walk(self, container: etree._Element, story: Story) -> None:
        for child in container:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child, story)
            elif tag == W + "tbl":
                story.add("")
                self._table(child, story)
            elif tag in _WRAPPERS:
                self._walk(child, story)
            elif tag == W + "sdt":
                if not _is_contents(child) and not is_placeholder(child):
                    self._walk(child, story)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self._walk(chosen, story)
            elif tag == W + "altChunk":
                self.left_out += 1

    def _paragraph(self, paragraph: etree._Element, story: Story) -> None:
        properties = paragraph.find(W + "pPr")
        style_id = value(properties, "pStyle")
        text, boxes = self._runs.read(paragraph, style_id)
        mark = None if properties is None else properties.find(W + "rPr")
        own = switch(mark, "vanish")
        hides = self._styles.hides(style_id) if own is None else own
        if self._styles.is_contents(style_id):
            story.add("")
        elif mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            # What is left of a deleted paragraph belongs to the next one, which alone has a number.
            story.carry(text)
        elif not hides:
            story.add(text, self._numbering.label(properties, style_id))
        elif text.strip():
            # A heading may run on into its account so, without being one paragraph with it.
            story.carry(text, self._numbering.label(properties, style_id))
        for box in boxes:
            story.lines += [box] if isinstance(box, str) else self.lines(box)

    def _table(self, table: etree._Element, story: Story) -> None:
        for row in _inside(table, W + "tr"):
            if not _is_row_shown(row):
                continue
            cells: list[list[Line]] = []
            is_continued = False
            for cell in _inside(row, W + "tc"):
                properties = cell.find(W + "tcPr")
                if _continues(properties, "vMerge"):
                    cells.append([])
                    is_continued = True
                elif not (_continues(properties, "hMerge") or _is_deleted(properties, "cellDel")):
                    cells.append(self.lines(cell))
            filled = sum(map(bool, cells))
            if filled > 1 or (filled and is_continued):
                story.lines.append(tuple(" ".join(map(_flat, cell)) for cell in cells))
            else:
                # A heading across the table, or a frame around text: its paragraphs as they are.
                story.lines += [line for cell in cells for line in cell]


def print_line(line: Line) -> str:
    """Return a line as text.

    >>> print_line(("1", "", "已完成"))
    '1 |  | 已完成'
    """
    return line if isinstance(line, str) else CELL_MARK.join(line).strip()


def _flat(line: Line) -> str:
    """Return a line of a cell; a row of a table within it must not look like cells of the row around it."""
    return line if isinstance(line, str) else " ".join(filter(None, line))


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, through what merely wraps them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS or child.tag == W + "sdt":
            yield from _inside(child, tag)


def _is_row_shown(row: etree._Element) -> bool:
    properties = row.find(W + "trPr")
    return not (_is_deleted(properties, "del") or switch(properties, "hidden"))


def _is_deleted(properties: etree._Element | None, mark: str) -> bool:
    return properties is not None and properties.find(W + mark) is not None


def _continues(properties: etree._Element | None, merge: str) -> bool:
    """Tell whether a cell is merged into the one above it (`vMerge`) or before it (`hMerge`)."""
    element = None if properties is None else properties.find(W + merge)
    return element is not None and element.get(W + "val") != "restart"


def _is_contents(control: etree._Element) -> bool:
    return value(control, "sdtPr/docPartObj/docPartGallery") == _CONTENTS
