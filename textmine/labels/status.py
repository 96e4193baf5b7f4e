"""How far a measure got: what it, its ledger field, its issue or its group says, else what its verbs tell.

The rules are the codebook's: a measure's own status phrase wins over its group's, a denied finding stays disputed even
where its field says 已完成, and an act stated as begun is ongoing. A notice's totals are never pushed down to measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from textmine.chinese import fold
from textmine.notice import Node, Notice, Status, StatusBasis
from textmine.statuses import STATUS_GROUP, read_status, stated_status

Told = tuple[Status, StatusBasis]

# A finding that is denied, justified or laid to others; 未发现… after measures is an outcome.
_EXAMINED: Final = re.compile(
    r"经(?:[^,。;]{0,12}(?:核查|核实|复核|调查|查证|查阅|调阅|了解|踏勘|比对|认定|鉴定|梳理|核对)|查)|反馈(?:意见)?(?:所)?(?:指|提|涉及|中)|关于反馈"
)
_DENIED: Final = re.compile(
    r"不属|不存在|并非|并不|不属于|并无不当|责任不在|均?非我|属实情况不符|与[^,。;]{0,4}(?:事实|实际)不符|不构成|未(?:使用|列支|领取|造成|违反)|系[^,。;]{2,40}(?:同名|误将|遗留|组织|承办|配发|所致|造成|自行|笔误|重复计算|统一管理|费|款|设备|行为|人员|安排|"
    r"项目|收入|收储|挂账)|不在[^,。;]{2,20}(?:范围|之列)|符合[^。;]{0,40}(?:规定|要求)|有出入|未(?:超出|超过|发现)|误(?:会|解|判|差)|依法(?:合规|不)"
)
# 三是关于“…”的反映, before it is examined.
_QUOTED_FINDING: Final = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)、]?|[一二三四五六七八九十]{1,2}是)?\s*(?:关于|针对|对于?|反映的?)“[^“”\n]{2,60}”的?(?:问题|反映|情况|说法|线索)?[,:。]?"
)
# Part of it was denied, and the rest was done.
_REST_DONE: Final = re.compile(r"(?:其余|另)\d+[^,。;]{0,10}已|但[^。;]{2,40}确[有属][^。;]{0,30}现已")
_DELAYED: Final = re.compile(r"申请延期|延期(?:整改|至|到|完成)|延后至|顺延(?:至|到)")
_PENDING: Final = re.compile(
    r"正在|仍在|尚在|还在|(?<![矫纠改更补修公真])正(?=按|由|与|抓紧|加紧|积极|对|联系|进行)|预计|力争|抓紧(?:办理|推进|落实|整改)|有序推进|加快推进|持续推进中|(?:其余|剩余|余下)[^,。;]{2,24}(?:推进|实施|办理)(?=[,。;]|$)|(?:其余|剩余|余下)\d[^,。;]{0,6}待[^,。;]{2,20}|(?:推进|办理|审理|整改)中(?=[,。;)\]】\n]|$)|"
    r"(?:计划|拟|将|争取)(?:于)?[^,。;]{2,24}(?:前|底|内|旬|季度)[^,。;]{0,6}(?:完成|印发|出台|开工|投入|启用|上线|完工|实施|到位|启动|组织|召开|开工|验收|付清|退清|具备|交付|竣工|结案|偿还|修完|修好|建成|办完|办结|解决|收回|退还)|还?没有结果|待[^,。;]{2,30}(?:后|再|判决|批复|开庭)|等候(?=开庭|判决|批复|审批|答复)|拟于 ?\d{1,2} ?月|"
    r"(?:其余|剩余|余下|剩下)[^。;]{2,40}(?:尚未|计划(?:于)?|拟(?:于)?)[^,。;]{2,24}|"
    r"(?:其余|剩余|余下)[^。;]{2,40}(?:\d月|年|底)[^,。;]{0,4}前[^,。;]{0,12}(?:完毕|完成|到位|完工|付清|退清|办结)"
)
_NOT_DONE: Final = re.compile(
    r"(?:尚|还|暂|目前|仍|至今)未(?:能)?[^,。;]{0,6}(?:完成|整改|到位|启动|归还|化解|解决|办结|落实|[收追退缴]|拆)|未(?:能)?(?:按期|如期|全部)?(?:完成(?!的)|整改到位|落实到位|启动|归还|化解)|没有完成|暂(?:不|无法)|无法(?:完成|落实|推进|整改)|难以(?:完成|整改)"
)
_BASIC: Final = re.compile(r"基本(?:上)?(?:已)?(?:完成|整改|到位|解决|办结|消除)")
_PHASED: Final = re.compile(r"阶段性(?:完成|成效|成果|整改|目标|进展)|(?:长期|持续)坚持")
_AT_ONCE: Final = re.compile(r"立行立改|立即整改到位|已(?:全部)?(?:整改|完成整改|整改完成|办结|销号|整改到位)")
# A part that waits: 勘测报告尚未出具.
_WAITING: Final = re.compile(r"(?:尚|还|暂|目前|仍|至今)未(?!发现|出现|再)")
# In the order in which they are tried.
_PHRASES: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = (
    ("ongoing", _PENDING),
    ("not_done", _NOT_DONE),
    ("ongoing", _WAITING),
    ("basic", _BASIC),
    ("phased", _PHASED),
)
_AHEAD: Final = re.compile(r"[【\[]?下一?(?:步|阶段)")
_PLANS: Final = re.compile(r"[【\[]?整改(?:措施|任务)")
_PROGRESS: Final = re.compile(r"[【\[]?(?:整改)?(?:进展|完成|推进|落实)(?:情况)?")
_NUMBERING: Final = re.compile(r"^\s*\(?\d+[.)、]?")
_PLANNED: Final = re.compile("计划|拟|不少于|新增|争取")
_OVER: Final = re.compile(r"已(?!发放但)|了(?!解)|先后|累计|共(?=[一-龥]{0,4}\d)")
_ACCOUNT: Final = re.compile("完成情况|整改状态|完成进度")
_OF_THE_PROBLEM: Final = re.compile(
    r"(?:该|此|本|上述)(?:项|条|类|个)?(?:反馈)?问题[^,。;\n]{0,6}(?:已|基本|阶段|正在|仍|尚|未)[^。;\n]{0,24}"
)
# Standing practice and promises.
_PROMISED: Final = re.compile(
    r"今后|下一步|接下来|将(?=继续|进一步|严格|认真|加强|持续|按|以|不断|坚持|切实|定期|适时|做好|在|对|会|深入|全面|积极|始终)|继续|一律|凡(?=[^,。;]{2,})|必须|须(?=[经附由])|严禁|不得|坚持|坚决|长期(?=坚持|抓|开展|推进|保持|跟踪|执行|做好|监[管测]|巩固|落实|管)|推进(?!会|[^,。;]{0,8}\d)|(?<![复由为至])每(?:年|半年|季度?|月|周)(?!的|一次的)|严格[^,。;]{2,10}(?:管理|监管|把关|审批|程序)|严格(?:执行|按|落实|把|控制|审|遵守|实行)|从严|切实|进一步|确保|做到|不再|防止"
)
_BEGUN: Final = re.compile(
    r"^[^,。;]{0,10}自 ?(?:\d{4} ?年)? ?\d{1,2} ?月(?: ?\d{1,2} ?日)?(?:份)? ?起,?[^,。;]{0,20}(?:建立|实行|推行|实施|开展|启用|执行|公开|开通|恢复|开放)"
)
# Finished acts: the perfective, and verbs of acts that are over once they are told.
_DONE: Final = re.compile(
    r"已|了(?!解|然|望)|完毕|先后|累计|修订|制定|制订|印发|出台|召开|开展|举办|组织|清退|追缴|追回|收回|上缴|退还|归还|约谈|诫勉|处分|批评|移交|补签|补齐|补办|补录|补缴|"
    r"补充|更换|调整|选派|配备|配齐|拆除|关停|终止|解除|取消|停止|废止|建成|新建|建立|成立|开通|上线|安装|修缮|完善|健全|编制|编印|排查|清理|核查|核对|复核|评查|检查|抽查|"
    r"通报|公示|公开|公布|邀请|培训|学习|走访|签订|发函|致函|报送|增设|设立|投入|改造|清查|登记|下发|拍卖|腾退|压减|减少|下降|表彰|讨论|研究|传达|明确|指定|任命|交流|轮岗|聘请|招聘|"
    r"加装|喷涂|张贴|制作|设置|购置|启用|推行|实行|抽调|组建|分解|梳理|收集|整理|归档|引进|开发|征求|曝光|观看|宣讲|慰问|评选|换届|补选|发展|转接|选举|复耕|修复|整治|关闭|取缔|查处|立案|"
    r"追责|问责|扣发|核减|审计|评估|鉴定|办理|变更|注销|划转|协调|对接|请示|新设|重新"
)
_RESULT: Final = re.compile(
    r"(?:同比|环比)?(?:下降|减少|降低|提高|提升|增长|上升|升至|升到|降至|缩短|压缩到|压缩至|节约)[^,。;]{0,8}\d|由[^,。;]{1,12}(?:升|降|提|减|缩|增)|未(?:再)?(?:发现|发生|出现)"
)
_ACTED: Final = re.compile(
    r"已|了(?!解)|修订|制定|印发|出台|召开|举办|清退|追缴|追回|收回|约谈|诫勉|处分|建成|新建|拆除|补齐|补签|调整|开展"
)


class Given(NamedTuple):
    """What stands above a measure says for all that is below it; `grouped` where a section's heading says so."""

    status: Status
    grouped: bool = False


def read_statuses(notice: Notice, folded: str) -> dict[str, Told]:
    """Return the status and its basis of every measure and item, by the id of its node; `folded` is the folded text."""
    return dict(_below(notice.outline, folded, None))


def _below(nodes: list[Node], folded: str, given: Given | None) -> Iterator[tuple[str, Told]]:
    """Yield the statuses below `nodes`; `given` is what their group or their issue states for all of them."""
    ahead = False  # behind a caption for the next steps, or for plans whose progress a later one tells
    for at, node in enumerate(nodes):
        below = given
        if node.role == "subhead":
            plans = _PLANS.match(folded, *node.span) and _only_plans(islice(nodes, at + 1, None), folded)
            ahead = bool(_AHEAD.match(folded, *node.span) or plans)
        if node.role == "section":
            heading = folded[slice(*node.span)].removeprefix(fold(node.marker or "")).strip(" 。")
            status = read_status(heading) if STATUS_GROUP.search(heading) else None
            below = Given(status, grouped=True) if status else None
        elif node.role == "issue" and not any(child.role == "issue" for child in node.children):
            status = _of_all(node, folded)
            below = Given(status) if status else given
        if node.role == "measure" and ahead:
            yield from ((part.id, ("unstated", "none")) for part in node.walk() if part.role in ("measure", "item"))
        elif node.role == "measure":
            yield from _measure(node, folded, given)
        else:
            yield from _below(node.children, folded, below)


def _only_plans(nodes: Iterator[Node], folded: str) -> bool:
    """Tell whether the measures behind a caption for plans are plans: no act in them is over, and a later caption tells
    how they went. Captions are looked through up to the next one for plans."""
    own: list[str] = []
    captions = 0
    for node in nodes:
        if node.role == "subhead":
            captions += 1
            if _PROGRESS.match(folded, *node.span):
                return not _is_over("\n".join(own))
            if _PLANS.match(folded, *node.span):
                return False
        elif node.role == "measure" and not captions:
            own += (folded[slice(*part.span)] for part in node.walk() if part.role in ("measure", "item"))
    return False


def _is_over(text: str) -> bool:
    """Tell whether a text tells of acts that are over: in so many words, or by counts that are not planned ones."""
    sentences = (_NUMBERING.sub("", sentence) for sentence in re.split("[。;\n]", text))
    return bool(_OVER.search(text)) or any(re.search(r"\d", s) and not _PLANNED.search(s) for s in sentences)


def _of_all(issue: Node, folded: str) -> Status | None:
    """Return the status that an issue states for all of its measures: in its one field, in a sentence about the problem,
    or in the account behind 完成情况."""
    nodes = list(issue.walk())
    fields = [folded[slice(*node.span)] for node in nodes if node.role == "field" and node.key == "status"]
    if len(fields) == 1 or any("问题" in field for field in fields):
        return read_status(fields[-1].partition(":")[2] or fields[-1])
    account = False
    for node in nodes:
        own = folded[slice(*node.span)]
        if node.role == "subhead":
            account = bool(_ACCOUNT.search(own))
        elif node.role in ("measure", "item", "paragraph"):
            if account and (status := stated_status(own)):
                return status
            if match := _OF_THE_PROBLEM.search(own):
                return read_status(match[0])
    return None


def _measure(measure: Node, folded: str, given: Given | None) -> Iterator[tuple[str, Told]]:
    fields = [child for child in measure.children if child.role == "field" and child.key == "status"]
    for field in fields:
        own = folded[slice(*field.span)]
        if status := read_status(own.partition(":")[2] or own):
            given = Given(status)
    parts = [node for node in measure.walk() if node.role in ("measure", "item", "paragraph")]
    yield measure.id, _told([folded[slice(*part.span)] for part in parts], given)
    for part in parts:
        if part.role == "item":
            yield part.id, _told([folded[slice(*part.span)]], given)


def _told(parts: list[str], given: Given | None) -> Told:
    """Return the status that the parts of one measure tell, or that is `given` for it."""
    texts = [part for part in parts if part.strip()]
    text = "\n".join(texts)
    # What a measure's own words state of the whole, before its parts are gone through.
    said = (stated_status(parts[0]) if len(parts) > 1 else None) or stated_status(text)
    grouped = given is not None and given.grouped and given.status == "completed"
    if texts and all(_is_denied(part) for part in texts) and said != "completed" and not grouped:
        return "disputed", "explicit"
    if _DELAYED.search(text):
        return "delayed", "explicit"
    if said:
        return said, "explicit"
    for status, pattern in _PHRASES:
        if pattern.search(text) and not (given and status in ("ongoing", "not_done") and given.status != "phased"):
            return status, "explicit"
    if given:
        return given.status, "explicit"
    if _AT_ONCE.search(text):
        return "completed", "explicit"
    if _BEGUN.search(text):
        return "ongoing", "aspect"
    return _by_verbs(texts)


def _is_denied(text: str) -> bool:
    """Tell whether a part opens by examining the finding and goes on to deny it."""
    text = _QUOTED_FINDING.sub("", text[:120]) + text[120:]
    opening = re.split("[。;]", text[:26], maxsplit=1)[0]
    return bool(_EXAMINED.search(opening) and _DENIED.search(text) and not _REST_DONE.search(text))


def _by_verbs(texts: list[str]) -> Told:
    """Return the status by the clauses' verbs: a finished act makes it completed, promises alone leave it unstated."""
    clauses = [clause for text in texts for clause in re.split("[,。;\n]", text) if clause]
    acts = [clause for clause in clauses if _DONE.search(clause) and not _PROMISED.search(clause)]
    if not acts:
        results = any(_RESULT.search(clause) for clause in clauses)
        if results:
            return "completed", "outcome"
        return ("unstated", "none") if any(_PROMISED.search(clause) for clause in clauses) else ("completed", "aspect")
    if not any(_ACTED.search(clause) for clause in acts) and any(_RESULT.search(clause) for clause in clauses):
        return "completed", "outcome"
    return "completed", "aspect"
