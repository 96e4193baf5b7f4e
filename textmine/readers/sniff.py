"""Which format a file is of: by what its bytes say first, by its name second."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Final, Literal

from textmine.errors import ReadError

Format = Literal["text", "html", "mhtml", "docx", "pdf", "office"]

_BY_SUFFIX: Final[dict[str, Format]] = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".mhtml": "mhtml", ".mht": "mhtml", ".docx": "docx",
    ".pdf": "pdf", ".doc": "office", ".wps": "office", ".rtf": "office", ".odt": "office",
}  # fmt: skip
SUFFIXES: Final = frozenset(_BY_SUFFIX)

_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_NOT_TEXT: Final = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "an archive",
    b"BZh": "an archive",
    b"\xfd7zXZ": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"Rar!": "an archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3\0": "a database",
}
_OFFICE_TYPES: Final = (b"application/vnd.oasis.opendocument.text",)
_HEAD: Final = 4096
_HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html|head|body|meta|title|script|style|link|base"
    rb"|div|p|table|span|center|font|section|article|h[1-6]|ul|ol|form|br|a)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE: Final = re.compile(rb"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_MIME: Final = re.compile(
    rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version|Content-Type):", re.IGNORECASE
)
_MIME_PAGE: Final = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_TAG: Final = re.compile(rb"<\0?[a-z!/?]", re.IGNORECASE)
_WORD_XML: Final = (b"<w:wordDocument", b"<pkg:package")


def sniff(data: bytes, *, name: str) -> Format:
    """Return the format of `data`; raise `ReadError` for what cannot hold a notice's text.

    >>> sniff(b"<html><body>...", name="notice.doc"), sniff(b"plain words", name="notice.html")
    ('html', 'text')
    """
    for test in (_archive, _by_magic, _markup):
        found = test(data, name)
        if found is not None:
            return found
    claimed = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    # A name counts only for the formats that have no sure mark of their own; a .docx that is no zip is its text, and so
    # is a page without a tag.
    return claimed if claimed == "mhtml" or (claimed == "html" and _TAG.search(data)) else "text"


def _archive(data: bytes, name: str) -> Format | None:
    """Return what a zip holds: a Word file, an OpenDocument text, or nothing that can be read."""
    if not data.startswith((_ZIP, _EMPTY_ZIP)):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(200) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise ReadError(f"{name}: a damaged or cut-off zip or Word file ({error}); get a complete copy") from error
    if "word/document.xml" in names or any(part.startswith("word/document") for part in names):
        return "docx"
    if kind.startswith(_OFFICE_TYPES):
        return "office"
    if "OFD.xml" in names:
        raise ReadError(f"{name}: an OFD document, which is not read; save it as PDF or Word")
    raise ReadError(f"{name}: a zip archive that is no Word or OpenDocument text; unpack it and read what it holds")


def _by_magic(data: bytes, name: str) -> Format | None:
    head = data[:1024]
    if data.startswith(_OLE2):
        return "office"
    if b"%PDF-" in head:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "office"
    for magic, what in _NOT_TEXT.items():
        if head.startswith(magic):
            raise ReadError(f"{name}: {what}, not a text; a notice is read from text, HTML, Word or PDF")
    return None


def _markup(data: bytes, name: str) -> Format | None:
    """Return html or mhtml where the first lines are its, in whatever encoding."""
    # UTF-16 markup shows once its zero bytes are gone; marks are not white space to a pattern.
    head = (
        data[:_HEAD]
        .replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    if any(mark in head for mark in _WORD_XML):
        return "office"
    # An archive's page may begin among the first lines too, so this is asked before.
    if _MIME.match(head.lstrip()) and _MIME_PAGE.search(data, 0, 4 * _HEAD):
        return "mhtml"
    return "html" if _HTML_START.match(head) or _HTML_INSIDE.search(head) else None
