"""What was achieved: sums, people and rules by group, and per problem."""

from __future__ import annotations

from msgspec import structs

from textmine.report.contents import Finding
from textmine.report.findings.figures import figures_finding
from textmine.report.findings.telling import Telling, number, text


def outcomes(telling: Telling) -> Finding | None:
    """Return what the notices say was achieved, zeros and silence apart, and who achieved more per problem."""
    finding = figures_finding(telling, "outcome_rates", apart=True, example=_example)
    rows = telling.records("outcomes")
    if finding is None or not rows:
        return finding
    totals: dict[str, float] = {}
    for row in rows:
        totals[text(row["outcome"])] = totals.get(text(row["outcome"]), 0.0) + number(row["total"])
    listed = [
        f"{telling.words.code('outcomes', kind)} {telling.words.number(total)}"
        for kind, total in totals.items()
        if total
    ]
    sentence = telling.words.say("findings.outcome_rates.totals", totals=telling.words.listed(listed[:4]))
    return structs.replace(
        finding,
        sentences=(finding.sentences[0], sentence, *finding.sentences[1:]),
        exhibits=(*finding.exhibits, telling.exhibit("outcomes")),
        notes=tuple(dict.fromkeys((*finding.notes, *telling.notes("outcomes")))),
    )


def _example(figure: str, group: str) -> dict[str, str] | None:
    for lead, label in (
        ("money", "fund"),
        ("people_trained", "train"),
        ("people", "sanction"),
        ("documents", "rule"),
        ("checks", "check"),
    ):
        if figure.startswith(lead):
            return {"label": label}
    return None
