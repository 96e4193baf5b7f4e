"""The totals that a notice states about itself: 7方面25个问题, 已完成整改24个, 整改完成率96%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from textmine.chinese import read_amount
from textmine.notice import Span


class Total(NamedTuple):
    """A stated total: its kind (a claim's), its value, and the span of the number with its measure word."""

    kind: str
    value: float
    span: Span


_N: Final = r"(?:\d{1,5}|[一二两三四五六七八九十百]{1,6})"
_NUMBER: Final = re.compile(
    rf"(?<![\d.第约近前上下年月])(?P<n>{_N})(?P<unit>个?(?:大)?方面|[个项条类件份](?:大类|子项)?)(?![月年])|(?P<rate>\d{{1,3}}(?:\.\d+)?|百分之[一二三四五六七八九十百点]+)%?"
)
_SENTENCE: Final = re.compile(r"[^。\n]+")
# A total of another round, of other people's problems, or of letters and visits is none of this notice's.
_FOREIGN: Final = re.compile(
    r"上(?:一|两)?轮|上(?:一)?次|前(?:一|两|几)?[轮次]|以往|历次|信访|来信|来访|举报|线索|检视(?:出)?(?:的)?问题|查摆|自查(?:发现|出)|民主生活会"
)
# What a number counts, from the words behind it, then from those before it.
_BEHIND: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("measures", re.compile(r"(?:具体|配套|针对性)?(?:的)?(?:整改|工作)?(?:具体)?(?:措施|举措)")),
    ("tasks", re.compile(r"(?:具体|重点|年度)?(?:的)?(?:整改|具体)?(?:任务|工作任务)")),
    ("documents", re.compile(r"(?:规章|工作|管理|内控|长效|相关|配套|各类|党建)?(?:制度|规定|办法|文件|机制)")),
    ("issues", re.compile(r"(?:主要|具体|突出|重点|反馈|共性|个性|整改|巡[察视]|审计|方面)?(?:的)?(?:具体|整改)?(?:问题|事项)(?!线索)")),
)
_BEFORE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("basic", re.compile(r"基本(?:上)?(?:已)?(?:完成|整改)[^,。;、]{0,14}$")),
    ("phased", re.compile(r"(?:阶段性|取得阶段)[^,。;、]{0,16}$|长期(?:坚持|整改|推进)[^,。;、]{0,8}$")),
    ("not_done", re.compile(r"(?:尚|还)?未(?:能)?(?:全部)?(?:完成|整改)[^,。;、]{0,8}$")),
    ("ongoing", re.compile(r"(?:正在|持续|继续|有序|加快)(?:整改|推进)?[^,。;、0-9]{0,10}$|推进中[^,。;、]{0,6}$")),
    ("completed", re.compile(r"(?:已|已经|全部|完成|全面|整改)+(?:完成|整改|办结|销号|到位|解决)[^,。;、0-9]{0,8}$|完成(?:整改)?(?:了)?$")),
    ("measures", re.compile(r"(?:整改)?(?:措施|举措)(?:共|计|共计)?$")),
    ("tasks", re.compile(r"(?:整改)?任务(?:共|计|共计)?$")),
    ("documents", re.compile(r"(?:制定|修订|完善|建立|健全|出台|印发|新建|废止)[^,。;]{0,24}(?:制度|规定|办法|文件|机制)[^,。;]{0,6}$")),
    ("issues", re.compile(r"(?:反馈|指出|发现|梳理|具体)[^,。;]{0,8}问题(?:共|计|共计)?$")),
)
_RATE_BEFORE: Final = re.compile(r"(?:完成|整改|办结|销号)(?:完成)?率(?:为|达到?|是|已达)?$")


def find_totals(folded: str, spans: list[Span] | None = None) -> Iterator[Total]:
    """Yield the totals that `folded` states about the notice itself, within `spans` where given, in document order.

    >>> [(t.kind, t.value) for t in find_totals("巡察反馈的4个方面12个问题,已完成整改11个,正在整改1个,整改完成率91.7%。")]
    [('areas', 4.0), ('issues', 12.0), ('completed', 11.0), ('ongoing', 1.0), ('completion_rate', 91.7)]
    """
    for start, end in spans if spans is not None else [(0, len(folded))]:
        for sentence in _SENTENCE.finditer(folded, start, end):
            if ("个" in sentence[0] or "项" in sentence[0] or "条" in sentence[0] or "方面" in sentence[0] or "率" in sentence[0]) and (
                "问题" in sentence[0] or "整改" in sentence[0] or "完成" in sentence[0] or "制度" in sentence[0]
            ):
                yield from _in_sentence(folded, sentence.start(), sentence.end())


def _in_sentence(folded: str, start: int, end: int) -> Iterator[Total]:
    counted = ""  # what the sentence has counted last: in 12个问题，已完成11个 the 11 are issues too
    for match in _NUMBER.finditer(folded, start, end):
        before = folded[max(start, match.start() - 40) : match.start()]
        clause = before[max(before.rfind(mark) for mark in ";。") + 1 :]
        if match["rate"] is not None:
            if folded[match.end() - 1] == "%" and _RATE_BEFORE.search(before):
                yield Total("completion_rate", float(match["rate"]), match.span())
            continue
        if _FOREIGN.search(clause):
            continue
        kind = _kind(folded, match, before, end, counted)
        if kind:
            counted = counted or kind
            yield Total(kind, float(read_amount(match["n"])), match.span())


def _kind(folded: str, match: re.Match[str], before: str, end: int, counted: str) -> str | None:
    """Return what a number counts, None where it is no total of the notice's."""
    status = next((kind for kind, pattern in _BEFORE[:5] if pattern.search(before)), None)
    if "方面" in match["unit"]:
        near = folded[match.end() : min(end, match.end() + 24)]
        return "areas" if re.match(r"(?:的)?(?:存在)?[^,。;]{0,6}(?:问题|意见)|[^。;]{0,3}[\d一二两三四五六七八九十]+[个项条类]", near) else None
    behind = next((kind for kind, pattern in _BEHIND if pattern.match(folded, match.end(), end)), None)
    if status and behind in (None, "issues") and (counted or behind):
        return status
    if behind == "documents" and not re.search(r"(?:制定|制订|修订|完善|建立|健全|出台|印发|新建|修改|废止)[^,。;]{0,20}$", before):
        return None
    if behind:
        return behind
    return next((kind for kind, pattern in _BEFORE[5:] if pattern.search(before)), None)
