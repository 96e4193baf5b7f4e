"""Which labels, problem types and statuses go with which groups: what was tested, and cells that stand out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textmine.report.charts.heat import HeatCell, heat_map
from textmine.report.contents import Exhibit, Finding
from textmine.report.evidence import Quote, tip_of
from textmine.report.findings.telling import MOST_ROWS, MOST_SERIES, Row, Telling, number, text

TABLES: Final = {"label": "labels", "problem": "problems", "status": "statuses"}
_SIGNIFICANT: Final = 0.05
_NAMED: Final = 4
_SHOWN: Final = ("code", "count", "n", "cramers_v", "icc", "p", "q", "p_independent")


def association(telling: Telling) -> Finding | None:
    """Return in what the groups differ more than notices dealt out at random would."""
    rows = telling.records("association")
    if not rows:
        return None
    sentences: list[str] = []
    exhibits: list[Exhibit] = []
    sure: list[Row] = []
    for of in TABLES:
        own = [row for row in rows if row["of"] == of]
        if not own:
            continue
        sentences.append(_joint(telling, own, of))
        sure += [
            row for row in own if row["code"] is not None and row["q"] is not None and number(row["q"]) < _SIGNIFICANT
        ]
        if (heat := _heat(telling, of)) is not None:
            exhibits.append(heat)
        exhibits.append(telling.exhibit(f"association_{of}", of="association", columns=_SHOWN, only={"of": of}))
    strength = 1 + max(number(row["cramers_v"]) for row in sure) if sure else 0.06
    return Finding(
        "association", telling.words.say("findings.association.title"), tuple(sentences), tuple(exhibits),
        tuple(_evidence(telling)), telling.notes("association", "residuals"), strength,
    )  # fmt: skip


def _joint(telling: Telling, rows: Sequence[Row], of: str) -> str:
    """Return in words whether a kind of code differs between groups as a whole, and which of them do."""
    say = telling.words.say
    joint = next((row for row in rows if row["code"] is None), None)
    p = joint["p"] if joint else None
    kind = say(f"of_all.{of}")
    if p is None:
        return say("findings.association.untested", kind=kind)
    sentence = say(
        "findings.association.differ" if number(p) < _SIGNIFICANT else "findings.association.alike",
        kind=kind,
        p=telling.words.tested("p", p),
    )
    codes = [row for row in rows if row["code"] is not None and row["q"] is not None]
    found = sorted((row for row in codes if number(row["q"]) < _SIGNIFICANT), key=lambda row: -number(row["cramers_v"]))
    if not found:
        return sentence + say("ui.joint") + say("findings.association.no_code")
    parts = [
        say("findings.association.code", name=telling.words.code(TABLES[of], text(row["code"])),
            v=f"{number(row['cramers_v']):.2f}", q=telling.words.tested("q", row["q"]))
        for row in found[:_NAMED]
    ]  # fmt: skip
    return (
        sentence
        + say("ui.joint")
        + say("findings.association.codes", codes=telling.words.listed(parts), count=len(found), all=len(codes))
    )


def _cells(telling: Telling, of: str) -> list[Row]:
    return [row for row in telling.records("residuals") if row["of"] == of and row["z"] is not None]


def _heat(telling: Telling, of: str) -> Exhibit | None:
    """Return where groups have more or less of a code than all, in standard errors; a star for q below 0.05."""
    words, rows = telling.words, _cells(telling, of)
    groups = telling.largest(MOST_ROWS, [text(row["group"]) for row in rows])
    codes = list(dict.fromkeys(text(row["code"]) for row in rows))
    if len(groups) < 2 or not codes:
        return None
    few = len(groups) <= MOST_SERIES
    cells = []
    for row in rows:
        if row["group"] not in groups:
            continue
        code, group = text(row["code"]), text(row["group"])
        name, of_group = words.code(TABLES[of], code), words.group(group)
        sure = row["q"] is not None and number(row["q"]) < _SIGNIFICANT
        lead = words.say(
            "ui.tip_residual", name=name, group=of_group, count=text(row["count"]), n=text(row["n"]),
            expected=words.number(number(row["expected"])), q=words.tested("q", row["q"]),
        )  # fmt: skip
        tip, href = tip_of(lead, telling.evidence.find(group=group, coded={of: code}) if number(row["count"]) else [])
        place = (name, of_group) if few else (of_group, name)
        cells.append(HeatCell(*place, number(row["z"]), _signed(number(row["z"])) + ("*" if sure else ""), tip, href))
    names, named = [words.code(TABLES[of], code) for code in codes], telling.named(groups)
    chart = heat_map(
        cells,
        rows=names if few else named,
        columns=named if few else names,
        legend=words.say("ui.legend_z"),
        diverging=True,
    )
    return telling.picture(f"residuals_{of}", chart, shown=len(groups), of="residuals")


def _signed(z: float) -> str:
    """Return a number with its sign, a true minus, and no sign of nothing.

    >>> _signed(-1.26), _signed(-0.04), _signed(2)
    ('−1.3', '0.0', '+2.0')
    """
    printed = f"{z:+.1f}".replace("-", "−")
    return printed[1:] if printed[1:] == "0.0" else printed


def _evidence(telling: Telling) -> list[Quote]:
    """Return measures of the cells that stand out most, each of another cell if it can be."""
    rows = sorted((row for of in TABLES for row in _cells(telling, of)), key=lambda row: -number(row["z"]))
    quotes: list[Quote] = []
    for row in rows[:3]:
        found = telling.evidence.find(group=text(row["group"]), coded={text(row["of"]): text(row["code"])}, count=2)
        quotes += [quote for quote in found if quote not in quotes][:1]
    return quotes
