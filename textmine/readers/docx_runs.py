"""What one paragraph of a Word file prints: changes accepted, fields resolved, hidden text left out."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree

from textmine.readers.docx_fields import Fields, prints
from textmine.readers.docx_markup import ALTERNATE, W, branch, switch, value
from textmine.readers.docx_styles import Styles
from textmine.readers.docx_symbols import glyph

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT_PATH: Final = "{urn:schemas-microsoft-com:vml}textpath"
# What only wraps runs, and what wraps text in the rest of the markup: their content is text where they stand. A
# change that took text out (w:del, w:moveFrom) and what stands above a character (w:rt) are not among them.
_WRAPPERS: Final = frozenset(
    W + name for name in ("hyperlink", "smartTag", "customXml", "ins", "moveTo", "sdtContent", "dir", "bdo", "rubyBase")
)
_DRAWN: Final = frozenset(W + name for name in ("drawing", "pict", "object"))
# A reader sees a new line at each of these, and notices that were typed with them mean paragraphs.
_LINE_ENDS: Final = frozenset((W + "br", W + "cr"))
_CHARACTERS: Final = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
_SOURCE_BREAKS: Final = re.compile(r"[\r\n\t]+")


class Printed(NamedTuple):
    """A paragraph's text, `\\n` between its lines, and the text boxes that hang on it: their content, or their words."""

    text: str
    boxes: list[etree._Element | str]


class Runs:
    """A walk through the runs of one paragraph after another, since a field may begin in one and end in a later."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()
        self._pieces: list[str] = []
        self._boxes: list[etree._Element | str] = []
        self._hides = False

    def read(self, paragraph: etree._Element, style_id: str | None) -> Printed:
        """Return what `paragraph`, in the paragraph style `style_id`, prints."""
        self._pieces, self._boxes = [], []
        self._hides = self._styles.hides(style_id)
        self._walk(paragraph)
        return Printed("".join(self._pieces), self._boxes)

    def _walk(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child)
            elif tag == _MATH + "r":
                self._content(child, shown=not self._hides)
            elif tag in _WRAPPERS or tag.startswith(_MATH):
                self._walk(child)
            elif tag == W + "fldSimple":
                if prints(child.get(W + "instr", "")):
                    self._walk(child)
            elif tag == W + "sdt":
                if not is_placeholder(child):
                    self._walk(child)
            elif tag == ALTERNATE:
                self._alternatives(child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(W + "rPr")
        shown = True
        if properties is not None or self._hides:
            shown = not self._is_hidden(properties)
        self._content(run, shown=shown)

    def _is_hidden(self, properties: etree._Element | None) -> bool:
        own = switch(properties, "vanish")
        if own is not None:
            return own
        style_id = value(properties, "rStyle")
        return self._hides or (style_id is not None and self._styles.hides(style_id))

    def _content(self, run: etree._Element, *, shown: bool) -> None:
        for child in run:
            tag = child.tag
            if tag == W + "fldChar":
                text = self._fields.pass_mark(child.get(W + "fldCharType"))
                self._pieces.append(text if shown else "")
            elif tag == W + "instrText":
                self._fields.add_code(child.text or "")
            elif not shown or not self._fields.printing:
                continue
            elif tag in (W + "t", _MATH + "t"):
                self._pieces.append(_SOURCE_BREAKS.sub(" ", child.text or ""))
            elif tag in _LINE_ENDS:
                self._pieces.append("\n")
            elif tag in _CHARACTERS:
                self._pieces.append(_CHARACTERS[tag])
            elif tag == W + "sym":
                self._pieces.append(_symbol(child))
            elif tag in _DRAWN:
                self._draw(child)
            elif tag == W + "ruby":
                self._walk(child)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self._content(chosen, shown=shown)

    def _alternatives(self, alternatives: etree._Element) -> None:
        chosen = branch(alternatives)
        if chosen is not None:
            self._walk(chosen)

    def _draw(self, drawing: etree._Element) -> None:
        """Take in the text boxes of a drawing, and the words that are set as a picture."""
        for child in drawing:
            if child.tag == W + "txbxContent":
                self._boxes.append(child)
            elif child.tag == _TEXT_PATH:
                self._boxes.append(child.get("string", ""))
            elif child.tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self._draw(chosen)
            else:
                self._draw(child)


def is_placeholder(control: etree._Element) -> bool:
    """Tell whether a content control shows no more than what to fill in."""
    return bool(switch(control.find(W + "sdtPr"), "showingPlcHdr"))


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return glyph(code, element.get(W + "font", ""))
