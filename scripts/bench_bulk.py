"""Many notices: what a run costs beside the pipeline alone, and how it holds out over tens of thousands of them."""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median

from textmine import readers
from textmine.bulk.local import cores
from textmine.bulk.manifest import Manifest
from textmine.bulk.records import Receipt, Result, Setup
from textmine.bulk.run import run
from textmine.bulk.sink import Sink, open_sink, plan_output
from textmine.bulk.sources import find_documents
from textmine.bulk.task import load_stages
from textmine.generator import LAYOUTS, generate
from textmine.notice import Node, Notice
from textmine.pipeline import analyse, parse_text
from textmine.store import Store

# Pages are mostly HTML, some are Word files, few are text. A rare word stands in one of so many.
KINDS = ("html",) * 16 + ("docx",) * 3 + ("txt",)
RARE, RARE_EVERY = "渔港", 500
WORDS = ("清退", RARE)
EVERY = 1000
PROBES = 400


def write_notice(folder: Path, number: int, size: int) -> None:
    """Write one notice: its form, layout and words are its number's, so that none is another's."""
    random = Random(number)
    notice = generate(random, random.choice(list(LAYOUTS.values())), size=size)
    notice.lines[-1:-1] = [f"第{number}号"] + [f"{RARE}管理"] * (number % RARE_EVERY == 0)
    kind = KINDS[number % len(KINDS)]
    data = notice.docx() if kind == "docx" else (notice.html() if kind == "html" else notice.text).encode()
    path = folder / f"{number // EVERY:04}" / f"{number:06}.{kind}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def bench_bulk(*, count: int = 1200, size: int = 8, repeats: int = 3) -> None:
    """A run in one process against the pipeline alone, two against one, and a store against JSON lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            write_notice(folder / "in", number, size)
        for number in range(2):
            write_notice(folder / "few", number, 2)
        paths = sorted((folder / "in").rglob("*.*"))

        def bare() -> None:
            with (folder / "bare.jsonl").open("wb") as stream:
                for path in paths:
                    stream.write(analyse(readers.read(path)).to_json().encode() + b"\n")

        def command(out: str, jobs: int, given: str = "in") -> Callable[[], None]:
            def run_it() -> None:
                for old in folder.glob(f"{out}*"):
                    shutil.rmtree(old) if old.is_dir() else old.unlink()
                arguments = ["parse", folder / given, "-o", folder / out, "-j", str(jobs), "-q"]
                subprocess.run([sys.executable, "-m", "textmine", *arguments], check=True)

            return run_it

        load_stages(Setup())
        wall, effort = take_turns(
            {
                "bare": bare, "start": command("few.jsonl", 1, "few"), "one": command("a.jsonl", 1),
                "two": command("b.jsonl", 2), "store": command("c.db", 1),
            }, repeats=repeats,
        )  # fmt: skip
    start, over = effort["start"], (effort["one"] - effort["start"]) / effort["bare"] - 1
    share = (effort["store"] - effort["one"]) / effort["bare"]
    rate = " ".join(f"{name} {count / wall[name]:.0f}/s" for name in ("bare", "one", "two", "store"))
    print(f"{count} notices as HTML, DOCX and text, 80/15/5, {cores()} cores; medians of {repeats} runs in turn")
    print(f"{'notices a second in 2 processes : in 1':50} {wall['one'] / wall['two']:6.2f} ×   (wanted ≥ 1.8)")
    print(
        f"{'processor time over the bare pipeline':50} {over:6.0%}     (wanted ≤ 15 %; without {start:.1f} s to start)"
    )
    print(f"{'a store instead of JSON lines, of parse time':50} {share:6.0%}     (wanted ≤ 25 %)")
    print(f"{'notices by the clock':50} {rate}")


def take_turns(jobs: dict[str, Callable[[], None]], *, repeats: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return the median seconds of each job, by the clock and of computing, the jobs run in turn."""
    walls: dict[str, list[float]] = {name: [] for name in jobs}
    efforts: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(repeats):
        for name, job in jobs.items():
            wall, effort = time.perf_counter(), processor_seconds()
            job()
            walls[name].append(time.perf_counter() - wall)
            efforts[name].append(processor_seconds() - effort)
    return {name: median(wall) for name, wall in walls.items()}, {name: median(used) for name, used in efforts.items()}


def processor_seconds() -> float:
    """Return the seconds that this process and those it has waited for have computed."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


class Probe:
    """Told of every result; every thousand documents it measures memory, manifest and store."""

    def __init__(self, sink: Sink, spares: Iterator[Notice], folder: Path) -> None:
        assert sink.manifest is not None
        assert sink.store is not None
        self.manifest, self.store, self.spares, self.folder = sink.manifest, sink.store, spares, folder
        self.done, self.next, self.start = 0, EVERY, time.perf_counter()
        self.rows: list[tuple[float, ...]] = []

    def __call__(self, result: Result) -> None:
        self.done += len(result.receipts) + len(result.failures)
        if self.done < self.next:
            return
        self.next += EVERY
        seconds = time.perf_counter() - self.start
        # Beside those that are being done, as the run's own.
        keys = [f"{self.folder}/{self.done // EVERY:04}/probe-{n}" for n in range(PROBES)]
        manifest, store = (
            measure_manifest(self.manifest, keys),
            measure_store(self.store, list(islice(self.spares, 16))),
        )
        workers = [memory(pid) for pid in children()]
        row = (self.done, seconds, memory(os.getpid()), max(workers, default=0), manifest, store)
        self.rows.append(row)
        print("{:8,} {:9.0f} s {:8.0f} MB {:8.0f} MB {:10.1f} ms {:10.2f} ms".format(*row), flush=True)


def measure_manifest(manifest: Manifest, keys: list[str]) -> float:
    """Return the milliseconds of computing for looking up and noting some documents."""
    start = time.process_time()
    receipts = [Receipt(key, key, sha256(key.encode()).hexdigest()) for key in keys]
    for key in keys:
        manifest.find(key)
    manifest.record(receipts, [], parser="probe", run="probe")
    return 1e3 * (time.process_time() - start)


def measure_store(store: Store, notices: list[Notice]) -> float:
    """Return the milliseconds of computing for putting in one notice."""
    start = time.process_time()
    store.add_many(notices)
    return 1e3 * (time.process_time() - start) / len(notices)


def spare_notices() -> Iterator[Notice]:
    """Yield notices that no document of the run has."""
    for number in range(10**9):
        text = generate(Random(-1 - number), LAYOUTS["generic"], size=4).text + f"\n另{number}号"
        yield parse_text(text, name=f"spare-{number}.txt")


def memory(pid: int) -> float:
    """Return the megabytes that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    return sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def children() -> list[int]:
    """Return this process's workers."""
    # A thread's children are its own, and each worker has a thread.
    return [int(pid) for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()]


def bench_scale(count: int, *, size: int, jobs: int, folder: Path) -> None:
    """One run of so many notices into a store: memory, manifest and store all along, and a search at the end."""
    start = time.perf_counter()
    for number in range(count):
        write_notice(folder / "in", number, size)
    total = sum(path.stat().st_size for path in (folder / "in").rglob("*.*"))
    print(f"{count:,} notices, {total / 1e9:.2f} GB, written in {time.perf_counter() - start:.0f} s")
    print(f"{'done':>8} {'after':>11} {'parent':>11} {'worker':>11} {'manifest':>13} {'a notice in':>13}")
    start = time.perf_counter()
    with open_sink(plan_output(str(folder / "notices.db"))) as sink:
        probe = Probe(sink, spare_notices(), folder / "in")
        summary = run(find_documents([folder / "in"]), sink, jobs=jobs, report=probe)
    seconds = time.perf_counter() - start
    print(f"{dict(summary.counts)}, {summary.failed} failed, {summary.counts['notices'] / seconds:.1f} a second")
    show_trend(probe.rows)
    bench_search(folder / "notices.db")
    start = time.perf_counter()
    with open_sink(plan_output(str(folder / "notices.db"))) as sink:
        summary = run(find_documents([folder / "in"]), sink, jobs=jobs)
    print(f"again: {dict(summary.counts)} in {time.perf_counter() - start:.0f} s")


def show_trend(rows: list[tuple[float, ...]]) -> None:
    """Print the last rows against the first, each a median; what a process needs to start is not counted."""
    tenth = max(1, len(rows) // 10)
    first, last = rows[1 : 1 + tenth] or rows[:1], rows[-tenth:]
    for at, name in ((2, "memory, parent"), (3, "memory, worker"), (4, "manifest"), (5, "store")):
        early, late = (median(row[at] for row in some) for some in (first, last))
        print(f"{name:16} {early:9.2f} → {late:9.2f}   {late / early:5.2f} ×   (wanted ≤ 1.2)")


def bench_search(path: Path) -> None:
    """The time of a search for a two-character word, and its count against a scan of every notice."""
    with Store(path, readonly=True) as store:
        scanned = scan(store)
        for word in WORDS:
            found, counted = [], []
            for _ in range(9):
                start = time.perf_counter()
                hits = list(store.search(word, limit=20))
                found.append(time.perf_counter() - start)
                start = time.perf_counter()
                count = store.count(word)
                counted.append(time.perf_counter() - start)
            exact = "exact" if count == scanned[word] else f"NOT {scanned[word]:,}"
            print(
                f"search {word}: {len(hits)} of {count:,} hits ({exact}) in {median(found) * 1e3:.1f} ms, "
                f"counted in {median(counted) * 1e3:.1f} ms   (wanted ≤ 50 ms)"
            )


def scan(store: Store) -> dict[str, int]:
    """Return how many issues and measures of a store have each word, by reading every notice."""
    counts = dict.fromkeys(WORDS, 0)
    for notice in store.notices():
        for node in notice.walk():
            if node.role in ("issue", "measure"):
                start, end = node.span
                text = notice.text[start : end if node.role == "issue" else extent(node)]
                for word in WORDS:
                    counts[word] += word in text
    return counts


def extent(node: Node) -> int:
    """Return where a node's last descendant ends."""
    return max([node.span[1], *map(extent, node.children)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, metavar="N", help="one run of so many notices, up to 100,000 (3 GB)")
    parser.add_argument("--size", type=int, default=10, help="how large a notice is: 10 is 30 KB of HTML")
    parser.add_argument("--jobs", type=int, default=cores())
    parser.add_argument("--folder", type=Path, help="where the files go; made, and kept")
    given = parser.parse_args()
    if not given.scale:
        return bench_bulk()
    if given.folder:
        return bench_scale(given.scale, size=given.size, jobs=given.jobs, folder=given.folder)
    with tempfile.TemporaryDirectory() as folder:
        bench_scale(given.scale, size=given.size, jobs=given.jobs, folder=Path(folder))


if __name__ == "__main__":
    main()
