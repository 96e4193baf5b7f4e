"""DOCUMENT: a title in 《》, of a rule, a law or another piece of writing.

| text | value | kind |
|---|---|---|
| 《财务管理办法（试行）》 | 财务管理办法（试行） | rule |
| 《关于印发〈公务接待细则〉的通知》 | 关于印发〈公务接待细则〉的通知 | rule |
| 《中国共产党问责条例》 | 中国共产党问责条例 | law |
| 《中华人民共和国审计法》 | 中华人民共和国审计法 | law |
| 《整改情况报告》 | 整改情况报告 | other |
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from textmine.notice import Entity
from textmine.resources import load_lexicon

# No title is longer; one that does not close within this is not closed.
_LONGEST: Final = 150
# Nor does any hold titles that hold titles that hold titles.
_DEEPEST: Final = 3
_MARKS: Final = re.compile(r"[《》\n]")
_STOPS: Final = re.compile(r"[()、,]")
_STOP: Final = re.compile(r"[《,。;:、\n]")
# What may stand behind a title's last word: (试行), (2022年版), 〔2021〕3号.
_BRACKETS: Final = re.compile(r"(?:[(\[][^()\[\]]{1,30}[)\]](?:第?\d{1,4}号)?)$")


def close(folded: str, start: int) -> int:
    """Return where the title ends that 《 at `start` opens, past its 》; `start` where it does not end.

    A title holds whole titles (《关于印发《细则》的通知》). Where a 》 is missing, the title ends with the word that ends
    titles, if the next stop or title stands right behind one.

    >>> close("《关于印发《细则》的通知》,", 0), close("《办法、《细则》", 0), close("《问题,", 0)
    (13, 3, 0)
    """
    depth, first = 0, 0
    for match in _MARKS.finditer(folded, start, start + _LONGEST):
        mark = match.group()
        if mark == "\n" or (depth == _DEEPEST and mark == "《"):
            break
        depth += 1 if mark == "《" else -1
        if depth == 0:
            return match.end()
        if mark == "》" and not first:
            first = match.end()
    if first and "《" not in folded[start + 1 : first]:
        return first
    stop = _STOP.search(folded, start + 1, start + _LONGEST)
    if stop and kind_of(folded[start + 1 : stop.start()]) != "other":
        return stop.start()
    return start


@cache
def _endings() -> dict[str, str]:
    """Return the kind that a title's last word tells, by that word."""
    words = load_lexicon("documents")
    return {word: kind for kind in ("rule", "not_law", "other", "law") for word in words[kind]}


@lru_cache(maxsize=4096)
def kind_of(title: str) -> str:
    """Return a title's kind: `law`, `rule` or `other`; the longest known ending decides.

    >>> [kind_of(t) for t in ("差旅费管理办法(试行)", "中华人民共和国会计法", "中国共产党纪律处分条例", "警钟长鸣")]
    ['rule', 'law', 'law', 'other']
    """
    words = load_lexicon("documents")
    bare = _BRACKETS.sub("", title.replace("》", "").replace("《", "")).strip(" “”‘’")
    if _STOPS.sub("", bare) in words["central_names"]:
        return "law"
    if bare.startswith(words["central"]) and bare.endswith(words["central_endings"]):
        return "law"
    endings = _endings()
    for length in range(min(8, len(bare)), 0, -1):
        if kind := endings.get(bare[-length:]):
            return "rule" if kind == "not_law" else kind
    return "other"


def read(text: str, folded: str, start: int) -> Entity | None:
    """Return the document whose title 《 at `start` opens."""
    end = close(folded, start)
    if end <= start + 2:
        return None
    last = end - (folded[end - 1] == "》")
    title = text[start + 1 : last].strip()
    return Entity("DOCUMENT", (start, end), title, kind=kind_of(folded[start + 1 : last]))
