"""How long it takes until a notice is public: survival curves, medians, and the year of the new rules."""

from __future__ import annotations

from collections import Counter
from typing import Final

from textmine.report.charts.survival import Step, survival_curves
from textmine.report.contents import Exhibit, Finding
from textmine.report.findings.telling import MOST_SERIES, Row, Telling, number, text

_FEWEST: Final = 3
_SIGNIFICANT: Final = 0.05


def lags(telling: Telling) -> Finding | None:
    """Return the lags between inspection, feedback and publication, by group, and whether 2024 changed them."""
    rows = telling.records("lags")
    if not rows:
        return None
    counts = Counter[str]()
    for row in rows:
        counts[text(row["lag"])] += int(number(row["notices"]))
    lag = max(counts, key=lambda name: (name == "feedback_to_publication", counts[name]))
    sentences = [_medians(telling, [row for row in rows if row["lag"] == lag], lag)]
    sentences += [_break(telling, row) for row in telling.records("lag_breaks") if row["lag"] == lag]
    exhibits: list[Exhibit] = []
    if (curves := _curves(telling, lag)) is not None:
        exhibits.append(curves)
    exhibits.append(telling.exhibit("lags"))
    if telling.records("lag_breaks"):
        exhibits.append(telling.exhibit("lag_breaks"))
    tested = [number(row["p"]) for row in telling.records("lag_breaks") if row["p"] is not None]
    strength = 0.3 if tested and min(tested) < _SIGNIFICANT else 0.05
    names = ("lags", "lag_curves", "lag_breaks")
    return Finding(
        "lags",
        telling.words.say("findings.lags.title"),
        tuple(sentences),
        tuple(exhibits),
        (),
        telling.notes(*names),
        strength,
    )


def _medians(telling: Telling, rows: list[Row], lag: str) -> str:
    known = [row for row in rows if row["median"] is not None and number(row["notices"]) >= _FEWEST]
    name = telling.words.code("lags", lag)
    if len(known) < 2:
        return telling.words.say("findings.lags.few", lag=name)
    slow, fast = max(known, key=lambda row: number(row["median"])), min(known, key=lambda row: number(row["median"]))
    values = {}
    for lead, row in (("slow", slow), ("fast", fast)):
        values[lead] = telling.words.group(text(row["group"]))
        values[f"{lead}_days"] = telling.words.interval(row["median"], row["low"], row["high"])
    return telling.words.say("findings.lags.medians", lag=name, **values)


def _break(telling: Telling, row: Row) -> str:
    number_of = telling.words.number
    significant = row["p"] is not None and number(row["p"]) < _SIGNIFICANT
    return telling.words.say(
        "findings.lags.break" if significant else "findings.lags.no_break",
        year=text(row["year"]),
        before="–" if row["median_before"] is None else number_of(number(row["median_before"])),
        since="–" if row["median_since"] is None else number_of(number(row["median_since"])),
        p=telling.words.tested("p", row["p"]),
        n_before=text(row["notices_before"]),
        n_since=text(row["notices_since"]),
    )


def _curves(telling: Telling, lag: str) -> Exhibit | None:
    """Return the curves of the largest groups; a group of one or two notices has none to speak of."""
    rows = [row for row in telling.records("lag_curves") if row["lag"] == lag]
    groups = telling.largest(
        MOST_SERIES, [text(row["group"]) for row in rows if telling.sizes[text(row["group"])] >= _FEWEST]
    )
    if not groups:
        return None
    words = telling.words
    steps = [
        Step(
            words.group(text(row["group"])), number(row["days"]), number(row["share"]),
            None if row["low"] is None else number(row["low"]), None if row["high"] is None else number(row["high"]),
            words.say("ui.tip_curve", group=words.group(text(row["group"])), days=words.number(number(row["days"])),
                      share=words.number(number(row["share"]), "share"), at_risk=text(row["at_risk"])),
        )
        for row in rows if row["group"] in groups
    ]  # fmt: skip
    chart = survival_curves(
        steps, series=telling.named(groups), title=f"{words.say('ui.days')}（{words.code('lags', lag)}）" if words.language == "zh"
        else f"{words.say('ui.days')} ({words.code('lags', lag)})", share=words.say("ui.still_waiting"),
    )  # fmt: skip
    return telling.picture("lag_curves", chart, shown=len(groups), of="lag_curves")
