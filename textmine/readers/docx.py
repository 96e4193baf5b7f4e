"""Word files (.docx, .docm): the text as a reader of the page sees it, list numbers included."""

from __future__ import annotations

from typing import Final

from lxml import etree

from textmine.errors import ReadError
from textmine.notice import NoticeWarning
from textmine.readers.docx_body import Body, print_line
from textmine.readers.docx_fields import drop_open_fields
from textmine.readers.docx_markup import W
from textmine.readers.docx_numbering import Numbering
from textmine.readers.docx_package import Package
from textmine.readers.docx_styles import Styles
from textmine.readers.draft import Draft

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_PROPERTIES: Final = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
}
_NOTES: Final = (W + "footnoteReference", W + "endnoteReference")


def read(data: bytes, *, name: str) -> Draft:
    """Return the text of a Word file; raise `ReadError` for one that is damaged, encrypted or made to do harm.

    Changes are read as accepted and fields as their results. Headers, footers, tables of contents, hidden text and
    notes are left out, the last with a warning.
    """
    package = Package(data, name=name)
    root = package.part(package.main)
    content = None if root is None else root.find(W + "body")
    if root is None or content is None:
        raise ReadError(f"{name}: its document part is no Word text; open it in Word and save it again")
    drop_open_fields(root)
    styles = Styles(package.part(package.related.get("styles")))
    body = Body(styles, Numbering(package.part(package.related.get("numbering")), styles))
    try:
        lines = body.lines(content)
    except RecursionError as error:
        raise ReadError(f"{name}: nested deeper than any notice is; do not trust this file") from error
    text = "\n".join(map(print_line, lines))
    return Draft(text, MEDIA_TYPE, None, _metadata(package), _warnings(content, body))


def _metadata(package: Package) -> dict[str, str]:
    root = package.part(package.properties)
    found = {} if root is None else {key: (root.findtext(tag) or "").strip() for key, tag in _PROPERTIES.items()}
    return {key: text for key, text in found.items() if text}


def _warnings(content: etree._Element, body: Body) -> list[NoticeWarning]:
    warnings = []
    if notes := sum(1 for _ in content.iter(*_NOTES)):
        warnings.append(NoticeWarning("notes-left-out", f"{notes} footnotes or endnotes are not in the text"))
    if body.left_out:
        message = f"{body.left_out} other documents embedded in the file are not read; open it in Word and save it"
        warnings.append(NoticeWarning("embedded-left-out", message))
    return warnings
