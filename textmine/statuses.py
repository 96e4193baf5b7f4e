"""Status phrases: what 已完成整改, 基本完成, 正在推进 and their like say of how far a thing got."""

from __future__ import annotations

import re
from typing import Final

from textmine.notice import Node, Status

# In the order in which they are tried: a phrase that holds another one (基本完成, 未完成, 阶段性完成) comes first.
_PHRASES: Final[tuple[tuple[Status, str], ...]] = (
    ("disputed", r"不属实|失实|查无实据|与(?:事实|实际)不符"),
    ("delayed", r"申请延期|延期(?:整改|完成|办理)|延后"),
    ("not_done", r"(?:尚|还)?未(?:能)?(?:全部)?(?:完成|整改|销号|到位|办结)|没有完成|尚未"),
    (
        "phased",
        r"阶段性|(?:完成|到位|整改)[^。;]{0,6}(?:并|且|需|、|,)?[^。;]{0,4}(?:长期|持续|坚持|巩固)|长期坚持|持续坚持",
    ),
    ("basic", r"基本(?:上)?(?:已)?(?:完成|整改|到位|解决|办结)"),
    (
        "ongoing",
        r"正在|仍在|还在|仍需|推进中|整改中|进行中|持续(?:整改|推进|进行)|部分(?:完成|整改)|有序推进|办理中|跟进",
    ),
    ("completed", r"完成|办结|销号|整改到位|已整改|到位|已解决|已落实|全部整改|立行立改"),
)

# A heading that groups issues by how far they got: 一、已完成整改的问题.
STATUS_GROUP: Final = re.compile(
    r"^(?:(?:已经?|基本|全面|全部|立行立改|阶段性|正在|持续|尚未|未|需|长期|申请|延期|部分|暂未)+[^,。;]{0,10}(?:完成|整改|推进|落实|坚持|延期|办结|销号)|(?:完成|整改)(?:完成|到位))"
    r"[^,。;]{0,14}(?:(?:问题|事项|任务|情况)(?:\(?共?[\d一二三四五六七八九十]+[个项条]\)?)?|\(共?[\d一二三四五六七八九十]+[个项条]\)|(?:完成|推进|坚持)的?)$"
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


# A status that says nothing but itself: a ledger cell's, or a sentence's.
BARE_STATUS: Final = re.compile(
    r"^(?:(?:目前|截至目前|至此|现)?,?)(?:该?(?:问题|项|事项|任务)?(?:目前)?)?(?:已(?:经)?|均已|全部|基本|阶段性|正在|仍在|还在|持续|部分|尚?未|立行立改,?|长期|按期|如期|按时|申请|目标(?=已))*(?:整改|完成|销号|办结|推进|坚持|落实|到位|进行中|延期|不属实|查无实据)"
    r"(?:整改|尚?未(?=完成|到位)|完成|到位|销号|办结|推进|坚持|落实|中|并|且|[,、]|已|基本|持续|长期|阶段性|需|巩固|提升|立行立改|任务|目标|延期|申请|成效|结果)*(?:\(?\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:底)?\)?)?[。;,]?$"
)
# A sentence about the finding as a whole: 该问题已完成整改, 此项整改取得阶段性成效.
_OF_THE_WHOLE: Final = re.compile(
    r"(?:目前|截至目前|至此)?,?(?:该|此|本|上述|以上)(?:项|条|类|个)?(?:反馈)?(?:问题|整改|任务|事项)"
)
_UNDER_WAY: Final = re.compile(r"正在[^,。;]{2,12},预计|正在(?:整改|推进|办理)")
_LONGEST_SENTENCE: Final = 60


def stated_status(folded: str) -> Status | None:
    """Return the status that a measure's text states of its finding in a sentence of its own, the last if several do.

    >>> stated_status("修订了考勤办法。该问题已完成整改。"), stated_status("仍在推进。尚有3人未退款。"), stated_status("已修订办法。")
    ('completed', 'ongoing', None)
    """
    for sentence in reversed(re.split("[。;\n]", folded)):
        sentence = _last_clause(sentence.strip(" ()[]【】"))
        if states_status(sentence) and (status := read_status(sentence)):
            return status
    return None


def states_status(sentence: str) -> bool:
    """Tell whether a sentence says how far a finding got, and nothing else."""
    fits = 2 < len(sentence) < _LONGEST_SENTENCE
    return fits and bool(_OF_THE_WHOLE.match(sentence) or BARE_STATUS.match(sentence))


def _last_clause(sentence: str) -> str:
    """Return the last clause of a sentence that says nothing but how far it got, else the sentence."""
    clauses = sentence.split(",") if len(sentence) < 2 * _LONGEST_SENTENCE else []
    bare = (clause for clause in reversed(clauses) if len(clause) > 2 and BARE_STATUS.match(clause))
    return next(bare, sentence)


def status_of_issue(issue: Node, folded: str) -> Status | None:
    """Return the status that an issue's ledger field states, or a sentence of its account, the last one."""
    for node in reversed(list(issue.walk())):
        own = folded[slice(*node.span)]
        if node.role == "field" and node.key == "status" and (status := read_status(own.partition(":")[2] or own)):
            return status
        if node.role in ("measure", "item", "paragraph") and (status := stated_status(own) or _put_off(own)):
            return status
    return None


def _put_off(own: str) -> Status | None:
    """Return that a measure was put off, or is told to be under way, where no sentence of its own says so."""
    return "delayed" if "申请延期" in own else "ongoing" if _UNDER_WAY.search(own) else None
