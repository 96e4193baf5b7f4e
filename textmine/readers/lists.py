"""The numbers that a browser itself puts before the items of a page's ordered lists."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from textmine.chinese import write_numeral
from textmine.readers.page import Page

_START: Final = re.compile(r'\bstart="(\d{1,6})"')
_VALUE: Final = re.compile(r'\bvalue="(\d{1,6})"')
_STYLE: Final = re.compile(
    r'list-style(?:-type)?\s*:\s*(?:[\w()/.-]+\s+)*?(none|decimal|cjk|simp|trad|upper|lower)|\btype="([1aAiI])"'
)
_CHINESE: Final = ("cjk", "simp", "trad")
_OWN_NUMBER: Final = re.compile(
    r"[（(]?\s*[\d一二三四五六七八九十①-⑳]+\s*[、.．)）]|[一二三四五六七八九十]是|第[一二三四五六七八九十]"
)


def number_items(page: Page) -> Page:
    """Return `page` with list numbers before the items of its ordered lists, where a style does not take them away.

    Items whose text has a number of its own, and items that are links, stay as they are.
    """
    if "ol" not in page.tags:
        return page
    counts: dict[int, int] = {}
    label: dict[int, str] = {}
    for block, tag in enumerate(page.tags):
        attributes = page.attributes[block]
        if tag == "ol":
            start = _START.search(attributes)
            counts[block] = int(start[1]) if start else 1
        elif tag == "li" and page.parents[block] in counts:
            parent = page.parents[block]
            value = _VALUE.search(attributes)
            number = int(value[1]) if value else counts[parent]
            counts[parent] = number + 1
            label[block] = _label(number, page.attributes[parent], attributes)
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


def _label(number: int, *attributes: str) -> str:
    """Return an item's number as the list's style prints it: `1.`, `一、`, or nothing."""
    styles = [found[1] or found[2] for each in attributes if (found := _STYLE.search(each))]
    style = styles[-1] if styles else "decimal"
    if style == "none":
        return ""
    if style in _CHINESE:
        return write_numeral(number) + "、"
    if style in ("upper", "lower", "a", "A", "i", "I"):
        return ""
    return f"{number}."
