"""A run on a real cluster of two workers on this machine: the same as a local one, whatever dies."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from textmine.bulk.cluster import _Bench
from textmine.bulk.fingerprint import fingerprint
from textmine.bulk.records import Output, Setup, Task


class Cluster(NamedTuple):
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[[], Cluster]]:
    """Start a scheduler and two workers, each a process of its own that nobody starts again."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--no-dashboard", "--host", "127.0.0.1"], cwd=tmp_path,
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        started.append(process)
        return process

    def start_all() -> Cluster:
        file = tmp_path / "scheduler.json"
        scheduler = start("scheduler", "--port", "0", "--scheduler-file", str(file))
        limit = time.monotonic() + 60
        while not file.exists() and time.monotonic() < limit:
            time.sleep(0.05)
        options = ("--scheduler-file", str(file), "--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path))
        workers = [start("worker", *options) for _ in range(2)]
        return Cluster(json.loads(file.read_text())["address"], scheduler, workers)

    yield start_all
    for process in reversed(started):
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()


@pytest.mark.parametrize("out", ["out.jsonl", "out.db"])
def test_a_worker_that_dies_costs_nothing(
    run, command, environment, ids, children, write_corpus, cluster, tmp_path: Path, out: str
) -> None:
    write_corpus(tmp_path / "in", 60, "SLOW")
    (tmp_path / "in" / "CRASH.txt").write_text("关于整改情况的通报 CRASH", encoding="utf-8")
    there = cluster()
    process = subprocess.Popen(
        command("parse", "in", "-o", out, "--engine", "dask", "--scheduler", there.address), cwd=tmp_path,
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    victim = there.workers[0].pid
    limit = time.monotonic() + 60
    while not children(victim) and time.monotonic() < limit:  # it has begun to parse
        time.sleep(0.05)
    time.sleep(1)
    assert process.poll() is None
    os.kill(victim, signal.SIGKILL)
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 1, said
    assert "Traceback" not in said
    assert "60 notices" in said
    assert len(set(ids(tmp_path / out))) == len(ids(tmp_path / out)) == 60
    if out == "out.jsonl":
        run("parse", "in", "-o", "local.jsonl", "-j", 2)
        assert (tmp_path / "local.jsonl").read_bytes() == (tmp_path / out).read_bytes()
    table = run("failures", out).stdout
    assert "crashed" in table
    assert "CRASH.txt" in table


def test_a_scheduler_that_dies_costs_only_what_was_not_done(
    run, command, environment, ids, children, write_corpus, cluster, tmp_path: Path
) -> None:
    write_corpus(tmp_path / "in", 60, "SLOW")
    there = cluster()
    process = subprocess.Popen(
        command("parse", "in", "-o", "out.jsonl", "--engine", "dask", "--scheduler", there.address), cwd=tmp_path,
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    limit = time.monotonic() + 60
    while not list((tmp_path / "out.jsonl.textmine").glob("parts/*.part")) and time.monotonic() < limit:
        time.sleep(0.05)
    os.kill(there.scheduler.pid, signal.SIGKILL)
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 1
    assert "is gone" in said
    assert "Traceback" not in said
    assert run("parse", "in", "-o", "out.jsonl", "-j", 2).returncode == 0
    assert len(set(ids(tmp_path / "out.jsonl"))) == len(ids(tmp_path / "out.jsonl")) == 60


def test_no_scheduler_is_one_line(run, write_corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 1)
    done = run("parse", "in", "-o", "out.jsonl", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "no scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_extra_names_the_line_that_installs_it(run, write_corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "in", 1)
    (tmp_path / "site" / "distributed.py").write_text("raise ModuleNotFoundError('distributed')")
    done = run("parse", "in", "-o", "out.jsonl", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert done.stderr == "textmine: a cluster needs one more package: pip install 'textmine[cluster]'\n"


@pytest.mark.parametrize("wrong", [("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:9")])
def test_engine_and_scheduler_go_together(run, write_corpus, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    write_corpus(tmp_path / "in", 1)
    assert run("parse", "in", *wrong).returncode == 2


def test_a_worker_that_would_do_otherwise_is_refused_by_name(tmp_path: Path) -> None:
    setup, same = msgspec.msgpack.encode(Setup()), fingerprint()
    task = Task("task", Output("lines", "", ""), [])
    for state, parser, said in (
        (tmp_path, "other", "has another textmine"),
        (tmp_path / "none", same, "does not see"),
    ):
        bench = _Bench(setup, str(state), parser)
        bench.setup(None)
        assert f"{socket.gethostname()} {said}" in bench.run(task).fault
