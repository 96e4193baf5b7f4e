"""How often each label, problem type and status stands: heat maps with their sums, and dots with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textmine.report.contents import Exhibit, Finding
from textmine.report.findings.shares import dots_of, heat_of
from textmine.report.findings.telling import Row, Telling, number, text

_TABLES: Final = {"label": "labels", "problem": "problems", "status": "statuses"}
# Groups of fewer units say nothing about a share.
_FEWEST: Final = 20


def rates(telling: Telling) -> Finding | None:
    """Return how groups answer: what they use most, and where their shares lie farthest apart."""
    rows = telling.records("rates")
    if not rows:
        return None
    sentences = [
        sentence for of in _TABLES if (sentence := _most(telling, [row for row in rows if row["of"] == of], of))
    ]
    exhibits: list[Exhibit] = []
    for of in _TABLES:
        own = [row for row in rows if row["of"] == of and row["share"] is not None]
        if own:
            exhibits.append(heat_of(telling, own, of))
            if of == "label":
                exhibits.append(dots_of(telling, own))
    exhibits.append(
        telling.exhibit(
            "rates", columns=("code", "group", "notices", "count", "per_issue", "per_1000"), only={"of": "total"}
        )
    )
    if telling.records("corrected_rates"):
        exhibits.append(telling.exhibit("corrected_rates"))
    label = _spread([row for row in rows if row["of"] == "label"])
    quotes = telling.evidence.find(group=label[1], coded={"label": label[0]}, count=3) if label else []
    return Finding(
        "rates",
        telling.words.say("findings.rates.title"),
        tuple(sentences),
        tuple(exhibits),
        tuple(quotes),
        telling.notes("rates", "corrected_rates"),
        0.04,
    )


def _most(telling: Telling, rows: Sequence[Row], of: str) -> str:
    """Return in a sentence what is most frequent over all, and where groups lie farthest apart."""
    sums: dict[str, float] = {}
    units: dict[str, float] = {}
    for row in rows:
        sums[text(row["code"])] = sums.get(text(row["code"]), 0.0) + number(row["count"])
        units[text(row["group"])] = number(row["n"])
    if not sums or not sum(units.values()):
        return ""
    code = max(sums, key=lambda name: sums[name])
    share = telling.words.number(sums[code] / sum(units.values()), "share")
    sentence = telling.words.say(f"findings.rates.{of}", name=telling.words.code(_TABLES[of], code), share=share)
    if (apart := _spread(rows)) is None:
        return sentence
    code, high, low = apart
    at = {text(row["group"]): row for row in rows if row["code"] == code}
    values = {
        f"{lead}_share": telling.words.interval(at[group]["share"], at[group]["low"], at[group]["high"], "share")
        for lead, group in (("high", high), ("low", low))
    }
    names = {
        "name": telling.words.code(_TABLES[of], code),
        "high": telling.words.group(high),
        "low": telling.words.group(low),
    }
    return sentence + telling.words.say("ui.joint") + telling.words.say("findings.rates.apart", **names, **values)


def _spread(rows: Sequence[Row]) -> tuple[str, str, str] | None:
    """Return the code whose shares lie farthest apart among groups of some size that have intervals, with the groups that do."""
    best: tuple[float, str, str, str] | None = None
    for code in dict.fromkeys(text(row["code"]) for row in rows):
        own = [row for row in rows if row["code"] == code and row["low"] is not None and number(row["n"]) >= _FEWEST]
        if len(own) < 2:
            continue
        high, low = max(own, key=lambda row: number(row["share"])), min(own, key=lambda row: number(row["share"]))
        apart = number(high["share"]) - number(low["share"])
        if best is None or apart > best[0]:
            best = (apart, code, text(high["group"]), text(low["group"]))
    return best[1:] if best else None
