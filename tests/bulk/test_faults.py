"""Runs that are killed, stopped, or run out of room: the next run loses nothing and does nothing twice."""

import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

OUTPUTS = ["out.jsonl", "out", "out.db"]
# Seven kills an output, 21 together; seeded, so that what fails once fails again.
KILLS = ["worker", "parent", "all", "parent", "worker", "all", "parent"]
A_GIGABYTE = 1 << 30


def kill(process: subprocess.Popen[bytes], workers: list[int], who: str) -> None:
    doomed = {"worker": workers[:1], "parent": [process.pid], "all": [process.pid, *workers]}[who]
    for pid in doomed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait_for(path: Path) -> None:
    limit = time.monotonic() + 60
    while not path.exists() and time.monotonic() < limit:
        time.sleep(0.02)


def state_of(out: Path) -> Path:
    return out / ".textmine" if not out.suffix else out.with_name(f"{out.name}.textmine")


@pytest.mark.parametrize("out", OUTPUTS)
def test_killed_at_any_moment(run, command, environment, ids, children, write_corpus, tmp_path: Path, out: str) -> None:
    moments = random.Random(out)
    for number, who in enumerate(KILLS):
        write_corpus(tmp_path / "in" / str(number), 6, f"SLOW{number}")
        process = subprocess.Popen(
            command("parse", "in", "-o", out, "-j", 1 + number % 2), cwd=tmp_path, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(state_of(tmp_path / out) / "manifest.db")
        time.sleep(moments.uniform(0, 1.2))
        kill(process, children(process.pid), who)
        process.wait(60)
    done = run("parse", "in", "-o", out, "-j", 2)
    assert done.returncode == 0, done.stderr
    found = ids(tmp_path / out)
    assert len(found) == len(set(found)) == 6 * len(KILLS)
    assert not [path for path in (state_of(tmp_path / out) / "parts").iterdir() if path.suffix == ".part"]
    if out.endswith(".db"):
        assert run("store", "check", out).returncode == 0
        with closing(sqlite3.connect(tmp_path / out)) as store:
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(
    run, command, environment, ids, children, write_corpus, tmp_path
) -> None:
    write_corpus(tmp_path / "in", 60, "SLOW")
    process = subprocess.Popen(
        command("parse", "in", "-o", "out.jsonl", "-j", 2), cwd=tmp_path, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    parts = tmp_path / "out.jsonl.textmine" / "parts"
    limit = time.monotonic() + 60
    while not (parts.exists() and list(parts.glob("*.part"))) and time.monotonic() < limit:
        time.sleep(0.02)
    time.sleep(0.2)
    workers = children(process.pid)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130
    assert "stopped" in said
    assert "Traceback" not in said
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert 0 < len(ids(tmp_path / "out.jsonl")) < 60
    assert run("parse", "in", "-o", "out.jsonl", "-j", 2).returncode == 0
    assert len(set(ids(tmp_path / "out.jsonl"))) == len(ids(tmp_path / "out.jsonl")) == 60


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """Lay a file system in memory over a folder; False where that is not allowed."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    allowed = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield allowed
    finally:
        if allowed:
            subprocess.run(["umount", str(folder)], capture_output=True, check=True)


@pytest.mark.parametrize("out", OUTPUTS)
def test_a_full_disk_is_one_line_and_what_was_done_stays(run, ids, write_corpus, tmp_path: Path, out: str) -> None:
    write_corpus(tmp_path / "in", 4)
    write_corpus(tmp_path / "more", 12, "。" * 60_000)
    small = tmp_path / "small"
    with mounted(small, "size=1100k") as is_small:
        # Where nothing may be mounted, no file of the run may become large.
        lower = None if is_small else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))
        assert run("parse", "in", "-o", small / out).returncode == 0
        first = ids(small / out)
        done = run("parse", "more", "-o", small / out, "-j", 2, preexec_fn=lower)
        assert done.returncode == 1
        assert done.stderr.startswith("textmine: ")
        assert "Traceback" not in done.stderr
        assert "make room" in done.stderr
        assert set(first) <= set(ids(small / out))
        if is_small:
            subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        done = run("parse", "in", "more", "-o", small / out)
        assert done.returncode == 0, done.stderr
        assert len(set(ids(small / out))) == len(ids(small / out)) == 16


@pytest.mark.parametrize("out", OUTPUTS)
def test_an_output_that_is_read_only_is_one_line(run, ids, write_corpus, tmp_path: Path, out: str) -> None:
    write_corpus(tmp_path / "in", 4)
    disk = tmp_path / "disk"
    with mounted(disk, "size=32m") as own:
        place = disk / out if own else Path("/proc/self") / out
        if own:
            assert run("parse", "in", "-o", place).returncode == 0
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        write_corpus(tmp_path / "in", 6)
        done = run("parse", "in", "-o", place)
        assert done.returncode == 1
        assert done.stderr.startswith("textmine: ")
        assert done.stderr.count("\n") == 1, done.stderr
        if own:
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            assert len(ids(place)) == 4


def test_one_in_a_hundred_does_harm_and_all_others_are_done(run, ids, write_corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 396)
    for word in ("CRASH", "HANG"):
        (tmp_path / "in" / f"{word}.txt").write_text(f"关于整改情况的通报 {word}", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "in" / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        with bomb.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(600):
                stream.write(b" " * (1 << 20))
    with (tmp_path / "in" / "huge.txt").open("wb") as huge:
        huge.truncate(A_GIGABYTE)
    done = run("parse", "in", "-o", "out.jsonl", "-j", 2, "--timeout", 4, "--memory", 512)
    assert done.returncode == 1
    assert "396 notices" in done.stderr
    assert len(ids(tmp_path / "out.jsonl")) == 396
    table = map(json.loads, run("failures", "out.jsonl", "--json").stdout.splitlines())
    codes = {Path(row["key"]).name: row["code"] for row in table}
    assert codes == {
        "CRASH.txt": "crashed", "HANG.txt": "timeout", "bomb.docx": "unreadable", "huge.txt": "unreadable",
    }  # fmt: skip
