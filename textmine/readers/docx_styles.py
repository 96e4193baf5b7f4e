"""The styles of a Word file, as far as they number or hide what is set in them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree

from textmine.readers.docx_markup import W, number, switch, value

# A style is based on another, and that on a third; Word allows ten such steps.
_MOST_STEPS: Final = 20
_CONTENTS: Final = re.compile(r"(?:toc (?:\d|heading)|table of (?:figures|authorities)|目录\s?\d)", re.IGNORECASE)


class Style(NamedTuple):
    """One style's own settings: None where it leaves them to the style that it is based on."""

    id: str
    name: str
    based_on: str | None
    num_id: str | None
    level: int | None
    hides: bool | None


class Styles:
    """Every style by its id; a file without styles has none, and each answer is then as for plain text."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._chains: dict[str | None, list[Style]] = {}
        self._default: str | None = None
        for element in () if root is None else root.iterchildren(W + "style"):
            style = _read(element)
            self._styles.setdefault(style.id, style)
            if element.get(W + "type") == "paragraph" and element.get(W + "default", "0") in ("1", "true", "on"):
                self._default = style.id

    def chain(self, style_id: str | None) -> list[Style]:
        """Return a paragraph's style and those that it is based on, the nearest first; None asks for the default."""
        if style_id not in self._chains:
            self._chains[style_id] = self._follow(style_id if style_id in self._styles else self._default)
        return self._chains[style_id]

    def hides(self, style_id: str | None) -> bool:
        """Tell whether text in a paragraph or character style is hidden."""
        if style_id is None and self._default is None:
            return False
        return next((style.hides for style in self.chain(style_id) if style.hides is not None), False)

    def is_contents(self, style_id: str | None) -> bool:
        """Tell whether a paragraph style is one of a table of contents."""
        return any(_CONTENTS.match(style.name) for style in self.chain(style_id))

    def _follow(self, style_id: str | None) -> list[Style]:
        chain: list[Style] = []
        while style_id in self._styles and len(chain) < _MOST_STEPS:
            style = self._styles[style_id or ""]
            if style in chain:
                break
            chain.append(style)
            style_id = style.based_on
        return chain


def _read(element: etree._Element) -> Style:
    paragraph = element.find(W + "pPr")
    return Style(
        id=element.get(W + "styleId", ""),
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        num_id=value(paragraph, "numPr/numId"),
        level=number(paragraph, "numPr/ilvl"),
        hides=switch(element.find(W + "rPr"), "vanish"),
    )
