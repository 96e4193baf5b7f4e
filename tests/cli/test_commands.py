"""The commands as a person runs them: output, exit codes, and one line for what goes wrong."""

import json
from pathlib import Path

import pytest


def test_parse_writes_json_by_contract(run, notice: Path) -> None:
    done = run("parse", notice)
    assert done.returncode == 0
    parsed = json.loads(done.stdout)
    assert parsed["schema"] == "textmine.notice/1"
    assert parsed["header"]["agency"]["value"] == "中共青澜县水务局党组"
    assert "1 notices" in done.stderr


def test_parse_reads_stdin(run, notice: Path) -> None:
    done = run("parse", "-", "--quiet", stdin=notice.read_bytes())
    assert json.loads(done.stdout)["source"]["name"] == "stdin"
    assert done.stderr == ""


def test_parse_a_folder_into_a_folder(run, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    notice.rename(tmp_path / "in" / "deep" / "a.txt")
    (tmp_path / "in" / "bad.pdf").write_bytes(b"%PDF-1.4 cut off")
    done = run("parse", "in", "-o", "out")
    assert done.returncode == 1, "a failed file is exit code 1"
    assert (tmp_path / "out" / "deep" / "a.json").exists(), "the other files are unharmed"
    assert "1 failures" in done.stderr
    assert "Traceback" not in done.stderr


def test_parse_json_lines(run, notice: Path, tmp_path: Path) -> None:
    assert run("parse", notice, notice, "-o", "out.jsonl").returncode == 0
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) >= 1


@pytest.mark.parametrize(
    "arguments", [(), ("parse",), ("parse", "missing.txt"), ("nothing",), ("show", "--colour", "x")]
)
def test_wrong_use_is_exit_code_2(run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        ("cut.docx", b"PK\x03\x04 cut off"),
        ("scan.pdf", b"%PDF-1.4\n%%EOF"),
    ],
)
def test_bad_input_is_one_line(run, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    done = run("parse", name, "--quiet")
    assert done.returncode == 1
    assert done.stderr.startswith("textmine: ")
    assert name in done.stderr
    assert done.stderr.count("\n") == 1


def test_show_fits_a_narrow_terminal(run, notice: Path) -> None:
    done = run("show", notice)
    assert done.returncode == 0
    assert "issue" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_show_entities(run, notice: Path) -> None:
    done = run("show", "--entities", notice)
    assert "MONEY" in done.stdout
    assert "32000 CNY" in done.stdout


def test_schema_is_json_schema(run) -> None:
    schema = json.loads(run("schema").stdout)
    assert "$defs" in schema


def test_evaluate(run, tmp_path: Path) -> None:
    corpus = Path(__file__).parents[2] / "corpora" / "notices"
    (tmp_path / "gold").mkdir()
    name = "village-school-2024.gold.json"
    (tmp_path / "gold" / name).write_bytes((corpus / name).read_bytes())
    figures = json.loads(run("evaluate", "gold", "--json").stdout)
    assert figures["outline area+issue+measure"]["f1"] == 1.0
    for name in ("labels micro", "labels macro", "label primary", "status", "problem type"):
        value = figures[name].get("f1", figures[name].get("accuracy"))
        # One notice drawn again is that notice.
        assert figures[name]["low"] == figures[name]["high"] == pytest.approx(value, abs=1e-4)
    assert "(1.000 to 1.000)" in run("evaluate", "gold").stdout


def test_evaluate_names_a_broken_file(run, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "x.gold.json").write_text("{", encoding="utf-8")
    done = run("evaluate", "gold")
    assert done.returncode == 1
    assert "x.gold.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_keeps_what_failed_too(run, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.docx").write_bytes(b"PK\x03\x04 cut off")
    assert run("parse", notice, "cut.docx", "-o", "notices.db").returncode == 1
    done = run("stats", "notices.db")
    assert "1 failures" in done.stdout


def test_a_page_without_a_tag_is_its_text(run, tmp_path: Path) -> None:
    page = tmp_path / "notice.html"
    page.write_text("某局党组关于巡察整改情况的通报\n一、关于收费不规范的问题\n1.清退多收费用3万元。", encoding="utf-8")
    assert '"role":"measure"' in run("parse", str(page)).stdout


def test_what_cannot_be_read_takes_no_place_of_what_was(run, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "kept.csv").write_text("kept", encoding="utf-8")
    assert run("export", str(tmp_path / "wrong.csv"), "-o", str(tmp_path / "kept.csv")).returncode == 1
    assert (tmp_path / "kept.csv").read_text(encoding="utf-8") == "kept"


def test_the_version_is_told(run) -> None:
    assert run("--version").stdout.startswith("textmine 0.")


def test_a_file_that_cannot_be_written_is_not_made_a_folder(run, notice: Path, tmp_path: Path) -> None:
    done = run("parse", notice, "-o", "out.json")
    assert (done.returncode, (tmp_path / "out.json").exists()) == (2, False)
    assert "no .jsonl file, store (.db) or folder" in done.stderr
