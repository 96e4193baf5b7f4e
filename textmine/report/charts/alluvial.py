"""Alluvial: what became of what, as bands between stages (problem type → label → status)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from textmine.report.charts.theme import COLOURS, FONT_SIZE, INK, altair, label_room, shortened, telling

_WIDTH: Final = 470
_HIGH: Final = 470
# Of the height: what lies between blocks. Of the width between two stages: a block.
_GAP: Final = 0.014
_BLOCK: Final = 0.035
_POINTS: Final = 8
_NAME: Final = 190
# Black would outweigh the other bands.
_BANDS: Final = tuple(colour for colour in COLOURS if colour != "#000000")
_LATER: Final = "#9AA3AB"


class Flow(Struct, frozen=True):
    """So many measures that pass through these names, one a stage."""

    path: tuple[str, ...]
    count: int


class _Block(Struct):
    """A name's block: where it begins, how high it is, and how far its left and right sides are taken by bands."""

    top: float
    high: float
    left: float = 0.0
    right: float = 0.0


def alluvial(flows: Sequence[Flow], *, stages: Sequence[str], unit: str, last: str = "") -> Any:
    """Return the bands between the stages, as wide as they have measures; blocks stand by size, the largest on top,
    save `last` (all others), which is the lowest.

    The bands out of the first stage have its colours; those behind are grey, all that go the same way as one.
    """
    alt = altair()
    counts = [_counts(flows, stage, last) for stage in range(len(stages))]
    scale = (1 - _GAP * (max(map(len, counts)) - 1)) / max(1, sum(flow.count for flow in flows))
    blocks = [_blocks(count, scale) for count in counts]
    colours = {name: _BANDS[at % len(_BANDS)] for at, name in enumerate(counts[0])} | {last: _LATER}
    bands = [point for stage in range(len(stages) - 1) for point in _bands(flows, stage, blocks, scale, colours, unit)]
    boxes = [
        {"x": stage, "x2": stage + _BLOCK, "y": block.top, "y2": block.top + block.high,
         "n": shortened(f"{name} {counts[stage][name]:,}", _NAME), "m": block.top + block.high / 2,
         "t": telling(f"{name}: {counts[stage][name]:,} {unit}")}
        for stage, column in enumerate(blocks)
        for name, block in column.items()
    ]  # fmt: skip
    right = max((label_room([str(box["n"])]) for box in boxes if box["x"] == len(stages) - 1), default=0)
    wide = alt.Scale(domain=[0, (len(stages) - 1 + _BLOCK) * (_WIDTH + right) / _WIDTH], nice=False, zero=False)
    high = alt.Scale(domain=[0, 1], reverse=True, nice=False)
    x, y = alt.X("x:Q", scale=wide, axis=None), alt.Y("y:Q", scale=high, axis=None)
    area = alt.Chart(alt.Data(values=bands)).mark_area(
        opacity=0.5, interpolate="monotone", stroke="white", strokeWidth=0.4
    )
    box = alt.Chart(alt.Data(values=boxes))
    # Names lie on the bands: a white edge keeps them apart.
    look = {"align": "left", "dx": 4, "fontSize": FONT_SIZE - 1}
    named = box.transform_filter("datum.y2 - datum.y > 0.006").encode(
        x=alt.X("x2:Q", scale=wide, axis=None), y=alt.Y("m:Q", scale=high, axis=None), text="n:N"
    )
    heads = alt.Chart(alt.Data(values=[{"x": at, "n": name} for at, name in enumerate(stages)]))
    return alt.layer(
        area.encode(x=x, y=y, y2="y2:Q", detail="k:N", color=alt.Color("c:N", scale=None), description="t:N"),
        box.mark_rect(color=INK).encode(x=x, x2="x2:Q", y=y, y2="y2:Q", description="t:N"),
        named.mark_text(stroke="white", strokeWidth=3, strokeOpacity=0.85, **look),
        named.mark_text(color=INK, **look),
        heads.mark_text(
            align="left", baseline="bottom", fontSize=FONT_SIZE, fontWeight="bold", color=INK, dy=-6
        ).encode(x=x, y=alt.value(0), text="n:N"),
    ).properties(width=_WIDTH + right, height=_HIGH)


def _counts(flows: Sequence[Flow], stage: int, last: str) -> dict[str, int]:
    """Return how much passes through each name of a stage, the most first, `last` behind all."""
    counts: Counter[str] = Counter()
    for flow in flows:
        counts[flow.path[stage]] += flow.count
    return dict(sorted(counts.items(), key=lambda pair: (pair[0] == last, -pair[1], pair[0])))


def _blocks(counts: dict[str, int], scale: float) -> dict[str, _Block]:
    blocks, top = {}, 0.0
    for name, count in counts.items():
        blocks[name] = _Block(top, count * scale)
        top += count * scale + _GAP
    return blocks


def _bands(
    flows: Sequence[Flow],
    stage: int,
    blocks: Sequence[dict[str, _Block]],
    scale: float,
    colours: dict[str, str],
    unit: str,
) -> list[dict[str, Any]]:
    """Return the outlines of the bands from a stage to the next as points of areas."""
    pairs: Counter[tuple[str, str]] = Counter()
    for flow in flows:
        pairs[flow.path[stage], flow.path[stage + 1]] += flow.count
    place = [{name: at for at, name in enumerate(column)} for column in blocks]
    points: list[dict[str, Any]] = []

    def order(pair: tuple[str, str]) -> tuple[int, int]:
        return place[stage][pair[0]], place[stage + 1][pair[1]]

    # Where a band leaves goes by where it goes to, and where it arrives by where it comes from: fewest crossings.
    ends = {}
    for pair in sorted(pairs, key=lambda pair: order(pair)[::-1]):
        block = blocks[stage + 1][pair[1]]
        ends[pair] = block.top + block.left
        block.left += pairs[pair] * scale
    for pair in sorted(pairs, key=order):
        source, target = pair
        block, count = blocks[stage][source], pairs[pair]
        begin, end, high = block.top + block.right, ends[pair], count * scale
        block.right += high
        tip = telling(f"{source} → {target}: {count:,} {unit}")
        for at in range(_POINTS + 1):
            part = at / _POINTS
            y = begin + (end - begin) * part * part * (3 - 2 * part)
            points.append(
                {"k": f"{stage}|{'|'.join(pair)}", "x": stage + _BLOCK + part * (1 - _BLOCK), "y": y, "y2": y + high,
                 "c": _LATER if stage else colours[source], "t": tip}
            )  # fmt: skip
    return points
