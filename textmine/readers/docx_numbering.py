"""The numbers that Word writes itself before paragraphs, which stand nowhere in a file's text.

A paragraph, or its style, refers to a list (`w:num`); the list to an abstract one (`w:abstractNum`) that says how each
of nine levels looks. Lists of one abstract list count on together, save where one has a start of its own. ECMA-376,
part 1, 17.9.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from lxml import etree

from textmine.readers.docx_markup import W, number, switch, value
from textmine.readers.docx_numerals import write_number
from textmine.readers.docx_styles import Style, Styles
from textmine.readers.docx_symbols import glyph

_LEVELS: Final = 9
_PLACE: Final = re.compile("%([1-9])")
_FILLED: Final = re.compile("0{1,9}1")
_STOPS: Final = frozenset("、。.．,，:：;；)）]】〕》")
_LONGEST: Final = 100
_MOST_LINKS: Final = 10


class Level(NamedTuple):
    """How one level of a list looks and counts."""

    start: int
    form: str
    width: int
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style_id: str | None
    hidden: bool
    font: str


class Label(NamedTuple):
    """A paragraph's number as printed, and what stands behind it: `tab`, `space` or `nothing`."""

    text: str
    suffix: str
    is_bullet: bool

    def before(self, text: str) -> str:
        """Return `text` with the label in front, as on the page; a blank stands for a tab where one is needed.

        >>> label = Label("1.", "tab", False)
        >>> label.before("修订制度。"), label.before("2019年起"), Label("第一条", "tab", False).before("总则")
        ('1.修订制度。', '1. 2019年起', '第一条 总则')
        """
        if self.suffix == "tab":
            text = text.lstrip()
            return (self.text if _parts_itself(self.text, text) else self.text + " ") + text
        return self.text + (" " if self.suffix == "space" else "") + text


class _List(NamedTuple):
    """One list, its overrides applied; lists with the same `counter` count on together."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Every list of a file and how far each has counted; paragraphs are to be asked about in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in () if root is None else root:
            if element.tag == W + "abstractNum":
                self._abstract.setdefault(element.get(W + "abstractNumId", ""), element)
            elif element.tag == W + "num":
                self._nums.setdefault(element.get(W + "numId", ""), element)
        # Looked for once: a look with many levels may be shared by many lists.
        self._style_links = _links(self._abstract, "numStyleLink")
        self._numbering_styles = {style_id: key for key, style_id in _links(self._abstract, "styleLink").items()}

    def label(self, properties: etree._Element | None, style_id: str | None) -> Label | None:
        """Count a paragraph, by its properties and its style, and return its label; None where it has none."""
        num_id, at = self._reference(properties, style_id)
        found = self._list(num_id) if num_id is not None else None
        if num_id is None or found is None or at not in found.levels:
            return None
        counts = self._count(num_id, found, at)
        level = found.levels[at]
        text = "" if level.hidden else _written(found, counts, at)
        return Label(text, level.suffix, level.form == "bullet") if text else None

    def _reference(self, properties: etree._Element | None, style_id: str | None) -> tuple[str | None, int]:
        """Return the list and the level that a paragraph refers to, itself or through its style."""
        chain = self._styles.chain(style_id)
        own = value(properties, "numPr/numId")
        num_id = own if own is not None else next((style.num_id for style in chain if style.num_id is not None), None)
        if num_id is None or num_id == "0":
            # List number 0 takes away what a style gave.
            return None, 0
        at = number(properties, "numPr/ilvl")
        if at is None:
            at = self._style_level(num_id, chain)
        return num_id, min(max(at, 0), _LEVELS - 1)

    def _style_level(self, num_id: str, chain: list[Style]) -> int:
        """Return the level that a list ties to a style of the chain, else the one that the styles themselves name."""
        found = self._list(num_id)
        tied = {level.style_id: at for at, level in found.levels.items() if level.style_id} if found else {}
        for style in chain:
            if style.id in tied:
                return tied[style.id]
        return next((style.level for style in chain if style.level is not None), 0)

    def _count(self, num_id: str, found: _List, at: int) -> list[int | None]:
        counts = self._counts.setdefault(found.counter, [None] * _LEVELS)
        if (num_id, at) not in self._begun:
            self._begun.add((num_id, at))
            if at in found.starts:
                counts[at] = None
        before = counts[at]
        counts[at] = found.starts.get(at, found.levels[at].start) if before is None else before + 1
        for deeper in range(at + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            # Left out, it restarts behind any higher level; 0 is never; else behind that level, counted from 1.
            if restart is None or at < restart:
                counts[deeper] = None
        return counts

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._resolve(num_id)
        return self._lists[num_id]

    def _resolve(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        key, abstract = self._follow(value(num, "abstractNumId"))
        if num is None or abstract is None:
            return None
        # Read once and copied: a thousand lists may share one look.
        if key not in self._levels:
            self._levels[key] = {_index(element): _read_level(element) for element in abstract.iterchildren(W + "lvl")}
        levels = dict(self._levels[key])
        starts: dict[int, int] = {}
        for override in num.iterchildren(W + "lvlOverride"):
            at = _index(override)
            redefined = override.find(W + "lvl")
            if redefined is not None:
                levels[at] = _read_level(redefined)
            start = number(override, "startOverride")
            if start is not None:
                starts[at] = start
        return _List(key, levels, starts)

    def _follow(self, abstract_id: str | None) -> tuple[str, etree._Element | None]:
        """Return an abstract list, its look followed to where it is defined: it may lie in a numbering style."""
        for _ in range(_MOST_LINKS):
            abstract = self._abstract.get(abstract_id or "")
            link = self._style_links.get(abstract_id or "")
            if link is None:
                return abstract_id or "", abstract
            through = next((style.num_id for style in self._styles.chain(link) if style.num_id), None)
            target = value(self._nums.get(through), "abstractNumId") if through else None
            abstract_id = target if target not in (None, abstract_id) else self._numbering_styles.get(link)
        return "", None


def _links(abstract: dict[str, etree._Element], name: str) -> dict[str, str]:
    """Return the style that each abstract list is linked to, as its user or its definition."""
    linked = ((key, value(element, name)) for key, element in abstract.items())
    return {key: style_id for key, style_id in linked if style_id is not None}


def _index(element: etree._Element) -> int:
    digits = element.get(W + "ilvl", "0")
    return int(digits) if digits in tuple("012345678") else _LEVELS


def _read_level(element: etree._Element) -> Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    form, width = _read_form(element)
    start = number(element, "start")
    return Level(
        start=1 if start is None else max(start, 0),
        form=form,
        width=width,
        text=(value(element, "lvlText") or "")[:_LONGEST],
        suffix=value(element, "suff") or "tab",
        restart=number(element, "lvlRestart"),
        legal=bool(switch(element, "isLgl")),
        style_id=value(element, "pStyle"),
        hidden=bool(switch(element.find(W + "rPr"), "vanish")),
        font="" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "",
    )


def _read_form(element: etree._Element) -> tuple[str, int]:
    """Return a level's number format, and to how many digits it is filled up with zeros."""
    # What older readers do not know (001, 002 …) stands first among alternatives, what they do last.
    forms = list(element.iter(W + "numFmt"))
    for form in forms:
        sample = _FILLED.match(form.get(W + "format", ""))
        if sample:
            return "decimal", len(sample[0])
    return (forms[-1].get(W + "val", "decimal"), 0) if forms else ("decimal", 0)


def _written(found: _List, counts: list[int | None], at: int) -> str:
    """Return the label of a paragraph at level `at`, once that has been counted."""
    level = found.levels[at]
    if level.form == "bullet":
        return "".join([glyph(ord(char), level.font) for char in level.text])

    def number_at(place: re.Match[str]) -> str:
        shown = found.levels.get(int(place[1]) - 1)
        if shown is None:
            return ""
        count = counts[int(place[1]) - 1]
        # A higher level that has not come yet shows where it will start.
        count = found.starts.get(int(place[1]) - 1, shown.start) if count is None else count
        is_number = shown.form not in ("none", "bullet")
        return write_number(count, "decimal" if level.legal and is_number else shown.form).zfill(shown.width)

    return _PLACE.sub(number_at, level.text)[:_LONGEST]


def _parts_itself(label: str, text: str) -> bool:
    """Tell whether a label that a tab follows needs no blank to be told from the text."""
    last = label[-1:]
    if last == "." and text[:1].isdigit():
        return False
    return last in _STOPS or unicodedata.category(last or " ") == "No"
