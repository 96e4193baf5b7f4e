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


# The pattern opens with a set of characters, which the engine scans for fast; what may not stand before a number (第3项,
# 2019年) is looked at afterwards.
_NUMBER: Final = re.compile(
    r"(?P<n>\d{1,5}|[一二两三四五六七八九十百]{1,6}) ?(?:(?P<unit>个?(?:大)?方面|[个项条类件份](?:大类|子项)?)(?![月年])|(?P<point>\.\d+)?(?P<rate>%))"
)
_NOT_BEFORE: Final = frozenset("0123456789.第约近前上下年月一二三四五六七八九十百")
# A total of another round, of other people's problems, or of letters and visits is none of this notice's.
_FOREIGN: Final = re.compile(
    r"上(?:一|两)?轮|第一轮[^,。;]{0,8}督察|上(?:一)?次|前(?:一|两|几)?[轮次]|以往|历次|信访|来信|来访|举报|线索|检视(?:出)?(?:的)?问题|查摆|自查(?:发现|出)|民主生活会|"
    r"(?:19|20)\d\d年[^,。;]{0,20}(?:巡[视察]|审计|督察)[^,。;]{0,6}(?:指出|反馈|发现)的?$|"
    r"(?:巡[视察]|督察)组(?:19|20)\d\d年(?:指出|反馈|发现)的?$"
)
# What a number counts, from the words behind it, then from those before it.
_BEHIND: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("measures", re.compile(r"(?:具体|配套|针对性)?(?:的)?(?:整改|工作)?(?:具体)?(?:措施|举措)")),
    ("tasks", re.compile(r"(?:具体|重点|年度)?(?:的)?(?:整改|具体)?(?:任务|工作任务)")),
    ("documents", re.compile(r"(?:规章|工作|管理|内控|长效|相关|配套|各类|党建)?(?:制度|规定|办法|文件|机制)")),
    (
        "issues",
        re.compile(
            r"(?:主要|具体|突出|重点|反馈|共性|个性|整改|巡[察视]|审计|方面)?(?:的)?(?:具体|整改)?(?:问题|事项)(?!线索)"
        ),
    ),
)
# A status that counts stands before the number; its word is looked for first, since most numbers have none.
_STATUS_BEFORE: Final[tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(word), re.compile(pattern))
    for kind, word, pattern in (
        ("delayed", "延期|延后", r"(?:延期|延后)[^,。;、0-9]{0,8}$"),
        ("basic", "基本", r"基本(?:上)?(?:已)?(?:完成|整改)[^,。;、0-9]{0,14}$"),
        ("phased", "阶段|长期", r"(?:阶段性|取得阶段)[^,。;、0-9]{0,16}$|长期(?:坚持|整改|推进)[^,。;、0-9]{0,8}$"),
        ("not_done", "未", r"(?:尚|还)?未(?:能)?(?:全部)?(?:完成|整改)[^,。;、0-9]{0,8}$"),
        ("ongoing", "正在|持续|继续|有序|加快|推进中|序时进度",
         r"(?:正在|持续|继续|有序|加快)(?:整改|推进)?[^,。;、0-9]{0,10}$|推进中[^,。;、]{0,6}$|序时进度的?(?:有|共)?$"),
        ("completed", "完成|办结|销号|到位|解决|改完|改好",
         r"(?:已|已经|全部|完成|全面|整改)+(?:完成|整改|办结|销号|到位|解决|改完|改好)[^,。;、0-9]{0,8}$|完成(?:整改)?(?:了)?$"),
    )
)  # fmt: skip
# … or right behind it, where the rest of a total is told: 其余3个正在推进.
_STATUS_BEHIND: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("basic", re.compile(r"(?:已)?基本(?:上)?(?:完成|整改)")),
    ("phased", re.compile(r"(?:已)?(?:取得)?阶段性|(?:需|将)?长期(?:坚持|整改|推进)")),
    ("not_done", re.compile(r"(?:尚|还|暂)?未(?:能)?(?:全部)?(?:完成|整改|办结|销号)")),
    (
        "ongoing",
        re.compile(
            r"(?:仍|还)?(?:正|正在|在|持续|继续|有序|加快)(?:持续|加快|有序|抓紧|按[^,。;0-9]{2,8})?(?:整改|推进|办理)"
        ),
    ),
    (
        "completed",
        re.compile(
            r"(?:均|全部)?(?:已|已经)(?:全部|全面)?(?:完成|整改|办结|销号|到位|解决|改好|改到位)|(?:均已?|全部|已)?落地(?:见效)?"
        ),
    ),
)
# … or with the noun itself behind it: 对12个已完成的问题.
_SO_FAR: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("not_done", re.compile(r"(?:尚|还|暂)?未(?:完成|整改|办结|销号)(?:[^,。;]{0,4}的)?(?:问题|事项|任务)")),
    ("ongoing", re.compile(r"(?:(?:正在|持续)(?:整改|推进|办理)[^,。;]{0,4}的|未了的?)(?:问题|事项|任务|措施)")),
    ("basic", re.compile(r"基本(?:完成|整改)[^,。;]{0,4}的(?:问题|事项|任务)")),
    ("completed", re.compile(r"已(?:经)?(?:完成|整改|办结|销号)[^,。;]{0,4}的(?:问题|事项|任务)")),
)
# 剩余的2个问题 are those that are not done.
_REST_BEFORE: Final = re.compile("(?:剩余|余下|其余)的?$")
# A sentence that opens so tells how far what was counted before it got.
_GOES_ON: Final = re.compile("截[至止]|目前|其中|现已|已")
_STATUSES: Final = frozenset(kind for kind, _, _ in _STATUS_BEFORE)
# Without a total before it in its sentence, a status counts only where it speaks of mending: 已完成整改10个.
_MENDED: Final = re.compile(r"整改[^,。;]{0,6}$")
_COUNTED_BEFORE: Final = re.compile(r"(?:措施|举措|任务|制度|规定|规矩|建章立制|办法|文件|机制|问题)[^,。;]{0,6}$")
_BEFORE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("measures", re.compile(r"(?:措施|举措)(?:共|计|共计)?$")),
    ("tasks", re.compile(r"任务(?:共|计|共计)?$")),
    (
        "documents",
        re.compile(
            r"(?:制定|修订|完善|建立|健全|出台|印发|新建|新立|新订|废止)[^,。;]{0,24}(?:制度|规定|规矩|办法|文件|机制)[^,。;]{0,6}$|"
            r"建章立制[^,。;]{0,4}$"
        ),
    ),
    ("issues", re.compile(r"(?:反馈|指出|发现|梳理|具体)[^,。;]{0,8}问题(?:共|计|共计)?$")),
)
_MADE_BEFORE: Final = re.compile(
    r"(?:形成|制定|制订|修订|完善|建立|健全|出台|印发|新建|新立|新订|修改|废止)[^,。;]{0,20}$"
)
# Numbers that share a noun share its meaning: 未完成的1个、正在整改的3个问题.
_SHARED: Final = re.compile(r"的?(?:、|和|及|与|以及)[^,。;、0-9]{1,8}[\d一二两三四五六七八九十]+[个项条件]")
# 完成一项、验收一项 counts nothing, nor does a lone 一项 where nothing has been counted.
_ONE_BY_ONE: Final = re.compile(r"(?:、?[^,。;、]{1,6}|,[就再]?(?:销号|销账|验收|划掉|公示|核销))一[个项条件]")
_AREAS_BEHIND: Final = re.compile(
    r"(?:的)?(?:存在)?[^,。;]{0,6}(?:问题|意见)|[^。;]{0,3}[\d一二两三四五六七八九十]+[个项条类]"
)
# 7类13个问题: what the classes divide is counted right behind them.
_DIVIDED: Final = re.compile(r"(?:共|的)?[\d一二两三四五六七八九十]+[个项条](?:具体)?问题")
_RATE_BEFORE: Final = re.compile(r"(?:完成|整改|办结|销号)(?:完成)?率(?:为|达到?|是|已达)?$")


def find_totals(folded: str, spans: list[Span] | None = None) -> Iterator[Total]:
    """Yield the totals that `folded` states about the notice itself, within `spans` where given, in document order.

    >>> [(t.kind, t.value) for t in find_totals("巡察反馈的4个方面12个问题,已完成整改11个,正在整改1个,整改完成率91.7%。")]
    [('areas', 4.0), ('issues', 12.0), ('completed', 11.0), ('ongoing', 1.0), ('completion_rate', 91.7)]
    """
    for start, end in spans if spans is not None else [(0, len(folded))]:
        sentence = -1  # where the sentence at hand ends
        counted = ""  # what it has counted last: in 12个问题，已完成11个 the 11 are issues too
        for match in _NUMBER.finditer(folded, start, end):
            at, last = match.span()
            if at and folded[at - 1] in _NOT_BEFORE and folded[at - 2 : at] != "目前":
                continue
            if at >= sentence:
                start = max(start, folded.rfind("。", start, at) + 1, folded.rfind("\n", start, at) + 1)
                stops = [p for p in (folded.find("。", at, end), folded.find("\n", at, end)) if p >= 0]
                sentence = min(stops, default=end)
                if not _GOES_ON.match(folded, start, at):
                    counted = ""
            before = folded[max(start, at - 40) : at].replace(" ", "")
            if match["rate"]:
                if _RATE_BEFORE.search(before) and not _is_foreign(before):
                    yield Total("completion_rate", float(match[0][:-1].replace(" ", "")), (at, last))
                continue
            behind = folded[last : min(sentence, last + 24)].replace(" ", "")
            shared = _SHARED.match(behind)
            kind = _kind(match["unit"], before, behind[shared.end() :] if shared else behind, counted)
            idle = kind in _STATUSES and match["n"] == "一" and (not counted or _ONE_BY_ONE.match(behind))
            if kind and not idle and not _is_foreign(before):
                counted = counted or ("issues" if kind in _STATUSES else kind)
                if kind == "delayed":
                    continue  # no total of the contract
                # 3个方面 counts by 个, 3方面 by 方面.
                size = match.start("unit") + 1 if match["unit"][0] == "个" else last
                yield Total(kind, float(read_amount(match["n"])), (at, size))


def _is_foreign(before: str) -> bool:
    return bool(_FOREIGN.search(before, before.rfind(";") + 1))


def _kind(unit: str, before: str, after: str, counted: str) -> str | None:
    """Return what a number counts by the words around it, None where it is no total of the notice's."""
    if "方面" in unit or (unit == "类" and _DIVIDED.match(after)):
        return "areas" if _AREAS_BEHIND.match(after) else None
    behind = next((kind for kind, pattern in _BEHIND if pattern.match(after)), None)
    if behind in (None, "issues", "tasks") and (counted or behind or _MENDED.search(before)):
        for kind, word, pattern in _STATUS_BEFORE:
            if word.search(before) and pattern.search(before):
                # 完成了45项整改任务 tells of all the tasks; 正在推进的1项任务 of those that are not done.
                return "tasks" if kind == "completed" and behind == "tasks" else kind
    if behind == "issues" and _REST_BEFORE.search(before):
        return "not_done"
    if behind is None and counted:
        for kind, pattern in _STATUS_BEHIND:
            if pattern.match(after):
                return kind
    for kind, pattern in _SO_FAR:
        if behind is None and pattern.match(after):
            return kind
    if behind == "documents":
        return behind if _MADE_BEFORE.search(before) else None
    if behind:
        return behind
    if not _COUNTED_BEFORE.search(before):
        return None
    return next((kind for kind, pattern in _BEFORE if pattern.search(before)), None)
