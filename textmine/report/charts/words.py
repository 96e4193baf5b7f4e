"""Words that one group uses more than the others: how often against how much more, each word a point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from textmine.report.charts.theme import COLOURS, FONT_SIZE, INK, altair, telling, width_of

_WIDTH: Final = 300
_HEIGHT: Final = 220
# No more words than these are named in a panel; where they would cover each other, fewer.
_NAMED: Final = 14
_BESIDE: Final = 2


class Word(Struct, frozen=True):
    """One word of a group: how often it stands there, and its log-odds over their error (z)."""

    group: str
    word: str
    count: float
    z: float
    tip: str
    href: str = ""


def word_scatter(words: Sequence[Word], *, groups: Sequence[str], x: str, y: str, limit: float = 1.96) -> Any:
    """Return a panel a group; beyond the dashed lines (`limit`) a word's use differs by more than chance."""
    alt = altair()
    top = max((abs(word.z) for word in words), default=limit)
    most = max((word.count for word in words), default=1)
    reach, span = top * 1.12, [0.8, max(10.0, most * 1.6)]
    lowest = min((word.z for word in words), default=0.0)
    floor = -reach if lowest < 0 else min(limit, lowest) * 0.8
    panels = []
    for group in groups:
        own = [word for word in words if word.group == group]
        named = _apart(own, span, (floor, reach), limit)
        data = alt.Data(
            values=[
                {"w": word.word if word in named else "", "x": max(1.0, word.count), "y": word.z, "o": abs(word.z) >= limit,
                 "t": telling(word.tip, word.href)}
                for word in own
            ]
        )  # fmt: skip
        base = alt.Chart(data, width=_WIDTH, height=_HEIGHT, title=_title(alt, group)).encode(
            x=alt.X(
                "x:Q",
                scale=alt.Scale(type="log", domain=span, nice=False),
                axis=alt.Axis(title=x, values=[1, 10, 100, 1000, 10_000], format=",d"),
            ),
            y=alt.Y("y:Q", scale=alt.Scale(domain=[floor, reach], nice=False), axis=alt.Axis(title=y, tickCount=6)),
        )
        lines = alt.Chart(alt.Data(values=[{"at": at} for at in (limit, -limit) if at > floor])).mark_rule(
            strokeDash=[4, 3], color="#888888"
        )
        points = base.mark_circle(size=26, opacity=0.75).encode(
            color=alt.condition("datum.o", alt.value(COLOURS[0]), alt.value("#AAAAAA")), description="t:N"
        )
        text = base.mark_text(align="left", dx=5, fontSize=FONT_SIZE - 1, color=INK).encode(
            text="w:N", description="t:N"
        )
        panels.append(alt.layer(lines.encode(y="at:Q"), points, text))
    return alt.concat(*panels, columns=_BESIDE, spacing=24)


def _title(alt: Any, text: str) -> Any:
    return alt.TitleParams(text, fontSize=FONT_SIZE + 1, anchor="start", color=INK)


def _apart(words: Sequence[Word], span: Sequence[float], ends: tuple[float, float], limit: float) -> list[Word]:
    """Return the words that can be named without covering another name or point, those that differ most first."""
    places = [_place(word, span, ends) for word in words]
    boxes = [(x - 3, y - 3, x + 3, y + 3) for x, y in places]
    named = []
    for word, (x, y) in sorted(zip(words, places, strict=True), key=lambda pair: -abs(pair[0].z)):
        box = (x + 5, y - 7, x + 5 + width_of(word.word), y + 7)
        if abs(word.z) < limit or box[2] > _WIDTH + 20 or any(_cover(box, other) for other in boxes):
            continue
        boxes.append(box)
        named.append(word)
        if len(named) == _NAMED:
            break
    return named


def _place(word: Word, span: Sequence[float], ends: tuple[float, float]) -> tuple[float, float]:
    """Return where a word's point lies in its panel, in pixels from the left and from the top."""
    x = _WIDTH * math.log(max(1.0, word.count) / span[0]) / math.log(span[1] / span[0])
    return x, _HEIGHT * (ends[1] - word.z) / (ends[1] - ends[0])


def _cover(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
