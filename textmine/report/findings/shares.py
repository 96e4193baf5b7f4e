"""Shares of labels, problem types and statuses by group, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textmine.report.charts.dots import Dot, dot_plot
from textmine.report.charts.heat import HeatCell, Sums, heat_map
from textmine.report.contents import Exhibit
from textmine.report.evidence import tip_of
from textmine.report.findings.telling import MOST_ROWS, MOST_SERIES, Row, Telling, number, text

_TABLES: Final = {"label": "labels", "problem": "problems", "status": "statuses"}
# What a reader needs of the table; its CSV has all.
_SHOWN: Final = ("code", "group", "notices", "count", "n", "share", "low", "high", "per_issue", "per_1000")
_DOTS: Final = 8


def heat_of(telling: Telling, rows: Sequence[Row], of: str) -> Exhibit:
    """Return the shares of a kind of code as a heat map; a few groups are columns, many are rows."""
    words = telling.words
    groups = telling.largest(MOST_ROWS, [text(row["group"]) for row in rows])
    codes = list(dict.fromkeys(text(row["code"]) for row in rows))
    few = len(groups) <= MOST_SERIES
    cells = []
    units = {text(row["group"]): number(row["n"]) for row in rows}
    totals = dict.fromkeys(codes, 0.0)
    for row in rows:
        code, group = text(row["code"]), text(row["group"])
        totals[code] += number(row["count"])
        if group not in groups:
            continue
        name, of_group = words.code(_TABLES[of], code), words.group(group)
        lead = tip_of_share(telling, row, name)
        found = telling.evidence.find(group=group, coded={of: code}) if number(row["count"]) else []
        tip, href = tip_of(lead, found)
        place = (name, of_group) if few else (of_group, name)
        cells.append(HeatCell(*place, number(row["share"]), f"{number(row['share']) * 100:.0f}", tip, href))
    names = [words.code(_TABLES[of], code) for code in codes]
    by_code = dict(zip(names, totals.values(), strict=True))
    by_group = {words.group(group): units[group] for group in groups}
    named = telling.named(groups)
    unit = words.say("ui.issues" if of == "problem" else "ui.measures_counted")
    chart = heat_map(
        cells,
        rows=names if few else named,
        columns=named if few else names,
        legend=words.say(f"ui.legend_{of}"),
        sums=Sums(by_code, by_group, unit) if few else Sums(by_group, by_code, unit),
        form="%",
    )
    return telling.exhibit(f"rates_{of}", chart, of="rates", shown=len(groups), columns=_SHOWN, only={"of": of})


def dots_of(telling: Telling, rows: Sequence[Row]) -> Exhibit:
    """Return the labels whose shares lie farthest apart with their intervals, or of many groups the one that does."""
    words = telling.words
    few = len({row["group"] for row in rows}) <= MOST_SERIES
    groups = telling.largest(MOST_SERIES if few else MOST_ROWS, [text(row["group"]) for row in rows])
    own = [row for row in rows if row["group"] in groups]
    ranked = sorted(dict.fromkeys(text(row["code"]) for row in own), key=lambda code: -_reach(own, code))
    codes = ranked[: _DOTS if few else 1]
    dots = [_dot(telling, row, few) for row in own if row["code"] in codes]
    names, named = [words.code("labels", code) for code in codes], telling.named(groups)
    title = words.say("ui.legend_label") if few else words.say("ui.share_of", name=names[0])
    chart = dot_plot(dots, rows=names if few else named, series=named if few else (), title=title, form=".0%")
    return telling.picture("rates_dots", chart, shown=len(groups))


def _reach(rows: Sequence[Row], code: str) -> float:
    shares = [number(row["share"]) for row in rows if row["code"] == code]
    return max(shares) - min(shares)


def _dot(telling: Telling, row: Row, few: bool) -> Dot:
    words = telling.words
    name, group = words.code("labels", text(row["code"])), words.group(text(row["group"]))
    tip, href = tip_of(
        tip_of_share(telling, row, name),
        telling.evidence.find(group=text(row["group"]), coded={"label": text(row["code"])}),
    )
    low, high = (None if row[end] is None else number(row[end]) for end in ("low", "high"))
    return Dot(name if few else group, number(row["share"]), low, high, tip, group if few else "", href)


def tip_of_share(telling: Telling, row: Row, name: str) -> str:
    """Return what is told of a share: of what, in which group, how many of how many, with its interval."""
    return telling.words.say(
        "ui.tip_share", name=name, group=telling.words.group(text(row["group"])),
        count=telling.words.number(number(row["count"]), "count"), n=telling.words.number(number(row["n"]), "count"),
        share=telling.words.interval(row["share"], row["low"], row["high"], "share"),
    )  # fmt: skip
