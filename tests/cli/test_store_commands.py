"""store, search, stats, export and gold import, as a person runs them."""

import json
import sqlite3
from pathlib import Path

import pytest


@pytest.fixture
def store(run, notice: Path, tmp_path: Path) -> Path:
    done = run("parse", notice, "-o", "notices.db")
    assert done.returncode == 0, done.stderr
    return tmp_path / "notices.db"


@pytest.fixture
def lines(run, notice: Path, tmp_path: Path) -> Path:
    run("parse", notice, "-o", "notices.jsonl")
    return tmp_path / "notices.jsonl"


def test_parse_into_a_store_again_changes_nothing(run, notice: Path, store: Path, lines: Path) -> None:
    assert run("parse", notice, "-o", store).returncode == 0
    done = run("store", "add", store, lines)
    assert done.returncode == 0
    assert "0 added, 0 replaced, 1 unchanged, 0 failures" in done.stderr


def test_store_add_goes_on_after_a_broken_line(run, lines: Path, tmp_path: Path) -> None:
    lines.write_text("{broken\n" + lines.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("store", "add", "new.db", lines, "nowhere.json")
    assert done.returncode == 1
    assert "notices.jsonl:1: no JSON" in done.stderr
    assert "nowhere.json: there is no such file" in done.stderr
    assert "1 added, 0 replaced, 0 unchanged, 2 failures → new.db (1 notices)" in done.stderr


def test_search_marks_the_words(run, store: Path) -> None:
    done = run("search", store, "清退", "补贴", "--since", "2020", "--agency", "水务局")
    assert done.returncode == 0
    assert "【清退补贴】3.2万元" in done.stdout
    assert "1 hits, 1 shown" in done.stderr


def test_search_answers_in_json(run, store: Path) -> None:
    done = run("search", store, "清退", "--json", "-n", "1")
    hit = json.loads(done.stdout)
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["清退"]
    assert hit["agency"] == "中共青澜县水务局党组"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("没有的词",), 0, "0 hits"),
        ((" ",), 1, "no word to search for"),
        (("清退", "--since", "last year"), 2, "is no date"),
        (("清退", "--since", "2020-13"), 2, "is no date"),
        (("清退", "--label", "funds"), 2, "none of fund"),
        (("清退", "--role", "section"), 2, "none of issue, measure"),
        (("清退", "--limit", "-1"), 2, "limit"),
    ],
)
def test_search_says_what_is_wrong(run, store: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run("search", store, *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_stats_fit_into_eighty_columns(run, store: Path) -> None:
    from rich.cells import cell_len

    done = run("stats", store)
    assert done.returncode == 0
    assert "text/plain" in done.stdout
    assert max(map(cell_len, done.stdout.splitlines())) <= 80
    figures = json.loads(run("stats", store, "--json").stdout)
    assert figures["total"]["notices"] == 1


@pytest.mark.parametrize("out", ["ledger.xlsx", "ledger.csv", "notices.parquet", "tasks.json", "copy.jsonl"])
def test_export_takes_a_store_or_json(run, store: Path, lines: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.json").write_bytes(lines.read_bytes())
    for source in (store, lines, "folder"):
        done = run("export", source, "-o", out)
        assert done.returncode == 0, done.stderr
        assert "1 notices, 0 failures" in done.stderr
        assert (tmp_path / out).stat().st_size > 0


def test_a_store_gives_back_the_json_by_contract(run, store: Path, lines: Path) -> None:
    assert run("export", store, "-o", "-", "-f", "jsonl").stdout == lines.read_text(encoding="utf-8")


def test_corrected_tasks_become_gold_that_can_be_scored(run, store: Path, tmp_path: Path) -> None:
    run("export", store, "-o", "tasks.json")
    tasks = json.loads((tmp_path / "tasks.json").read_bytes())
    tasks[0]["annotations"] = [{"result": tasks[0]["predictions"][0]["result"]}]
    (tmp_path / "corrected.json").write_text(json.dumps(tasks))
    done = run("gold", "import", "corrected.json", "-o", "gold")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "gold").iterdir()] == ["notice.gold.json"]
    scored = run("evaluate", "gold", "--json")
    assert json.loads(scored.stdout)["outline all roles"]["f1"] == 1


def test_store_remove_and_check(run, store: Path, lines: Path) -> None:
    notice = json.loads(lines.read_bytes())["id"]
    assert run("store", "check", store).stdout == f"{store}: sound, 1 notices\n"
    assert run("store", "remove", store, notice).returncode == 0
    done = run("store", "remove", store, notice)
    assert done.returncode == 1
    assert done.stderr == f"textmine: {store}: there is no notice {notice} in it\n"


@pytest.mark.parametrize(
    "command", [("search", "{}", "清退"), ("stats", "{}"), ("export", "{}", "-o", "a.csv"), ("store", "check", "{}")]
)
@pytest.mark.parametrize("kind", ["missing", "text", "foreign"])
def test_no_store_is_one_line(run, tmp_path: Path, command: tuple[str, ...], kind: str) -> None:
    path = tmp_path / "other.db"
    if kind == "text":
        path.write_text("no database " * 200)
    elif kind == "foreign":
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE other (a)")
        connection.commit()
        connection.close()
    done = run(*(part.format(path) for part in command))
    assert done.returncode == 1
    assert done.stderr.startswith("textmine: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "a.csv").exists()
