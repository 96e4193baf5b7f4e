"""Status phrases: what 已完成整改, 基本完成, 正在推进 and their like say of how far a thing got."""

from __future__ import annotations

import re
from typing import Final

from textmine.notice import Status

# In the order in which they are tried: a phrase that holds another one (基本完成, 未完成, 阶段性完成) comes first.
_PHRASES: Final[tuple[tuple[Status, str], ...]] = (
    ("delayed", r"申请延期|延期(?:整改|完成|办理)|延后"),
    ("not_done", r"(?:尚|还)?未(?:能)?(?:全部)?(?:完成|整改|销号|到位|办结)|没有完成|尚未"),
    (
        "phased",
        r"阶段性|(?:完成|到位|整改)[^。;]{0,6}(?:并|且|需|、|,)?[^。;]{0,4}(?:长期|持续|坚持|巩固)|长期坚持|持续坚持",
    ),
    ("basic", r"基本(?:上)?(?:已)?(?:完成|整改|到位|解决|办结)"),
    ("ongoing", r"正在|推进中|整改中|进行中|持续(?:整改|推进|进行)|部分(?:完成|整改)|有序推进|办理中|跟进"),
    ("completed", r"完成|办结|销号|整改到位|已整改|到位|已解决|已落实|全部整改|立行立改"),
)

# A heading that groups issues by how far they got: 一、已完成整改的问题.
STATUS_GROUP: Final = re.compile(
    r"^(?:(?:已经?|基本|全面|全部|立行立改|阶段性|正在|持续|尚未|未|需|长期|申请|延期|部分)+.{0,10}(?:完成|整改|推进|落实|坚持|延期)|(?:完成|整改)(?:完成|到位)).{0,20}"
    r"(?:问题|事项|任务|情况)?(?:\(?[\d一二三四五六七八九十]+[个项条]\)?)?$"
)


def read_status(folded: str) -> Status | None:
    """Return the status that a status phrase, a field's value or a group's heading states, None where it states none.

    >>> [read_status(t) for t in ("已完成", "基本完成", "阶段性完成并长期坚持", "正在推进", "未完成", "办公室")]
    ['completed', 'basic', 'phased', 'ongoing', 'not_done', None]
    """
    for status, pattern in _PHRASES:
        if re.search(pattern, folded):
            return status
    return None
