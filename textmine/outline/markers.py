"""Every place of a text that could be a numbering marker, in every scheme that notices use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from textmine.chinese import read_numeral

# The schemes with their usual rank (GB/T 9704-2012: 一、 （一） 1. (1), then ① and 一是): a smaller rank stands higher.
# The ranks are where a search begins; tree.py departs from them where the ordinals say otherwise.
RANKS: Final = {
    "ordinal": 10,  # 一、
    "part": 15,  # 第一方面问题, 第二部分
    "paren": 20,  # （一）
    "problem": 25,  # 问题1：
    "digit": 30,  # 1.
    "paren_digit": 40,  # (1), 1)
    "circled": 50,  # ①
    "letter": 55,  # A.
    "point": 60,  # 一是
    "order": 60,  # 第一，
}


class Marker(NamedTuple):
    """A candidate marker: `text[start:end]` is the numbering as printed.

    `line` is the index of its line, `leads` says that it stands at the line's start (or right behind a marker that
    does), `weak` that it is damaged or unusual and counts only where its neighbours agree.
    """

    start: int
    end: int
    scheme: str
    number: int
    line: int
    leads: bool
    weak: bool = False


_N = "[一二三四五六七八九十百〇零]{1,5}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_BLACK = "❶❷❸❹❺❻❼❽❾❿"
_ENCLOSED: Final = {
    **{char: ("circled", n) for n, char in enumerate(_CIRCLED, 1)},
    **{char: ("circled", n) for n, char in enumerate(_BLACK, 1)},
    **{chr(0x3220 + n): ("paren", n + 1) for n in range(10)},  # ㈠
    **{chr(0x2474 + n): ("paren_digit", n + 1) for n in range(20)},  # ⑴
    **{chr(0x2488 + n): ("digit", n + 1) for n in range(20)},  # ⒈
}

# One alternation, each branch behind a literal that most positions fail at once. Named groups give the scheme; the
# number is the group after it. Decimals (1.3万), dotted dates (2019.12) and version-like numbers (3.1.2) are no
# markers; "1.2019年" is one, since no decimal runs on into a year.
_BRANCHES: Final = (
    rf"(?P<part>第({_N}|\d{{1,2}})个?(?:方面|部分)(?:的?问题)?)",
    rf"(?P<order>(?:第|其)({_N})(?=[,、:]))",
    rf"(?P<problem>(?:反馈|具体|巡[察视])?问题 ?({_N}|\d{{1,3}}) ?(?:[:.、,]|(?= )|$))",
    rf"(?P<point>({_N})(?:是|要)(?!否|指|以))",
    rf"(?P<ordinal>({_N}) ?(?:、|[,.:](?=[^\d,.])))",
    rf"(?P<paren>(?:\( ?)?({_N}) ?\)[、.]?)",
    r"(?P<digit>(\d{1,3}) ?(?:[.、](?!\d)|\.(?=(?:19|20)\d\d年)|、(?=\d)|,(?![\d ])))",
    r"(?P<paren_digit>(?:\( ?)?(\d{1,3}) ?\)[、.]?)",
    r"(?P<letter>([A-Z])[.、](?![A-Za-z\d]))",
    rf"(?P<enclosed>([{''.join(_ENCLOSED)}])[、.]?)",
    rf"(?P<open>\(({_N}|\d{{1,2}})(?=[\u4e00-\u9fff]))",
    r"(?P<blank>(\d{1,2}) +(?=[\u4e00-\u9fff“《]))",
)
_MARKER: Final = re.compile("|".join(_BRANCHES))
_LINE: Final = re.compile(r"[^\n]*[^\s][^\n]*")
_INDENT: Final = re.compile(r"[\s★●◆■▲※*•·]*")
# Inside a line a marker stands behind a stop, a closing quote or bracket, or a blank.
# Where line breaks were lost, （一） may follow a heading that has no stop; only its run then speaks for it.
_INLINE: Final = re.compile(
    r"[。;:,、!?)”》 ] ?(?=[(第其一二三四五六七八九十\d" + "".join(_ENCLOSED) + r"])"
    r"|(?<![条款项号])(?=\([一二三四五六七八九十]{1,3}\)(?![项款条至、,]))"
)
_INLINE_STOPS: Final = {
    "ordinal": "。;:!?”) ",
    "part": "。;:!? ",
    "paren": "。;:,!?) ",
    "digit": "。;:!?)” ",
    "paren_digit": "。;:,、!?)” ",
    "circled": "。;:,、!?)”》 ",
    "point": "。;:,、!?)” ",
    "order": "。;: ",
}


def _read(match: re.Match[str], line: int, leads: bool) -> Marker | None:
    """Return the marker that a match of the alternation stands for, or None where its number is not one."""
    scheme = match.lastgroup or ""
    digits = match[(match.lastindex or 0) + 1]
    weak = scheme in ("open", "blank", "letter")
    if scheme == "enclosed":
        scheme, number = _ENCLOSED[digits]
    elif scheme == "letter":
        number = ord(digits) - 64
    elif digits.isdigit() and digits.isascii():
        number = int(digits)
        if scheme == "open":
            scheme = "paren_digit"
    else:
        try:
            number = read_numeral(digits)
        except ValueError:
            return None
        if scheme == "open":
            scheme = "paren"
    if scheme == "blank":
        scheme = "digit"
    if not 0 < number < 400:
        return None
    return Marker(match.start(), match.end(), scheme, number, line, leads, weak)


class Line(NamedTuple):
    """A printed line without the blanks at its edges."""

    start: int
    end: int


def lines_of(folded: str) -> list[Line]:
    """Return the lines of `folded` that hold anything but blanks."""
    lines, at = [], 0
    for raw in folded.split("\n"):
        if body := raw.strip():
            start = at + raw.index(body[0])
            lines.append(Line(start, start + len(body)))
        at += len(raw) + 1
    return lines


def find_markers(folded: str, lines: list[Line]) -> list[Marker]:
    """Return every candidate marker of `folded`, in document order.

    Candidates inside quotes and book-title marks are left out: what they number is quoted, not the notice's own.
    """
    found: list[Marker] = []
    inline = _INLINE.finditer(folded)
    ahead = next(inline, None)
    for index, (start, end) in enumerate(lines):
        at = _INDENT.match(folded, start, end).end()  # type: ignore[union-attr]
        while (match := _MARKER.match(folded, at, end)) and (marker := _read(match, index, True)):
            found.append(marker)
            at = match.end()
            while at < end and folded[at] == " ":
                at += 1
        while ahead and ahead.start() < at:
            ahead = next(inline, None)
        if ahead and ahead.start() < end:
            ahead = _inside(folded, (at, end), index, ahead, inline, found)
    return found


def _inside(
    folded: str,
    span: tuple[int, int],
    index: int,
    ahead: re.Match[str] | None,
    inline: Iterator[re.Match[str]],
    found: list[Marker],
) -> re.Match[str] | None:
    """Append the candidates inside one line to `found`; return the first match that lies beyond the line."""
    at, end = span
    balanced = folded.count("“", at, end) == folded.count("”", at, end)
    seen, quotes, titles = at, 0, 0
    while ahead and ahead.start() < end:
        if match := _MARKER.match(folded, ahead.end(), end):
            bare = ahead.start() == ahead.end()
            stop = " " if bare else folded[ahead.start()]
            quotes += folded.count("“", seen, match.start()) - folded.count("”", seen, match.start())
            titles += folded.count("《", seen, match.start()) - folded.count("》", seen, match.start())
            seen = match.start()
            marker = _read(match, index, False)
            if marker and stop in _INLINE_STOPS.get(marker.scheme, "") and titles <= 0 and (quotes <= 0 or not balanced):
                found.append(marker._replace(weak=True) if bare else marker)
                behind = _MARKER.match(folded, marker.end, end)
                if behind and (second := _read(behind, index, False)) and second.scheme != marker.scheme:
                    found.append(second)
        ahead = next(inline, None)
    return ahead
