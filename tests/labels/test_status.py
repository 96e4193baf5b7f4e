"""How far a measure got, by its own words, its field, its issue and its group."""

import pytest

from textmine.chinese import fold
from textmine.labels.status import read_statuses
from textmine.pipeline import parse_text

HEAD = "某县林业局党组关于巡察整改情况的通报\n"


def statuses(body: str) -> list[tuple[str, str]]:
    notice = parse_text(HEAD + body)
    told = read_statuses(notice, fold(notice.text))
    return [told[measure.id] for measure in notice.measures]


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("修订《考勤办法》，召开会议3次。", ("completed", "aspect")),
        ("公务接待费同比下降21.6%。", ("completed", "outcome")),
        ("今后一律严格审批，不再超标准接待。", ("unstated", "none")),
        ("自2021年10月起建立联席会议机制。", ("ongoing", "aspect")),
        ("核查宗地46处，其余3处正在办理。", ("ongoing", "explicit")),
        ("已收回12万元，其余部分计划2022年3月底前缴清到位。", ("ongoing", "explicit")),
        ("因编制冻结，招聘工作尚未启动。", ("not_done", "explicit")),
        ("因资料缺失，已向县委巡察办申请延期至2022年6月。", ("delayed", "explicit")),
        ("补办手续9个，该项基本完成。", ("basic", "explicit")),
        ("开展主题党日6次，取得阶段性成效，将长期坚持。", ("phased", "explicit")),
        ("经核查，反馈所指考察系县委组织部统一组织，不存在公款旅游。", ("disputed", "explicit")),
        ("补贴3万元已全部清退；反馈所指餐费，经核查不属于违规发放。", ("completed", "aspect")),
        ("一是立行立改，退还多收费用。", ("completed", "explicit")),
        ("广播站每日播音两次。现已整改到位。", ("completed", "explicit")),
        ("新增培养对象9名。阶段性目标已经完成，需长期坚持。", ("phased", "explicit")),
        ("收回借款6万元，其余2笔已提起诉讼，待县人民法院判决。", ("ongoing", "explicit")),
        ("收回本金8万元，剩余本金3万元尚未收回。", ("ongoing", "explicit")),
        ("7个支部完成换届，另1个拟于11月换届。", ("ongoing", "explicit")),
        ("对社区矫正对象逐人核对住址。", ("completed", "aspect")),
        ("对整改中弄虚作假的2人予以诫勉。", ("completed", "aspect")),
        ("经核对，反馈所指超期主要发生在口岸，该情况与事实有出入。", ("disputed", "explicit")),
        ("经核查，反馈所指聘用程序符合规定。", ("disputed", "explicit")),
        ("经核查，所指3人不属于回避情形；另2人已调整岗位。", ("completed", "aspect")),
        ("平均等候由2天缩短到6小时。", ("completed", "outcome")),
        ("已办结119件。其余7件尚未办结，该项整改未完成。", ("not_done", "explicit")),
        ("关于“重复领取补贴”的反映，经核查系两人同名，不属重复领取。", ("disputed", "explicit")),
        ("关于“三处界桩丢失”的反映，经核查，已补埋3根。", ("completed", "aspect")),
        ("已整修渠道6公里，其余2公里随灌区改造一并推进。", ("ongoing", "explicit")),
        ("关停长期不更新的公众号9个。", ("completed", "aspect")),
        ("关于“高价采购化肥”的问题。经核查，价差系品牌不同所致，不存在利益输送。", ("disputed", "explicit")),
        ("经核查，反馈所指协管员系县人社局招录；但招录方案散失，确有疏漏，现已补档。", ("completed", "aspect")),
        ("已交流16名，其余7名待换届时一并调整。", ("ongoing", "explicit")),
        ("服务商为已缴费企业顺延服务期4个月。", ("completed", "aspect")),
        ("申报表须经两个科室双签。", ("unstated", "none")),
    ],
)
def test_by_its_own_words(account: str, expected: tuple[str, str]) -> None:
    assert statuses(f"一、关于管理不严的问题\n1.{account}") == [expected]


def test_a_sentence_about_the_problem_holds_for_all_its_measures() -> None:
    body = (
        "一、关于管理不严的问题\n1.修订办法。\n2.清查账目。该问题已完成整改。\n二、关于学习不深入的问题\n1.制定计划。"
    )
    assert statuses(body) == [("completed", "explicit"), ("completed", "explicit"), ("completed", "aspect")]


def test_a_field_holds_for_all_measures_above_it() -> None:
    body = "一、关于管理不严的问题\n整改措施：\n1.修订办法。\n2.清查账目。\n完成情况：基本完成\n"
    assert statuses(body) == [("basic", "explicit")] * 2


def test_a_group_holds_for_all_below_it_but_for_what_says_otherwise() -> None:
    body = (
        "一、已完成整改的问题\n（一）关于管理不严的问题\n1.修订办法。\n二、正在整改的问题\n（二）关于征地遗留的问题\n1.召开会议2次。\n"
        "2.已申请延期至2022年底。"
    )
    assert statuses(body) == [("completed", "explicit"), ("ongoing", "explicit"), ("delayed", "explicit")]


def test_items_have_their_own() -> None:
    notice = parse_text(HEAD + "一、关于管理不严的问题\n1.抓整改。（1）修订办法；（2）今后一律严格审批。")
    told = read_statuses(notice, fold(notice.text))
    items = [told[node.id][0] for node in notice.walk() if node.role == "item"]
    assert items == ["completed", "unstated"]


def test_what_is_to_come_next_is_unstated() -> None:
    body = "一、关于渗漏的问题\n整改情况：完成覆膜2万平方米。\n下一步：每季度抽查一次。\n二、关于异味的问题\n整改情况：关停企业2家。"
    assert statuses(body) == [("completed", "aspect"), ("unstated", "none"), ("completed", "aspect")]
