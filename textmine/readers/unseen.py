"""What stands in a page's markup but is not seen on the page: comments, scripts, buttons, hidden elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from textmine.readers.stylesheet import hidden_names

# Their content is no markup, and ends at the first end tag.
_RAW: Final = ("script", "style", "iframe", "xmp", "noembed", "noframes")
_UNSEEN: Final = (
    "audio", "button", "canvas", "datalist", "embed", "map", "math", "noscript", "object", "rp", "rt", "select", "svg",
    "template", "textarea", "video", "xml",
)  # fmt: skip
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_UNSEEN_START: Final = re.compile(rf"<(?:!--|({'|'.join((*_RAW, *_UNSEEN))})(?=[\s>]))")
_HIDING: Final = re.compile(
    r'\shidden(?:=""|="hidden"|(?=[\s>]))|display\s*:\s*none|visibility\s*:\s*hidden', re.IGNORECASE
)
_CLUES: Final = ("none", "NONE", "hidden", "HIDDEN")
# What HTML makes of an XML section: a comment up to the first `>`, then its text, then its end.
_CDATA: Final = "<!--[CDATA["
_CDATA_END: Final = "]]&gt;"
_TAG_NAME: Final = re.compile(r"<([a-zA-Z][^\s/>]*+)")


def drop_unseen(markup: str) -> str:
    """Return well-nested `markup` without comments, scripts, pictures, controls and the like.

    >>> drop_unseen("<p>一<!-- 二 --><button>打印</button>三<script>var a = '<p>'</script></p>")
    '<p>一三</p>'
    """
    if _CDATA in markup:
        markup = markup.replace(_CDATA_END, "")
    kept, at = [], 0
    unclosed: set[str] = set()
    match = _UNSEEN_START.search(markup)
    while match:
        name = match[1]
        end = -1
        if name not in unclosed:
            end = _element_end(markup, name, match.end()) if name else markup.find("-->", match.end()) + 3
        kept.append(markup[at : match.start()])
        if end <= match.start():
            # Never in what the parser prints, save inside <plaintext>; looked for once, so that time stays linear.
            unclosed.add(name)
            end = match.end()
        at = end
        match = _UNSEEN_START.search(markup, at)
    kept.append(markup[at:])
    return "".join(kept)


def drop_hidden(markup: str, sheets: str = "") -> tuple[str, int]:
    """Return `markup` without the elements that an attribute, a style or a rule in `sheets` hides, and how much that was.

    >>> drop_hidden('<p>一<span style="display: none">二</span>三</p>')[0]
    '<p>一三</p>'
    """
    kept, at = [], 0
    unclosed: set[str] = set()
    for start, end in _hiding_tags(markup, sheets):
        name = _TAG_NAME.match(markup, start)
        if start < at or not name or name[1] in _VOID or name[1] in unclosed:
            continue
        after = _element_end(markup, name[1], end)
        if after < 0:
            unclosed.add(name[1])
            continue
        kept.append(markup[at:start])
        at = after
    kept.append(markup[at:])
    seen = "".join(kept)
    return seen, len(markup) - len(seen)


def _hiding_tags(markup: str, sheets: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the tags that hide their element."""
    names = hidden_names(sheets)
    before = -1
    for clue in sorted(place for word in {*_CLUES, *names} for place in _places(markup, word)):
        # Look back to the last clue only, so that every stretch is looked at once.
        start = markup.rfind("<", before + 1, clue)
        before = clue
        end = markup.find(">", start) if start >= 0 else -1
        if end < clue:
            continue
        tag = markup[start : end + 1]
        if _HIDING.search(tag) or (names and not names.isdisjoint(_class_and_id(tag))):
            yield start, end + 1


def _places(markup: str, word: str) -> Iterator[int]:
    place = markup.find(word)
    while place >= 0:
        yield place
        place = markup.find(word, place + 1)


def _class_and_id(tag: str) -> set[str]:
    return {name for found in re.findall(r'\b(?:class|id)="([^"]*)"', tag) for name in found.split()}


def _element_end(markup: str, name: str, at: int) -> int:
    """Return where the element `name`, whose start tag ends at `at`, ends itself; -1 where it does not."""
    if name in _RAW or name in _VOID:
        end = markup.find(f"</{name}>", at)
        return end + len(name) + 3 if end >= 0 else -1
    depth = 1
    for match in _same_tags(name).finditer(markup, at):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return -1


@cache
def _same_tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s>])[^>]*>")
