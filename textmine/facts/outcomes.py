"""What a notice says was achieved, as numbers: rules made, money back, people held to account, meetings, checks.

An outcome is an entity with a value, read by the cue that governs it: the nearest one before it in its sentence, else the
one behind it (`对2名经办人批评教育`, `52.8万元已归还专户`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec.structs import replace

from textmine.chinese import fold
from textmine.notice import Entity, Notice, Outcome, Span

# How far a cue may stand from its number; sentences are cut there too, so that time stays linear.
_BEFORE: Final = 120
_AFTER: Final = 60
_STOPS: Final = re.compile("[。;\n!?|]")
# Findings and headings say what was wrong, not what was done.
_SILENT: Final = frozenset({"title", "area", "issue", "contact", "signature", "date", "noise"})
_ACCOUNTS: Final = frozenset({"measure", "item"})
# What is planned, demanded or still open is not achieved.
_OPEN: Final = re.compile(
    r"(?:拟|将|计划|预计|力争|尚未|还未|仍未|未能?|(?<![响反效供适相感])应|(?<![接招款])待|(?<![供急])需|须|正在|准备|着手|起草|确保|要求|如期)"
    r"(?:于|在|研究|全部|予|全额|及时)?(?:年[底末内]前?|[\d年月日底末上中下旬]{2,12}[前内])?$"
)
# 将于年底前组织一次: what is yet to be done by a time that is named.
_AHEAD: Final = re.compile(
    r"(?:今后|下一?步|将适时|(?:将|拟|计划|预计|力争|争取|确保)[^;。※]{0,24}?(?:年内|[年月][底末]前)|年[底末]前)[^,;。※]{0,14}※"
)


class Place(NamedTuple):
    """An entity with the words around it in its sentence, book titles emptied."""

    entity: Entity
    before: str
    after: str


def read_outcomes(notice: Notice) -> Notice:
    """Return the notice with its outcomes, in document order; what is not stated has none, a stated zero has one."""
    folded = fold(notice.text)
    roles = {node.id: node.role for node in notice.walk()}
    silent = {node for node, role in roles.items() if role in _SILENT}
    spoken = [entity for entity in notice.entities if entity.node is None or entity.node not in silent]
    places = [place for entity in spoken if (place := _place(folded, entity))]
    outcomes = [*_documents(places), *(outcome for place in places for outcome in _numbers(place))]
    # What the running text counts is a claim of the whole notice's; an account's own count is an outcome.
    outcomes += [
        o for place in places if roles.get(place.entity.node or "") in _ACCOUNTS for o in _counted_rules(place)
    ]
    return replace(notice, outcomes=sorted(outcomes, key=lambda outcome: outcome.span))


def _place(folded: str, entity: Entity) -> Place | None:
    """Return an entity of a kind that outcomes are read from, with the words around it."""
    if entity.label not in ("DOCUMENT", "MONEY", "QUANTITY") or entity.value is None:
        return None
    start, end = entity.span
    before = folded[max(0, start - _BEFORE) : start]
    after = folded[end : end + _AFTER]
    if cut := list(_STOPS.finditer(_emptied(before, keep=True))):
        before = before[cut[-1].end() :]
    if stop := _STOPS.search(after):
        after = after[: stop.start()]
    return Place(entity, _emptied(before).replace(" ", ""), _emptied(after).replace(" ", ""))


_TITLE: Final = re.compile(r"《[^《》]{0,80}》")


def _emptied(text: str, *, keep: bool = False) -> str:
    """Return `text` with nothing inside its book titles, as long as before where `keep` is set."""
    return _TITLE.sub(lambda match: "《" + "_" * (len(match[0]) - 2) + "》" if keep else "《》", text)


def _outcome(kind: str, entity: Entity, *, value: str | None = None, span: Span | None = None) -> Outcome:
    unit = None if entity.label == "DOCUMENT" or kind.startswith("documents") else entity.unit
    return Outcome(kind, value or entity.value or "0", unit, span or entity.span, entity.node)


# --- rules issued and revised ---------------------------------------------------------------------------------------

_REVISED: Final = r"(?:修订|修改|修编)(?:和|并)?(?:完善|印发|出台)?|重新修订|完善修订"
_ISSUED: Final = r"(?:研究)?(?:制定|制订|印发|出台|下发|发布|颁布|建立|新建|新制定|编制|编印|拟定|拟订|订立|签发|制发|研究制定|联合印发)(?:完善|下发|印发|出台|实施)?"
# Verbs that govern a title without making it.
_OTHER: Final = (
    r"按照|依照|根据|依据|对照|参照|比照|落实|贯彻|学习|执行|遵守|遵循|废止|停止|传达|宣传|重温|观看|违反|适用|填写|签订|签署|报送|提交|上报|下达|纳入|查阅|"
    r"征求|讨论|审议|组织|印制|发放|刊发|发送|送达|出具|收到|列入|符合|依托|围绕|结合|执法"
)
_DOCUMENT_VERB: Final = re.compile(rf"(?P<revised>{_REVISED})|(?P<issued>{_ISSUED})|(?P<other>{_OTHER})")
_AFTERWARDS: Final = re.compile(
    rf"[^,。;《]{{0,8}}?(?:已|也|予以|并|于|正式|进行(?:了)?)[^,。;《]{{0,10}}?(?:(?P<revised>{_REVISED})|(?P<issued>印发|出台|制定|制订|发布|下发))"
)
_LISTED: Final = re.compile(r"《》(?:[、,和及与以]|等)*$")
_AND_OTHERS: Final = re.compile(r"《》等$")


def _documents(places: list[Place]) -> Iterator[Outcome]:
    """Yield an outcome for each rule at the first place that says it was issued or revised.

    `等7项` after titles is one outcome of value 7 that takes in the titles it names.
    """
    seen: set[str] = set()
    run: list[tuple[Place, str]] = []  # the titles listed so far, with what was done to them
    for place in places:
        entity = place.entity
        if entity.label == "QUANTITY":
            if run and _AND_OTHERS.search(place.before) and entity.unit in ("项", "个", "份", "部", "件"):
                yield _outcome(run[-1][1], entity)
                seen |= {listed.entity.value or "" for listed, _ in run}
            elif run:
                yield from _listed(run, seen)
            run = []
        elif entity.label == "DOCUMENT" and entity.kind == "rule":
            kind = _act(place)
            if run and not _LISTED.search(place.before):
                yield from _listed(run, seen)
                run = []
            if kind:
                run.append((place, kind))
    yield from _listed(run, seen)


_RULES_COUNTED: Final = re.compile(
    rf"(?<![定立建全善订、])(?:(?P<revised>{_REVISED})|(?P<issued>制定|制订|出台|印发|新建|编制))[^,;、。的《》\d]{{0,10}}(?:制度|办法|预案|规程|规定|细则)※"
)


def _counted_rules(place: Place) -> Iterator[Outcome]:
    """Yield the outcome of rules that are counted without their titles: 修订专项预案23件."""
    if place.entity.label == "QUANTITY" and place.entity.unit in ("项", "个", "件", "部"):
        act = _RULES_COUNTED.search(f"{place.before[-24:]}※")
        if act and not _OPEN.search(place.before[-24:][: act.start()]):
            yield _outcome(f"documents_{act.lastgroup}", place.entity)


def _listed(run: list[tuple[Place, str]], seen: set[str]) -> Iterator[Outcome]:
    for place, kind in run:
        title = place.entity.value or ""
        if title not in seen:
            seen.add(title)
            yield _outcome(kind, place.entity, value="1")


def _act(place: Place) -> str | None:
    """Return what was done to a document, by the nearest verb that governs it."""
    last = None
    for match in _DOCUMENT_VERB.finditer(place.before):
        last = match
    if last is not None and last.lastgroup != "other" and not _OPEN.search(place.before[: last.start()]):
        return f"documents_{last.lastgroup}"
    behind = _AFTERWARDS.match(place.after)
    return f"documents_{behind.lastgroup}" if behind else None


# --- numbers --------------------------------------------------------------------------------------------------------


class Cue(NamedTuple):
    """What a number means: the kind of outcome, its units, and the words around the number (※) that say so."""

    kind: str
    units: frozenset[str]
    before: re.Pattern[str]  # searched for in what stands before the number, up to it
    behind: re.Pattern[str]  # in what stands behind it


def _cue(kind: str, units: str, before: str, behind: str) -> Cue:
    return Cue(kind, frozenset(units.split()), re.compile(f"(?:{before})※"), re.compile(f"(?:{behind})"))


def _done_to(deed: str) -> str:
    """Return the pattern of a deed behind those to whom it was done, unless a number of its own follows it: 对2名经办人,
    由镇纪委诫勉谈话, but not 对5名责任人诫勉1人."""
    by = r"(?:,(?:已|均已?|分别|并)?(?:由[^,;。\d]{1,12})?(?:给予|予以|进行|作出))?"
    return rf"※[^,;。]{{0,20}}?{by}[^,;。\d]{{0,6}}?(?>{deed})(?!了?[\d一二两三四五六七八九十]+[人名])"


_PEOPLE: Final = "人 名 人次 位 名次"
_TIMES: Final = "次 轮 场 批 回 轮次 场次 批次"
_PUNISHED: Final = (
    r"(?:(?:党纪|政务|政纪|党纪政务|党纪政纪|纪律|党内|行政|组织)(?:重)?处分|(?:党内|政务|行政|严重|给予|予以|诫勉或)(?:严重)?警告(?:处分)?|记过|记大过|降级|撤职|"
    r"撤销(?:党内)?职务|开除(?:党籍|公职)?|留党察看|重处分|轻处分|处分)"
)
_TALKED: Final = r"(?:(?<!诫勉)(?<!谈心)谈话(?:提醒)?|约谈|批评教育|提醒谈话|通报批评|警示谈话|责令检查|批评)"
_CHECKED: Final = r"(?:检查|督查|督导|督察|抽查|巡查|暗访|核查|排查|自查|评查|倒查|互审|交叉比对|专项审核|夜查|普查|路查|突击查[^,;、。\d]{1,4}|(?:联合)?巡[河湖林山海库护]|清查|复核|复查|抽检|稽查|稽核|巡检|回头看”?|执法|审计|飞行检查”?)"
_MEETING: Final = r"(?<!“三)(?<!生活)(?<!学习)(?<!宣讲)(?<!报告)(?<!讨论)(?<!教育大)(?<!教育)会(?:议)?"
_CUES: Final = (
    _cue("people_admonished", _PEOPLE, r"诫勉(?:谈话|处理|教育)?[^,;、。]{0,14}", _done_to(r"诫勉(?:谈话|处理|教育)?")),
    _cue("people_disciplined", _PEOPLE, rf"{_PUNISHED}[^,;、。]{{0,8}}", _done_to(_PUNISHED)),
    _cue("people_talked", _PEOPLE, rf"{_TALKED}[^,;、。]{{0,24}}", _done_to(_TALKED)),
    _cue(
        "people_trained",
        _PEOPLE,
        r"(?:培训|参训|轮训|受训)(?:学员|人员|了)?[^,;。中]{0,20}",
        r"※[^,;。]{0,16}?(?:参训|受训|参加培训|参加了?培训|参加轮训)|"
        r"对[^,;。]{0,16}※[^,;。]{0,4}(?:开展|进行|组织)[^,;。\d]{0,10}培训",
    ),
    _cue(
        "cases_transferred",
        "件 条 个 起 批",
        r"(?:移交|移送|转交|转送)[^,;。]{0,24}(?:线索|案件)[^,;、。]{0,4}",
        r"(?:移交|移送|转交|转送)(?!的)[^,;。]{0,16}※[^,;。]{0,10}线索|(?:线索|案件)※(?:[^,;。]{0,10}?|,(?:均|全部|现)?已[^,;。]{0,6}?)(?:移交|移送|转交)|"
        r"※[^,;。]{0,12}?线索[^,;。]{0,10}(?:移交|移送|转交)",
    ),
    _cue(
        "trainings_held",
        _TIMES + " 期 班 期次 班次",
        r"(?:(?:培训|轮训|演练|技能竞赛|练兵)(?:班|会|活动|课)?|(?:提升|研修|集训|专题|进修|实训|研讨|示范)班)[^,;。]{0,4}",
        r"※[^,;。]{0,14}?(?:培训|轮训|演练)(?:班|会)?",
    ),
    _cue(
        "meetings_held",
        "次 场 个 回",
        rf"{_MEETING}(?:\([^()]{{0,12}}\))?(?:专题)?(?:研究|部署|调度|推进|讨论)?[^,;、。]{{0,6}}",
        rf"※[^,;。]{{0,10}}?(?:{_MEETING})",
    ),
    _cue("checks_made", _TIMES, rf"{_CHECKED}(?:活动|工作|行动)?[^,;、。]{{0,6}}", rf"※[^,;。]{{0,8}}?{_CHECKED}"),
)  # fmt: skip
# Only what was called or held is a meeting; one that is merely named (在3次会议上) is not.
_HELD: Final = re.compile(r"召开|主持|组织|举行|开展|举办|会商|先后|累计|共")
_CALLED: Final = re.compile(r"(?:召开|主持)[^,;。]*※")
# How often something is to be done is a frequency, not an outcome.
_REGULAR: Final = re.compile(r"每(?:半?[年月周季天日]|季度|个|两|双|学)[^,;。]{0,30}※")
# Meetings that were planned, merged or done without were not held.
_NOT_HELD: Final = re.compile(r"(?:计划|合并|精简|压减|减少|取消|拟)[^,;。]*※")
# Who took part in the training just counted: 举办业务培训2期,97人参加; 归档培训8期、390人次.
_TRAINED: Final = re.compile(
    r"(?:培训|轮训|集训|[实研]训|研修|(?:实训|进修|提升|专题)班)(?:班|课|会|活动)?[\d一二两三四五六七八九十]+余?[期次场轮批班]次?[,、]"
    r"(?:共|累计|共有|计)?※余?(?:名?[^,;。\d]{0,8}(?:参加|参训|受训|结业|参学|参考|到课|听课|取得合格)|[,;]|$)"
)
_COUNTED: Final = re.compile(r"\d[\d,.]*(?:人次|名|人|件|次|轮|场|期)?")


def _numbers(place: Place) -> Iterator[Outcome]:
    """Yield the outcome that a sum or a count stands for, if its cues say that it is one."""
    if place.entity.label == "MONEY":
        if kind := _money(place):
            yield _outcome(kind, place.entity)
    elif place.entity.label == "QUANTITY" and (kind := _count(place)):
        yield _outcome(kind, place.entity)


def _count(place: Place) -> str | None:
    """Return what a count counts: by what stands between it and the number before it, behind it, or in its clause."""
    cues = [cue for cue in _CUES if place.entity.unit in cue.units]
    if not cues:
        return None
    if place.entity.unit in _PEOPLE.split() and _TRAINED.search(f"{place.before[-40:]}※{place.after}"):
        return "people_trained"
    clause = re.split("[,;、(]", place.before)[-1]
    own = _COUNTED.split(place.before)[-1]
    return (
        _nearest(cues, own, place, behind=False)
        or _nearest(cues, own, place, behind=True)
        or (_nearest(cues, clause, place, behind=False) if len(clause) > len(own) else None)
    )


def _nearest(cues: list[Cue], before: str, place: Place, *, behind: bool) -> str | None:
    """Return the kind whose cue stands nearest to the number on one side of it."""
    text = f"{before}※{place.after if behind else ''}"
    mark = len(before)
    if _AHEAD.search(f"{place.before}※"):
        return None
    found = []
    for cue in cues:
        match = (cue.behind if behind else cue.before).search(text)
        if match is None or _REGULAR.search(text):
            continue
        if _OPEN.search(text[: match.start()]) or (behind and _OPEN.search(before)):
            continue
        if cue.kind == "meetings_held":
            if not _HELD.search(place.before + place.after[:10]) or _NOT_HELD.search(text):
                continue
            if _CALLED.search(text):
                return cue.kind
        found.append((abs(match.start() - mark) if not behind else match.end() - mark, cue.kind))
    return min(found)[1] if found else None


# --- money ----------------------------------------------------------------------------------------------------------

_RECOVERED: Final = r"清退|追缴|追回|收回|收缴|上缴|退缴|缴回|退回|归还|返还|追索扣回|扣回|追收|补收|清收|催收|挽回|补缴(?=滞纳金|税款|租金|出让金|土地)|没收|追偿|退赔|清缴|缴入|缴至|缴存|交回|实退|退还|退[到至]|回收|收取违约金"
_SAVED: Final = r"节约|节省|压减|压缩|核减|审减|减少|少支出|削减|降低|下降|压降"
_NEUTRAL: Final = (
    r"投入|安排|支付|拨付|下达|涉及|核定|应退|应缴|应收|补缴(?!滞纳金|税款|租金|出让金|土地)|补发|兑现|奖励|授信|贷款|筹集|争取|配套|价值|标的|报销|列支|挪用|挤占|套取|欠|资助|"
    r"发放|募集|投资|采购|核对|挂账|盘活|扣减|扣发|核扣|罚款|增收|实现|完成|达到|增加|增长|追加|赔偿|退费|减免|化解"
)
_MONEY_VERB: Final = re.compile(rf"(?P<recovered>{_RECOVERED})|(?P<saved>{_SAVED})|(?P<neutral>{_NEUTRAL})")
# Spending that went down is money saved; a loan that did is not.
_FELL: Final = frozenset(("压减", "压缩", "减少", "削减", "降低", "下降", "压降"))
_SPENDING: Final = re.compile("费|支出|成本|开支|造价|资金|三公|预算|采购")
# What is named by how it went wrong is the object of the verb before it: 清退违规发放的补贴.
_WRONG: Final = re.compile(
    r"(?:违规|违法|超标准|超标|超范围|多|重复|虚假|不当|错误|应|被|少|未|拖欠|长期|私自|套取|骗取|冒领|滥)$"
)
# Not public money come back: what goes to citizens, wages, Party dues.
_TO_CITIZENS: Final = re.compile(
    r"(?:退还|返还|清退|退|归还)[^,;。]{0,6}(?:患者|群众|家长|学生|村民|农户|市民|居民|观众|农民工|业主|参保人|考生|旅客|游客|用户|客户|职工|员工|工人|企业)|"
    r"向[^,;。]{0,10}(?:患者|群众|家长|学生|村民|农户|市民|居民|观众|农民工|业主|参保人|考生|旅客|游客|用户|客户)|工资|党费|"
    r"向\d+余?[名人户][^,;。]{0,16}(?:退还|返还|清退|退)|为[^,;。]{0,8}(?:群众|企业|游客|职工|工人|客户|消费者|当事人|村民)[^,;。]{0,6}挽回|(?:人均|户均|每人|每户)$"
)
_LIMIT: Final = re.compile(r"^(?:\(?含\)?)?(?:以上|以下|以内|的(?:项目|支出|采购|合同))")


_REST: Final = re.compile(r"(?:其余|另有|剩余|尚有|还有|余下|另外)[^,;。]{0,10}$")
_BEHIND: Final = re.compile(
    rf"(?:[^,;。]{{0,14}}?|(?:、[^,;。]{{2,20}})?,?(?:均|现|都)?已[^;。]{{0,24}}?)(?:{_RECOVERED})(?!\d)"
)


def _money(place: Place) -> str | None:
    """Return whether a sum came back or was saved, by the nearest verb before it, else by the one behind it."""
    if _LIMIT.match(place.after) or _TO_CITIZENS.search(place.before[-40:]):
        return None
    behind = _BEHIND.match(place.after)
    if behind is None or re.search("未|尚|待|拟|将", behind[0]) or _TO_CITIZENS.match(place.after[behind.end() - 2 :]):
        behind = None
    if behind and "," not in behind[0] and not _MONEY_VERB.search(re.split("[,;]", place.before)[-1]):
        return "money_recovered"  # …下降四成,自付2100元已缴回
    last = None if _REST.search(place.before) else _governing(place.before)
    if last is not None and last.lastgroup != "neutral":
        idle = last[0] in _FELL and not _SPENDING.search(place.before)
        return None if idle or _OPEN.search(place.before[: last.start()]) else f"money_{last.lastgroup}"
    return "money_recovered" if behind else None


def _governing(before: str) -> re.Match[str] | None:
    """Return the last verb before a sum that is no part of what the sum was wrong in (清退违规发放的)."""
    last = None
    for match in _MONEY_VERB.finditer(before):
        if match.lastgroup == "neutral":
            inside = last is not None and not re.search("[,;、]", before[last.end() : match.start()])
            if inside or _WRONG.search(before[: match.start()]):
                continue
        last = match
    return last
