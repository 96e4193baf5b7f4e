"""Dates, sums and bodies against other libraries: span F1 and value accuracy on the same text, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from calendar import monthrange
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from textmine.evaluation import Matches
from textmine.gold import GoldNotice, read_folder
from textmine.pipeline import parse_text

ROOT = Path(__file__).parent.parent
LABELS = ("DATE", "MONEY", "ORG")
Hit = tuple[int, int, object]


def days(edtf: str | None) -> tuple[str, str] | None:
    """Return the first and last day of a closed EDTF value, None for open or unknown ones."""
    ends = (edtf or "..").strip("~").split("/")
    if ".." in ends or not ends[0]:
        return None
    first, last = ends[0].split("-"), ends[-1].strip("~").split("-")
    month = int(last[1]) if len(last) > 1 else 12
    day = int(last[2]) if len(last) > 2 else monthrange(int(last[0]), month)[1]
    return "-".join([*first, "01", "01"][:3]), f"{last[0]}-{month:02}-{day:02}"


def value_of(label: str, value: object) -> object:
    """Return a value in the form in which both sides are compared; None where it cannot be."""
    if value is None or label == "ORG":
        return None
    if label == "MONEY":
        try:
            return round(float(str(value)), 2)
        except ValueError:
            return None
    if isinstance(value, str):
        return days(value)
    ends = [str(end)[:10] if end else "" for end in value] if isinstance(value, list) else []
    try:
        closed = [days(end) for end in ends if end]
    except ValueError:  # a peer's own notation for what is open
        return None
    return (closed[0][0], closed[-1][1]) if len(closed) == 2 and all(closed) else None


def ours(gold: GoldNotice) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = defaultdict(list)
    for entity in parse_text(gold.text).entities:
        if entity.label in LABELS:
            found[entity.label].append((*entity.span, entity.value))
    return found


def main(python: str, folder: Path) -> None:
    notices = [gold for gold in read_folder(folder) if gold.entities]
    begun = time.perf_counter()
    answers = [{f"{label} textmine": hits for label, hits in ours(gold).items()} for gold in notices]
    seconds: dict[str, float] = defaultdict(float, {"textmine, everything": time.perf_counter() - begun})
    tasks = []
    for gold in notices:
        published = gold.header.get("published")
        year, month, day = (
            int(part) for part in [*(published.value if published else "2020").split("-"), "12", "28"][:3]
        )
        lines, at = [], 0
        for line in gold.text.split("\n"):
            lines.append((at, line))
            at += len(line) + 1
        tasks.append(json.dumps({"lines": lines, "base": datetime(year, month, day, tzinfo=UTC).timestamp()}))
    done = subprocess.run(
        [python, str(ROOT / "scripts" / "peers_found.py")],
        input="\n".join(tasks),
        capture_output=True,
        text=True,
        check=True,
    )
    for answer, row in zip(answers, done.stdout.splitlines(), strict=True):
        for name, found in json.loads(row).items():
            answer[name] = [(a, b, value) for a, b, value in found["hits"]]
            seconds[name] += found["seconds"]
    print(f"{len(notices)} notices, {sum(len(gold.text) for gold in notices):,} characters\n")
    print(f"{'':26}  span F1   value right, of spans that both have")
    for name in sorted({name for answer in answers for name in answer}):
        label = name.split()[0]
        spans, right, compared = Matches(), 0, 0
        for gold, answer in zip(notices, answers, strict=True):
            wanted = {(*e.span,): value_of(label, e.value) for e in gold.entities if e.label == label}
            had = {(a, b): value_of(label, value) for a, b, value in answer.get(name, [])}
            spans.add(list(wanted), list(had))
            both = [span for span in wanted if span in had and wanted[span] is not None]
            compared += len(both)
            right += sum(wanted[span] == had[span] for span in both)
        value = f"{right / compared:.3f}" if compared and label != "ORG" else "  –"
        print(f"{name:26}   {spans.f1 or 0:.3f}     {value}   {seconds.get(name, 0):8.2f} s")
    print(f"{'textmine, everything':26}{seconds['textmine, everything']:28.2f} s")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "corpora" / "notices")
