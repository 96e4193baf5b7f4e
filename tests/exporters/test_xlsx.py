"""The Excel ledger: its cells, its sheets, and that a real program opens it."""

import csv
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.exporters import export
from textmine.exporters.sheets import sheet_name
from textmine.notice import Header, HeaderField, Notice

pytest.importorskip("xlsxwriter")
SHEETS = "xl/workbook.xml"


def sheets(path: Path) -> list[str]:
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(SHEETS))
    return [sheet.get("name") for sheet in root.iter("{*}sheet")]


def of(agency: str) -> Header:
    return Header(agency=HeaderField(agency, (0, 2)))


def test_one_sheet_of_all_and_one_an_agency(tmp_path: Path, changed) -> None:
    notices = [changed(header=of("望湖区水务局")), changed(header=of("望湖区[教育]局/党组")), changed(header=Header())]
    export([*notices, notices[0]], tmp_path / "ledger.xlsx")
    assert sheets(tmp_path / "ledger.xlsx") == ["全部", "望湖区水务局", "望湖区 教育 局 党组", "单位不详", "说明"]


def test_too_many_agencies_share_the_sheet_of_all(tmp_path: Path, changed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.exporters.xlsx.MAX_AGENCIES", 2)
    export((changed(header=of(f"第{number}局")) for number in range(4)), tmp_path / "ledger.xlsx")
    assert sheets(tmp_path / "ledger.xlsx") == ["全部", "第0局", "第1局", "说明"]
    with zipfile.ZipFile(tmp_path / "ledger.xlsx") as archive:
        assert "其余 2 个单位不另设工作表" in archive.read("xl/worksheets/sheet4.xml").decode()


def test_a_full_sheet_is_continued_on_another(tmp_path: Path, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.exporters.xlsx.MAX_ROWS", 4)
    export([notice] * 3, tmp_path / "ledger.xlsx")
    assert [name for name in sheets(tmp_path / "ledger.xlsx") if name.startswith("全部")] == ["全部", "全部 (2)"]


@given(st.lists(st.one_of(st.text(max_size=40), st.text("局[]:*?/\\'𠮷Aa", max_size=40)), max_size=6))
def test_names_of_sheets_are_legal_and_unlike_each_other(wanted: list[str]) -> None:
    wanted = [name.encode("utf-8", "replace").decode() for name in [*wanted, "History", "全部", "全部"]]
    taken: set[str] = set()
    for name in wanted:
        got = sheet_name(name, taken)
        assert got.casefold() not in {other.casefold() for other in taken}
        assert 0 < len(got.encode("utf-16-le")) // 2 <= 31
        assert not set(got) & set("[]:*?/\\")
        assert not got.startswith("'")
        assert not got.endswith("'")
        assert got.casefold() != "history"
        taken.add(got)


def test_texts_are_texts_amounts_are_numbers_and_the_head_stands(tmp_path: Path, changed) -> None:
    notice = changed(header=of("=HYPERLINK(A1)"))
    export([notice], tmp_path / "ledger.xlsx")
    with zipfile.ZipFile(tmp_path / "ledger.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not any("hyperlink" in name.lower() for name in archive.namelist())
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert '<c r="I2" s="3"><v>35000</v></c>' in sheet
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet


@pytest.mark.libreoffice
def test_libreoffice_opens_the_ledger(tmp_path: Path, changed) -> None:
    long = changed(text="某" * 40_000 + "=2+2", header=of("@望湖区水务局"))
    export([changed(), long], tmp_path / "ledger.xlsx")
    # Its own profile, so that one that is running elsewhere is not asked.
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", str(tmp_path),
         str(tmp_path / "ledger.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    files = {path.name for path in tmp_path.glob("*.csv")}
    if not files:
        missing = "this LibreOffice has no Calc (Debian: libreoffice-calc-nogui)"
        pytest.fail(missing) if os.environ.get("TEXTMINE_REQUIRE_ALL") else pytest.skip(missing)
    assert files == {f"ledger-{name}.csv" for name in ("全部", "中共望湖区水务局党组", "@望湖区水务局", "说明")}
    with (tmp_path / "ledger-全部.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:9] == [
        "序号",
        "反馈问题",
        "问题类型",
        "整改措施",
        "责任单位",
        "完成时限",
        "整改情况",
        "标签",
        "金额",
    ]
    assert rows[1][3].startswith("=1+1清退违规补贴")
    assert rows[1][8] == "35000"
    assert rows[3][9] == "@望湖区水务局"
