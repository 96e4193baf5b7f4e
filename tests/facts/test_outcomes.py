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
