"""A run from end to end, as a person runs it: once, again, changed, broken off, with documents that do harm."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTPUTS = ["out.jsonl", "out", "out.db"]


@pytest.mark.parametrize("out", OUTPUTS)
def test_again_does_only_what_is_new_or_changed(run, ids, write_corpus, tmp_path: Path, out: str) -> None:
    paths = write_corpus(tmp_path / "in", 6)
    assert "6 notices" in run("parse", "in", "-o", out, "-j", 2).stderr
    first = ids(tmp_path / out)
    assert "0 notices" in (again := run("parse", "in", "-o", out, "-j", 1)).stderr
    assert "6 unchanged" in again.stderr
    assert ids(tmp_path / out) == first
    paths[3].write_text(paths[3].read_text("utf-8") + "三、关于公开不及时的问题\n", encoding="utf-8")
    write_corpus(tmp_path / "new", 1, "新")
    assert "2 notices" in run("parse", "in", "new", "-o", out, "-j", 1).stderr
    last = ids(tmp_path / out)
    assert len(last) == 7, "the changed one stands once, in the place of the old"
    assert len(set(last) & set(first)) == 5


@pytest.mark.parametrize("out", OUTPUTS)
def test_what_was_removed_from_the_output_is_done_again(run, ids, write_corpus, tmp_path: Path, out: str) -> None:
    write_corpus(tmp_path / "in", 3)
    run("parse", "in", "-o", out, "-j", 1)
    first = ids(tmp_path / out)
    path = tmp_path / out
    if path.is_dir():
        next(path.rglob("*.json")).unlink()
    else:
        path.unlink()
    run("parse", "in", "-o", out, "-j", 1)
    assert ids(path) == first


def test_another_parser_does_all_again(run, ids, write_corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    run("parse", "in", "-o", "out.jsonl")
    with sqlite3.connect(tmp_path / "out.jsonl.textmine" / "manifest.db") as manifest:
        manifest.execute("UPDATE documents SET parser = 'older'")
    manifest.close()
    assert "2 notices" in run("parse", "in", "-o", "out.jsonl").stderr
    assert len(ids(tmp_path / "out.jsonl")) == 2


def test_another_model_does_all_again(run, ids, write_corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    run("parse", "in", "-o", "out.jsonl")
    shutil.copytree(ROOT / "models" / "labels-1", tmp_path / "model")
    assert "2 unchanged" in run("parse", "in", "-o", "out.jsonl", "--model", "model").stderr, "the same, elsewhere"
    with (tmp_path / "model" / "card.json").open("a", encoding="utf-8") as card:
        card.write("\n")
    assert "2 notices" in run("parse", "in", "-o", "out.jsonl", "--model", "model", "-j", 1).stderr
    for wrong in (("--model", "none"), ("--taxonomy", "none.toml")):
        done = run("parse", "in", "-o", "out.jsonl", *wrong)
        assert done.returncode in (1, 2)
        assert "Traceback" not in done.stderr


def test_what_changed_twins_leave_is_taken_out_of_a_store(run, ids, write_corpus, tmp_path: Path) -> None:
    (twin, _) = write_corpus(tmp_path / "in", 2)
    shutil.copy(twin, twin.with_name("twin.txt"))
    run("parse", "in", "-o", "out.db", "-j", 1)
    assert len(ids(tmp_path / "out.db")) == 2, "the same bytes are one notice"
    for path in (twin, twin.with_name("twin.txt")):
        path.write_text(path.read_text("utf-8") + f"三、关于{path.stem}的问题\n", encoding="utf-8")
    run("parse", "in", "-o", "out.db", "-j", 1)
    assert len(ids(tmp_path / "out.db")) == 3


@pytest.mark.parametrize("again", [("in",), ("--retry-failed",)])
def test_an_archive_that_is_whole_again_is_no_failure_any_more(
    run, ids, write_corpus, tmp_path: Path, again: tuple[str, ...]
) -> None:
    write_corpus(tmp_path / "notices", 3)
    archive = Path(shutil.make_archive(str(tmp_path / "in" / "x"), "zip", tmp_path / "notices"))
    whole = archive.read_bytes()
    archive.write_bytes(whole[:100])
    assert "1 failures" in run("parse", "in", "-o", "out.db", "-j", 1).stderr
    archive.write_bytes(whole)
    done = run("parse", *again, "-o", "out.db")
    assert done.returncode == 0, done.stderr
    assert len(ids(tmp_path / "out.db")) == 3
    assert run("failures", "out.db").stdout == ""
    assert "0 failures" in run("stats", "out.db").stdout


def test_order_and_number_of_processes_do_not_matter(run, ids, write_corpus, tmp_path: Path) -> None:
    paths = write_corpus(tmp_path / "in", 9)
    run("parse", "in", "-o", "one.jsonl", "-j", 1)
    (tmp_path / "list.txt").write_text("\n".join(map(str, reversed(paths))), encoding="utf-8")
    run("parse", "@list.txt", "-o", "two.jsonl", "-j", 3)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_harmful_documents_are_set_aside_and_all_others_done(run, ids, write_corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 12)
    for word in ("CRASH", "HANG", "HUGE", "BUG"):
        (tmp_path / "in" / f"{word}.txt").write_text(f"关于整改情况的通报 {word}", encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = run("parse", "in", "-o", "out.jsonl", "-j", 2, "--timeout", 4, "--memory", 256)
    assert done.returncode == 1
    assert "12 notices" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(ids(tmp_path / "out.jsonl")) == 12
    table = run("failures", "out.jsonl", "--json").stdout.splitlines()
    codes = {Path(row["key"]).stem: row["code"] for row in map(json.loads, table)}
    assert codes == {"CRASH": "crashed", "HANG": "timeout", "HUGE": "memory", "BUG": "bug", "empty": "unreadable"}
    again = run("parse", "in", "-o", "out.jsonl", "-j", 2, "--timeout", 4)
    assert "12 unchanged, 5 failures" in again.stderr, "what failed is not tried again unasked, and not forgotten"
    shutil.rmtree(tmp_path / "site")
    retried = run("parse", "--retry-failed", "-o", "out.jsonl")
    assert "4 notices" in retried.stderr
    assert "1 failures" in retried.stderr
    assert len(ids(tmp_path / "out.jsonl")) == 16


@pytest.mark.parametrize("out", ["folder/out.jsonl", "folder/out", "folder/out.db"])
def test_an_output_that_cannot_be_written_is_one_line(run, ids, write_corpus, tmp_path: Path, out: str) -> None:
    write_corpus(tmp_path / "in", 2)
    (tmp_path / "folder").write_text("a file where a folder should be", encoding="utf-8")
    done = run("parse", "in", "-o", out)
    assert done.returncode == 1
    assert done.stderr.startswith("textmine: ")
    assert done.stderr.count("\n") == 1


def test_a_file_that_somebody_changed_is_not_overwritten(run, ids, write_corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 2)
    run("parse", "in", "-o", "out.jsonl")
    with (tmp_path / "out.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    done = run("parse", "in", "-o", "out.jsonl")
    assert done.returncode == 1
    assert "changed" in done.stderr


def test_failures_of_no_run(run, ids, write_corpus, tmp_path: Path) -> None:
    assert run("failures", "nothing").returncode == 1
