"""What a notice says about itself: title, kind, agency, inspector and level, the inspection's dates, its own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from textmine.chinese import fold
from textmine.dates import find_dates
from textmine.notice import Header, HeaderField, Kind, Level, Node, Notice, Span

# How far the preamble reaches at most: what the header asks for stands in the first paragraphs.
_PREAMBLE: Final = 1500

_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("environmental", re.compile(r"(?:环境?保护?|环保|生态)[^,。;]{0,8}督察|环保督察")),
    ("audit", re.compile(r"审计")),
    ("inspection", re.compile(r"巡[视察]|回头看")),
)
_BODY: Final = (
    r"(?:党组|党委|党工委|工委|委员会|党总支(?:委员会)?|党支部(?:委员会)?|局|厅|院|所|站|公司|中心|政府|办公室|部|会|社|校|园|大学|学院|医院|馆|队|联合会|办|处|集团|"
    r"法院|检察院|支队|大队|总队|银行|纪委(?:监委)?|监委|巡[视察]办|[省市县区旗州盟镇乡]委|街道|镇|乡|村|社区|县|区|市)"
)
_AGENCY_IN_TITLE: Final = re.compile(
    rf"^(?P<agency>[^,。;:]{{2,60}}?{_BODY}(?:\([^()]{{1,20}}\))?)(?=关于|对(?!外)|落实|贯彻|整改|巡[视察]|审计|\d{{4}}年|接受|(?:党组|党委)?(?:开展|执行)|$)"
)
# 县委巡察工作领导小组办公室关于…: all that stands before 关于, where it ends as bodies do.
_AGENCY_BEFORE_ABOUT: Final = re.compile(rf"^(?P<agency>[^,。;:]{{2,60}}?{_BODY}(?:\([^()]{{1,20}}\))?)(?=关于)")
_INSPECTED: Final = re.compile(
    rf"对(?P<agency>[^,。;:对]{{2,50}}?{_BODY}(?:\([^()]{{1,20}}\))?)(?:党组|党委|领导班子)?(?:(?:及|和)[^,。;]{{1,20}})?(?:进行|开展|实施)了?"
)
# The forms of a Party committee's name about the body's own.
_PARTY_FORM: Final = re.compile(
    r"^中(?:共|国共产党)|(?:党组|党委|党工委|党总支|工作委员会|总支部委员会|支部委员会|委员会)$"
)
# What an inspection team's name ends in; its beginning is looked for to the left.
_TEAM_END: Final = re.compile(r"巡[视察](?:工作)?(?:第?[一二三四五六七八九十\d]{1,3})?组|督察组")
_TEAM: Final = re.compile(r"(?:[一-龥\d]|\([^()]{1,10}\))+$")
_LONGEST_TEAM: Final = 36
_AUDITOR: Final = re.compile(
    r"(?P<team>(?:审计署[一-龥]{0,12}(?:特派员?办事处|特派办)?|[一-龥]{0,10}?审计[局厅](?:[一-龥]{0,8}审计组)?))(?=[^。]{0,60}(?:审计|检查))"
)
_COUNTED: Final = re.compile("[个各]巡[视察]|[个各]督察")
# A body's name begins behind these; the preamble's 由, 经 and dates are none of it.
_NAME_STARTS: Final = re.compile(
    r".*(?:由|经|受|被|于|[年月日](?:底|初|中旬|上旬|下旬|份)?|[起间]|根据|按照|期间|接受|部署|安排|要求|统一|以来|组织|成立|派出|配合|向|对|与|和|的)(?=[一-龥])"
)
_MUNICIPALITY: Final = re.compile(r"(?:北京|上海|天津|重庆)市")
_LEVELS: Final[tuple[tuple[Level, re.Pattern[str]], ...]] = (
    (
        "organisation",
        re.compile(
            r"(?:集团|公司|大学|学院|医院|学校|银行|(?<!市|区|县|省)局|厅|部|院|中心|协会|系统)(?:党组|党委|党工委|分党组)?(?=[^委]*巡[视察])|(?<!省|市|县|区|州|旗)(?:党委|党组)(?=[^委]{0,10}巡[视察])"
        ),
    ),
    ("central", re.compile(r"^(?:中央|党中央|国务院|审计署|国家)")),
    ("county", re.compile(r"(?:[县区旗]|(?<=[一-龥])区)(?:委|审计局|党委)|(?:区|县|旗)(?:巡[视察]|环)|县级")),
    ("city", re.compile(r"(?:市|州|盟|地)(?:委|直)|地委|(?:市|州)(?:审计局|巡[视察]|级|生态)")),
    ("province", re.compile(r"省|自治区|生产建设兵团|^(?:市委)?$")),
)
_SENDER: Final = re.compile(
    r"(?P<sender>(?:党中央|中央|省委|自治区党委|市委|州委|县委|区委|旗委))[^,。;]{0,16}(?:派出|派驻|组织)?[^,。;]{0,12}巡[视察]"
)
_FED_BACK: Final = re.compile(
    r"反馈(?!(?:的|问题))|反馈的?(?:巡[视察])?意见|(?:通报|送达|下达|出具|印发|移交|交办)[^,。]{0,16}(?:意见|报告|决定|清单)"
)
_VISITED: Final = re.compile(r"巡[视察]|回头看|审计|督察|进驻|检查")
_PUBLISHES: Final = re.compile(r"[^,。]{0,6}(?:公布|公开|发布)")
_NO_PERIOD: Final = re.compile(r"(?:度|以来|起|前|审议|[^,。]{0,12}(?:召开|制定|印发))")
_NO_PERIOD_BEFORE: Final = re.compile(r"(?:截至|截止)[^,。]{0,4}$")


def read_header(notice: Notice) -> Notice:
    """Return the notice with its header; a field that the text does not state is None."""
    folded = fold(notice.text)
    nodes = list(notice.walk())
    title = _title(notice, nodes)
    preamble = _preamble(nodes, folded)
    inspector = _inspector(notice.text, folded, preamble)
    period, feedback = _dates(folded, preamble)
    header = Header(
        title=title,
        kind=_kind(folded, title, preamble, inspector),
        agency=_agency(notice.text, folded, title, preamble, nodes),
        inspector=inspector,
        level=_level(folded, inspector, preamble),
        inspection_period=period,
        feedback_date=feedback,
        published=_published(folded, nodes),
    )
    return replace(notice, header=header)


def _field(text: str, span: Span) -> HeaderField:
    return HeaderField(text[span[0] : span[1]], span)


def _title(notice: Notice, nodes: list[Node]) -> HeaderField | None:
    """Return the title, its lines put together where it is split."""
    lines = [node.span for node in nodes if node.role == "title"]
    if not lines:
        return None
    value = "".join(notice.text[start:end].strip() for start, end in lines)
    return HeaderField(value, (lines[0][0], lines[-1][1]))


def _preamble(nodes: list[Node], folded: str) -> Span:
    """Return where the notice says who inspected whom and when: the running text before the first heading, where that
    speaks of an inspection, else a stretch of the notice from its first text on."""
    start = next((node.span[0] for node in nodes if node.role not in ("title", "date", "noise")), 0)
    first = next((node for node in nodes if node.role == "paragraph"), None)
    if first is not None:
        start = min(start, first.span[0])
    heading = next((n.span[0] for n in nodes if n.role in ("section", "area", "issue") and n.span[0] > start), start)
    if _VISITED.search(folded, start, heading):
        return start, min(heading, start + _PREAMBLE)
    return start, min(len(folded), start + _PREAMBLE)


def _kind(folded: str, title: HeaderField | None, preamble: Span, inspector: HeaderField | None) -> HeaderField | None:
    """Return the kind of the inspection, from the title or else from the preamble."""
    if title:
        # An audit bureau may be inspected; who was both inspected and audited says so in order.
        subject = folded[title.span[0] : title.span[1]].rpartition("关于")[2]
        if named := [(match.start(), kind) for kind, p in _KINDS if (match := p.search(subject))]:
            return HeaderField(min(named)[1], title.span)
    found = [(match.start(), kind, match.span()) for kind, p in _KINDS if (match := p.search(folded, *preamble))]
    if found:
        _, kind, span = min(found)
        return HeaderField(kind, span)
    return HeaderField("other", title.span) if title else None


def _agency(text: str, folded: str, title: HeaderField | None, preamble: Span, nodes: list[Node]) -> HeaderField | None:
    """Return the body that publishes: named in the title (in full where it signs in full), else signing, else the one
    that was inspected."""
    signed = [node.span for node in nodes if node.role == "signature"]
    if title:
        start, end = title.span
        # A title may be split over lines: its words are matched without the breaks, its places are the text's.
        places = [at for at in range(start, end) if not folded[at].isspace()]
        words = "".join(folded[at] for at in places)
        match = _AGENCY_BEFORE_ABOUT.match(words) or _AGENCY_IN_TITLE.match(words)
        if match:
            for signature in signed:
                if _signs_for(match["agency"], "".join(folded[slice(*signature)].split())):
                    return _field(text, signature)
            span = (start, places[match.end("agency") - 1] + 1)
            return HeaderField("".join(text[span[0] : span[1]].split()), span)
    if signed:
        return _field(text, signed[0])
    match = _INSPECTED.search(folded, *preamble)
    return _field(text, match.span("agency")) if match else None


def _signs_for(titled: str, signed: str) -> bool:
    """Tell whether a body signs with a fuller name than the title gives it: 青澜市 for 青澜市人民政府, 青澜县医院党委
    for 中共青澜县医院委员会."""
    if len(signed) <= len(titled):
        return False
    if titled[-1] in "省市县区州旗镇乡":
        return signed in (f"{titled}人民政府", f"中共{titled}委员会", f"{titled}人民政府办公室")
    body = _PARTY_FORM.sub("", titled)
    return body != titled and body == _PARTY_FORM.sub("", signed)


def _inspector(text: str, folded: str, preamble: Span) -> HeaderField | None:
    """Return the body that inspected, as the preamble first names it in more than bare words (巡察组)."""
    for spans in (_teams(folded, preamble), (match.span("team") for match in _AUDITOR.finditer(folded, *preamble))):
        bare: Span | None = None
        for start, end in spans:
            if starts := _NAME_STARTS.match(folded, start, end):
                start = starts.end()
            if _COUNTED.search(folded, start, end):
                continue  # 派出5个巡察组 names none
            if end - start > 4:
                return _field(text, (start, end))
            bare = bare or (start, end)
        if bare:
            return _field(text, bare)
    return None


def _teams(folded: str, preamble: Span) -> Iterator[Span]:
    """Yield where an inspection team's name may stand: from its end as far left as a name may reach."""
    for match in _TEAM_END.finditer(folded, *preamble):
        end = match.end()
        name = _TEAM.search(folded[max(preamble[0], end - _LONGEST_TEAM) : end])
        if name:
            yield end - len(name[0]), end


def _level(folded: str, inspector: HeaderField | None, preamble: Span) -> HeaderField | None:
    """Return the level of the inspector, by the committee or office that its name holds, else by who sent it."""
    if inspector is None:
        sender = _SENDER.search(folded, *preamble)
        inspector = HeaderField(sender["sender"], sender.span("sender")) if sender else None
    if inspector is None:
        return None
    name = folded[inspector.span[0] : inspector.span[1]]
    if _MUNICIPALITY.search(name) and "区委" not in name and "县委" not in name:
        return HeaderField("province", inspector.span)
    for level, pattern in _LEVELS:
        if pattern.search(name):
            return HeaderField(level, inspector.span)
    return None


def _dates(folded: str, preamble: Span) -> tuple[HeaderField | None, HeaderField | None]:
    """Return when the inspection took place and when its findings were fed back.

    What a date belongs to stands behind it, before the next date or the sentence's end.
    """
    period = feedback = None
    mentions = [mention for mention in find_dates(folded, *preamble) if not _PUBLISHES.match(folded, mention.span[1])]
    for at, mention in enumerate(mentions):
        first, last = mention.span
        stop = mentions[at + 1].span[0] if at + 1 < len(mentions) else preamble[1]
        behind = re.split(r"[。\n]", folded[last:stop], maxsplit=1)[0]
        before = re.split(r"[。\n]", folded[preamble[0] : first])[-1]
        if mention.value is None or _NO_PERIOD.match(behind) or _NO_PERIOD_BEFORE.search(before):
            continue
        value = mention.value
        if not mention.dated and period and _FED_BACK.search(behind):
            value = _not_before(value, period.value)
        field = HeaderField(value, mention.span)
        if _FED_BACK.search(behind):
            feedback = feedback or field
        elif period is None and feedback is None and _VISITED.search(before + behind):
            period = field
    return period, feedback


def _not_before(value: str, period: str) -> str:
    """Return a date whose year was inferred, a year later where it would come before the inspection's end."""
    end = period.rpartition("/")[2]
    if value[:4].isdigit() and value < end[: len(value)]:
        return f"{int(value[:4]) + 1}{value[4:]}"
    return value


def _published(folded: str, nodes: list[Node]) -> HeaderField | None:
    """Return the notice's own date, from its foot or else from its head."""
    for node in reversed([node for node in nodes if node.role == "date"]):
        for mention in find_dates(folded, *node.span):
            if mention.value:
                return HeaderField(mention.value, mention.span)
    return None
