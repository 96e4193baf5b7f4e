"""What the words of a line say about its role: headings, captions, ledger fields, the tail, page noise.

All patterns match folded text.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from textmine.notice import FieldKey

# A heading ends at its first stop outside quotes, book-title marks and brackets; quotes may nest once.
HEAD: Final = re.compile(r"(?:[^。:!?“《(\n]|“(?:[^“”\n]|“[^“”\n]*”)*”|《[^《》\n]*》|\([^()\n]*\)|[“《(])*+")

_TAIL_OF_HEADING = (
    r"(?:的?(?:问题)?整改(?:工作)?(?:落实|进展|完成|推进)?(?:情况|成效)?|(?:的)?(?:整改)?(?:落实|进展)?情况)?[”\"》)]*$"
)
ISSUE: Final = re.compile(
    r"(?:问题|现象|情形)(?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:\([^()]{1,30}\))?" + _TAIL_OF_HEADING
)
AREA: Final = re.compile(
    r"方面(?:存在|反馈)?(?:的?(?:主要|突出|具体|有关)?问题)?(?:\([^()]{1,30}\))?"
    + _TAIL_OF_HEADING
    + r"|^(?:关于)?在.{2,40}(?:方面|上)(?:[,:;]|$)|^(?:聚焦|围绕).{4,60}(?:情况|方面|问题)(?:整改(?:落实|进展)?情况)?$"
)
# 问题 that names no problem but all of them: 反馈问题整改情况 heads a section.
SECTION_ISSUE: Final = re.compile(
    r"(?:反馈|指出|发现|移交|提出|查出|巡[视察]组?|审计|督察|检查|存在|^|主要|重点|突出|具体|各类)(?:的)?(?:[\d一二三四五六七八九十]+[个项条])?(?:主要|突出|具体|共性|重点)?(?:的)?"
    r"(?:意见(?:和|、)?)?问题(?:和意见(?:建议)?)?" + _TAIL_OF_HEADING
)
# An area by its name and what is wrong in it, and not a number of areas.
NAMED_AREA: Final = re.compile(r"(?<![\d一二三四五六七八九十两个])方面存在的?(?:主要|突出|具体)?问题")
# What may stand before a heading's own words: 反馈问题：, 问题3：, 整改任务：.
WRAPPER: Final = re.compile(
    r"(?:\s*[\[【(]?(?:(?:巡[视察]|审计|督察)?(?:反馈|存在|发现|指出|具体|主要)?(?:的)?问题(?:描述|表述|表现|内容)?|"
    r"(?:查摆|检视|排查|反馈|存在|发现|查出|指出|主要|具体|突出|典型)出?的?(?:问题|情形|现象|表现|不足|短板|事项)|整改任务|(?:反馈|督察|审计)意见|"
    r"(?:巡[视察]组?|审计|督察组?|检查组?)(?:反馈)?(?:指出|发现|查出)(?=:))"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})?[\]】)]? ?(?P<stop>[:、.])\s*)?\s*"
)
# How a finding that is told at length goes on behind its first sentence.
_GOES_ON: Final = re.compile(r"[。;] ?(?:如|例如|比如|其中|个别|有的|部分|一些|少数)")
# A quoted finding is a heading to its closing quote, even where the stop behind it is lost.
QUOTED: Final = re.compile(
    r"(?:(?:关于|针对|对于|对照)\s?)?“(?P<said>(?:[^“”\n]|“[^“”\n]*”)*+)”(?:等)?(?:的)?(?P<noun>(?:方面)?(?:存在)?(?:的)?(?:问题|现象|情形)|方面|)"
    r"(?:的?(?:问题)?整改(?:工作)?(?:落实|进展|完成|推进)?(?:情况|成效)?|(?:的)?(?:整改)?(?:落实|进展)情况)?(?P<stop>[。:;,.]|$|(?=\n))?"
)
# A finding inside a line, where another sentence has ended.
FINDING_INSIDE: Final = re.compile(
    r"(?<=[。;])(?:(?:关于|针对)“[^“”\n]{4,80}(?:“[^“”\n]{1,40}”[^“”\n]{0,40})?”(?:的)?问题|关于[^。;,:“”\n]{4,50}的问题(?=[。:]))"
)
_QUOTED_STARTS: Final = frozenset("关针对“")
# How findings end. The fixed words are looked up, the patterned ones searched for: a search for all of them is slow.
_DEFECTS: Final = tuple(
    """缺失 缺位 缺少 缺乏 缺陷 缺项 欠缺 欠账 亏欠 薄弱 滞后 缓慢 迟缓 弱化 淡化 虚化 僵化 固化 泛化 老化 淡薄 淡漠 冷漠 偏差 偏低
    偏弱 偏软 偏松 偏少 偏慢 偏宽 偏高 偏大 偏长 偏重 松散 松懈 宽松 涣散 懈怠 短板 差距 漏洞 隐患 隐忧 风险 弊端 弱项 死角 盲区 盲点
    空白 真空 梗阻 堵点 断档 断层 违规 违纪 违法 违反 流于形式 走过场 搞变通 形式化 形式主义 官僚主义 本位主义 好人主义 混乱 混淆 模糊
    突出 普遍 较多 频发 多发 高发 易发 抬头 反弹 反复 积压 堆积 超标 超期 超限 超范围 逾期 挤占 挪用 侵占 占用 截留 套取 虚列 虚报 瞒报
    漏报 漏缴 滥发 超发 私设 闲置 浪费 流失 拖欠 拖延 拖拉 拖沓 推诿 敷衍 应付 随意 任性 草率 粗糙 粗放 潦草 笼统 片面 肤浅 表面 浮躁
    漂浮 单一 单薄 陈旧 落后 低下 低效 较低 较差 过低 过高 过大 过多 过长 过慢 过松 过宽 失管 失察 失序 失范 失真 失实 失衡 失职 失守 失控
    失效 失灵 脱节 脱离 错位 越位 倒挂 两张皮 空转 空泛 悬空 虚设 缩水 打折扣 一刀切 一言堂 一阵风 弄虚作假 造假 虚假 不作为 慢作为 乱作为 假作为 畏难 侥幸
    少 弱 差 慢 乱 松 散 浅 窄 软 虚""".split()
)
# What is vowed not to be (标准不降, 紧盯不放松) is no finding.
_VOW: Final = re.compile(
    r"不(?:放松|松[劲懈手动]|[动摇]摇|停[步歇顿]|[止歇]步|[懈退]|走样|变[形色调味]?|减|降|忘|移|留|漏|含糊|手软|姑息|打折扣?|反弹|变质|缺位|断线|放过)$"
)
_DEFECT: Final = re.compile(
    r"(?:不够?[一-龥]{1,4}|未[^,。]{1,16}|没有[^,。]{2,16}|缺乏[^,。]{1,12}|有(?:待|所)[^,。]{2,8}|亟[待需][^,。]{2,8}|存在[^,。]{2,16}|难[^,。]{1,8}|"
    r"重[^,。]{1,6}轻[^,。]{1,6}|以[^,。]{1,3}代[^,。]{1,3}|(?:停留|止步|浮)[在于][^,。]{1,10}|违规[^,。]{2,12}|擅自[^,。]{2,12}|长期[^,。]{2,8})$"
)
# What was wrong may be the object of what was done about it: 清退违规发放资金.
_MENDS: Final = re.compile(
    r"(?:已|立即|及时|全部|全额|逐一|集中|认真|对)?(?:清退|追缴|追回|收回|收缴|退回|退还|查处|整治|纠正|清理|清查|排查|核查|制止|取消|停止|终止|废止|处理|通报|约谈|问责|补缴|归还)"
)
_CLOSERS: Final = '的等”"》)'


def names_defect(head: str) -> bool:
    """Tell whether a heading, or its first clause, ends as findings do: 不到位, 薄弱, 未按规定执行."""
    if _MENDS.match(head):
        return False
    return _ends_in_defect(head) or ("," in head and _ends_in_defect(head.partition(",")[0]))


def _ends_in_defect(clause: str) -> bool:
    tail = clause[-24:].rstrip(_CLOSERS)
    if _VOW.search(tail):
        return False
    return tail.endswith(_DEFECTS) or bool(_DEFECT.search(tail))


# A measure opens with what was done.
ACTION: Final = re.compile(
    r"^(?:[^,。;:]{0,16}(?:党组|党委|支部|局|院|所|公司|中心|我们|学校|街道|镇|科|处|室|办))?"
    r"(?:已|均|立即|及时|认真|严格|深入|全面|进一步|积极|扎实|切实|持续|统筹|专题|迅速|主动|组织|多次|先后|重新|定期|按照|根据|针对|对照|结合|依据|通过|经|)"
    r"(?:制定|制订|修订|印发|出台|完善|健全|建立|召开|开展|组织|加强|强化|严格|落实|学习|贯彻|规范|清退|追缴|收回|整改|清理|排查|自查|"
    r"核查|核实|约谈|诫勉|处分|批评|提醒|成立|明确|调整|选派|举办|编制|推进|推动|加大|加快|提高|提升|优化|补齐|补签|补充|补办|归还|上缴|退还|"
    r"压减|压缩|取消|停止|终止|完成|建成|搭建|打造|开通|上线|设立|设置|公开|公示|邀请|联合|发函|对接|协调|请示|报告|汇报|督促|督导|检查|抽查|考核|"
    r"坚持|聚焦|紧盯|深化|细化|拓宽|畅通|用好|抓好|做好|抓实|压实|筑牢|树立|把|将|由|对)"
)
_FIELDS: Final[tuple[tuple[str, FieldKey], ...]] = (
    (
        r"(?:整改|牵头|主体|主要|第一)?(?:责任|牵头|配合|主办|协办|承办|实施|督导)(?:单位|部门|科室|处室|股室|主体|党支部|支部)",
        "owner_unit",
    ),
    (
        r"(?:整改|牵头|主要|直接|第一|分管)?(?:责任领导|责任人|责任人员|牵头领导|分管领导|包抓领导|牵头人|负责人|督办领导|具体负责人|经办人)",
        "owner_person",
    ),
    (r"(?:整改|完成|办结|计划|预计|拟|落实)(?:完成)?(?:时限|期限|时间)(?:要求|节点)?|时限", "deadline"),
    (r"整改(?:目标|标准|要求)|目标(?:任务)?|工作目标", "goal"),
    (r"(?:整改)?(?:完成|整改|进展|办理)(?:情况|状态|进度|结果)|(?:整改)?状态|是否完成(?:整改)?", "status"),
)
# A finding whose answer the same sentence announces: 针对…的问题，采取了以下措施：.
ANNOUNCED: Final = re.compile(
    r"(?:针对|对于?|关于)[^。:]{4,100}(?:问题|现象|情形)(?=,[^。,:]{0,16}(?:以下|如下|下列)[^。,:]{0,8}:)"
)
# A heading that is closed by who answers for it, its account in the same line: …(责任单位:办公室)已修订….
OWNED: Final = re.compile(
    r"[^。\n]{4,60}?(?P<owner>\((?:"
    + "|".join(pattern for pattern, _ in _FIELDS)
    + r") ?:[^()\n]{2,40}\))(?:\([^()\n]{2,12}\))*"
)
# An account that contests the finding names the problem, yet is no heading.
VERIFY: Final = re.compile(
    r"^(?:经(?:核[查实对]|查|了解|调查|梳理|审核|与)|反馈意见(?:指出|提到|中)|(?:针对|对照|对于|对)[^。]{4,}问题,)"
)
NEXT: Final = re.compile(
    r"下一?步|下一?阶段|下阶段|今后|接下来|努力方向|后续(?:整改|工作|打算)|(?:持续|不断|进一步|继续)(?:深化|巩固|抓好|推进|做好|强化|加强|扩大|推动)?.{0,20}"
    r"(?:整改|巡[视察]|成果|成效|工作).{0,12}(?:成果|成效|打算|安排|计划|措施|后半篇|文章|长效|落实|工作)"
)
ORGANISATION: Final = re.compile(
    r"组织(?:领导|整改|开展|推进|落实|实施|部署)|整改(?:工作)?(?:的)?(?:组织|基本|总体|推进|开展|主要)|(?:工作|基本|总体|推进|开展)(?:开展)?情况|主要做法|"
    r"抓(?:巡[视察]|审计)?整改|(?:提高|提升|强化|增强).{0,10}(?:站位|认识|自觉|担当)|政治责任|高度重视|统一思想|思想认识|压[实紧].{0,8}责任|"
    r"加强(?:组织)?领导|强化组织|周密部署|精心组织|迅速行动|责任感|履行.{0,12}责任"
)
RESULTS: Final = re.compile(
    r"(?:反馈|指出|移交|巡[视察]|审计|督察|检查)[^,。]{0,12}(?:问题|意见|事项)?[^,。]{0,8}(?:整改|落实)|整改(?:落实|进展|完成|推进)(?:工作)?(?:情况|成效)|"
    r"(?:逐[条项]|对照).{0,10}(?:整改|改)|问题整改|整改任务|整改(?:取得|工作取得|成效|成果|措施)|(?:进展|落实|完成)情况|存在(?:的)?问题"
)
# A paragraph behind the last measure that speaks of what comes next closes the results.
CLOSES: Final = re.compile(
    r"(?:下一?步(?! ?:)|下一?阶段|今后|接下来|总之|虽然|通过(?:此次|本次|这次|前一?阶段)|经过[^,。]{0,12}整改|总的来看|整改工作虽)"
)
CONTINUES: Final = re.compile(
    r"(?:其间|期间|目前|截至|截止|同时|此外|另外|与此同时|下一步|今后|接下来|通过(?:上述|以上)|经过|上述|为此|至此|"
    r"(?:今年|\d{4}年)?(?:以来|第?[一二三四]季度|[上下]半年)(?!的)|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:份)?(?:以来|起|至今)|\d{4}年(?:\d{1,2}月)?(?:份)?以来|整改(?:以来|期间|后)|该(?:项|问题)|以上|此次|近期|现|今年\d{1,2}月|其余|剩余|余下|后续|需要?说明的是)"
)
# A caption alone on its line, or leading it before a colon.
SUBHEAD: Final = re.compile(
    r"(?:[【\[]?)(?:(?:主要|具体|采取的?|下步|下一步|后续|已采取的?)?整改(?:工作)?(?:的)?(?:主要|具体)?(?:措施|情况|进展|落实|成效|结果|效果|进度|做法|举措|过程|完成)(?:落实|进展|完成)?(?:情况)?"
    r"(?:[及和与、](?:取得|整改)?(?:的)?(?:措施|成效|结果|效果|情况|进展|完成情况|整改情况|成果))?|(?:主要|具体|工作)(?:做法|措施|举措|成效)|落实(?:情况|措施)|进展情况|完成情况|"
    r"(?:取得|工作|阶段性?)(?:的)?(?:成效|成果)|采取(?:的)?措施|整改|措施|成效|问题|存在(?:的)?问题|反馈(?:的)?问题|问题描述|问题表现|具体(?:问题|表现)|整改内容|推进情况|下一?步(?:打算|工作|措施|计划|安排|整改)?|长效机制|核查情况|情况说明)"
    r"(?:[】\]] ?:?| ?:)"
)
# What a note below a table says is no measure.
NOTE: Final = re.compile(r"[(\[]?(?:备?注|说明)\d? ?:")
# A caption that a list of findings follows.
LISTING: Final = re.compile(
    r"[【\[(]?(?:主要|具体|突出)?(?:存在|反馈|发现|指出)?(?:的)?(?:主要|具体|突出)?问题(?:表现)?(?:[】\])] ?:?| ?:) ?"
)
# A finding told behind the word for it: 问题：村级资金底数不清。
FINDING: Final = re.compile(
    r"[【\[]?(?:(?:主要|具体|突出)?(?:存在|反馈|发现|指出|查出|整改)?(?:的)?(?:主要|具体|突出)?问题|问题描述|整改任务|反馈意见|(?:巡[视察]组?|审计|督察组?|检查组?)(?:反馈)?(?:指出|发现|查出))(?:[】\]] ?:?| ?:) ?"
    r"(?!\d{1,2} ?[.、)](?!\d)|[一二三四五六七八九十]{1,3} ?[、)是]|[(①-⑳])[^\n]{4,}"
)
# A paragraph that tells at length what was found: it answers nothing.
DESCRIBES: Final = re.compile(
    r"(?:问题(?:描述|表现|表述)|(?:具体|主要)?表现[为在:]|(?:巡[视察]组?|审计组?|督察组?|检查组?|反馈意见)(?:在[^,。]{2,16}中)?(?:发现|指出|认为)[,:])"
)
SUBHEAD_ALONE: Final = re.compile(
    r"[【\[(]?(?:(?:主要|具体|采取的?|已采取的?)?整改(?:工作)?(?:主要|具体)?(?:措施|情况|进展|落实情况|成效|结果|效果|进展情况|完成情况)(?:[及和与](?:整改)?(?:成效|结果|效果|情况))?|主要做法|具体措施|"
    r"(?:落实|进展|完成)情况|采取(?:的)?措施|取得(?:的)?成效|工作成效)[】\])]? ?:?$"
)

# A section's caption that runs into its text without a stop, its line breaks lost.
RUN_IN: Final = re.compile(
    r"(?:下一?步|下一?阶段)(?:的)?(?:整改)?(?:工作)?(?:打算|安排|计划|思路|措施|考虑)(?=[\u4e00-\u9fff]{0,12}(?:党[组委]|支部|我[局院校县区镇]|将|要|继续))"
)

FIELD: Final = re.compile(
    r"[【\[(]?(?:" + "|".join(f"(?P<{key}>{pattern})" for pattern, key in _FIELDS) + r")[】\])]? ?[::]"
)
CONTACT: Final = re.compile(
    r"联系(?:方式|电话|人|地址)|公示期[内间限为(自]|如有(?:异议|不同意见|意见)|(?:监督|举报|咨询|受理|办公|反映|来信)?电话(?:号码)? ?[::]|邮政?编码|邮编|电子(?:邮箱|邮件|信箱)|(?:邮寄|通[讯信]|来信|来访|联系|办公)?地址 ?[::]|邮政信箱|信箱 ?[::]|邮箱 ?[::]|传真 ?[::]|"
    r"欢迎.{0,30}监督|(?:拨打|致电|来访请|投[进入至].{0,12}意见箱|扫.{0,12}二维码)|(?:意见|建议).{0,16}(?:反映|反馈|联系|提出)|[\w.-]{1,64}@[\w-]{1,64}\.\w|监督举报|"
    # A number to ring or a box to write to, and the invitation to do so.
    r"(?:[请可]|欢迎|直说|咨询|监督|来[电访信]|期限?).{0,40}(?:(?<!\d)0\d{2,3}-\d{3,4} ?\d{3,4}(?!\d)|(?:电话|热线|内线|拨打?|致电)[:为]? ?[\dxX-]{4,}|(?:意见|举报|监督)?信?箱(?!涵))"
)
DATE_LINE: Final = re.compile(
    r"^[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$|^\(?(?:\d{2,4}|[〇零一二三四五六七八九O0]{4}) ?[年./-] ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[月./-] ?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:日|号)?)?\)?$"
)
SIGNATURE: Final = re.compile(
    r"^(?:中共|中国共产党)?[^,。;:!?]{2,48}(?:党组|党委|委员会|党工委|党总支|党支部|支部|局|院|所|站|公司|中心|政府|办公室|厅|部|会|社|校|园|学院|大学|医院|馆|队|联合会|办|处|集团|工委|[省市县区旗州盟镇乡纪监]委|机关|组|法院|检察院)(?:\([^()]{1,20}\))?$"
)
TITLE: Final = re.compile(
    r"(?:通报|报告|公告|公示|函|公布|公开|情况|说明|结果|通告|方案)(?:\([^()]{1,30}\))?$|整改.{0,12}情况|(?:巡[视察]|审计|督察).{0,20}整改"
)
NOISE: Final = re.compile(
    r"^(?:[【\[]?(?:字体|字号|打印|关闭|返回|分享|收藏|上一篇|下一篇|上一条|下一条|相关(?:链接|阅读|文章|新闻)|扫一扫|责任编辑|编辑|浏览(?:次数|量)|访问量|点击(?:数|量|次数)?|来源|作者|发布(?:时间|日期|机构)|发表时间|信息来源|索引号|信息索引号|"
    r"当前位置|您(?:的|现在的|所在的)?(?:当前)?位置|首页|版权所有|主办(?:单位)?|承办(?:单位)?|网站标识码|技术支持|关怀版|无障碍|朗读|语音播报|保护视力色|视力保护色|文章来源|阅读(?:次数|量)?|"
    r"成文日期|公开方式|文件名称|发文(?:机关|字号)|文号|主题词|有效性|公开日期|生成日期|稿源|审核|校对|初审|复审|终审|附件(?:下载)?|打印本页|关闭窗口)[】\]]? ?(?:[::>»|]|\d|$|[大中小 【\[])|^.{0,20}(?:ICP备|公网安备)|^(?:大|中|小|打印|关闭|分享|返回顶部|T\|T|A\+|A-)$|"
    r"^第?\d{1,3}(?:页|版)?(?:/\d{1,3})?$|^-\s?\d+\s?-$|扫码|微信扫一扫)"
)


def unnested(text: str) -> str:
    """Return `text` without the quotes that open and close inside it."""
    return re.sub(r"“[^“”]*”", "", text)


class Wording(NamedTuple):
    """What a heading candidate's first sentence, `folded[start:head_end]`, says of its role."""

    start: int
    head_end: int
    issue: bool
    area: bool
    defect: bool
    action: bool


def _is_heading(quoted: re.Match[str]) -> bool:
    """Tell whether what is quoted is a finding: it ends the heading, or ends as findings do."""
    ends = quoted["stop"] not in (None, ",") and (bool(quoted["noun"]) or len(quoted["said"]) > 4)
    return ends or names_defect(quoted["said"].rstrip("。"))


def read_heading(folded: str, start: int, end: int) -> Wording:
    """Return what the first sentence of `folded[start:end]` (marker left out) says of its role."""
    wrapped = False
    while start < end and folded[start] in ",: ":  # 首先,针对…
        start += 1
    if wrapper := WRAPPER.match(folded, start, end):
        start, wrapped = wrapper.end(), wrapper["stop"] == ":"
    quoted = QUOTED.match(folded, start, end) if folded[start : start + 1] in _QUOTED_STARTS else None
    if quoted and quoted["noun"] != "方面" and _is_heading(quoted):
        return Wording(start, quoted.end() - bool(quoted["stop"]), True, False, True, False)
    match = HEAD.match(folded, start, end)
    head_end = match.end() if match else end
    head = folded[start : min(head_end, start + 300)].strip()
    if (len(head) > 100 and "“" not in head) or head.endswith((",", "、")):
        return Wording(start, head_end, False, False, False, True)  # too long for a heading, or it goes on
    head = head.rstrip(";.")
    if announced := ANNOUNCED.match(folded, start, end):
        return Wording(start, announced.end(), True, False, True, False)
    if VERIFY.match(head):
        return Wording(start, head_end, False, bool(AREA.search(head)), False, True)
    # What a heading is stands at its end; only the wrapper 关于 … 方面 needs its beginning.
    tail = head[-60:]
    issue = (
        ("问题" in tail or "现象" in tail or "情形" in tail)
        and bool(ISSUE.search(tail))
        and not SECTION_ISSUE.search(tail)
    )
    area = ("方面" in head or head[:1] in "在聚围关") and bool(AREA.search(head))
    asks = head_end == end - 1 and folded[head_end] == "?"  # 窗口为何提前下班？
    defect = asks or names_defect(head)
    if wrapped and head and not area:  # what stands behind 整改任务： is the finding, whatever its words
        return Wording(start, _end_of_finding(folded, head_end, end), issue or not defect, False, defect, False)
    return Wording(start, head_end, issue, area, defect, not (issue or defect) and bool(ACTION.match(head)))


def _end_of_finding(folded: str, head_end: int, end: int) -> int:
    """Return where a finding ends that its caption announced: with the last sentence that still tells of it."""
    while head_end < end:
        match = HEAD.match(folded, head_end + 1, end)
        stop = match.end() if match else head_end
        sentence = folded[head_end + 1 : stop].strip()
        if not sentence or not (_GOES_ON.match(folded, head_end) or names_defect(sentence)):
            break
        head_end = stop
    return head_end
