"""Every place of a text that could be a numbering marker, in every scheme that notices use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from textmine.chinese import read_numeral
from textmine.outline.decimals import find_decimals
from textmine.outline.serials import find_serials

# The schemes with their usual rank (GB/T 9704-2012: 一、 （一） 1. (1), then ① and 一是): a smaller rank stands higher.
# The ranks are where a search begins; tree.py departs from them where the ordinals say otherwise.
_RANKS: Final = {
    "chapter": 5,  # 第二部分
    "roman": 8,  # Ⅱ、
    "formal": 9,  # 壹、
    "ordinal": 10,  # 一、
    "part": 15,  # 第一方面问题
    "paren": 20,  # （一）
    "problem": 25,  # 问题1：, 序号1
    "serial": 26,  # 交办件一：, where it runs on
    "digit": 30,  # 1.
    "coded": 32,  # A1.
    "decimal": 35,  # 2.1
    "decimal 3": 37,  # 2.1.3
    "decimal 4": 38,  # 2.1.3.1
    "paren_digit": 40,  # (1), 1)
    "step": 45,  # 措施1：
    "circled": 50,  # ①
    "capital": 54,  # A.
    "letter": 55,  # a) (a)
    "small_roman": 57,  # ⅰ.
    "point": 60,  # 一是
    "order": 60,  # 第一，
    "turn": 60,  # 首先，
}
# A list in a line that its own scheme numbers stands below all of these (tree.py).
RANKS: Final = _RANKS | {f"inner {scheme}": 65 for scheme in _RANKS}


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
    **{chr(0x2160 + n): ("roman", n + 1) for n in range(12)},  # Ⅰ
    **{chr(0x2170 + n): ("small_roman", n + 1) for n in range(12)},  # ⅰ
    **{chr(0x2780 + n): ("circled", n + 1) for n in range(10)},  # ➀
    **{chr(0x2474 + n): ("paren_digit", n + 1) for n in range(20)},  # ⑴
    **{chr(0x2488 + n): ("digit", n + 1) for n in range(20)},  # ⒈
}

# One alternation, each branch behind a literal that most positions fail at once. Named groups give the scheme; the
# number is the group after it. Decimals (1.3万), dotted dates (2019.12) and version-like numbers (3.1.2) are no
# markers; "1.2019年" is one, since no decimal runs on into a year, and "2.9月中旬" is one where a 1. stands before it.
_BRANCHES: Final = (
    rf"(?P<chapter>第({_N}|\d{{1,2}})(?:大?部分|篇|章)(?![一-龥]{{1,3}}[,。;])(?: ?[:、](?=[^\n]))?)",
    rf"(?P<part>第({_N}|\d{{1,2}})(?:个?方面|类)(?:的?问题)?(?: ?[:、](?=[^\n]))?)",
    rf"(?P<order>(?:第|其)({_N})(?=[,、:]))",
    r"(?P<turn>(首先|其次|再次|再者|最后)(?=[,、:是]))",
    rf"(?P<problem>(?:(?:反馈|整改|巡[察视]|督察|审计|移交|交办|具体|主要|突出|典型|存在的?){{0,2}}(?:问题|任务|事项|意见|建议)"
    rf"|序号|第(?=\d{{1,3}} ?[项条问]))"
    rf" ?({_N}|\d{{1,3}}) ?[项条问]?(?:(?:整改)?(?:问题|任务))? ?(?:[:.、,]|(?= )|$))",
    rf"(?P<point>({_N})(?:是|要)(?!否|指(?![导派定挥])))",
    r"(?P<step>(?:整改)?(?:措施|举措) ?([一二三四五六七八九十]{1,3}|\d{1,2}) ?[:.、,])",
    r"(?P<formal>([壹贰叁肆伍陆柒捌玖拾]{1,3}) ?[、.:])",
    rf"(?P<ordinal>({_N}) ?(?:、|[,.:](?=[^\d,.])))",
    rf"(?P<paren>(?:\( ?)?({_N}) ?\)[、.]?)",
    r"(?P<digit>(\d{1,3}) ?(?:[.、](?!\d)|\.(?=(?:19|20)\d\d年)|、(?=\d)|,(?![\d ])))",
    r"(?P<paren_digit>(?:\( ?)?(\d{1,3}) ?\)[、.]?)",
    r"(?P<run_in>(\d{1,3})\.(?=\d{1,5}(?:\.\d+[^\d.]|[^\d.、%‰万亿])))",
    r"(?P<coded>[A-Z](\d{1,2})[.、](?!\d))",
    r"(?P<letter>(?:\((?=[A-Za-z]\)))?([A-Za-z])(?:\)|[.、](?![A-Za-z])))",
    rf"(?P<enclosed>([{''.join(_ENCLOSED)}])[、.]?)",
    rf"(?P<open>\(({_N}|\d{{1,2}}) ?(?=[\u4e00-\u9fff]))",
    r"(?P<blank>(\d{1,2}) +(?=[\u4e00-\u9fff“《]))",
)
_TURNS: Final = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 4}
_MARKER: Final = re.compile("|".join(_BRANCHES))
# A marker stands at a line's start (behind blanks and bullets), or inside a line behind a stop, a closing quote or
# bracket, or a blank. One scan finds both.
BULLETS: Final = " ★●◆■▲※*•·"
_PLACE: Final = re.compile(
    rf"[\n。;:,、!?)”》】 ][{BULLETS}]{{0,12}}(?=[(第其首再最问反具巡督审移交主突典存序任事意建措举整壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十百\dA-Za-z{''.join(_ENCLOSED)}])(?:{'|'.join(_BRANCHES)})"
)
# Where line breaks were lost, （一） may follow a heading that has no stop, and 其中① stands in any sentence; only their
# run then speaks for them.
_BARE: Final = re.compile(
    rf"(?:\([一二三四五六七八九十]{{1,3}}\)|[{''.join(_ENCLOSED)}])(?![项款条至、,和{''.join(_ENCLOSED)}])"
)
_NOT_BARE: Final = frozenset("\n。;:,、!?)”》 条款项号★●◆■▲※*•·")
_WEAK: Final = frozenset({"open", "blank", "letter", "run_in"})
_INLINE_STOPS: Final = {
    "chapter": "。;:!? ",
    "roman": "。;:!?”) ",
    "formal": "。!? ",
    "step": "。;:!?”)】 ",
    "ordinal": "。;:!?”) ",
    "part": "。;:!? ",
    "paren": "。;:,!?) ",
    "digit": "。;:!?)”】 ",
    "paren_digit": "。;:,、!?)”】 ",
    "circled": "。;:,、!?)”》】 ",
    "capital": "。;:,】",
    "letter": "。;:,】",
    "small_roman": "。;:,、!?)”》】 ",
    "point": "。;:,、!?)”】 ",
    "order": "。;:】 ",
    "turn": "。;:】 ",
}


@lru_cache(maxsize=4096)
def _number(scheme: str, digits: str) -> tuple[str, int]:
    """Return the scheme proper and the number that a match's digits stand for; 0 where they are none."""
    if scheme == "enclosed":
        return _ENCLOSED[digits]
    if scheme == "turn":
        return scheme, _TURNS[digits]
    if scheme == "letter":
        return "capital" if digits.isupper() else scheme, ord(digits.upper()) - 64
    arabic = digits.isascii()
    if scheme == "open":
        scheme = "paren_digit" if arabic else "paren"
    elif scheme in ("blank", "run_in"):
        scheme = "digit"
    try:
        number = int(digits) if arabic else read_numeral(digits)
    except ValueError:
        number = 0
    return scheme, number if number < 400 else 0


def _read(match: re.Match[str], line: int, leads: bool) -> Marker | None:
    """Return the marker that a match of the alternation stands for, or None where its number is not one."""
    group = match.lastindex or 0
    branch = match.lastgroup or ""
    scheme, number = _number(branch, match[group + 1])
    if not number:
        return None
    return Marker(match.start(group), match.end(), scheme, number, line, leads, branch in _WEAK)


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
    """Return every candidate marker of `folded` in `lines`, in document order.

    Candidates inside quotes and book-title marks are left out: what they number is quoted, not the notice's own.
    """
    found: list[Marker] = []
    if not lines:
        return found
    rare = _rare(folded, lines)
    index, inside = -1, _Inside(folded)
    end = 0  # of the last marker taken
    for match in _places(folded, lines[0].start, lines[-1].end):
        start = match.start(match.lastindex or 0)
        if start < end or start in rare:
            continue
        while index < 0 or start >= lines[index].end:
            index += 1
            inside.enter(lines[index])
        line = lines[index]
        leads = start == line.start or not folded[line.start : start].strip(BULLETS)
        marker = _read(match, index, leads)
        if marker is None or not (leads or (match.lastgroup != "blank" and inside.admits(match, marker))):
            continue
        if match.start() == start and not leads:
            marker = marker._replace(weak=True)
        found.append(marker)
        end = _stacked(folded, marker, line, found)
    return sorted([*found, *rare.values()]) if rare else found


def _rare(folded: str, lines: list[Line]) -> dict[int, Marker]:
    """Return the lines' numbers that count only where they run on through the notice, by where they start."""
    starts: dict[int, int] = {}
    for at, (start, end) in enumerate(lines):
        while start < end and folded[start] in BULLETS:
            start += 1
        if start < end:
            starts[start] = at
    digits = [start for start in starts if folded[start].isdigit()]
    worded = [start for start in starts if not folded[start].isdigit() and not _MARKER.match(folded, start)]
    found = [
        (decimal.start, decimal.end, "decimal" if decimal.parts == 2 else f"decimal {decimal.parts}", decimal.number)
        for decimal in find_decimals(folded, digits)
    ]
    found += [(serial.start, serial.end, "serial", serial.number) for serial in find_serials(folded, worded)]
    return {start: Marker(start, end, scheme, number, starts[start], True) for start, end, scheme, number in found}


def _places(folded: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the matches of every place that may hold a marker, in document order."""
    blanks = len(folded[start : start + 40]) - len(folded[start : start + 40].lstrip(BULLETS))
    first = _MARKER.match(folded, start + blanks, end)
    places = [*([first] if first else []), *_PLACE.finditer(folded, start, end)]
    bare = [
        match
        for found in _BARE.finditer(folded, start + 1, end)
        if folded[found.start() - 1] not in _NOT_BARE and (match := _MARKER.match(folded, found.start(), end))
    ]
    if bare:
        places = sorted(places + bare, key=lambda match: match.start(match.lastindex or 0))
    return places


def _stacked(folded: str, marker: Marker, line: Line, found: list[Marker]) -> int:
    """Take the markers that stand right behind one another (5.(1)); return where the last of them ends."""
    at = marker.end
    while at < line.end:
        while at < line.end and folded[at] == " ":
            at += 1
        match = _MARKER.match(folded, at, line.end)
        behind = _read(match, marker.line, marker.leads) if match else None
        if behind is None or (behind.scheme == marker.scheme and not marker.leads):
            return marker.end
        found.append(behind)
        marker, at = behind, behind.end
    return marker.end


class _Inside:
    """Follows the quotes and book-title marks of the line at hand."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.enter(Line(0, 0))

    def enter(self, line: Line) -> None:
        """Begin a new line."""
        self.line, self.seen, self.quotes, self.titles = line, line.start, 0, 0
        self.balanced: bool | None = None

    def admits(self, match: re.Match[str], marker: Marker) -> bool:
        """Tell whether a candidate inside the line stands behind a fitting stop and outside quotes and titles."""
        folded, at = self.folded, marker.start
        self.quotes += folded.count("“", self.seen, at) - folded.count("”", self.seen, at)
        self.titles += folded.count("《", self.seen, at) - folded.count("》", self.seen, at)
        self.seen = at
        stop = folded[match.start()] if match.start() < at else " "
        if stop not in _INLINE_STOPS.get(marker.scheme, "") or self.titles > 0:
            return False
        if self.quotes > 0 and self.balanced is None:
            start, end = self.line
            self.balanced = folded.count("“", start, end) == folded.count("”", start, end)
        return self.quotes <= 0 or not self.balanced
