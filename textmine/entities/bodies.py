"""Where a body's name may stand: one pass over the reversed text, from a name's ending to the left.

What a name is made of on its left cannot be listed, but what ends it can: function words, verbs, and nouns that go
before bodies (`lexicon/bounds.toml`). Read backwards, an ending is an anchor that the engine scans for by its
characters, and the walk from it never goes back on itself, so the pass is linear in any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from textmine.resources import Ending, load_lexicon
from textmine.resources.trie import alternation, guarded

# The longest name that is walked over, in steps; the longest real ones (a company's Party branch) have about forty.
_LONGEST: Final = 48
_ORDINAL: Final = "一二三四五六七八九十"
# In 区委区政府 a second name begins with the second 区: left of a level's character, an ending ends another name.
_JUNCTION: Final = r"(?<=[省市区县州镇乡])(?=[委府局厅])"
_NUMBERED: Final = rf"(?:\d{{1,3}}|[{_ORDINAL}]{{1,3}})第"


# 区城市更新和土地整备局: what stands before 和 begins with a level and holds no ending.
_LEVELLED: Final = r"[^\W\d局科处室股部会院委办厅所站心司组队栏]{2,6}[省市区县州](?![小社辖园校])"
_NUMBER: Final = r"[\d一二两三四五六七八九十百千万亿几多余数各每]"
# A division's level, where it is one: 小区, 城市 and 市场 only look like it.
LEVEL: Final = re.compile(
    r"自治[区州县]|[省县旗]|(?<![村乡城集市])镇(?!街)|(?<!城)乡(?![镇村愁土])|(?<![城都超股门夜集早上])市(?![场政民容域价])|"
    r"(?<![小社地校片辖景库灾病禁误院厂园监山])区(?![域位间划属块])|州(?=委|政府|人大|政协|纪委|直)|街道|社区"
)


class Candidate(NamedTuple):
    """A name as far as the walk went: `folded[start:end]`, of which `folded[ending:end]` is the ending."""

    start: int
    ending: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    bodies, bounds = load_lexicon("bodies"), load_lexicon("bounds")
    endings: dict[str, str] = {}
    for ending in bodies.endings:  # 公司 has limits of its own, and stands behind 我 and 本 besides
        known = endings.get(ending.word)
        endings[ending.word] = _limit(ending) if known is None else f"(?:{known}|{_limit(ending)})"
    fixed = {word: _limit(Ending(word, "alone", not_before=("门", "长", "员"))) for word in bodies["fixed"]}
    fixed["中国共产党"] = _limit(Ending("中国共产党", "alone", not_before=("员", "人", "的")))
    fixed["中央"] = _limit(
        Ending("中央", "alone", not_before=bodies["central_not_before"], not_after=bodies["central_not_after"])
    )
    inside_words = bounds["inside"]
    measures = "".join(bounds["measures"])
    bounds_words = {*bounds["function"], *bounds["verbs"], *bounds["nouns"]}
    inside = alternation(inside_words, reverse=True)
    joined = alternation(bounds["joined"], reverse=True)  # 住房保障和房屋管理局, but not 财务科和人事科
    bound = alternation(bounds_words, reverse=True)
    plain = f"[^{measures}{''.join(sorted(_lasts(inside_words) | _lasts(bounds_words)))}\\W\\da-zA-Z_①-⒛㈠-㈩委府局厅]"
    step = (
        rf"{plain}|{inside}|[和与及](?={joined}|{_LEVELLED})|(?!{bound}|[{measures}] ?{_NUMBER}|{_JUNCTION})[一-龥]|"
        rf"{_NUMBERED}|[A-Z]{{1,6}}|[)](?!道街|镇|乡|场)[^()\n]{{1,12}}[(](?=[一-龥])|”[^“”\n。,;:!?]{{1,8}}“"
    )
    # The pattern opens with plain characters, branch by branch, for the engine to scan by: no group may stand before.
    teams = rf"组(?:\d{{1,3}}|[{_ORDINAL}]{{1,3}})第?(?=[察视]巡|项专|级提|叉交|计审|察督|导督)"
    return re.compile(
        rf"(?:{teams}|{guarded(fixed | endings, reverse=True, anchor=True)[3:]}(?P<ending>)(?:{step}){{0,{_LONGEST}}}+"
    )


def _limit(ending: Ending) -> str:
    """Return the assertions of an ending, for the reversed text: what follows a word there stands before it here."""
    size = len(ending.word)
    guards = [f"(?<!{alternation(words, reverse=True)}.{{{size}}})" for words in _widths(ending.not_before)]
    if ending.not_after:
        guards.append(f"(?!{alternation(ending.not_after, reverse=True)})")
    if ending.after:
        guards.append(f"(?={alternation(ending.after, reverse=True)})")
    return "".join(guards)


def _lasts(words: Iterable[str]) -> set[str]:
    return {word[-1] for word in words}


def _widths(words: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the words of each length: a look behind has one width."""
    for width in sorted({len(word) for word in words}):
        yield [word for word in words if len(word) == width]


def find_candidates(folded: str) -> list[Candidate]:
    """Return the places where bodies' names may stand, the last first.

    >>> text = "会同区财政局、市教育局清退"
    >>> [text[c.start : c.end] for c in find_candidates(text)]
    ['市教育局', '区财政局']
    """
    size = len(folded)
    return [
        Candidate(size - match.end(), size - match.end("ending"), size - match.start())
        for match in _pattern().finditer(folded[::-1])
    ]
