"""Word's fields: a code that is not printed and a result that is, save where the result is the page's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from textmine.readers.docx_markup import W

_KIND: Final = re.compile(r"\s*([A-Za-z]+)")
# Tables of contents and page numbers belong to the page, not to the notice.
_PAGE_KINDS: Final = frozenset({"TOC", "TOA", "INDEX", "PAGE", "NUMPAGES", "SECTIONPAGES", "TC", "XE", "RD"})
# 带圈字符: Word sets any character in a ring by a formula, EQ \o\ac(○,21).
_RINGED: Final = re.compile(
    r"\s*EQ\s{1,9}\\o\s{0,9}(?:\\a[clrj]\s{0,9})?\(\s{0,9}([^,;\s])\s{0,9}[,;]\s{0,9}([^()\s]{1,4})\s{0,9}\)",
    re.IGNORECASE,
)
_RINGS: Final = "○◯〇OΟ"
_RINGED_NUMBERS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_LONGEST_CODE: Final = 1000


@dataclass
class _Field:
    code: str = ""
    in_code: bool = True
    silent: bool = True


class Fields:
    """The fields that are open where a walk through the text stands, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        # Counted rather than looked for at each piece of text: fields may nest as deep as a file likes.
        self._silent = 0

    @property
    def printing(self) -> bool:
        """Whether text that stands here is printed."""
        return self._silent == 0

    def add_code(self, text: str) -> None:
        """Take in a piece of the innermost field's code."""
        if self._open and len(self._open[-1].code) < _LONGEST_CODE:
            self._open[-1].code += text

    def pass_mark(self, mark: str | None) -> str:
        """Take in a `begin`, `separate` or `end`; return what a field without a result prints at its end."""
        if mark == "begin":
            self._open.append(_Field())
            self._silent += 1
        elif self._open and mark == "separate":
            field = self._open[-1]
            self._silent -= field.silent
            field.in_code, field.silent = False, not prints(field.code)
            self._silent += field.silent
        elif self._open and mark == "end":
            field = self._open.pop()
            self._silent -= field.silent
            return ringed(field.code) if field.in_code and self.printing else ""
        return ""


def prints(code: str) -> bool:
    r"""Tell whether the result of a field is part of the text.

    >>> prints(' HYPERLINK "http://example.org" '), prints(r" TOC \o 1-3 "), prints("PAGE")
    (True, False, False)
    """
    kind = _KIND.match(code)
    return kind is None or kind[1].upper() not in _PAGE_KINDS


def ringed(code: str) -> str:
    r"""Return the ringed character that a formula draws, without its ring where no such character exists.

    >>> ringed(r"eq \o\ac(○,21)"), ringed(r"eq \o\ac(□,1)"), ringed("SEQ 图")
    ('㉑', '1', '')
    """
    match = _RINGED.match(code)
    if not match:
        return ""
    ring, inner = match[1], match[2]
    if ring in _RINGS and inner.isascii() and inner.isdigit() and 0 < int(inner) <= len(_RINGED_NUMBERS):
        return _RINGED_NUMBERS[int(inner) - 1]
    return inner


def drop_open_fields(root: etree._Element) -> None:
    """Take out of a part the marks of fields that begin and never end: they would hide all the text behind them."""
    unclosed: list[etree._Element] = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            unclosed.append(mark)
        elif kind == "end" and unclosed:
            unclosed.pop()
    for mark in unclosed:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
