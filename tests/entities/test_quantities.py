"""Shares and quantities, and the numbers that count nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "value", "unit", "mod"),
    [
        ("83项", "83", "项", None),
        ("1,280人次", "1280", "人次", None),
        ("1.3万余宗", "13000", "宗", "over"),
        ("8万余张", "80000", "张", "over"),
        ("10多家", "10", "家", "over"),
        ("十余项", "10", "项", "over"),
        ("百余名", "100", "名", "over"),
        ("近百名", "100", "名", "approx"),
        ("两次", "2", "次", None),
        ("5个以上", "5", "个", "over"),
        ("20名左右", "20", "名", "approx"),
        ("0人", "0", "人", None),
        ("3 个", "3", "个", None),
        ("80毫克/升以上", "80", "毫克/升", "over"),
        ("12.5万千瓦时", "125000", "千瓦时", None),
        ("3—5人", None, "人", None),
        ("三至五名", None, "名", None),
    ],
)
def test_quantity(tagged, text: str, value: str | None, unit: str, mod: str | None) -> None:
    assert tagged(f"完成{text}。", "QUANTITY", also=("unit", "mod")) == [(text, value, unit, mod)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("2个方面、6方面", ["2个", "6方面"]),
        ("八项规定、三会一课、一岗双责、四个意识、一次性告知", []),
        ("落实“两个责任”,做到“3个必须”", []),
        ("一车一卡、一事一议", []),
        ("统一部署,进一步推进,这一次、上一轮", []),
        ("八级、50强、11号线、3D、A4纸、12345热线", []),
        ("第3次、第十二项、第三人民医院", []),
        ("粤ICP备12345678号、〔2021〕12号", []),
        ("数十次、几百人、上百名", []),
        ("两三个、五六名", []),  # no one number
        ("万人次", []),  # a unit
        ("(2组织培训3人", ["3人"]),  # a lost bracket
        ("9时30分、14:30、9点半", []),
        ("3.1.2项", []),
        ("不少于3次、不超过5人、10个以内", ["3次", "5人", "10个"]),
        ("三分之一", []),
        ("共3人", ["3人"]),
        # measure words that are mostly other words
        ("查出4对近亲属,另2对已调岗,调离夫妻3对。", ["4对", "2对", "3对"]),
        ("2对责任人、(3对照检查", []),
        ("客户细分为12档,涉及1,306案;3档案", ["12档", "1,306案"]),
        ("向两部门移交,更换灭火器31具、哑铃9副,2副局长", ["两部门", "31具", "9副"]),
        ("与6家乡镇分院、4处罚没仓库、2人均为党员", ["6家", "4处", "2人"]),
        ("责任、问题、措施三张清单", ["三张"]),
        # idioms
        ("发现一件、销号一件;整改一项验收一项", []),
        ("新建一所、改建一所", ["一所", "一所"]),
        ("“全面查一次”“一人联一企业”“最后一公里”", []),
        ("当作一场“大考”,当成一场硬仗,做到三个“不放过”", []),
        ("开展一次“回头看”", ["一次"]),
        ("一人一份、一事一单、无一例投诉、干部队伍方面", []),
        ("关于“3起事故瞒报”“两栋危楼未拆”", ["3起", "两栋"]),
        ("第二、三轮巡察,五次全会,夜间22点后", []),
        ("调到120站、119站", []),
        ("《廉洁从业十条》", []),
        ("连续两年报到率低,共3年报告", ["两年"]),
    ],
)
def test_what_counts(tagged, text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in tagged(text, "QUANTITY", "DURATION")] == surfaces


@pytest.mark.parametrize(
    ("text", "value", "unit", "mod"),
    [
        ("56.48%", "56.48", "%", None),
        ("100％", "100", "%", None),
        ("百分之十", "10", "%", None),
        ("百分之九十五点五", "95.5", "%", None),
        ("百分之百", "100", "%", None),
        ("千分之三", "3", "‰", None),
        ("2.5‰", "2.5", "‰", None),
        ("九成", "90", "%", None),
        ("九成五以上", "95", "%", "over"),
        ("近80%", "80", "%", "approx"),
    ],
)
def test_percent(tagged, text: str, value: str, unit: str, mod: str | None) -> None:
    assert tagged(f"达到{text},", "PERCENT", also=("unit", "mod")) == [(text, value, unit, mod)]


@pytest.mark.parametrize("text", ["已三成立专班", "一成不变", "六成员单位"])
def test_tenths_are_no_words(tagged, text: str) -> None:
    assert tagged(text, "PERCENT") == []


@given(st.integers(0, 10**9), st.sampled_from("个 名 次 项 件 人次 平方米".split()), st.booleans())
def test_any_quantity_comes_back(tagged, number: int, unit: str, grouped: bool) -> None:
    text = f"{number:,}{unit}" if grouped else f"{number}{unit}"
    assert tagged(f"共{text}。", "QUANTITY", also=("unit",)) == [(text, str(number), unit)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("2.3 多头检查", []),
        ("总则\n4.1 支部生活", []),
        ("1.3 万平方米外墙", ["1.3 万平方米"]),
        ("共2.5 公里", ["2.5 公里"]),
    ],
)
def test_a_decimal_may_number_a_heading(tagged, text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in tagged(text, "QUANTITY")] == surfaces
