"""Word documents that are one XML file (flat packages, Word 2003 XML), as the zip that Word writes today.

Form letters of office systems are often of this kind, and called .doc.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

from lxml import etree

from textmine.errors import ReadError
from textmine.readers.docx_markup import W, parse_part
from textmine.readers.docx_package import MAX_PART

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_W2003: Final = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINT: Final = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML: Final = "{http://schemas.microsoft.com/aml/2001/core}"

# What Word 2003 has under another name than its successors; the rest differs in the namespace alone.
_ELEMENTS: Final = {
    "lists": "numbering", "listDef": "abstractNum", "list": "num", "ilst": "abstractNumId", "listPr": "numPr",
    "ilfo": "numId", "vmerge": "vMerge", "hmerge": "hMerge", "hlink": "hyperlink", "nfc": "numFmt",
}  # fmt: skip
_ATTRIBUTES: Final = {"listDefId": "abstractNumId", "ilfo": "numId"}
_NUMBER_FORMATS: Final = dict(
    enumerate(
        "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago"
        " ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal"
        " japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero"
        " bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese"
        " ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting"
        " ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified"
        " chineseCountingThousand".split()
    )
)
_CODES: Final = frozenset(map(str, _NUMBER_FORMATS))
_PARTS: Final = {"numbering": "word/numbering.xml", "styles": "word/styles.xml", "body": "word/document.xml"}


def repack(data: bytes, *, name: str) -> bytes:
    """Return a document that is one XML file as a .docx; raise `ReadError` for XML that is none."""
    if len(data) > MAX_PART:
        raise ReadError(f"{name}: {len(data):,} bytes of XML are more than any notice has; save it as .docx")
    root = parse_part(data, where=name)
    if root.tag == f"{_PKG}package":
        parts = _packed(root)
    elif root.tag == f"{_W2003}wordDocument":
        parts = _modern(root)
    else:
        raise ReadError(f"{name}: XML, but not of Word; a notice is read from text, HTML, Word or PDF")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return file.getvalue()


def _packed(root: etree._Element) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for part in root.iterchildren(f"{_PKG}part"):
        held = part.find(f"{_PKG}xmlData")
        if held is not None and len(held):
            parts[part.get(f"{_PKG}name", "").lstrip("/")] = etree.tostring(held[0])
    return parts


def _modern(root: etree._Element) -> dict[str, bytes]:
    """Return the parts of a Word 2003 document under the names of today."""
    for element in root.iter(etree.Element):
        _rename(element)
    parts: dict[str, bytes] = {}
    for local, path in _PARTS.items():
        part = root.find(W + local)
        if part is not None and local == "body":
            document = etree.Element(f"{W}document")
            document.append(part)
            parts[path] = etree.tostring(document)
        elif part is not None:
            parts[path] = etree.tostring(part)
    return parts


def _rename(element: etree._Element) -> None:
    space, _, local = element.tag.rpartition("}")
    if space + "}" == _AML:
        # Comments and bookmarks are not text, nor is what was deleted.
        kept = local == "content" or element.get(f"{_W2003}type") == "Word.Insertion"
        element.tag = W + ("customXml" if kept else "del")
    elif space + "}" == _HINT:
        element.tag = f"{W}customXml"
    elif space + "}" == _W2003:
        element.tag = W + _ELEMENTS.get(local, local)
    for name, value in [(str(key), str(each)) for key, each in element.attrib.items()]:
        if name.startswith(_W2003):
            local = name.removeprefix(_W2003)
            element.set(W + _ATTRIBUTES.get(local, local), value)
    if element.tag == f"{W}numFmt":
        code = element.get(f"{W}val", "")
        element.set(f"{W}val", _NUMBER_FORMATS.get(int(code), "none") if code in _CODES else "none")
    elif element.tag == f"{W}suff":
        element.set(f"{W}val", element.get(f"{W}val", "").lower())
