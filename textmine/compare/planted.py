"""Samples with planted copies, to measure what the search for copies finds and what it takes for one.

The background must not be of a few templates, or its own likeness would count against the search. Each clause is put
together anew from some two hundred words of Chinese officialese (objects are compounds of two words, of which there are
10,000), in one of a dozen frames. Beside two to four of these stand up to two formulae, as in notices, which thousands of
measures share: a measure of nothing but formulae would be a copy that nobody planted.
On top come decoys: measures that have a third of their characters, in one run, from another and are no copies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import comb
from random import Random
from typing import Final, NamedTuple

from textmine.compare.copies import Copies
from textmine.compare.sample import Case, Measure, Sample

_VERBS: Final = (
    "修订 制定 印发 完善 梳理 排查 核查 清理 清退 追缴 约谈 通报 督办 调整 充实 选派 轮训 组织 举办 开展 召开 审议 研究 部署 压减 盘活 "
    "处置 登记 公示 归档 移交 复核 抽查 回访 走访 评估 考核 问责 整合 改造 升级 采购 验收 结算 拨付 收回 核销 补录 更换 签订 解除 委托 招标 "
    "聘请 引进 培养 提拔 交流 回避 备案 审计 比对 建档 接管 关停 取缔 拆除 修缮 疏浚 巡查 监测 预警 演练 救助 发放 减免 兑付 调解 答复 受理"
).split()
_KINDS: Final = (
    "河道 校园 门诊 药品 耗材 学籍 食堂 校车 林地 苗木 渔船 水库 堤防 闸坝 饮水 管网 污水 垃圾 扬尘 尾气 农机 化肥 种子 畜禽 疫苗 低保 养老 "
    "殡葬 社团 福彩 优抚 残疾 儿童 就业 社保 工伤 仲裁 职称 编制 档案 保密 机要 信访 维稳 普法 公证 律师 戒毒 户籍 交警 消防 应急 矿山 油站 "
    "锅炉 电梯 食品 商标 价格 计量 合同 票据 国资 债务 税源 预算 国库 补贴 专项 扶贫 移民 危房 宅基 征地 规划 测绘 公路 桥梁 客运 港口 物流 "
    "邮政 通信 网信 广电 文物 图书 旅游 体育 彩票 外事 侨务 宗教 民族 统战 工会 青年 妇联 科协 金融 保险 粮食 储备 电力 煤炭 园区 招商"
).split()
_HEADS: Final = (
    "台账 底数 清单 名册 细则 规程 流程 标准 合同 账目 票据 资金 经费 津贴 设备 车辆 用房 场所 站点 窗口 岗位 队伍 干部 骨干 专班 小组 会议 "
    "培训 讲座 竞赛 检查 督查 巡检 抽检 审批 许可 备案 登记 公示 举报 投诉 案件 线索 隐患 漏洞 短板 风险 工程 项目 标段 工期 质量 进度 造价 "
    "概算 决算 审计 绩效 指标 任务 目标 方案 预案 计划 报告 简报 通知 意见 办法 制度 机制 平台 系统 数据 接口 终端 监控 标识 护栏 管线 泵站 "
    "仓库 库存 药柜 病历 处方 课程 教材 试卷 宿舍 厨房 菜单 苗圃 林带 渔港 码头 航道 驿站 路口 信号 公章 证照"
).split()
_WAYS: Final = (
    "逐月 按季 集中 分批 当场 限期 联合 交叉 随机 就地 全程 线上 逐户 逐人 提前 从严 从快 重新 统一 分类 对账式 网格化 倒排工期 挂图作战 "
    "第三方 夜间 节前 年底前 会后 周末"
).split()
_BODIES: Final = "办公室 人事股 财务室 法规股 监察室 执法队 信息中心 服务中心 工程股 党建办 下属站所 基层支部 分管领导 业务骨干".split()
_FRAMES: Final = (
    "{w}{v}{k}{h}和{k2}{h2}", "由{b}{w}{v}{k}{h}", "{v}《{k}{h}{k2}{h2}》", "对{n}处{k}{h}{w}{v}", "{v}{k}{h}{n}项、{k2}{h2}{n2}个",
    "{y}年{m}月{w}{v}{k}{h}", "把{k}{h}与{k2}{h2}{w}{v}", "{w}{v}{k}{h}，{v2}{k2}{h2}{n}万元", "责成{b}{v}{k}{h}", "将{k}{h}交{b}{v}",
    "{b}会同{k}{b2}{v}{h}", "围绕{k}{h}{w}{v}{h2}", "先后{v}{k}{h}{n}次并{v2}{h2}", "{v}{k}{h}后{w}{v2}{k2}{h2}",
)  # fmt: skip
_FORMULAE: Final = (
    "深入学习贯彻习近平新时代中国特色社会主义思想 严格落实全面从严治党主体责任 进一步提高政治站位 切实增强整改的政治自觉 坚持问题导向和目标导向相统一 "
    "主要负责同志认真履行第一责任人责任 班子成员严格落实一岗双责 举一反三建立健全长效机制 加强日常监督检查 做到真改实改 持续巩固整改成果 "
    "确保整改工作落到实处 严肃追责问责 进一步规范工作程序 召开党组会议专题研究 列入年度重点工作任务 明确责任领导和完成时限 开展批评与自我批评 "
    "加强对权力运行的制约和监督 提高干部职工思想认识 定期听取工作汇报 强化理论武装 严守政治纪律和政治规矩 落实民主集中制要求 做到长期坚持"
).split()
# The commonest formula stands in a quarter of all measures, the last in one of a hundred.
_RANKED: Final = tuple(1 / rank for rank in range(1, len(_FORMULAE) + 1))
_PLACES: Final = "青澜云岫澄霁茗棠榆桐沅湄渌浔岚岱嵩屏枫柏梓桦苇荻菱荷芷蕙兰若曦晖昭朗明清漪涟泓渟溪涧泉浦汀洲渚"
_OFFICES: Final = "水务局 教育局 财政局 卫生健康局 交通运输局 民政局 林业局 司法局 统计局 商务局 审计局 城市管理局 文化和旅游局".split()
_MEASURES: Final = 20


class Planted(NamedTuple):
    """A sample; `families` has for each measure the number of the text it is a copy of, or the text itself, else -1;
    `kinds` how it was copied, `source` for the text itself and None for the background.
    """

    sample: Sample
    families: list[int]
    kinds: list[str | None]


def plant(measures: int, *, share: float = 0.1, seed: int = 0) -> Planted:
    """Return a sample of about so many measures, of which that share are sources and copies, in all ways alike often."""
    random = Random(seed)
    cases = [_case(random, at) for at in range(max(2, measures // _MEASURES))]
    texts: list[tuple[str, int, str | None]] = []
    family, ways = 0, list(COPIES)
    while len(texts) < measures * share:
        source = _clauses(random)
        texts.append(("，".join(source), family, "source"))
        for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
            way = ways[len(texts) % len(ways)]
            texts.append((COPIES[way](random, source), family, way))
        family += 1
    while len(texts) < measures:
        if random.random() < 0.1:
            other = random.choice(texts)[0]
            run = len(other) // 3
            start = random.randint(0, len(other) - run)
            own = "，".join(_clauses(random))[: len(other) - run]
            texts.append((own + "，" + other[start : start + run], -1, None))
        else:
            texts.append(("，".join(_clauses(random)), -1, None))
    # A family's members stand in notices of different agencies.
    order = sorted(range(len(texts)), key=lambda at: at % len(cases))
    rows = [
        Measure(at % len(cases), f"3.1.{at // len(cases) + 1}", None, (), None, None, _signed(random, cases[at % len(cases)], texts[at][0]))
        for at in order
    ]  # fmt: skip
    return Planted(Sample(cases, [], rows, [], [], []), [texts[at][1] for at in order], [texts[at][2] for at in order])


def _case(random: Random, at: int) -> Case:
    place = "".join(random.sample(_PLACES, 2)) + random.choice("县市区")
    agency = f"中共{place}{random.choice(_OFFICES)}党组"
    date = f"{random.randint(2016, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return Case(f"{at:016x}", None, agency, "county", "inspection", None, None, None, date, date, "", "", 1000, agency)


def _clauses(random: Random) -> list[str]:
    """Return a measure's clauses; 某 stands where the agency names itself."""
    clauses = [_clause(random) for _ in range(random.randint(2, 4))]
    for formula in dict.fromkeys(random.choices(_FORMULAE, _RANKED, k=random.choice((0, 1, 1, 2)))):
        clauses.insert(random.randint(0, len(clauses)), formula)
    if random.random() < 0.3:
        clauses[0] = f"某党组{clauses[0]}"
    return clauses


def _clause(random: Random) -> str:
    pick = random.choice
    return pick(_FRAMES).format(
        v=pick(_VERBS), v2=pick(_VERBS), k=pick(_KINDS), k2=pick(_KINDS), h=pick(_HEADS), h2=pick(_HEADS), w=pick(_WAYS), b=pick(_BODIES),
        b2=pick(_BODIES), n=random.randint(2, 90), n2=random.randint(2, 90), y=random.randint(2016, 2025), m=random.randint(1, 12),
    )  # fmt: skip


def _signed(random: Random, case: Case, text: str) -> str:
    """Return the text as it stands in a notice: numbered, and with the agency's own name in it."""
    name = str(case.agency).removeprefix("中共").removesuffix("党组")
    mark = random.choice(("（一）", "（3）", "2.", "①", "", "二是", "五、"))
    return f"{mark}{text.replace('某', random.choice((name, name[3:])))}。"


def _changed(random: Random, clauses: list[str]) -> int:
    """Return how many characters a fifth of the text are."""
    return max(1, round(sum(map(len, clauses)) / 5))


def _scattered(random: Random, clauses: list[str]) -> str:
    """Replace a fifth of the characters, one here and one there."""
    text = list("，".join(clauses))
    for at in random.sample(range(len(text)), _changed(random, clauses)):
        text[at] = random.choice(random.choice(_KINDS))
    return "".join(text)


def _reworded(random: Random, clauses: list[str]) -> str:
    """Replace words of two characters."""
    text = "，".join(clauses)
    for at in random.sample(range(len(text) // 2), max(1, _changed(random, clauses) // 2)):
        text = text[: 2 * at] + random.choice(random.choice((_VERBS, _KINDS, _HEADS)))[:2] + text[2 * at + 2 :]
    return text


def _lengthened(random: Random, clauses: list[str]) -> str:
    """Put words in, at several places."""
    text, added = "，".join(clauses), 0
    while added < _changed(random, clauses):
        word = random.choice(_WAYS) + random.choice(_KINDS)
        at = random.randint(0, len(text))
        text, added = text[:at] + word + text[at:], added + len(word)
    return text


def _shortened(random: Random, clauses: list[str]) -> str:
    """Leave a run of characters out."""
    text, run = "，".join(clauses), _changed(random, clauses)
    at = random.randint(0, len(text) - run)
    return text[:at] + text[at + run :]


def _replaced(random: Random, clauses: list[str]) -> str:
    """Put a clause of one's own in the place of a fifth of the text."""
    text, run = "，".join(clauses), _changed(random, clauses)
    at = random.randint(0, len(text) - run)
    return text[:at] + (_clause(random) + "，" + _clause(random))[:run] + text[at + run :]


def _moved(random: Random, clauses: list[str]) -> str:
    """Say the clauses in another order."""
    at = random.randrange(1, len(clauses))
    return "，".join(clauses[at:] + clauses[:at])


def _renumbered(random: Random, clauses: list[str]) -> str:
    """Keep all but dates and amounts; the names of agencies differ anyway."""
    return "".join(random.choice("123456789") if char.isdigit() else char for char in "，".join(clauses))


COPIES: Final[dict[str, Callable[[Random, list[str]], str]]] = {
    "verbatim": lambda _, clauses: "，".join(clauses),
    "renamed": _renumbered,
    "scattered": _scattered,
    "reworded": _reworded,
    "lengthened": _lengthened,
    "shortened": _shortened,
    "replaced": _replaced,
    "moved": _moved,
}  # fmt: skip


class Score(NamedTuple):
    """How well clusters are those that were planted: `precision` and `recall` over pairs of measures, and `found`, the
    share of the copies of each kind that are in the cluster of what they are copies of.
    """

    precision: float
    recall: float
    found: dict[str, float]


def score(planted: Planted, copies: Copies) -> Score:
    """Return how far the clusters of `copies` are the families that were planted.

    A pair is right if its two measures are of one family, copies of one source among them.
    """
    families: dict[int, list[int]] = {}
    for place, family in enumerate(planted.families):
        if family >= 0:
            families.setdefault(family, []).append(place)
    found = sum(comb(len(cluster.members), 2) for cluster in copies.clusters)
    right = sum(
        comb(many, 2)
        for cluster in copies.clusters
        for family, many in Counter(planted.families[place] for place in cluster.members).items()
        if family >= 0
    )
    sought = sum(comb(len(members), 2) for members in families.values())
    met: dict[str, list[bool]] = {}
    for members in families.values():
        source = next(place for place in members if planted.kinds[place] == "source")
        for place in members:
            if place != source:
                same = copies.of[place] >= 0 and copies.of[place] == copies.of[source]
                met.setdefault(str(planted.kinds[place]), []).append(bool(same))
    return Score(right / max(found, 1), right / max(sought, 1), {kind: sum(of) / len(of) for kind, of in met.items()})
