"""The folder: every table as CSV, every picture as SVG and PNG, and a page that points to them."""

from pathlib import Path

import pytest

from textmine.errors import TextmineError
from textmine.report import Report, has_chinese_font, write_report
from textmine.report.folder import write_folder


def test_a_folder_holds_all_of_it(corpus_report: Report, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_report(corpus_report, out)
    names = {path.name for path in out.iterdir()}
    assert {"report.html", "methods.bib", "rates.csv", "flows.svg", "model_card.csv"} <= names
    assert not [name for name in names if name.endswith(".part")]
    svg = {name for name in names if name.endswith(".svg")}
    assert len(svg) >= 6
    if has_chinese_font():
        assert {name.replace(".svg", ".png") for name in svg} <= names
    page = (out / "report.html").read_text(encoding="utf-8")
    assert 'href="rates.csv"' in page
    assert "data:text/csv" not in page
    assert (out / "rates.csv").read_text(encoding="utf-8-sig").startswith("of,code,group,")


def test_another_suffix_is_refused(corpus_report: Report, tmp_path: Path) -> None:
    with pytest.raises(TextmineError, match=r"\.pdf"):
        write_report(corpus_report, tmp_path / "x.pdf")


def test_a_place_that_cannot_be_written_is_said(corpus_report: Report, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TextmineError, match="cannot write"):
        write_report(corpus_report, tmp_path / "file" / "report.html")


def test_a_second_report_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    write_folder(tmp_path, {"report.html": b"1", "keyness.csv": b"1"})
    (tmp_path / "own.csv").write_bytes(b"a person's")
    write_folder(tmp_path, {"report.html": b"2"})
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "own.csv", ".report"}


def test_a_list_of_files_leads_out_of_no_folder(tmp_path: Path) -> None:
    outside, folder = tmp_path / "kept", tmp_path / "out"
    outside.write_bytes(b"kept")
    write_folder(folder, {"report.html": b"1"})
    (folder / ".report").write_text("../kept\n", encoding="utf-8")
    write_folder(folder, {"report.html": b"2"})
    assert outside.exists()
