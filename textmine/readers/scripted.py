"""Pages that come empty and are filled by a script: the text that the script holds."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

import msgspec

_SCRIPT: Final = re.compile(r"<script\b[^>]*>", re.IGNORECASE)
# Also matches a string that does not end on its line, so that each character is looked at once.
_STRING: Final = re.compile(r""""((?:[^"\\\n]|\\.)*+)("?)|'((?:[^'\\\n]|\\.)*+)('?)""")
_UNICODE_ESCAPE: Final = re.compile(r"\\u[4-9][0-9a-fA-F]{3}")
_BARE_QUOTE: Final = re.compile(r'(?<!\\)"')
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_LEAST: Final = 100


def scripted_markup(markup: str) -> str:
    r"""Return the longest Chinese string in a page's scripts, as markup; "" if there is none.

    >>> scripted_markup('<script>var d = {"content": "<p>' + r"\u6574\u6539" * 60 + r'<\/p>"}</script>')[-8:]
    '整改整改</p>'
    """
    best, most = "", _LEAST - 1
    match = _SCRIPT.search(markup)
    while match:
        end = markup.find("</script", match.end())
        end = end if end > 0 else len(markup)
        for found in _STRING.finditer(markup, match.end(), end):
            literal = found[1] if found[2] else found[3] if found[4] else ""
            if len(literal) <= most or not (_CHINESE.search(literal) or _UNICODE_ESCAPE.search(literal)):
                continue
            text = _unescape(literal)
            size = len(_CHINESE.findall(text))
            if size > most:
                best, most = text, size
        match = _SCRIPT.search(markup, end)
    if "<" not in best:
        best = unescape(best) if "&lt;" in best else best.replace("\n", "<br>")
    return best


def _unescape(literal: str) -> str:
    """Return what a string of a script says; as it stands where it is no string of JSON."""
    literal = _BARE_QUOTE.sub(r'\\"', literal.replace("\\'", "'").replace("\t", " "))
    try:
        return msgspec.json.decode(f'"{literal}"', type=str)
    except msgspec.DecodeError:
        return literal
