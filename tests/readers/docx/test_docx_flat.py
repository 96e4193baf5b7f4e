"""Word documents that are one XML file."""

from collections.abc import Callable

import pytest

from textmine.errors import ReadError
from textmine.readers import docx_package, read_bytes
from textmine.readers.docx_flat import repack

WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core">'
    "<w:lists><w:listDef w:listDefId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:nfc w:val='{nfc}'/>"
    "<w:suff w:val='Nothing'/><w:lvlText w:val='%1、'/></w:lvl></w:listDef>"
    "<w:list w:ilfo='1'><w:ilst w:val='0'/></w:list></w:lists>"
    "<w:styles><w:style w:type='paragraph' w:styleId='n'><w:name w:val='n'/><w:pPr><w:listPr><w:ilfo w:val='1'/>"
    "</w:listPr></w:pPr></w:style></w:styles><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
)


def text_of(body: str, nfc: int = 39) -> str:
    data = WORD_2003.format(body=body, nfc=nfc).encode()
    return read_bytes(data, name="通报.doc").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>总体情况</w:t></w:r></w:p>", "总体情况"),
        ("<w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/></w:listPr></w:pPr><w:r><w:t>总体</w:t></w:r></w:p>"
         "<wx:sub-section><w:p><w:pPr><w:pStyle w:val='n'/></w:pPr><w:r><w:t>整改</w:t></w:r></w:p></wx:sub-section>",
         "一、总体\n二、整改"),
        ("<w:p><aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>增</w:t></w:r></aml:content></aml:annotation>"
         "<aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>删</w:delText></w:r></aml:content>"
         "</aml:annotation><w:hlink><w:r><w:t>链接</w:t></w:r></w:hlink></w:p>", "增链接"),
        ("<w:p><w:r><w:t>正文</w:t></w:r><aml:annotation w:type='Word.Comment'><aml:content><w:p><w:r><w:t>批注</w:t></w:r>"
         "</w:p></aml:content></aml:annotation></w:p>", "正文"),
        ("<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>问题</w:t></w:r></w:p></w:tc>"
         "<w:tc><w:p><w:r><w:t>措施</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc>"
         "<w:tc><w:p><w:r><w:t>措施二</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "问题 | 措施\n| 措施二"),
    ],
)  # fmt: skip
def test_word_2003(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("nfc", "label"), [(0, "1、"), (18, "①、"), (30, "甲、"), (38, "壹、"), (255, "、"), (99, "、")]
)
def test_number_formats_of_word_2003(nfc: int, label: str) -> None:
    body = "<w:p><w:pPr><w:pStyle w:val='n'/></w:pPr><w:r><w:t>文字</w:t></w:r></w:p>"
    assert text_of(body, nfc) == f"{label}文字"


def test_flat_package(parts_of: Callable[..., dict[str, str]]) -> None:
    parts = "".join(
        f'<pkg:part pkg:name="/{path}"><pkg:xmlData>{part}</pkg:xmlData></pkg:part>'
        for path, part in parts_of("<w:p><w:r><w:t>平面文件</w:t></w:r></w:p>").items()
    )
    data = f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'
    notice = read_bytes(data.encode(), name="通报.xml")
    assert (notice.text, notice.source.media_type) == ("平面文件", "application/xml")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<a/>", "not of Word"),
        (b"<a>", "damaged XML"),
        (b"<!DOCTYPE a><a/>", "document type"),
        (b"<p:package xmlns:p='http://schemas.microsoft.com/office/2006/xmlPackage'/>", "without its document part"),
    ],
)
def test_other_xml(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        docx_package.Package(repack(data, name="通报.xml"), name="通报.xml")


def test_a_huge_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.readers.docx_flat.MAX_PART", 100)
    with pytest.raises(ReadError, match="more than any notice"):
        text_of("<w:p/>")
