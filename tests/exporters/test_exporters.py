"""What holds of every export, and what each text format writes."""

import ast
import csv
import io
import os
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from textmine import exporters
from textmine.errors import MissingDependencyError, TextmineError
from textmine.exporters import EXPORTERS, SUFFIXES, export, format_of
from textmine.exporters.corrections import read_corrections
from textmine.notice import Header, HeaderField, Notice

OUTPUTS = {name: suffix for suffix, name in SUFFIXES.items()}


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_writes_its_file_and_nothing_half(tmp_path: Path, notice: Notice, name: str) -> None:
    out = tmp_path / "new" / f"out{OUTPUTS[name]}"
    assert export([notice, notice], out) == 2
    first = out.read_bytes()
    assert first

    def broken():
        yield notice
        raise TextmineError("the source broke off")

    with pytest.raises(TextmineError, match="broke off"):
        export(broken(), out)
    assert out.read_bytes() == first
    assert [path.name for path in out.parent.iterdir() if path.suffix == ".part"] == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_takes_no_notice_at_all(tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out{OUTPUTS[name]}"
    assert export([], out) == 0
    assert out.exists()


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_takes_notices_as_they_come(tmp_path: Path, notice: Notice, name: str) -> None:
    """None asks for the length, or goes through them twice."""
    assert export((notice for _ in range(3)), tmp_path / f"out{OUTPUTS[name]}") == 3


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_says_where_it_cannot_write(tmp_path: Path, notice: Notice, name: str) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(TextmineError, match="cannot be written"):
        export([notice], tmp_path / "file" / f"out{OUTPUTS[name]}")


def test_an_export_follows_a_link_and_writes_into_a_pipe(tmp_path: Path, notice: Notice) -> None:
    target, link, pipe = tmp_path / "a.jsonl", tmp_path / "link.jsonl", tmp_path / "pipe.jsonl"
    target.write_text("old")
    link.symlink_to(target)
    export([notice], link)
    assert link.is_symlink()
    assert target.read_text() == notice.to_json() + "\n"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    export([notice], pipe)
    reader.join(10)
    assert read == [notice.to_json() + "\n"]
    assert pipe.is_fifo()


def test_the_list_of_exports_is_whole() -> None:
    folder = Path(exporters.__file__).parent
    writers = {
        f"textmine.exporters.{path.stem}"
        for path in folder.glob("*.py")
        if any(isinstance(node, ast.FunctionDef) and node.name == "write" for node in ast.parse(path.read_text()).body)
    }
    assert writers == set(EXPORTERS.values())


@pytest.mark.parametrize(("out", "stated"), [("a.txt", None), ("a.xlsx", "word"), ("-", None)])
def test_an_unknown_format_is_an_error(out: str, stated: str | None) -> None:
    with pytest.raises(TextmineError, match="there is no export"):
        format_of(Path(out), stated)


@pytest.mark.parametrize(("name", "missing", "line"), [
    ("xlsx", "xlsxwriter", r"pip install 'textmine\[excel\]'"), ("parquet", "pyarrow", r"pip install 'textmine\[parquet\]'"),
])  # fmt: skip
def test_a_missing_extra_names_what_to_install(
    tmp_path: Path, notice: Notice, monkeypatch: pytest.MonkeyPatch, name: str, missing: str, line: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(MissingDependencyError, match=line):
        export([notice], tmp_path / f"out{OUTPUTS[name]}")


def test_json_lines_are_the_contract(tmp_path: Path, notice: Notice) -> None:
    export([notice, notice], tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert [Notice.from_json(line) for line in lines] == [notice, notice]


def test_csv_is_a_ledger_that_a_spreadsheet_can_open(tmp_path: Path, notice: Notice) -> None:
    export([notice], tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["反馈问题"] for row in rows] == ["补贴发放不规范", "合同管理不严"]
    first = rows[0]
    assert first["整改措施"].startswith("'=1+1清退")
    assert "财务科" not in first["整改措施"]
    said = {
        name: first[name] for name in ("序号", "问题类型", "责任单位", "完成时限", "整改情况", "标签", "金额", "单位")
    }
    assert said == {
        "序号": "1", "问题类型": "财务、采购、资产", "责任单位": "财务科", "完成时限": "2020-06", "整改情况": "已完成",
        "标签": "资金清退压减、监督检查", "金额": "35000", "单位": "中共望湖区水务局党组",
    }  # fmt: skip


@pytest.mark.parametrize("lead", list("=+-@\t\r"))
def test_no_cell_of_csv_is_a_formula(tmp_path: Path, changed, lead: str) -> None:
    evil = f"{lead}cmd|' /C calc'!A0"
    notice = changed(header=Header(title=HeaderField(evil, (0, 2)), agency=HeaderField(evil, (0, 2))))
    export([notice], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [cell for row in rows for cell in row if cell.startswith(lead)] == []
    assert rows[1][9] == f"'{evil}"


def test_parquet_has_codes_and_types(tmp_path: Path, notice: Notice) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export([notice], tmp_path / "out.parquet")
    first, second = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    known = {name: first[name] for name in ("notice", "problem", "labels", "status", "money", "owner_unit", "issue_id")}
    assert known == {
        "notice": "a" * 16, "problem": "finance", "labels": ["fund", "check"], "status": "completed", "money": 35000.0,
        "owner_unit": "财务科", "issue_id": "2",
    }  # fmt: skip
    assert (second["issue"], second["measure"], second["labels"]) == ("合同管理不严", None, None)


def test_docbin_is_cut_and_comes_back(tmp_path: Path, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    monkeypatch.setattr("textmine.exporters.docbin.PART", 2)
    assert export([notice] * 3, tmp_path / "out.spacy") == 3
    parts = sorted(tmp_path.glob("*.spacy"))
    docs = [doc for part in parts for doc in DocBin().from_disk(part).get_docs(spacy.blank("zh").vocab)]
    assert [len(parts), len(docs)] == [2, 3]
    assert ("3.5万元", "MONEY") in [(entity.text, entity.label_) for entity in docs[0].ents]


def test_label_studio_has_its_interface_beside_it(tmp_path: Path, notice: Notice) -> None:
    lxml = pytest.importorskip("lxml.etree")
    export([notice], tmp_path / "tasks.json")
    interface = lxml.parse(str(tmp_path / "tasks.config.xml"))
    names = {control.get("name") for control in interface.getroot() if control.tag != "Text"}
    (found,) = msgspec.json.decode((tmp_path / "tasks.json").read_bytes())
    regions = found["predictions"][0]["result"]
    assert {region["from_name"] for region in regions} <= names
    for region in regions:
        if region["type"] == "labels":
            value = region["value"]
            assert found["data"]["text"][value["start"] : value["end"]] == value["text"]
    assert list(read_corrections(tmp_path / "tasks.json")) == []  # nobody has corrected anything yet
