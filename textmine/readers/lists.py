"""The numbers that a browser itself puts before the items of a page's lists."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from msgspec.structs import replace

from textmine.chinese import write_numeral
from textmine.readers.page import Page
from textmine.readers.stylesheet import rules

_START: Final = re.compile(r'\bstart="(-?\d{1,6})"')
_VALUE: Final = re.compile(r'\bvalue="(-?\d{1,6})"')
_REVERSED: Final = re.compile(r"\breversed(?=[=\s>]|$)")
_TYPE: Final = re.compile(r'\btype="([1aAiI])"')
_STYLE: Final = re.compile(
    r"list-style(?:-type)?\s*:[\w\s()/.-]{0,100}?\b(none|decimal|cjk|simp|trad|upper-alpha|lower-alpha|upper-latin"
    r"|lower-latin|upper-roman|lower-roman)"
)
_COUNTER: Final = re.compile(
    r"""content\s*:\s*(?:["']([^"']{0,10})["']\s*)?counter\(\s*[\w-]{1,60}\s*(?:,\s*([\w-]{1,60})\s*)?\)\s*(?:["']([^"']{0,10})["'])?"""
)
_SELECTOR: Final = re.compile(r"[\w\s.#>-]{1,200}")
_BEFORE: Final = re.compile(r"::?before\s*$")
_OWN_NUMBER: Final = re.compile(
    r"[（(]?\s*[\d一二三四五六七八九十①-⑳]+\s*[、.．)）]|[一二三四五六七八九十]是|第[一二三四五六七八九十]"
)
_TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CHINESE: Final = ("cjk", "simp", "trad")
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_REACH: Final = 20
_MOST_RULES: Final = 100


class _Look(NamedTuple):
    """How the items of a list are numbered: the style of the number, with what stands before and after it."""

    style: str
    before: str = ""
    after: str | None = None


class _Rule(NamedTuple):
    """A style rule for lists: the tags and names that its selector asks for, outermost first."""

    wanted: list[tuple[str, set[str]]]
    look: _Look


def number_items(page: Page, sheets: str = "") -> Page:
    """Return `page` with numbers before the items of its lists as its markup and `sheets`, its style rules, say.

    Items whose text has a number of its own, and items that are links, stay as they are.
    """
    if "ol" not in page.tags and "counter(" not in sheets:
        return page
    found = _list_rules(sheets) if "list-style" in sheets or "counter(" in sheets else []
    label = _labels(page, found)
    item = [0] * len(page.tags)
    for block in range(1, len(page.tags)):
        item[block] = block if block in label else item[page.parents[block]]
    lines = []
    for line in page.lines:
        printed = label.pop(item[line.block], "")
        if printed and line.linked * 2 <= len(line.text) and not _OWN_NUMBER.match(line.text):
            line = replace(line, text=printed + line.text)
        lines.append(line)
    return page._replace(lines=lines)


def _labels(page: Page, found: list[_Rule]) -> dict[int, str]:
    """Return the label of every item that has one, by its block."""
    counts: dict[int, int] = {}
    steps: dict[int, int] = {}
    items = _items(page)
    # Nearly all items of a list look alike, and a rule is costly to try.
    looks: dict[tuple[int, str], _Look] = {}
    sizes = Counter(page.parents[block] for block in items)
    label: dict[int, str] = {}
    for block in items:
        parent = page.parents[block]
        if parent not in counts:
            attributes = page.attributes[parent]
            start = _START.search(attributes)
            steps[parent] = -1 if _REVERSED.search(attributes) else 1
            counts[parent] = int(start[1]) if start else sizes[parent] if steps[parent] < 0 else 1
        value = _VALUE.search(page.attributes[block])
        number = int(value[1]) if value else counts[parent]
        counts[parent] = number + steps[parent]
        like = (parent, page.attributes[block])
        if like not in looks:
            looks[like] = _look(page, block, found)
        look = looks[like]
        if page.tags[parent] == "ol" or look.after is not None:
            label[block] = _printed(number, look)
    return label


def _items(page: Page) -> list[int]:
    return [
        block
        for block, tag in enumerate(page.tags)
        if tag == "li" and page.tags[page.parents[block]] in ("ol", "ul", "menu")
    ]


def _look(page: Page, block: int, found: list[_Rule]) -> _Look:
    """Return how an item is numbered: by its own attributes, its list's, or the last rule that fits."""
    for own in (block, page.parents[block]):
        attributes = page.attributes[own]
        if style := _STYLE.search(attributes):
            return _Look(style[1])
        if kind := _TYPE.search(attributes):
            return _Look(_TYPES[kind[1]])
    look = _Look("decimal")
    for rule in found:
        fits = _fits(page, block, rule.wanted) or _fits(page, page.parents[block], rule.wanted)
        if fits and (look.after is None or rule.look.after is not None):
            look = rule.look
    return look


def _list_rules(sheets: str) -> list[_Rule]:
    """Return the rules for lists; those whose selectors ask for more than tags, classes and ids are passed over."""
    found: list[_Rule] = []
    for selectors, declarations in rules(sheets):
        style = _STYLE.search(declarations)
        counter = _COUNTER.search(declarations) if "counter(" in declarations else None
        if not style and not counter:
            continue
        for selector in selectors:
            plain, is_before = _BEFORE.subn("", selector)
            look = _Look(style[1]) if style else None
            if is_before and counter:
                look = _Look(counter[2] or "decimal", counter[1] or "", counter[3] or "")
            if look and bool(is_before) == bool(counter) and _SELECTOR.fullmatch(plain):
                found.append(_Rule([_asked(part) for part in plain.replace(">", " ").split()], look))
    return found[-_MOST_RULES:]


def _asked(compound: str) -> tuple[str, set[str]]:
    tag, *names = re.split(r"[.#]", compound)
    return tag.lower(), set(names)


def _fits(page: Page, block: int, wanted: list[tuple[str, set[str]]]) -> bool:
    """Tell whether a block is what a selector asks for, its ancestors as far up as is reasonable."""
    if not wanted or not _is(page, block, *wanted[-1]):
        return False
    left = len(wanted) - 1
    for _ in range(_REACH):
        if not left or not block:
            break
        block = page.parents[block]
        left -= _is(page, block, *wanted[left - 1])
    return not left


def _is(page: Page, block: int, tag: str, names: set[str]) -> bool:
    return tag in ("", page.tags[block]) and (not names or names <= set(page.names(block).split()))


def _printed(number: int, look: _Look) -> str:
    """Return an item's number as its list prints it: `1.`, `一、`, `iv.`, or nothing."""
    style = look.style.lower()
    if style == "none":
        return ""
    after = "." if look.after is None else look.after
    if style.startswith(_CHINESE):
        return f"{look.before}{write_numeral(number) if number >= 0 else number}{'、' if look.after is None else after}"
    letters = str(number)
    if number > 0 and style.endswith("roman"):
        letters = _roman(number)
    elif number > 0 and style.endswith(("alpha", "latin")):
        letters = _alphabetic(number)
    return look.before + (letters.upper() if style.startswith("upper") else letters) + after


def _roman(number: int) -> str:
    if number >= 200:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)


def _alphabetic(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
