"""Dots with their intervals: one row a thing that was measured, one dot a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from textmine.report.charts.theme import COLOURS, INK, MOST_SERIES, SHAPES, altair, label_room, short_names, telling

WIDTH: Final = 430
_LEFT: Final = 260
_STEP: Final = 13


class Dot(Struct, frozen=True):
    """One dot with its interval, None where there is none; `series` is the group where several share a row."""

    row: str
    value: float
    low: float | None
    high: float | None
    tip: str
    series: str = ""
    href: str = ""


def dot_plot(
    dots: Sequence[Dot],
    *,
    rows: Sequence[str],
    title: str,
    series: Sequence[str] = (),
    form: str = "",
    line_at: float | None = None,
    width: int = WIDTH,
) -> Any:
    """Return dots with intervals over one axis; `form` is how its figures are printed (a d3 format or a Vega expression), `line_at` a mark of reference.

    Raise `ValueError` for more series than can be kept apart.
    """
    if len(series) > MOST_SERIES:
        raise ValueError(f"{len(series)} series in one picture; at most {MOST_SERIES}")
    alt = altair()
    left, names = short_names(rows, _LEFT), short_names(series or [""], _LEFT)
    values = [
        {
            "r": left[dot.row], "v": dot.value, "l": dot.low, "h": dot.high, "g": names.get(dot.series, ""),
            "t": telling(dot.tip, dot.href),
        }
        for dot in dots
    ]  # fmt: skip
    order = list(left.values())
    step = max(20, _STEP * len(series) + 8)
    axis = alt.Axis(title=None, ticks=False, domain=False, grid=True, minExtent=label_room(order), labelPadding=6)
    axis_x = alt.Axis(title=title, tickCount=6, **_printed(form))
    scale = alt.Scale(zero=False, nice=True)
    place = {"y": alt.Y("r:N", sort=order, axis=axis)}
    if len(series) > 1:
        kept = list(names.values())
        place["yOffset"] = alt.YOffset("g:N", sort=kept, scale=alt.Scale(domain=kept, paddingOuter=0.35))
        legend = alt.Legend(title=None, orient="top", columns=_columns(kept, width))
        place["color"] = alt.Color("g:N", sort=kept, scale=alt.Scale(domain=kept, range=list(COLOURS)), legend=legend)
        place["shape"] = alt.Shape("g:N", sort=kept, scale=alt.Scale(domain=kept, range=list(SHAPES)), legend=legend)
    chart = alt.Chart(alt.Data(values=values), width=width, height=step * len(order))
    without_shape = {key: value for key, value in place.items() if key != "shape"}
    base = chart.encode(description="t:N", **without_shape)
    ink = {} if len(series) > 1 else {"color": COLOURS[0]}
    layers = [
        base.mark_rule(strokeWidth=1.6, **ink)
        .transform_filter("isValid(datum.l) && isValid(datum.h)")
        .encode(x=alt.X("l:Q", scale=scale, axis=axis_x), x2="h:Q"),
        chart.mark_point(filled=True, size=55, opacity=1, **ink).encode(
            x=alt.X("v:Q", scale=scale, axis=axis_x), description="t:N", **place
        ),
    ]
    if line_at is not None:
        mark = alt.Chart(alt.Data(values=[{"at": line_at}])).mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1)
        layers.insert(0, mark.encode(x=alt.X("at:Q", axis=axis_x)))
    return alt.layer(*layers)


def _printed(form: str) -> dict[str, str]:
    """Return how an axis prints its figures: by a d3 format, or where it has letters of its own by an expression."""
    return {"labelExpr" if "datum" in form else "format": form} if form else {}


def _columns(names: Sequence[str], width: int) -> int:
    """Return how many names stand beside each other above a picture."""
    return max(1, min(len(names), width // (max(map(label_room, ([name] for name in names))) + 24)))
