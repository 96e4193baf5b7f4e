"""A saved web page: the notice's own lines, its title first, without what the page puts around them."""

from __future__ import annotations

import re
from typing import Final

from resiliparse.parse.html import HTMLTree

from textmine.errors import ReadError
from textmine.readers.body import Body, find_body
from textmine.readers.decoding import decode
from textmine.readers.draft import Draft
from textmine.readers.imprint import read_facts, read_head
from textmine.readers.lists import number_items
from textmine.readers.page import Page, scan
from textmine.readers.scripted import scripted_markup
from textmine.readers.stylesheet import style_sheets
from textmine.readers.votes import bare

_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{2,30})""", re.IGNORECASE)
_HEAD: Final = 8192
_FRAMESET: Final = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_FRAME: Final = re.compile(r"""<frame\s[^>]{0,300}?src\s*=\s*["']?([^"'>\s]{1,200})""", re.IGNORECASE)
# Some pages hide their text until a script shows it.
_SHORT: Final = 200
# What a page that a script fills may say before: a title, "loading".
_EMPTY: Final = 60


def read(data: bytes, *, name: str, charset: str | None = None) -> Draft:
    """Return the notice of a saved page; `charset` is what an HTTP header declared."""
    decoded = decode(data, declared=charset or _declared(data))
    text, metadata = read_markup(decoded.text)
    if len(text) < _SHORT and (frames := _FRAME.findall(decoded.text)) and _FRAMESET.search(decoded.text):
        shown = ", ".join(frames[:5])
        raise ReadError(f"{name}: a page that only holds frames ({shown}); save and read the one with the notice")
    return Draft(text, "text/html", decoded.encoding, metadata, decoded.warnings)


def read_markup(markup: str) -> tuple[str, dict[str, str]]:
    """Return the notice's text in a page, one paragraph or table row a line, and what the page says of it.

    >>> read_markup("<title>关于整改的通报-某区政府网</title><ul><li><a href=/>首页</a></ul><p>一、已<b>完成</b>整改。</p>")[0]
    '关于整改的通报\\n一、已完成整改。'
    """
    printed = _print_of(markup)
    start = max(printed.find("<body"), 0)
    metadata = read_head(printed[:start])
    title = metadata.get("title", "")
    sheets = style_sheets(printed)
    page = number_items(scan(printed[start:], sheets=sheets), sheets)
    body = find_body(page, title=title)
    if page.hidden > 5 * _SHORT and sum(map(len, body.lines)) < _SHORT:
        body = _fuller(body, number_items(scan(printed[start:], show_hidden=True), sheets), title)
    if sum(map(len, body.lines)) < _EMPTY and (content := scripted_markup(markup)):
        body = _fuller(body, scan(_print_of(content)), title)
    for key, value in read_facts(body.around).items():
        metadata.setdefault(key, value)
    lines = body.lines
    if not body.has_title and (heading := _choose_title(title, body.heading)):
        metadata.setdefault("title", heading)
        lines = [heading, *lines]
    return "\n".join(lines), metadata


def _print_of(markup: str) -> str:
    document = HTMLTree.parse(markup).document
    return document.html if document else ""


def _fuller(body: Body, page: Page, title: str) -> Body:
    shown = find_body(page, title=title)
    return shown if sum(map(len, shown.lines)) > 2 * sum(map(len, body.lines)) else body


def _choose_title(title: str, heading: str) -> str:
    """Return the title that the head gives or the heading on the page, the fuller where they agree."""
    if not title or not heading:
        return title or heading
    return heading if bare(title) in bare(heading) else title


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page declares for itself."""
    found = _CHARSET.search(data, 0, _HEAD) or _XML_ENCODING.match(data, 0, _HEAD)
    return found[1].decode("ascii") if found else None
