"""Whether notices bear out their own totals: dumbbells of what is stated and what is found."""

from __future__ import annotations

from msgspec import structs

from textmine.report.charts.dumbbells import Dumbbell, dumbbells
from textmine.report.contents import Finding
from textmine.report.evidence import clipped
from textmine.report.findings.figures import figures_finding
from textmine.report.findings.telling import MOST_ROWS, Row, Telling, number, text


def consistency(telling: Telling) -> Finding | None:
    """Return how many totals are borne out, which are not, and where findings are disputed."""
    finding = figures_finding(telling, "consistency", example=_example)
    totals = telling.records("stated_totals")
    if finding is None or not totals:
        return finding
    wrong = [row for row in totals if number(row["difference"])]
    sentence = telling.words.say(
        "findings.consistency.totals",
        checked=f"{len(totals):,}",
        right=f"{len(totals) - len(wrong):,}",
        share=telling.words.number((len(totals) - len(wrong)) / len(totals), "share"),
    )
    # What differs is what a reader looks for; a few that agree, where there is room, show what agreement looks like.
    chart = dumbbells(
        [_bell(telling, row) for row in totals[:MOST_ROWS]],
        title=telling.words.say("ui.count"),
        stated=telling.words.say("columns.stated"),
        found=telling.words.say("columns.found"),
    )
    exhibit = telling.exhibit("stated_totals", chart)
    return structs.replace(
        finding,
        sentences=(finding.sentences[0], sentence, *finding.sentences[1:]),
        exhibits=(exhibit, *finding.exhibits),
        notes=tuple(dict.fromkeys((*finding.notes, *telling.notes("stated_totals")))),
    )


def _bell(telling: Telling, row: Row) -> Dumbbell:
    words = telling.words
    total = words.code("totals", str(row["total"]))
    agency = str(row["agency"] or words.say("ui.no_agency"))
    stated, found = (number(row[name]) for name in ("stated", "found"))
    lead = words.say("ui.tip_total", agency=agency, total=total, stated=words.number(stated), found=words.number(found))
    return Dumbbell(f"{agency}：{total}", stated, found, f"{lead}\n“{clipped(text(row['text']), 70)}”")


def _example(figure: str, group: str) -> dict[str, str] | None:
    return {"status": "disputed"} if figure == "issues_disputed" else None
