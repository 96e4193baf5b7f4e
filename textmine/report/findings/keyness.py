"""The words that set groups apart, each a point: how often it stands, and how much more than elsewhere."""

from __future__ import annotations

from typing import Final

from textmine.report.charts.words import Word, word_scatter
from textmine.report.contents import Exhibit, Finding
from textmine.report.evidence import Quote, tip_of
from textmine.report.findings.telling import Row, Telling, number, text

_PANELS: Final = 6
_SIGNIFICANT: Final = 0.05
_NAMED: Final = 3
_SENTENCES: Final = 6
_SHOWN: Final = ("group", "word", "count", "count_elsewhere", "notices", "log_odds", "z", "q")


def keyness(telling: Telling) -> Finding | None:
    """Return the words that a group has more of than all others, what was left out, and what can be said of them."""
    rows = telling.records("keyness")
    if not rows:
        return None
    groups = telling.largest(_PANELS, [text(row["group"]) for row in rows])
    sure = [row for row in rows if row["q"] is not None and number(row["q"]) < _SIGNIFICANT]
    sentences = [telling.words.say("findings.keyness.lead")]
    sentences += [
        telling.words.say(
            "findings.keyness.group",
            group=telling.words.group(group),
            words=telling.words.listed([f"“{text(row['word'])}”" for row in own]),
        )
        for group in groups[:_SENTENCES]
        if (own := [row for row in sure if row["group"] == group][:_NAMED])
    ]
    if not sure:
        sentences.append(telling.words.say("findings.keyness.none"))
    words = [_word(telling, row) for row in rows if row["group"] in groups]
    chart = word_scatter(
        words, groups=telling.named(groups), x=telling.words.say("ui.axis_count"), y=telling.words.say("ui.axis_z")
    )
    exhibits: list[Exhibit] = [telling.exhibit("keyness", chart, shown=len(groups), columns=_SHOWN)]
    if telling.records("label_keyness"):
        exhibits.append(telling.exhibit("label_keyness", columns=_SHOWN, headed={"word": "label"}))
    if telling.records("left_out"):
        exhibits.append(telling.exhibit("left_out"))
    return Finding(
        "keyness",
        telling.words.say("findings.keyness.title"),
        tuple(sentences),
        tuple(exhibits),
        tuple(_evidence(telling, sure or rows)),
        telling.notes("keyness", "label_keyness", "left_out"),
        strength=0.7 if sure else 0.03,
    )


def _word(telling: Telling, row: Row) -> Word:
    words = telling.words
    lead = words.say(
        "ui.tip_word",
        word=text(row["word"]),
        group=words.group(text(row["group"])),
        count=text(row["count"]),
        elsewhere=text(row["count_elsewhere"]),
        notices=text(row["notices"]),
        q=words.tested("q", row["q"]),
    )
    # Evidence for thousands of points would fill the report: those that are named have it.
    strong = row["q"] is not None and number(row["q"]) < _SIGNIFICANT
    found = telling.evidence.find(group=text(row["group"]), word=text(row["word"])) if strong else []
    tip, href = tip_of(lead, found)
    return Word(words.group(text(row["group"])), text(row["word"]), number(row["count"]), number(row["z"]), tip, href)


def _evidence(telling: Telling, rows: list[Row]) -> list[Quote]:
    """Return measures with the strongest words, each of another group if it can be."""
    quotes: list[Quote] = []
    ranked = sorted(rows, key=lambda row: -number(row["z"]))
    firsts = list({text(row["group"]): row for row in reversed(ranked)}.values())
    for row in sorted(firsts, key=lambda row: -number(row["z"]))[:3]:
        found = telling.evidence.find(group=text(row["group"]), word=text(row["word"]), count=2)
        quotes += [quote for quote in found if quote not in quotes][:1]
    return quotes
