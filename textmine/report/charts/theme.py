"""What all pictures share: colours that stay apart for everybody and in grey, letters that exist, and what a mark tells."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any, Final

from textmine.errors import MissingDependencyError

# Okabe and Ito's colours, those first that also differ in grey; shapes and dashes tell the same once more.
COLOURS: Final = ("#0072B2", "#E69F00", "#000000", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
DASHES: Final = ([1, 0], [6, 3], [2, 2], [10, 3, 2, 3], [4, 1], [1, 4], [12, 4])
# How many series a picture can keep apart.
MOST_SERIES: Final = len(COLOURS)
INK: Final = "#222222"
FAINT: Final = "#D9D9D9"
# The usual Chinese sans-serif letters of Linux, macOS and Windows; browsers and the renderer take the first they have.
FONTS: Final = (
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', "
    "'WenQuanYi Micro Hei', 'Heiti SC', SimHei, sans-serif"
)
FONT_SIZE: Final = 12
# Parts what a mark tells from where it points; no text that is shown has it.
PART: Final = "\u2063"


def altair() -> Any:
    """Return the module; raise `MissingDependencyError`, with what to install, where the extra is not there."""
    return report_extra("altair")


@cache
def report_extra(module: str) -> Any:
    """Return a module of the extra `report`; raise `MissingDependencyError` where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingDependencyError(
            f'reports need {module}; install it with pip install "textmine[report]"'
        ) from error


def telling(tip: str, href: str = "") -> str:
    """Return what a mark's `description` holds, so that the picture shows `tip` and leads to `href` of the same page.

    >>> telling("水务局：30 %", "#m1").split(PART)
    ['', '水务局：30 %', '#m1']
    """
    return f"{PART}{tip.replace(PART, '')}{PART}{href}"


def width_of(text: str) -> float:
    """Return about how wide a text is, in pixels at the pictures' letter size.

    The renderer's own measure is wrong where the machine has no Chinese letters; a browser elsewhere will have them.

    >>> width_of("水务局") > width_of("abc") > 0
    True
    """
    return FONT_SIZE * sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.56 for char in text)


def shortened(text: str, width: float) -> str:
    """Return a text that is no wider than `width` pixels, its middle left out: names differ at both ends.

    >>> shortened("中共青澜县水务局党组", 96), shortened("水务局", 96)
    ('中共青…局党组', '水务局')
    """
    if width_of(text) <= width:
        return text
    half = len(text) // 2
    while half > 1 and width_of(text[:half] + "…" + text[-half:]) > width:
        half -= 1
    return text[:half] + "…" + text[-half:]


def short_names(names: Sequence[str], width: float) -> dict[str, str]:
    """Return each name so that it fits and no two are the same; those that would be get their place behind them."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for place, name in enumerate(dict.fromkeys(names), 1):
        short = shortened(name, width)
        out[name] = short if short not in taken else f"{short} {place}"
        taken.add(out[name])
    return out


def label_room(names: Sequence[str]) -> int:
    """Return how many pixels an axis needs beside it for these names."""
    return round(max((width_of(name) for name in names), default=0)) + 8


# The look of every picture, as Vega-Lite's `config`.
_TEXT: Final = {
    "labelFontSize": FONT_SIZE,
    "titleFontSize": FONT_SIZE,
    "labelLimit": 0,
    "titleLimit": 0,
    "labelColor": INK,
}
LOOK: Final = {
    "font": FONTS,
    "background": "white",
    "padding": 6,
    "view": {"stroke": None},
    "axis": {
        **_TEXT, "titleFontWeight": "normal", "titleColor": INK, "gridColor": "#E8E8E8", "domainColor": "#888888",
        "tickColor": "#888888", "titlePadding": 8,
    },
    "legend": {**_TEXT, "titleFontWeight": "normal", "titleColor": INK, "symbolLimit": 0, "symbolStrokeWidth": 2},
}  # fmt: skip
