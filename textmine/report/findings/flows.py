"""From problem to measure to status: how problems of each type are answered, and how far the answers got."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from textmine.report.charts.alluvial import Flow, alluvial
from textmine.report.contents import Finding
from textmine.report.findings.telling import Row, Telling, number, text

# Of each stage so many names are drawn; the rest is one.
_MOST: Final = {"problem": 6, "label": 8, "status": 5}
_TABLES: Final = {"problem": "problems", "label": "labels", "status": "statuses"}


def flows(telling: Telling) -> Finding | None:
    """Return which measures answer which problems, over all groups together."""
    rows = telling.records("flows")
    if not rows:
        return None
    pairs: Counter[tuple[str, str]] = Counter()
    for row in rows:
        pairs[text(row["problem"]), text(row["label"])] += int(number(row["count"]))
    (problem, label), count = pairs.most_common(1)[0]
    of_problem = sum(n for (one, _), n in pairs.items() if one == problem)
    sentence = telling.words.say(
        "findings.flows.lead",
        problem=telling.words.code("problems", problem),
        label=telling.words.code("labels", label),
        share=telling.words.number(count / of_problem, "share"),
        count=f"{of_problem:,}",
    )
    chart = alluvial(
        list(_drawn(telling, rows)),
        stages=[telling.words.column(stage) for stage in _MOST],
        unit=telling.words.say("ui.measures"),
        last=telling.words.say("ui.the_rest"),
    )
    quotes = telling.evidence.find(coded={"problem": problem, "label": label}, count=3)
    return Finding(
        "flows", telling.words.say("findings.flows.title"), (sentence,), (telling.exhibit("flows", chart),), tuple(quotes),
        telling.notes("flows"), strength=0.02,
    )  # fmt: skip


def _drawn(telling: Telling, rows: Iterable[Row]) -> Iterable[Flow]:
    """Return the flows between names, the rare ones of each stage put together."""
    rows = list(rows)
    kept: dict[str, list[str]] = {}
    for stage, most in _MOST.items():
        sums: Counter[str] = Counter()
        for row in rows:
            sums[text(row[stage])] += int(number(row["count"]))
        kept[stage] = [name for name, _ in sums.most_common(most if len(sums) > most + 1 else None)]
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for row in rows:
        path = tuple(
            telling.words.code(_TABLES[stage], text(row[stage]))
            if row[stage] in kept[stage]
            else telling.words.say("ui.the_rest")
            for stage in _MOST
        )
        counts[path] += int(number(row["count"]))
    return [Flow(path, count) for path, count in counts.items()]
