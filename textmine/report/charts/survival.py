"""Survival curves: the share that still waits after so many days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from textmine.report.charts.theme import COLOURS, DASHES, MOST_SERIES, altair, short_names, telling

_WIDTH: Final = 460
_HEIGHT: Final = 280
_NAME: Final = 200


class Step(Struct, frozen=True):
    """One step of a group's curve with its interval, and what is told of it."""

    series: str
    days: float
    share: float
    low: float | None
    high: float | None
    tip: str


def survival_curves(steps: Sequence[Step], *, series: Sequence[str], title: str, share: str) -> Any:
    """Return the curves as stairs with their 95 % bands; each group has a colour and a dash of its own.

    Raise `ValueError` for more groups than can be kept apart.
    """
    if len(series) > MOST_SERIES:
        raise ValueError(f"{len(series)} curves in one picture; at most {MOST_SERIES}")
    alt = altair()
    names = short_names(series, _NAME)
    kept = list(names.values())
    data = alt.Data(
        values=[
            {
                "g": names[step.series],
                "d": step.days,
                "s": step.share,
                "l": step.low,
                "h": step.high,
                "t": telling(step.tip),
            }
            for step in steps
        ]
    )
    legend = alt.Legend(
        title=None, orient="right", symbolType="stroke", symbolSize=600, symbolOpacity=1, symbolStrokeWidth=2
    )
    colour = alt.Color("g:N", sort=kept, scale=alt.Scale(domain=kept, range=list(COLOURS)), legend=legend)
    dash = alt.StrokeDash(
        "g:N", sort=kept, scale=alt.Scale(domain=kept, range=[list(dash) for dash in DASHES]), legend=legend
    )
    base = alt.Chart(data, width=_WIDTH, height=_HEIGHT).encode(x=alt.X("d:Q", axis=alt.Axis(title=title)))
    y_axis = alt.Axis(title=share, format="%")
    y = alt.Y("s:Q", scale=alt.Scale(domain=[0, 1]), axis=y_axis)
    return alt.layer(
        base.mark_area(interpolate="step-after", fillOpacity=0.12, strokeOpacity=0)
        .transform_filter("isValid(datum.l) && isValid(datum.h)")
        .encode(y=alt.Y("l:Q", axis=y_axis), y2="h:Q", color=colour),
        base.mark_line(interpolate="step-after", strokeWidth=2).encode(y=y, color=colour, strokeDash=dash),
        base.mark_circle(size=30, opacity=0.9).encode(y=y, color=colour, description="t:N"),
    )
