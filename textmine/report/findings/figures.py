"""Figures with intervals (specificity, consistency, outcomes per problem): which group has more, which less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from textmine.report.charts.dots import Dot, dot_plot
from textmine.report.charts.panels import stacked
from textmine.report.contents import Finding
from textmine.report.evidence import tip_of
from textmine.report.findings.telling import MOST_ROWS, MOST_SERIES, Row, Telling, number, text
from textmine.report.wording import figure_kind

# Groups of fewer notices have no interval worth a sentence.
_FEWEST: Final = 3
_NARROW: Final = 260
_MOST_PANELS: Final = 8
_FEWER_PANELS: Final = 4
Example = Callable[[str, str], dict[str, str] | None]


def figures_finding(
    telling: Telling, name: str, *, apart: bool = False, example: Example | None = None
) -> Finding | None:
    """Return the finding of a table of `FIGURE_COLUMNS`; `example` gives what to look for as evidence of a group's figure."""
    rows = [row for row in telling.records(name) if row["value"] is not None]
    if not rows:
        return None
    contrast = widest(telling, rows)
    sentences = [telling.words.say(f"findings.{name}.lead")]
    sentences.append(contrast_sentence(telling, contrast) if contrast else telling.words.say("ui.no_contrast"))
    figures = list(dict.fromkeys(text(row["figure"]) for row in rows))
    chart, shown = figure_chart(telling, rows, figures, example, apart=apart)
    quotes = []
    if example and contrast:
        for row in contrast[:2]:
            if (wanted := example(text(row["figure"]), text(row["group"]))) is not None:
                quotes += telling.evidence.find(group=text(row["group"]), coded=wanted, count=2)
    return Finding(
        name,
        telling.words.say(f"findings.{name}.title"),
        tuple(sentences),
        (telling.exhibit(name, chart, shown=shown),),
        tuple(dict.fromkeys(quotes))[:3],
        telling.notes(name),
        strength=strength_of(contrast),
    )


def widest(telling: Telling, rows: Sequence[Row]) -> tuple[Row, Row, bool] | None:
    """Return the two groups that lie farthest apart in any figure, the higher first, and whether their intervals do."""
    best: tuple[float, Row, Row] | None = None
    for figure in dict.fromkeys(text(row["figure"]) for row in rows):
        own = [row for row in rows if row["figure"] == figure and _has_interval(row)]
        if len(own) < 2:
            continue
        high = max(own, key=lambda row: number(row["low"]))
        low = min((row for row in own if row is not high), key=lambda row: number(row["high"]))
        reach = max(number(row["high"]) for row in own) - min(number(row["low"]) for row in own)
        gap = (number(high["low"]) - number(low["high"])) / reach if reach else -1.0
        if best is None or gap > best[0]:
            best = (gap, high, low)
    return (best[1], best[2], best[0] > 0) if best else None


def _has_interval(row: Row) -> bool:
    """Tell whether a row has an interval to be compared by; one without width knows of no difference between notices."""
    return row["low"] is not None and number(row["high"]) > number(row["low"]) and number(row["notices"]) >= _FEWEST


def strength_of(contrast: tuple[Row, Row, bool] | None) -> float:
    """Return how far two groups lie apart, from 0 to 1; little where their intervals overlap."""
    if contrast is None:
        return 0.0
    high, low, apart = contrast
    values = number(high["value"]), number(low["value"])
    ratio = (values[0] - values[1]) / (values[0] + values[1]) if sum(values) else 0.0
    return max(0.0, ratio) * (0.6 if apart else 0.1)


def contrast_sentence(telling: Telling, contrast: tuple[Row, Row, bool]) -> str:
    """Return in words who has more and who less, with intervals."""
    high, low, apart = contrast
    kind = figure_kind(text(high["figure"]))
    values: dict[str, str] = {"figure": telling.words.code("figures", text(high["figure"]))}
    for lead, row in (("high", high), ("low", low)):
        values[lead] = telling.words.group(text(row["group"]))
        values[f"{lead}_value"] = telling.words.interval(row["value"], row["low"], row["high"], kind)
    return telling.words.say("ui.contrast" if apart else "ui.contrast_unclear", **values)


def figure_chart(
    telling: Telling,
    rows: Sequence[Row],
    figures: Sequence[str],
    example: Example | None = None,
    *,
    apart: bool = False,
) -> tuple[Any, int]:
    """Return the picture and how many groups are in it.

    A few groups share rows, unless the figures have units of their own (`apart`); many have a panel a figure.
    """
    shared = not apart and len({row["group"] for row in rows}) <= MOST_SERIES
    groups = telling.largest(MOST_SERIES if shared else MOST_ROWS, [text(row["group"]) for row in rows])
    panels = []
    for kind in ("number", "share"):
        own = [figure for figure in figures if figure_kind(figure) == kind]
        for part in [own] if shared and own else [[figure] for figure in own]:
            dots = [
                _dot(telling, row, kind, shared, example)
                for row in rows
                if row["figure"] in part and row["group"] in groups
            ]
            form = ".0%" if kind == "share" else telling.words.say("ui.axis_form")
            if shared:
                names = [telling.words.code("figures", figure) for figure in part]
                title = telling.words.say(f"ui.axis_{kind}")
                panels.append(dot_plot(dots, rows=names, series=telling.named(groups), title=title, form=form))
            elif len(dots) > 1:
                names = [name for name in telling.named(groups) if any(dot.row == name for dot in dots)]
                title = telling.words.code("figures", part[0])
                panels.append(dot_plot(dots, rows=names, title=title, form=form, width=_NARROW))
    return stacked(
        panels[: _MOST_PANELS if len(groups) <= MOST_SERIES else _FEWER_PANELS], columns=1 if shared else 2
    ) if panels else None, len(groups)


def _dot(telling: Telling, row: Row, kind: str, few: bool, example: Example | None) -> Dot:
    words = telling.words
    figure, group = words.code("figures", text(row["figure"])), words.group(text(row["group"]))
    shown = words.interval(row["value"], row["low"], row["high"], kind)
    lead = words.say("ui.tip", name=f"{group}, {figure}", value=shown, notices=number(row["notices"]))
    wanted = example(text(row["figure"]), text(row["group"])) if example else None
    tip, href = tip_of(
        lead, telling.evidence.find(group=text(row["group"]), coded=wanted) if wanted is not None else ()
    )
    low, high = (None if row[end] is None else number(row[end]) for end in ("low", "high"))
    return Dot(figure if few else group, number(row["value"]), low, high, tip, group if few else "", href)
