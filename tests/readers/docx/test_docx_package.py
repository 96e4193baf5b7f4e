"""Word files that are laid out unusually, damaged, or made to do harm."""

import contextlib
import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.errors import ReadError
from textmine.readers import docx, docx_package
from textmine.readers.docx_markup import parse_part

Parts = Callable[..., dict[str, str]]
Zip = Callable[..., bytes]

BODY = (
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>健全制度</w:t></w:r></w:p>"
)
NUMBERING = (
    "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:suff w:val='nothing'/>"
    "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
)


@pytest.fixture
def parts(parts_of: Parts) -> dict[str, str]:
    return parts_of(BODY, numbering=NUMBERING)


def text_of(data: bytes) -> str:
    return docx.read(data, name="通报.docx").text


def refusal(data: bytes) -> str | None:
    """Return why a file is refused, None for one that is read."""
    try:
        text_of(data)
    except ReadError as error:
        return str(error)
    return None


def moved(parts: dict[str, str], old: str, new: str) -> dict[str, str]:
    return {path.replace(old, new): part.replace(old, new) for path, part in parts.items()}


def test_usual(parts: dict[str, str], zip_of: Zip) -> None:
    assert text_of(zip_of(parts)) == "1.健全制度"


def test_a_document_part_of_another_name(parts: dict[str, str], zip_of: Zip) -> None:
    assert text_of(zip_of(moved(parts, "document.xml", "document2.xml"))) == "1.健全制度"


def test_targets_from_the_root(parts: dict[str, str], zip_of: Zip) -> None:
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace('Target="', 'Target="/word/')
    assert text_of(zip_of(parts)) == "1.健全制度"


def test_names_in_capitals_and_with_backslashes(parts: dict[str, str], zip_of: Zip) -> None:
    assert text_of(zip_of({path.replace("word/", "Word\\"): part for path, part in parts.items()})) == "1.健全制度"


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        ("[Content_Types].xml", "1.健全制度"),
        ("_rels/.rels", "1.健全制度"),
        ("word/styles.xml", "1.健全制度"),
        ("word/numbering.xml", "健全制度"),
    ],
)
def test_parts_that_may_be_missing(parts: dict[str, str], zip_of: Zip, missing: str, text: str) -> None:
    del parts[missing]
    assert text_of(zip_of(parts)) == text


def test_wrong_content_types(parts: dict[str, str], zip_of: Zip) -> None:
    parts["[Content_Types].xml"] = "<Types/>"
    assert text_of(zip_of(parts)) == "1.健全制度"


def test_strict_names(parts: dict[str, str], zip_of: Zip) -> None:
    strict = {
        path: re.sub(r"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument)/2006/", r"http://purl.oclc.org/ooxml/\1/", part)
        for path, part in parts.items()
    }  # fmt: skip
    assert strict["word/document.xml"] != parts["word/document.xml"]
    assert text_of(zip_of(strict)) == "1.健全制度"


def test_other_encodings(parts: dict[str, str], zip_of: Zip) -> None:
    encoded = {path: part.encode() for path, part in parts.items()}
    head = '<?xml version="1.0" encoding="UTF-16"?>'
    encoded["word/document.xml"] = (head + parts["word/document.xml"]).encode("utf-16")
    assert text_of(zip_of(encoded)) == "1.健全制度"


DOCTYPE = '<!DOCTYPE a [<!ENTITY e "x">]>'
BOMB = '<!DOCTYPE a [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "harm", "message"),
    [
        ("word/document.xml", lambda part: DOCTYPE + part, "document type"),
        ("word/document.xml", lambda part: (BOMB + part.replace("健全", "&b;")).encode("utf-16"), "document type"),
        ("word/styles.xml", lambda part: '<!DOCTYPE a SYSTEM "file:///etc/hostname">' + part, "document type"),
        ("word/document.xml", lambda part: part[:-20], "damaged XML"),
        ("word/numbering.xml", lambda part: part.replace("decimal'", "decimal"), "damaged XML"),
        ("_rels/.rels", lambda part: "", "damaged XML"),
        ("word/document.xml", lambda part: part.replace("健全", "&unknown;"), "damaged XML"),
        ("word/document.xml", lambda part: "<a/>", "no Word text"),
        ("word/document.xml", lambda part: part.replace(BODY, "<w:sdt>" * 5000 + "</w:sdt>" * 5000), "document.xml"),
        ("word/document.xml", lambda part: part + " " * (docx_package.MAX_PART + 1), "would unpack"),
    ],
)  # fmt: skip
def test_harmful_parts(
    parts: dict[str, str], zip_of: Zip, part: str, harm: Callable[[str], str | bytes], message: str
) -> None:
    files: dict[str, str | bytes] = {**parts, part: harm(parts[part])}
    with pytest.raises(ReadError, match=message) as caught:
        text_of(zip_of(files))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("通报.docx: ")


@pytest.mark.parametrize("wrapper", ["w:sdt", "w:ins", "w:tbl><w:tr><w:tc"])
def test_deep_nesting_is_read_or_refused(parts_of: Parts, zip_of: Zip, wrapper: str) -> None:
    closing = "".join(f"</{name}>" for name in reversed(wrapper.split("><")))
    for depth in (20, 2000):
        body = f"<{wrapper}>" * depth + "<w:p><w:r><w:t>深处</w:t></w:r></w:p>" + closing * depth
        why = refusal(zip_of(parts_of(body)))
        assert why is None or (depth == 2000 and why.startswith("通报.docx: "))


def test_a_bomb_is_not_unpacked(parts: dict[str, str], zip_of: Zip, monkeypatch: pytest.MonkeyPatch) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(BODY, "<w:p/>" * 1_000_000)
    data = zip_of(parts)
    assert len(data) < 100_000
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda *_: pytest.fail("it was unpacked"))
    small = {**parts, "word/document.xml": parts["word/document.xml"]}
    del small["_rels/.rels"], small["word/_rels/document.xml.rels"]
    with pytest.raises(ReadError, match="would unpack from"):
        text_of(zip_of(small))


def test_the_parts_together_are_limited(parts: dict[str, str], zip_of: Zip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_TOTAL", 1500)
    with pytest.raises(ReadError, match="would unpack from"):
        text_of(zip_of(parts))


def directory_entry(data: bytes, path: str) -> int:
    """Return where the central directory's entry of a part begins."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(path)] != path.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    return at


@pytest.mark.parametrize(
    ("offset", "form", "value", "message"),
    [
        (24, "<I", 100, "damaged|bytes"),  # says that it is smaller than it is
        (24, "<I", 100_000, "damaged|bytes"),  # larger
        (16, "<I", 12345, "damaged"),  # another checksum
        (10, "<H", 99, "packed in a way"),  # an unknown method
        (8, "<H", 1, "encrypted"),
        (42, "<I", 3, "damaged"),  # begins elsewhere
    ],
)
def test_a_directory_that_lies(
    parts: dict[str, str], zip_of: Zip, offset: int, form: str, value: int, message: str
) -> None:
    data = bytearray(zip_of(parts))
    struct.pack_into(form, data, directory_entry(bytes(data), "word/document.xml") + offset, value)
    with pytest.raises(ReadError, match=message) as caught:
        text_of(bytes(data))
    assert "\n" not in str(caught.value)


def test_no_document_part(parts: dict[str, str], zip_of: Zip) -> None:
    del parts["word/document.xml"]
    with pytest.raises(ReadError, match="without its document part"):
        text_of(zip_of(parts))


@settings(max_examples=150)
@given(data=st.data())
def test_any_damage_is_a_read_error(parts_of: Parts, zip_of: Zip, data: st.DataObject) -> None:
    whole = zip_of(parts_of(BODY, numbering=NUMBERING))
    start = data.draw(st.integers(0, len(whole)), label="start")
    stop = data.draw(st.integers(start, len(whole)), label="stop")
    patch = data.draw(st.binary(max_size=8), label="patch")
    assert "\n" not in (refusal(whole[:start] + patch + whole[stop:]) or "")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_part_or_a_read_error(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        parse_part(data, where="通报.docx")


def test_a_file_with_no_members() -> None:
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    with pytest.raises(ReadError, match="without its document part"):
        text_of(file.getvalue())
