"""Dumbbells: what was stated against what was found, one row a statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from textmine.report.charts.theme import COLOURS, altair, label_room, short_names, telling

_WIDTH: Final = 400
_LEFT: Final = 330


class Dumbbell(Struct, frozen=True):
    """One statement and what was found for it."""

    row: str
    stated: float
    found: float
    tip: str
    href: str = ""


def dumbbells(bells: Sequence[Dumbbell], *, title: str, stated: str, found: str) -> Any:
    """Return a hollow square where each statement stands, a filled dot where the count does, and a line between them."""
    alt = altair()
    names = short_names([bell.row for bell in bells], _LEFT)
    order = list(names.values())
    data = alt.Data(
        values=[
            {"r": names[bell.row], "s": bell.stated, "f": bell.found, "t": telling(bell.tip, bell.href)}
            for bell in bells
        ]
    )
    axis = alt.Axis(title=None, ticks=False, domain=False, grid=True, minExtent=label_room(order), labelPadding=6)
    base = alt.Chart(data, width=_WIDTH, height=22 * len(order)).encode(
        y=alt.Y("r:N", sort=order, axis=axis), description="t:N"
    )
    domain = [stated, found]
    legend = alt.Legend(title=None, orient="top", symbolSize=90)
    stroke = alt.Stroke("k:N", scale=alt.Scale(domain=domain, range=[COLOURS[6], COLOURS[0]]), legend=legend)
    # One inside the other where both agree: a large hollow square around a small dot.
    fill = alt.Fill("k:N", scale=alt.Scale(domain=domain, range=["transparent", COLOURS[0]]), legend=legend)
    shape = alt.Shape("k:N", scale=alt.Scale(domain=domain, range=["square", "circle"]), legend=legend)
    axis_x = alt.Axis(title=title, tickMinStep=1, tickCount=8)
    layers = [base.mark_rule(strokeWidth=2, color="#999999").encode(x=alt.X("s:Q", axis=axis_x), x2="f:Q")]
    for field, name, size in (("s", stated, 110), ("f", found, 36)):
        points = base.mark_point(opacity=1, size=size, strokeWidth=2).transform_calculate(k=json.dumps(name))
        layers.append(points.encode(x=alt.X(f"{field}:Q", axis=axis_x), stroke=stroke, fill=fill, shape=shape))
    return alt.layer(*layers)
