"""The XML of a Word file's parts: parsed with nothing expanded or fetched, under the names that most files use."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

from textmine.errors import ReadError

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE: Final = f"{_ALTERNATE}AlternateContent"

# The strict form of the standard has the same elements under other names: …/wordprocessingml/main for
# …/wordprocessingml/2006/main, and so for each namespace.
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/"

_DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_OFF: Final = ("0", "false", "off", "none")


def parse_part(data: bytes, *, where: str) -> etree._Element:
    """Return the root of an XML part; raise `ReadError` for what is no well-formed XML or declares a document type.

    >>> parse_part(b"<a><b/><!-- c --></a>", where="notice.docx: word/document.xml")[0].tag
    'b'
    """
    # No Word file declares a type; one that does means to expand entities, so it is not even begun.
    if any(mark in data for mark in _DOCTYPES):
        raise ReadError(f"{where}: declares a document type, which no Word file does; do not trust this file")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        if "depth" in why:
            raise ReadError(f"{where}: nested deeper than any notice is; do not trust this file") from error
        raise ReadError(f"{where}: damaged XML ({why}); open the file in Word, repair it and save it again") from error
    if root.tag.startswith("{" + _STRICT):
        _rename(root)
    return root


def _rename(root: etree._Element) -> None:
    """Give the elements and attributes of a strict part their transitional names."""
    for element in root.iter(etree.Element):
        element.tag = _transitional(element.tag)
        for name, value in [(str(key), str(each)) for key, each in element.attrib.items()]:
            if name.startswith("{" + _STRICT):
                del element.attrib[name]
                element.set(_transitional(name), value)


@lru_cache(maxsize=1024)
def _transitional(name: str) -> str:
    """Return an element's or attribute's transitional name.

    >>> _transitional("{http://purl.oclc.org/ooxml/wordprocessingml/main}p") == W + "p"
    True
    """
    space, brace, local = name.rpartition("}")
    if not space.startswith("{" + _STRICT):
        return name
    standard, slash, part = space.removeprefix("{" + _STRICT).partition("/")
    return f"{{{_TRANSITIONAL}{standard}/2006{slash}{part}{brace}{local}"


def value(element: etree._Element | None, path: str) -> str | None:
    """Return `w:val` of the element at `path` (local names, `/` between) below `element`; None where there is none.

    >>> style = etree.fromstring(f'<s xmlns:w="{W[1:-1]}"><w:pPr><w:numId w:val="3"/></w:pPr></s>')
    >>> value(style, "pPr/numId"), value(style, "pPr/ilvl")
    ('3', None)
    """
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(W + name)
    return None if element is None else element.get(W + "val")


def number(element: etree._Element | None, path: str) -> int | None:
    """Return `value` as a number; None where it is none, or none that a document has."""
    digits = (value(element, path) or "").strip()
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    return int(sign + digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether an on-off property is on; None where it is not set.

    >>> run = etree.fromstring(f'<r xmlns:w="{W[1:-1]}"><w:vanish/><w:b w:val="0"/></r>')
    >>> switch(run, "vanish"), switch(run, "b"), switch(run, "i")
    (True, False, None)
    """
    element = None if properties is None else properties.find(W + name)
    return None if element is None else element.get(W + "val", "1").lower() not in _OFF


def branch(alternatives: etree._Element) -> etree._Element | None:
    """Return the one branch of alternative content to be read: the first that shows text, else the last.

    The same text box stands in it twice, as a drawing of today and as one for old readers.
    """
    found = None
    for found in alternatives:
        if next(found.iter(W + "t", W + "tab", W + "br", W + "sym"), None) is not None:
            return found
    return found
