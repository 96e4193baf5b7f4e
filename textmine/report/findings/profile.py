"""One group against its peers, on everything that is counted notice by notice."""

from __future__ import annotations

from typing import Final

from textmine.compare import Table
from textmine.report.charts.dots import Dot, dot_plot
from textmine.report.contents import Finding
from textmine.report.findings.telling import Telling, number, text
from textmine.report.wording import figure_kind

_EXTREME: Final = 0.1
_NAMED: Final = 4


def profile(telling: Telling, group: str, table: Table) -> Finding:
    """Return where a group stands among the others, figure by figure; `table` is what `compare.profile` gives."""
    words, name = telling.words, telling.words.group(group)
    rows = [row for row in table.records() if row["share_below"] is not None]
    ends = sorted(rows, key=lambda row: -abs(number(row["share_below"]) - 0.5))
    far = [row for row in ends if min(number(row["share_below"]), 1 - number(row["share_below"])) <= _EXTREME][:_NAMED]
    parts = [
        words.say(
            "findings.profile.high" if number(row["share_below"]) > 0.5 else "findings.profile.low",
            figure=words.code("figures", text(row["figure"])),
            value=words.number(number(row["value"]), figure_kind(text(row["figure"]))),
            median=words.number(number(row["median"]), figure_kind(text(row["figure"]))),
        )
        for row in far
    ]
    lead = words.say("findings.profile.lead", group=name, figures=len(rows))
    sentences = [lead, *parts] if parts else [lead, words.say("findings.profile.middle", group=name)]
    dots = [
        Dot(
            words.code("figures", text(row["figure"])), number(row["share_below"]), None, None,
            words.say("ui.tip_profile", figure=words.code("figures", text(row["figure"])), group=name,
                      value=words.number(number(row["value"]), figure_kind(text(row["figure"]))), peers=text(row["peers"]),
                      below=words.number(number(row["share_below"]), "share")),
        )
        for row in rows
    ]  # fmt: skip
    key = f"profile_{group}"
    telling.tables[key] = table
    order = [words.code("figures", text(row["figure"])) for row in rows]
    chart = dot_plot(dots, rows=order, title=words.say("ui.peers_below"), form=".0%", line_at=0.5) if dots else None
    notes = tuple(words.note(note) for note in table.notes)
    title = words.say("findings.profile.title", group=name)
    return Finding(
        key,
        title,
        tuple(sentences),
        (telling.exhibit("profile", chart, of=key),),
        tuple(telling.evidence.find(group=group, count=3)),
        notes,
        2.0,
    )
