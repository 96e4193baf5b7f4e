"""A chart becomes a picture: SVG that a page can hold and a mark's words can be read in, and PNG for Word."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final
from xml.etree import ElementTree as ET
from zlib import crc32

from msgspec import Struct

from textmine.report.charts.theme import FONTS, LOOK, PART, report_extra

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
# Pixels of a PNG for each of the SVG's: sharp in print at the width of a page.
_SCALE: Final = 2.5
_PRINTED: Final = re.compile(r"(\d+\.\d{3,})")


class Picture(Struct, frozen=True):
    """A picture as SVG, which may stand in a page as it is, and its size in pixels; `alt` says what it shows."""

    svg: str
    width: int
    height: int
    alt: str

    def png(self) -> bytes:
        """Return the same as PNG; without Chinese letters on the machine it would have boxes (`has_chinese_font`)."""
        return bytes(report_extra("vl_convert").svg_to_png(self.svg, scale=_SCALE))


def draw(chart: Any, *, alt: str) -> Picture:
    """Return the picture of an Altair chart; its marks keep what they tell as a title, and where they point."""
    # The charts are our own, and checking each against the schema takes as long as drawing it.
    spec = chart.to_dict(validate=False) | {"config": LOOK}
    svg = report_extra("vl_convert").vegalite_to_svg(spec)
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # the renderer's own, which escapes what notices say
    _tidy(root, f"p{crc32(svg.encode()):08x}-")
    width, height = round(float(root.get("width", "0"))), round(float(root.get("height", "0")))
    root.attrib.pop("class", None)
    root.set("font-family", FONTS)
    root.set("role", "img")
    root.set("aria-label", alt)
    return Picture(ET.tostring(root, encoding="unicode"), width, height, alt)


def _tidy(element: ET.Element, lead: str) -> None:
    """Take out what only the renderer's own viewer needs, and turn descriptions of marks into titles.

    Ids get a `lead` of their own, so that many pictures may stand in one page.
    """
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, lead + value)
        elif value.startswith("url(#"):
            element.set(name, value.replace("url(#", f"url(#{lead}"))
    label = element.attrib.pop("aria-label", "")
    for name in [name for name in element.attrib if name == "role" or name.startswith("aria-")]:
        del element.attrib[name]
    element.attrib.pop("class", None)
    element.attrib.pop("pointer-events", None)
    # The root has the letters for all, and no eye sees a thousandth of a pixel.
    element.attrib.pop("font-family", None)
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for name in ("d", "transform"):
        if printed := element.get(name):
            element.set(name, _PRINTED.sub(lambda match: f"{float(match[1]):.2f}", printed))
    if label.startswith(PART):
        _, tip, href = label.split(PART, 2)
        title = ET.Element(f"{{{_SVG}}}title")
        title.text = tip
        element.insert(0, title)
        element.set("class", "mark")
        if href:
            element.set("data-href", href)
    for child in list(element):
        # A part without a mark or word in it, such as a background that is not painted.
        if child.get("display") == "none" or child.get("d") == "M0,0h0v0h0Z":
            element.remove(child)
            continue
        _tidy(child, lead)
        if child.tag == f"{{{_SVG}}}g" and not len(child) and not child.attrib:
            element.remove(child)


@cache
def has_chinese_font() -> bool:
    """Tell whether the machine can draw Chinese letters: two of them look different, where boxes would be the same."""

    def drawn(char: str) -> bytes:
        text = f'<text x="2" y="18" font-size="16" font-family="{FONTS}">{char}</text>'
        svg = f'<svg xmlns="{_SVG}" width="20" height="24">{text}</svg>'
        return bytes(report_extra("vl_convert").svg_to_png(svg))

    return drawn("整") != drawn("改")
