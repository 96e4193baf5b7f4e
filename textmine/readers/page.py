"""A page as lines: what a reader sees, one paragraph or table row a line, each with the block that it stands in.

The parser (resiliparse) mends the markup as browsers do and prints it well nested; this walks the print once, since
walking the nodes themselves from Python costs ten times the parsing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from msgspec import Struct

from textmine.readers.grid import Grids
from textmine.readers.unseen import drop_hidden, drop_unseen

_BLOCKS: Final = (
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "section", "summary",
    "tbody", "tfoot", "thead", "ul",
)  # fmt: skip
_GRID: Final = ("table", "tr", "td", "th")
_OPEN, _OPEN_GRID, _BREAK, _CLOSE, _CLOSE_GRID = range(5)
_KINDS: Final = {
    **dict.fromkeys(_BLOCKS, _OPEN),
    **dict.fromkeys(_GRID, _OPEN_GRID),
    **dict.fromkeys(("br", "hr"), _BREAK),
    **dict.fromkeys(("/" + tag for tag in _BLOCKS), _CLOSE),
    **dict.fromkeys(("/" + tag for tag in _GRID), _CLOSE_GRID),
}
_LINKS: Final = ("a", "/a")
# Editors split words over many of these; they go at once. The parser prints `>` in attributes as a reference.
_INLINE: Final = re.compile(r"</?(?:b|big|em|font|i|img|input|label|o:p|small|span|strong|sub|sup|u|wbr)(?:\s[^>]*+)?>")
# Shown as a block; where it ends cannot be told without its name in every end tag.
_BLOCK_SPAN: Final = re.compile(r"<span\s[^>]{0,300}?display\s*:\s*block[^>]*>", re.IGNORECASE)
# A token is a block with nothing but running text and links in it, at once, or one tag.
_TOKEN: Final = re.compile(
    r"<(?:(p|li|td|th|div|dd|dt|h[1-6])(\s[^>]*+)?>((?:[^<]++|</?a(?:\s[^>]*+)?>)*+)</\1>|(/?[a-zA-Z][^\s/>]*+)([^>]*+)>)"
)
_TAG: Final = re.compile(r"<[^>]*>")
_ANCHOR: Final = re.compile(r"<a\s[^>]*?href=[^>]*+>([^<]*+)")

_NAMES: Final = re.compile(r'\b(?:class|id)="([^"]*)"')
_WHITE_SPACE: Final = re.compile(r"white-space\s*:\s*(pre|break-spaces)?")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
# Editors wrap source lines anywhere; between two Chinese characters the wrap is no blank.
_WIDE: Final = "[\u2010-\u2027\u2030-\u205e\u2460-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
_SOFT_WRAP: Final = re.compile(rf"(?<={_WIDE})[ \t\r\f]*+\n[ \t\r\n\f]*+(?={_WIDE})")
_EDGES: Final = (
    " \t\r\n\f\v\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
)


class Line(Struct, frozen=True, gc=False):
    """One line as seen: its text, the number of its block, and how many of its characters are links."""

    text: str
    block: int
    linked: int


class Page(NamedTuple):
    """The seen lines of a page in reading order, and its blocks: the elements that start a line of their own.

    A block is a number; `parents`, `tags` and `attributes` are indexed by it, and a parent has a lower one than its
    children. Block 0 is the page. `hidden` is how much markup was left out as hidden.
    """

    lines: list[Line]
    parents: list[int]
    tags: list[str]
    attributes: list[str]
    hidden: int

    def names(self, block: int) -> str:
        """Return a block's class and id, which often tell what it is for."""
        return " ".join(_NAMES.findall(self.attributes[block]))


def scan(markup: str, *, sheets: str = "", show_hidden: bool = False) -> Page:
    """Return the lines of well-nested `markup`, as the parser prints it, without what it or a rule in `sheets` hides.

    >>> [line.text for line in scan("<p>一、<b>总体</b>情况</p><div>第一段<br>第二段</div>").lines]
    ['一、总体情况', '第一段', '第二段']
    """
    markup = drop_unseen(markup)
    markup, hidden = (markup, 0) if show_hidden else drop_hidden(markup, sheets)
    if "block" in markup:
        markup = _BLOCK_SPAN.sub("<br>", markup)
    page = Page([], [0], ["page"], [""], hidden)
    lines, parents, tags, attributes, _ = page
    grids, grid_tags, kinds, links = Grids(), _GRID, _KINDS, _LINKS
    parts = iter(_TOKEN.split(_INLINE.sub("", markup)))
    pieces = [next(parts)]
    block = linked = 0
    in_link = False
    for leaf, leaf_attributes, content, name, tag_attributes, text in zip(*[parts] * 6, strict=True):
        if leaf:
            if pieces:
                _end_line(page, block, "".join(pieces), linked)
                pieces.clear()
                linked = 0
            parents.append(block)
            tags.append(leaf)
            attributes.append(leaf_attributes or "")
            if leaf in grid_tags:
                grids.open(leaf, leaf_attributes or "", len(lines))
            if content and not content.isspace():
                _end_line(page, len(parents) - 1, content, len(content) if in_link else 0)
            if leaf in grid_tags:
                grids.close("/" + leaf, lines)
        elif name in links:
            in_link = 'href="' in tag_attributes
        elif name in kinds:
            kind = kinds[name]
            if pieces:
                _end_line(page, block, "".join(pieces), linked)
                pieces.clear()
                linked = 0
            if kind < _BREAK:
                parents.append(block)
                tags.append(name)
                attributes.append(tag_attributes)
                block = len(parents) - 1
                if kind == _OPEN_GRID:
                    grids.open(name, tag_attributes, len(lines))
            elif kind > _BREAK:
                if kind == _CLOSE_GRID:
                    grids.close(name, lines)
                block = parents[block]
        if text and (pieces or not text.isspace()):
            pieces.append(text)
            if in_link:
                linked += len(text.strip())
    _end_line(page, block, "".join(pieces), linked)
    return page


def _end_line(page: Page, block: int, printed: str, linked: int) -> None:
    """Add the line that `printed` shows to the page, or none if it is blank, or several if its line ends are kept."""
    if "<" in printed:
        linked = linked or sum([len(link.strip()) for link in _ANCHOR.findall(printed)])
        printed = _TAG.sub("", printed)
    if "\n" in printed and "\n" in printed.strip() and _keeps_lines(page, block):
        page.lines.extend([Line(text, block, linked) for part in printed.split("\n") if (text := tidy(part))])
        return
    text = tidy(printed)
    if text:
        page.lines.append(Line(text, block, linked))


def _keeps_lines(page: Page, block: int) -> bool:
    """Tell whether line ends in a block's source are line ends on the page."""
    # Some levels up are enough; a page nested thousands deep is not worth climbing for every line.
    for _ in range(20):
        if page.tags[block] in ("pre", "listing"):
            return True
        attributes = page.attributes[block]
        if "white-space" in attributes and (style := _WHITE_SPACE.search(attributes)):
            return style[1] is not None
        block = page.parents[block]
    return False


def tidy(printed: str) -> str:
    """Return a line's characters from its print: blanks as one, references resolved, its edges bare.

    >>> tidy("&nbsp;&nbsp;　　严格执行\\n《办法》 &amp; 规定 ")
    '严格执行《办法》 & 规定'
    """
    if "\n" in printed:
        printed = _BLANKS.sub(" ", _SOFT_WRAP.sub("", printed))
    elif (" " in printed and "  " in printed) or "\t" in printed:
        printed = _BLANKS.sub(" ", printed)
    if "&" in printed:
        printed = unescape(printed)
    return printed.strip(_EDGES)


def unescape(printed: str) -> str:
    """Resolve the few references that the parser prints.

    >>> unescape("a&lt;b&amp;nbsp;")
    'a<b&nbsp;'
    """
    printed = printed.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return printed.replace("&amp;", "&")
