"""What was achieved, as numbers: each cue before its number, behind it, in lists, and what is none."""

import pytest

from textmine.pipeline import parse_text

NOTICE = "某县林业局党组关于巡察整改情况的通报\n一、关于管理不严的问题\n1.{}"


def outcomes(account: str) -> list[tuple[str, str]]:
    return [(outcome.kind, outcome.value) for outcome in parse_text(NOTICE.format(account)).outcomes]


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("制定《苗木采购办法》，修订《议事规则》《考勤办法》。",
         [("documents_issued", "1"), ("documents_revised", "1"), ("documents_revised", "1")]),
        ("《护林员管理办法》已正式印发。", [("documents_issued", "1")]),
        ("修订了《议事规则》。再次修订《议事规则》。", [("documents_revised", "1")]),
        ("制定《采购办法》《合同管理办法》等7项制度。", [("documents_issued", "7")]),
        ("按照《采购办法》规定执行，拟修订《考勤办法》。", []),
        ("清退违规发放补贴3.2万元，追缴餐费1,800元。", [("money_recovered", "32000"), ("money_recovered", "1800")]),
        ("重复报销的差旅费2600元已交回，实退300元。", [("money_recovered", "2600"), ("money_recovered", "300")]),
        ("督促承租户补缴租金4.8万元，为职工补缴社保6万元。", [("money_recovered", "48000")]),
        ("接待费同比下降41%，陪餐人员自付2100元已缴回财务股。", [("money_recovered", "2100")]),
        ("多领的2860元低保金已退到镇财政所。", [("money_recovered", "2860")]),
        ("开展干部档案专项审核2轮，对在线设备交叉比对3轮。", [("checks_made", "2"), ("checks_made", "3")]),
        ("对工地管理员61名开展实操培训2场。", [("people_trained", "61"), ("trainings_held", "2")]),
        ("挪用的资金17.5万元已全部归还原渠道。", [("money_recovered", "175000")]),
        ("向36名家长退还多收费用1080元，补发工资2万元。", []),
        ("其余5万元尚未收回。", []),
        ("公务接待费同比减少7.6万元。", [("money_saved", "76000")]),
        ("给予党纪处分2人、政务处分0人，诫勉谈话3人，批评教育5人次。",
         [("people_disciplined", "2"), ("people_disciplined", "0"), ("people_admonished", "3"), ("people_talked", "5")]),
        ("对2名经办人批评教育，对1名科长进行了诫勉谈话。", [("people_talked", "2"), ("people_admonished", "1")]),
        ("向县纪委监委移交问题线索1件。", [("cases_transferred", "1")]),
        ("先后召开党组会议8次、推进会6次。", [("meetings_held", "8"), ("meetings_held", "6")]),
        ("每季度召开一次例会。", []),
        ("举办业务培训班2期，培训干部120人次。", [("trainings_held", "2"), ("people_trained", "120")]),
        ("开展专项检查3轮，检查企业46家。", [("checks_made", "3")]),
        # checks by other names; 响应 demands nothing
        ("联合巡湖7次，路查12次，夜间突击查岗3次。", [("checks_made", "7"), ("checks_made", "12"), ("checks_made", "3")]),
        ("开展应急响应抽查2轮。", [("checks_made", "2")]),
        # who took part in the training just counted
        ("举办苗圃管理培训2期,75人参加。", [("trainings_held", "2"), ("people_trained", "75")]),
        ("举办护林员实训班3期，88人结业。", [("trainings_held", "3"), ("people_trained", "88")]),
        ("举办档案归档培训4期、210人次。", [("trainings_held", "4"), ("people_trained", "210")]),
        ("举办培训2期，发现不合格学员3人。", [("trainings_held", "2")]),
        # a deed behind a comma, and a number of its own behind the deed
        ("对失职的2名站长，由县纪委给予党内警告处分。", [("people_disciplined", "2")]),
        ("对失职的3名站长诫勉1人、约谈2人。", [("people_admonished", "1"), ("people_talked", "2")]),
        ("发现串标线索2条，已移送县公安局。", [("cases_transferred", "2")]),
        ("对巡察移交的6条线索逐一核实。", []),
        # rules counted without titles, both ways
        ("同步修订管护规程15项。", [("documents_revised", "15")]),
        ("制定《苗木检疫基准（试行）》。", [("documents_issued", "1")]),
        # what is yet to be done
        ("原计划8月底前出台的《临时用工办法》延期。", []),
        ("将于年底前组织一次抽查。将适时组织“回头看”一次。", []),
        # no meeting, and no money come back
        ("3个林场共开“三会一课”18次。", []),
        ("退回多收费用5万元，并扣减责任人绩效1.2万元。", [("money_recovered", "50000")]),
    ],
)  # fmt: skip
def test_outcomes(account: str, expected: list[tuple[str, str]]) -> None:
    assert outcomes(account) == expected


def test_a_finding_is_no_outcome() -> None:
    text = "某县林业局党组关于巡察整改情况的通报\n一、关于违规发放津贴3万元未清退的问题\n1.已全部清退。"
    assert parse_text(text).outcomes == []


def test_outcomes_stand_where_they_are_printed() -> None:
    notice = parse_text(NOTICE.format("追缴资金2.5万元。"))
    (outcome,) = notice.outcomes
    assert notice.text_of(outcome) == "2.5万元"
    assert outcome.node == notice.measures[0].id
