"""ORG: what is a named body, how far its name goes, and whom it names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from textmine.chinese import fold
from textmine.entities.bodies import find_candidates
from textmine.entities.keys import key_of
from textmine.entities.organisations import find_organisations
from textmine.notice import Entity, Header, HeaderField, Notice, Source
from textmine.pipeline import parse_text


def make(text: str, *, agency: str | None = None, inspector: str | None = None) -> Notice:
    """Return a notice of `text` whose header says what is given."""
    field = [HeaderField(value, (0, 0)) if value else None for value in (agency, inspector)]
    header = Header(agency=field[0], inspector=field[1])
    return Notice(id="0" * 16, source=Source("a.txt", "text/plain", "utf-8", "0" * 64, 0), text=text, header=header)


def find(notice: Notice, *taken: tuple[int, int]) -> list[Entity]:
    return find_organisations(notice, fold(notice.text), list(taken))


@pytest.mark.parametrize(
    "coded",
    [
        # Party and state, with what stands before them
        "会同⟦区财政局⟧、⟦市教育局⟧核定",
        "由⟦市住房保障和房屋管理局⟧牵头",
        "向⟦省粮食和物资储备局党组⟧反馈",
        "与⟦市发改委⟧、⟦市金融办⟧、⟦市税务局⟧建立机制",
        "经⟦县委组织部⟧批准，报⟦县委编办⟧备案",
        "⟦本溪市总工会⟧、⟦郴州市公用设施服务中心⟧、⟦广州市审计局⟧",
        "⟦省委⟧⟦省政府⟧部署",
        "⟦共青团青澜市委党组⟧召开会议",
        "校服沿用⟦县教育局⟧的招标结果，责任单位：⟦病案室⟧、⟦手术室⟧",
        "⟦市公共资源交易中心⟧组织招标，⟦局党组理论学习中心组⟧学习",
        "管好⟦市青少年宫⟧，用好⟦县文化馆⟧，注销⟦省人才交流服务中心⟧的账户",
        "⟦县委⟧、⟦县政府⟧坚决落实",
        "按照省、市、⟦区委⟧要求",
        "⟦团县委⟧、⟦县妇联⟧、⟦县残联⟧",
        "移交⟦县纪委监委⟧，由⟦市纪委监委驻市教育局纪检监察组⟧跟进",
        "⟦区纪委监委第八派驻纪检组⟧、⟦市区委巡察第24组⟧、⟦县委巡察三组⟧",
        "严格落实中央八项规定精神和⟦党中央⟧、⟦国务院⟧部署，⟦中央⟧要求",
        # Departments, groups, teams
        "责任单位：⟦财务科⟧、⟦人事教育处⟧、⟦规划建设股⟧、⟦警务保障室⟧",
        "由⟦计划财务部⟧、⟦党群工作部⟧、⟦第一检察部⟧配合",
        "组织⟦财务科⟧核对，⟦组织人事科⟧归档",
        "成立⟦巡察整改工作领导小组⟧，下设⟦综合协调组⟧",
        "组建⟦“三资”清理工作专班⟧和⟦清收专班⟧",
        "⟦综合行政执法队⟧、⟦便民服务中心⟧、⟦平安法治办⟧、⟦车管所⟧",
        "⟦党委宣传部⟧、⟦局办公室⟧、⟦院纪委⟧、⟦刑一庭⟧、⟦立案庭⟧",
        "⟦直属一大队党支部⟧、⟦基础工程系党支部⟧",
        "⟦学术委员会⟧会议修订《⟦教学委员会⟧议事规则》，⟦院党委⟧组织专班",
        "⟦个人金融部⟧、⟦车辆部⟧、⟦老干部党支部⟧、⟦农业综合服务站⟧",
        # Companies, schools, hospitals, media
        "与⟦青澜农村商业银行股份有限公司⟧签约",
        "⟦麻坑乡卫生院⟧、⟦竹围小学⟧、⟦鑫岩石灰厂⟧、⟦县廉政教育馆⟧",
        "⟦药事管理与药物治疗学委员会⟧组成人员",
        "《⟦澧安工程学院⟧章程》在《⟦青澜日报⟧》刊登",
        "集团所属⟦水岸物业公司⟧、区属⟦汇塘旧改项目公司⟧",
        # A verb ends a name on its left
        "严格执行⟦省水利厅⟧规定，⟦执行局⟧牵头，⟦执行指挥中心⟧配合",
        "⟦县委第二巡察组⟧巡察⟦县气象局党组⟧，⟦市委巡察组⟧巡视⟦县水务局党委⟧",
        "查封⟦青岭纺织有限公司⟧账户，冻结⟦云上置业股份有限公司⟧存款",
        "责成⟦白礁野外观测站⟧退款，免去⟦兴源公司⟧经理",
        "竞聘选出研究室副主任，清查学院网站，项目一律上党组会",
        # An ending that is part of another word, a class of bodies
        "照本宣科，免申续办，出厂水，一厂一策，专人驻厂，违建厂棚，小型水厂，扶贫车间",
        "其驻场办公室，两个实训中心，特教学校，一线指挥部，“五好党支部”，高校样板党支部",
        "⟦成教学院⟧招生，⟦省地质调查院⟧驻点，⟦新岭股份社⟧收租",
        "⟦健康促进与宣传股⟧起草，⟦继续教育学院⟧结业，⟦卫生监督所⟧抽查，起诉⟦云上置业有限公司⟧，严禁⟦县医院⟧违规",
        "⟦街道农经站⟧、⟦督察室⟧、⟦审管办⟧、⟦就业办⟧",
        # A committee's meeting is no committee, unless its body is named by it
        "⟦局党组⟧会议研究，⟦院党委⟧会讨论，召开党组会、专题党委会，以清单列出党委会事项",
        "⟦镇党委⟧副书记，⟦北园社区党委⟧副书记，党委副书记",
        "⟦局党组理论学习中心组⟧学习，《党组理论学习中心组学习规则》",
        "成立⟦市委巡视反馈意见整改工作领导小组⟧、⟦巡审联动整改领导小组⟧",
        "⟦交警支队⟧2个党支部，检测站8家，⟦成教学院⟧3个系部",
        # Class nouns, and words that only look like endings
        "各科室、有关部门、各镇街、相关单位、全区",
        "下属公司、6家公司、两个中心、检测站8家、5家民办幼儿园和2所小学",
        "党委、党组、党支部、局、领导小组、工作专班、上级党组织",
        "两级法院、城市污水处理厂、义务教育学校、乡镇公办幼儿园",
        "布局、干部、全部、查处、学科、入股、办理、网站、中心组、市场、内部",
        "职工会、中心组学习、镇(街道)负责人、县发改、财政等单位",
        "集中办公，水利部门，党的十九届四中全会，中小学校",
    ],
)
def test_extent(coded: str) -> None:
    text = re.sub("[⟦⟧]", "", coded)
    assert [text[e.span[0] : e.span[1]] for e in find(make(text))] == re.findall("⟦(.+?)⟧", coded)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("青澜县财政局来函，县财政局核定", ["青澜县财政局", "青澜县财政局"]),
        ("县委部署", ["县委"]),
        ("青澜县住房和城乡建设局验收，县住建局复查", ["青澜县住房和城乡建设局"] * 2),
        ("党建工作办公室负责，党建办落实", ["党建工作办公室"] * 2),
        ("青澜投资集团有限公司（以下简称“青投”）成立，青投出资", ["青澜投资集团有限公司"] * 3),
        ("青澜县财政局与云岫县财政局会商，县财政局核定", ["青澜县财政局", "云岫县财政局", "县财政局"]),
        # cut down: by its end, its beginning, its characters
        ("区城市管理综合执法大队驻点，执法大队处罚", ["区城市管理综合执法大队"] * 2),
        ("云澜检测技术有限公司拖欠，检测技术公司补缴", ["云澜检测技术有限公司"] * 2),
        ("鸿达建材有限公司停产，鸿达公司复工", ["鸿达建材有限公司"] * 2),
        ("岩溪县人民法院立案，岩溪法院执行", ["岩溪县人民法院"] * 2),
        ("白礁海洋观测站退款，在白礁站设立党支部", ["白礁海洋观测站"] * 2),
        ("政策研究室起草，政研室印发", ["政策研究室"] * 2),
        ("质量管理办公室牵头，质管办落实", ["质量管理办公室"] * 2),
        ("财务管理科核对，财务科归档", ["财务管理科", "财务科"]),  # another department, perhaps
        ("区城管执法大队、区文旅执法大队会商，执法大队处罚", ["区城管执法大队", "区文旅执法大队", "执法大队"]),
        ("县纪委监委驻县水务局纪检监察组督办，驻局纪检监察组列席", ["县纪委监委驻县水务局纪检监察组"] * 2),
        ("市委选人用人专项检查组进驻，专项检查组反馈", ["市委选人用人专项检查组"] * 2),
        ("青澜恒信会计师事务所审计，恒信事务所报告", ["青澜恒信会计师事务所"] * 2),
        ("省教育厅督导组进驻，督导组反馈", ["省教育厅督导组"] * 2),
        ("专项检查组反馈，检测公司补缴", []),  # class nouns where nothing fuller is named
    ],
)
def test_value_is_the_fullest_form_given(text: str, values: list[str]) -> None:
    assert [e.value for e in find(make(text))] == values


AGENCY = "中共青澜县水务局委员会"


@pytest.mark.parametrize(
    ("text", "value", "own"),
    [
        ("我局", AGENCY, True),
        ("本局", AGENCY, True),
        ("局党委", AGENCY, True),
        ("局分党组", AGENCY, True),
        ("我局党委", AGENCY, True),
        ("青澜县水务局党委", AGENCY, False),
        ("县水务局党委", AGENCY, False),
        ("县局党委", AGENCY, False),
        ("县水务局", "青澜县水务局", False),
        ("巡察组", "县委第三巡察组", False),
        ("县委巡察组", "县委第三巡察组", False),
        ("第三巡察组", "县委第三巡察组", False),
        ("第四巡察组", "第四巡察组", False),
        ("巡察整改工作领导小组", "巡察整改工作领导小组", False),
    ],
)
def test_header_bodies(text: str, value: str, own: bool) -> None:
    found = find(make(f"要求{text}整改", agency=AGENCY, inspector="县委第三巡察组"))
    assert [(e.value, e.mention == "self") for e in found] == [(value, own)]


def test_party_word_of_another_kind_of_body_is_a_class_noun() -> None:
    assert find(make("院党委和公司党委均已整改", agency=AGENCY)) == []


def test_party_word_of_the_one_such_body_above() -> None:
    found = find(make("省水利厅党组批复,厅党组要求", agency=AGENCY))
    assert [(e.value, e.mention == "self") for e in found] == [("省水利厅党组", False)] * 2


@pytest.mark.parametrize(
    ("agency", "text", "value", "own"),
    [
        ("中共海洋部青澜渔业研究院委员会", "部党组", "部党组", False),
        ("中共海洋部青澜渔业研究院委员会", "院党委", "中共海洋部青澜渔业研究院委员会", True),
        ("中共青澜县公安局交通警察大队委员会", "局党委", "局党委", False),
        ("青澜县烟草专卖局(公司)党组", "局党组", "青澜县烟草专卖局(公司)党组", True),
        ("中共青澜水务集团有限公司委员会", "集团党委", "中共青澜水务集团有限公司委员会", True),
    ],
)
def test_a_body_above_is_not_our_own(agency: str, text: str, value: str, own: bool) -> None:
    found = find(make(f"按照{text}要求", agency=agency))
    assert [(e.value, e.mention == "self") for e in found] == [(value, own)]


def test_bare_team_is_the_inspector_beside_another() -> None:
    found = find(make("县委第一巡察组当年指出,巡察组反馈", inspector="县委第三巡察组"))
    assert [e.value for e in found] == ["县委第一巡察组", "县委第三巡察组"]


def test_a_field_names_departments_by_themselves() -> None:
    text = "县医院整改情况\n一、关于排队长的问题\n责任科室：门诊部、企业管理部、资产经营公司、各相关科室、领导小组\n整改情况：已完成。"
    notice = parse_text(text)
    assert [notice.text_of(e) for e in notice.entities if e.label == "ORG"][-3:] == [
        "门诊部",
        "企业管理部",
        "资产经营公司",
    ]


def test_bare_team_needs_an_inspector() -> None:
    assert find(make("向巡察组报告")) == []


def test_name_in_the_header_may_hold_a_bound() -> None:
    text = "对和顺县云上街道办事处"
    found = find(make(text, agency="和顺县云上街道办事处"))
    assert [text[e.span[0] : e.span[1]] for e in found] == ["和顺县云上街道办事处"]


def test_names_do_not_overlap_where_the_header_reaches_over_a_bound() -> None:
    text = "由县委第一于都巡察组反馈"
    found = find(make(text, inspector="县委第一于都巡察组"))
    assert [e.span for e in found] == [(1, 10)]


def test_taken_spans_hold_save_titles() -> None:
    text = "《青澜县财政局办法》，青澜县财政局路8号"
    found = find(make(text), (0, 10), (11, 20))
    assert [e.span for e in found] == [(1, 7)]


@pytest.mark.parametrize("name", ["中共青澜县水务局委员会", "青澜县水务局党委"])
def test_keys_agree(name: str) -> None:
    assert key_of(name) == "青澜县水务局党委"


@given(st.text("局厅委办区县市公司党组第三的和（）()《》“”。,1我本巡察组中共简称站驻纪检有限会", max_size=120))
def test_any_text_gives_places_in_it(text: str) -> None:
    notice = make(text, agency="中共区局党组", inspector="巡察组")
    found = find(notice)
    at = 0
    for entity in found:
        start, end = entity.span
        assert at <= start < end <= len(text)
        assert entity.label == "ORG"
        assert entity.value
        at = end
    assert find(replace(notice, text=text)) == found


def test_work_grows_with_the_text_alone() -> None:
    """A made text of nothing but endings gives no more candidates than it has characters."""
    text = "区财政局" * 20_000
    found = find_candidates(text)
    assert sum(c.end - c.start for c in found) <= len(text)


def test_many_names_that_may_be_cut_down_cost_no_more_than_their_number() -> None:
    """Names beyond what a notice holds are not compared each with each."""
    text = "、".join(
        f"县{a}{b}{c}检测公司" for a in "甲乙丙丁戊己庚辛" for b in "东南西北天玄宇宙" for c in "金木水火土石山川"
    )
    assert len(find(make(text))) == 512
