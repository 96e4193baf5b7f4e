"""A heat map with its sums beside it: how much of each column a row has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from textmine.report.charts.theme import FAINT, FONT_SIZE, INK, altair, label_room, short_names, telling, width_of

_CELL: Final = 56
_HIGH: Final = 24
_BAR: Final = 54
# Beyond this many standard errors all colours are the darkest, or a few cells would leave all others pale.
_STEEPEST: Final = 4.0
# So wide a name at the left, and so long a one below, are not shortened.
_LEFT: Final = 250
_BELOW: Final = 180


class HeatCell(Struct, frozen=True):
    """One cell: `shown` is printed in it, `tip` is told of it, and `href` is where it leads."""

    row: str
    column: str
    value: float
    shown: str
    tip: str
    href: str = ""


class Sums(Struct, frozen=True):
    """How many each row and each column has in all, and what they are, such as "measures"."""

    rows: dict[str, float]
    columns: dict[str, float]
    title: str


def heat_map(
    cells: Sequence[HeatCell],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    legend: str,
    sums: Sums | None = None,
    diverging: bool = False,
    form: str = "",
) -> Any:
    """Return a heat map; `rows` and `columns` give the order. `diverging` is for values on both sides of 0,
    `form` how the legend prints its figures (d3).

    The figures stand in the cells, so that it can be read in grey.
    """
    alt = altair()
    left, below = short_names(rows, _LEFT), short_names(columns, _BELOW)
    data = alt.Data(
        values=[
            {
                "r": left[cell.row], "c": below[cell.column], "v": cell.value, "s": cell.shown,
                "t": telling(cell.tip, cell.href),
            }
            for cell in cells
        ]
    )  # fmt: skip
    flat = all(width_of(name) <= _CELL for name in below.values())
    y_axis = alt.Axis(title=None, domain=False, ticks=False, minExtent=label_room(list(left.values())), labelPadding=6)
    x_axis = alt.Axis(
        title=None, domain=False, ticks=False, labelAngle=0 if flat else -45, labelAlign="center" if flat else "right",
        labelBaseline="top" if flat else "middle", minExtent=20 if flat else label_room(list(below.values())) * 0.72,
        labelPadding=6,
    )  # fmt: skip
    x = alt.X("c:N", sort=list(below.values()), axis=x_axis)
    y = alt.Y("r:N", sort=list(left.values()), axis=y_axis)
    colour, is_dark = _colours(alt, [cell.value for cell in cells], diverging, legend, form)
    base = alt.Chart(data, width=_CELL * len(columns), height=_HIGH * len(rows)).encode(x=x, y=y, description="t:N")
    heat = base.mark_rect(stroke="white", strokeWidth=1).encode(color=colour) + base.mark_text(
        fontSize=FONT_SIZE - 1
    ).encode(text="s:N", color=alt.condition(is_dark, alt.value("white"), alt.value(INK)))
    if sums is None:
        return heat
    right = _bars(alt, [(left[row], sums.rows.get(row, 0)) for row in rows], sums.title, across=True)
    above = _bars(alt, [(below[column], sums.columns.get(column, 0)) for column in columns], sums.title, across=False)
    return alt.vconcat(above, alt.hconcat(heat, right, spacing=4), spacing=4).resolve_scale(color="independent")


def _colours(alt: Any, values: Sequence[float], diverging: bool, title: str, form: str) -> tuple[Any, str]:
    """Return the colours, and the test of whether a cell is so dark that its figure must be white."""
    top = (
        min(_STEEPEST, max((abs(value) for value in values), default=1.0) or 1.0)
        if diverging
        else max(values, default=1.0)
    )
    legend = alt.Legend(
        title=title, orient="bottom", direction="horizontal", gradientLength=200, gradientThickness=10,
        **({"format": form} if form else {}),
    )  # fmt: skip
    if diverging:
        # Brown and blue-green: apart for all kinds of colour blindness; the sign of the figure tells it in grey.
        scale = alt.Scale(scheme="brownbluegreen", domain=[-top, top], domainMid=0, clamp=True)
        return alt.Color("v:Q", scale=scale, legend=legend), f"abs(datum.v) > {top * 0.62}"
    low = min(0.0, *values) if values else 0.0
    # One hue from light to dark: more is darker, on paper and to every eye.
    scale = alt.Scale(scheme="blues", domain=[low, top])
    return alt.Color("v:Q", scale=scale, legend=legend), f"datum.v > {low + (top - low) * 0.6}"


def _bars(alt: Any, sums: list[tuple[str, float]], title: str, *, across: bool) -> Any:
    """Return the sums as bars with their figures, in the order of the heat map and without names."""
    order = [name for name, _ in sums]
    data = alt.Data(values=[{"n": name, "v": value, "s": f"{value:,.0f}"} for name, value in sums])
    top = max((value for _, value in sums), default=1) or 1
    room = alt.Scale(domain=[0, top * (1.9 if across else 1.5)], nice=False)
    name = {"sort": order, "axis": None}
    if across:
        base = alt.Chart(data, width=_BAR * 1.5, height=_HIGH * len(sums)).encode(
            y=alt.Y("n:N", **name), x=alt.X("v:Q", scale=room, axis=None)
        )
        words = base.mark_text(align="left", dx=3, fontSize=FONT_SIZE - 1, color=INK)
    else:
        base = alt.Chart(data, width=_CELL * len(sums), height=_BAR, title=_caption(alt, title)).encode(
            x=alt.X("n:N", **name), y=alt.Y("v:Q", scale=room, axis=None)
        )
        words = base.mark_text(baseline="bottom", dy=-2, fontSize=FONT_SIZE - 1, color=INK)
    return base.mark_bar(color=FAINT, stroke="#888888", strokeWidth=0.5) + words.encode(text="s:N")


def _caption(alt: Any, text: str) -> Any:
    return alt.TitleParams(text, fontSize=FONT_SIZE, fontWeight="normal", anchor="start", color=INK, offset=2)
