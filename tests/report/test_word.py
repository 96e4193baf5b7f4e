"""The Word file: headings, captions, contents, words for pictures; and LibreOffice reads it."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from test_page import hostile_report

from textmine.report import Report, word
from textmine.report.word import to_docx


@pytest.fixture(scope="module")
def document(corpus_report: Report):
    return Document(BytesIO(to_docx(corpus_report)))


def _fields(document) -> list[str]:
    return [element.text or "" for element in document.element.iter(qn("w:instrText"))]


def test_it_has_headings_and_a_table_of_contents(document, corpus_report: Report) -> None:
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    for finding in corpus_report.findings:
        assert finding.title in headings
    assert any(code.startswith("TOC") for code in _fields(document))


def test_captions_are_numbered_by_fields(document, corpus_report: Report) -> None:
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    assert sum("SEQ" in code for code in _fields(document)) == len(captions) > 10
    assert captions[0].text.startswith("表 1")


@pytest.mark.skipif(not word.has_chinese_font(), reason="no Chinese font")
def test_every_picture_says_what_it_shows(document, corpus_report: Report) -> None:
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    assert len(pictures) == sum(e.picture is not None for f in corpus_report.findings for e in f.exhibits)
    assert all(picture.get("descr") for picture in pictures)


def test_pictures_fit_the_page(document) -> None:
    for shape in document.inline_shapes:
        assert shape.width.cm <= 16.01
        assert shape.height.cm <= 21.01


def test_without_chinese_letters_pictures_are_left_out(corpus_report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "has_chinese_font", lambda: False)
    document = Document(BytesIO(to_docx(corpus_report)))
    assert len(document.inline_shapes) == 0
    assert any("本机没有中文字体" in p.text for p in document.paragraphs)


def test_hostile_notices_make_a_file_that_opens() -> None:
    text = "\n".join(p.text for p in Document(BytesIO(to_docx(hostile_report()))).paragraphs)
    assert "<script>" in text


@pytest.mark.libreoffice
def test_libreoffice_reads_it(corpus_report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(to_docx(corpus_report))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    assert (tmp_path / "report.pdf").stat().st_size > 50_000
