"""What stands in other notices too: how much of each group, which texts, and which groups share them."""

from __future__ import annotations

from typing import Final

from msgspec import structs

from textmine.report.charts.heat import HeatCell, heat_map
from textmine.report.contents import Exhibit, Finding
from textmine.report.evidence import Quote
from textmine.report.findings.figures import figures_finding
from textmine.report.findings.telling import MOST_ROWS, Row, Telling, number, text

_SHOWN: Final = ("measures", "notices", "agencies", "first_date", "first_agency", "similarity", "text")


def copying(telling: Telling) -> Finding | None:
    """Return how much of what groups answer stands elsewhere, the texts that most agencies have, and who shares them."""
    finding = figures_finding(telling, "boilerplate")
    if finding is None:
        return None
    clusters = telling.records("copied_measures")
    say = telling.words.say
    sentences = [finding.sentences[0]]
    if clusters:
        widest = clusters[0]
        sentences.append(
            say(
                "findings.boilerplate.clusters",
                clusters=f"{len(clusters):,}",
                measures=f"{sum(int(number(row['measures'])) for row in clusters):,}",
                agencies=text(widest["agencies"]),
                notices=text(widest["notices"]),
            )
        )
    else:
        sentences.append(say("findings.boilerplate.none"))
    exhibits: list[Exhibit] = list(finding.exhibits)
    if telling.records("who_repeats_whom"):
        exhibits.append(_matrix(telling))
    if clusters:
        exhibits.append(telling.exhibit("copied_measures", columns=_SHOWN))
    return structs.replace(
        finding,
        sentences=(*sentences, *finding.sentences[1:]),
        exhibits=tuple(exhibits),
        quotes=tuple(_evidence(telling, clusters)),
        notes=telling.notes("boilerplate", "copied_measures", "who_repeats_whom"),
    )


def _matrix(telling: Telling) -> Exhibit:
    """Return the groups against each other: how many texts they share, and in how many the row's was first."""
    words, rows = telling.words, telling.records("who_repeats_whom")
    sharing = [text(row[end]) for row in rows for end in ("group", "other")]
    groups = telling.largest(MOST_ROWS, sharing)
    cells = [
        _cell(telling, row, turned)
        for row in rows
        for turned in (False, True)
        if row["group"] in groups and row["other"] in groups
    ]
    named = telling.named(groups)
    chart = heat_map(cells, rows=named, columns=named, legend=words.say("ui.legend_shared"))
    return telling.exhibit("who_repeats_whom", chart, shown=len(groups))


def _cell(telling: Telling, row: Row, turned: bool) -> HeatCell:
    words = telling.words
    ends = ("other", "group") if turned else ("group", "other")
    one, other = (words.group(text(row[end])) for end in ends)
    first = int(number(row["other_first" if turned else "group_first"]))
    shared = int(number(row["shared"]))
    tip = words.say("ui.tip_shared", one=one, other=other, shared=shared, first=first, undated=text(row["undated"]))
    return HeatCell(one, other, shared, f"{first}/{shared}", tip)


def _evidence(telling: Telling, clusters: list[Row]) -> list[Quote]:
    """Return the earliest measures of the texts that most agencies have."""
    found = (telling.evidence.at(text(row["first_notice"]), text(row["first_node"])) for row in clusters)
    quotes: list[Quote] = []
    for quote in found:
        if quote is not None and len(quotes) < 3:
            quotes.append(quote)
    return quotes
