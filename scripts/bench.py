"""Speed, as ratios within one run: medians of interleaved repeats, so that a slow machine slows both sides alike."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

import bench_bulk

from textmine.generator import LAYOUTS, generate
from textmine.readers import from_text, read_bytes

ROOT = Path(__file__).parent.parent
REPEATS = 15
TEN_MEGABYTES = 3_500_000  # characters, at three bytes each


def interleaved(*jobs: Callable[[], object], repeats: int = REPEATS) -> list[float]:
    """Return the median seconds of each job, the jobs run in turn."""
    times: list[list[float]] = [[] for _ in jobs]
    for job in jobs:
        job()
    for _ in range(repeats):
        for at, job in enumerate(jobs):
            start = time.perf_counter()
            job()
            times[at].append(time.perf_counter() - start)
    return [median(row) for row in times]


def show(name: str, ours: float, theirs: float, *, wanted: str, faster: bool = True) -> None:
    """Print one ratio, and what is wanted of it."""
    ratio = theirs / ours if faster else ours / theirs
    print(f"{name:44} {ours * 1e3:9.2f} ms {theirs * 1e3:9.2f} ms   {ratio:6.2f} ×   (wanted {wanted})")


def corpus() -> list[str]:
    """Return the texts of the authored corpus, or generated ones where it is empty."""
    paths = sorted((ROOT / "corpora" / "notices").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return texts or [generate(Random(n), layout, size=5).text for n, layout in enumerate(LAYOUTS.values())]


def bench_stages(texts: list[str]) -> None:
    """Outline, header and claims, then everything, against jieba's segmentation of the same text."""
    import jieba

    from textmine.entities import tag
    from textmine.facts.claims import check_claims
    from textmine.header import read_header
    from textmine.outline import outline
    from textmine.pipeline import analyse

    notices = [from_text(text) for text in texts]
    jieba.initialize()
    segment, structure, tagged, whole = interleaved(
        lambda: [jieba.lcut(text) for text in texts],
        lambda: [check_claims(read_header(outline(notice))) for notice in notices],
        lambda: [tag(read_header(outline(notice))) for notice in notices],
        lambda: [analyse(notice).to_json() for notice in notices],
        repeats=5,
    )
    show("outline + header + claims : jieba.lcut", structure, segment, wanted="≥ 15")
    show("outline + entities with values : jieba.lcut", tagged, segment, wanted="≥ 12")
    show("all stages + JSON : jieba.lcut", whole, segment, wanted="≥ 6")


def bench_html() -> None:
    """A page of HTML against resiliparse's own parse and plain text of it."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    page = generate(Random(1), LAYOUTS["generic"], size=6).html()
    data = page.encode()
    ours, theirs = interleaved(
        lambda: read_bytes(data, name="page.html"), lambda: extract_plain_text(HTMLTree.parse(page)), repeats=40
    )
    show("a page of HTML : resiliparse itself", ours, theirs, wanted="≤ 2", faster=False)


def bench_start() -> None:
    """`textmine --help`, as a whole process."""
    command = [str(Path(sys.executable).with_name("textmine")), "--help"]
    start = [sys.executable, "-c", "pass"]
    ours, bare = interleaved(
        lambda: subprocess.run(command, capture_output=True, check=True),
        lambda: subprocess.run(start, capture_output=True, check=True),
        repeats=7,
    )
    print(f"{'textmine --help':44} {ours * 1e3:9.2f} ms {bare * 1e3:9.2f} ms (python itself)   (wanted ≤ 350 ms)")


def bench_length(texts: list[str]) -> None:
    """Time per character of one long text against that of a short one."""
    from textmine.pipeline import analyse

    short = texts[0]
    long = "\n".join(texts * (TEN_MEGABYTES // sum(map(len, texts)) + 1))[:TEN_MEGABYTES]
    small = interleaved(lambda: analyse(from_text(short)), repeats=9)[0] / len(short)
    start = time.perf_counter()
    analyse(from_text(long))
    large = (time.perf_counter() - start) / len(long)
    print(f"{'time per character, 10 MB : one notice':44} {large / small:32.2f} ×   (wanted about 1)")


HOSTILE = (
    "一、",
    "（一）",
    "1.",
    "1.1.",
    "一是甲；二是乙；",
    "“",
    "《",
    "关于“",
    "甲 | 乙 | 丙\n",
    "2019年",
    "二十",
    "12.5万元",
    "县委县纪委监委",
    "委",
)


def bench_hostile() -> None:
    """Time per character of texts that a slow pattern would choke on, at 20,000 characters and at four times that."""
    from textmine.pipeline import analyse

    for unit in HOSTILE:
        times = []
        for size in (20_000, 80_000):
            text = unit * (size // len(unit))
            start = time.perf_counter()
            analyse(from_text(text))
            times.append((time.perf_counter() - start) / size)
        print(
            f"hostile {unit.strip()[:12]!r:34} {times[1] * 1e6:9.2f} µs a character, {times[1] / times[0]:5.2f} × that of a shorter text"
        )


def bench_copies(measures: int) -> None:
    """What the search for copies finds of those planted among so many measures, how long it takes and what it needs."""
    from resource import RUSAGE_SELF, getrusage

    from textmine.compare.copies import find_copies
    from textmine.compare.planted import plant, score

    planted = plant(measures)
    start, busy = time.perf_counter(), time.process_time()
    copies = find_copies(planted.sample)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    precision, recall, found = score(planted, copies)
    peak = getrusage(RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(f"{measures:,} measures: precision {precision:.4f}, recall {recall:.4f} (wanted ≥ 0.95)")
    print(f"{seconds:.1f} s, {busy:.1f} s of processor time, {peak:,.0f} MB at the most (wanted ≤ 180 s, < 2,000 MB)")
    for kind, share in sorted(found.items()):
        print(f"  {kind:12} {share:.4f} of the copies found with what they are of")


def main() -> None:
    if sys.argv[1:2] == ["--scale"]:
        return bench_bulk.main()
    if sys.argv[1:2] == ["--copies"]:
        return bench_copies(int(sys.argv[2]) if sys.argv[2:] else 100_000)
    texts = corpus()
    print(
        f"{len(texts)} notices, {sum(map(len, texts)):,} characters; medians of interleaved runs: ours, theirs, ratio"
    )
    bench_stages(texts)
    bench_html()
    bench_start()
    bench_length(texts)
    bench_hostile()
    bench_bulk.bench_bulk()


if __name__ == "__main__":
    main()
