"""Dates in every form that notices print, and what they leave out."""

from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.chinese import write_numeral
from textmine.entities import tag
from textmine.notice import Header, HeaderField
from textmine.outline import outline
from textmine.readers import from_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019年7月12日", "2019-07-12"),
        ("2019 年 7 月 12 日", "2019-07-12"),
        ("二〇一九年七月十二日", "2019-07-12"),
        ("２０１９年７月", "2019-07"),
        ("2019-7-12", "2019-07-12"),
        ("2019.07.12", "2019-07-12"),
        ("2019/7/12", "2019-07-12"),
        ("2019.7", "2019-07"),
        ("2019年度", "2019"),
        ("2019年7月12日至9月12日", "2019-07-12/2019-09-12"),
        ("2019年7月12日至15日", "2019-07-12/2019-07-15"),
        ("2019年7月12—15日", "2019-07-12/2019-07-15"),
        ("2018年11月1日至2019年1月10日", "2018-11-01/2019-01-10"),
        ("2018年11月至1月", "2018-11/2019-01"),  # it runs over the year's end
        ("2019年1-10月", "2019-01/2019-10"),
        ("2017-2019年", "2017/2019"),
        ("2017年至2019年", "2017/2019"),
        ("2019.7.12-9.12", "2019-07-12/2019-09-12"),
        ("2019年8月下旬至10月底", "2019-08-21/2019-10"),
        ("2019年10月份以来", "2019-10/.."),
        ("2019年10月1日起", "2019-10-01/.."),
        ("2019年3月至今", "2019-03/.."),
        ("2018年以后", "2018/.."),
        ("2020年6月底前", "../2020-06"),
        ("2020年6月30日之前", "../2020-06-30"),
        ("2020年底前", "../2020-12"),
        ("2019年8月前后", "2019-08~"),
        ("2019年2月下旬", "2019-02-21/2019-02-28"),
        ("2019年7月中下旬", "2019-07-11/2019-07-31"),
        ("2019年上半年", "2019-01/2019-06"),
        ("2019年第三季度", "2019-07/2019-09"),
        ("2019年前三季度", "2019-01/2019-09"),
        ("2019年前10个月", "2019-01/2019-10"),
        ("2019年年底", "2019-12"),
        ("2019年7月底", "2019-07"),
        ("2019年11月6月", None),
        ("2019年13月", None),
        ("2019年2月29日", None),
        ("2019年9月31日起", None),
    ],
)
def test_value(tagged, text: str, value: str | None) -> None:
    assert tagged(f"自{text},完成了整改。", "DATE") == [(text, value)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("2017年、2018年的账目", ["2017年", "2018年"]),
        ("2017、2018年的账目", ["2017", "2018年"]),
        ("3.2019年9月完成", ["2019年9月"]),  # a marker before a year
        ("2019年中央部署", ["2019年"]),  # 中 begins the next word
        ("2019年起诉追偿", ["2019年"]),
        ("3日内办结", []),  # a length of time
        ("同年级教师", []),
        ("目前、今后、届时、近年来", []),
        ("当年的决定", []),
        ("2019.7万元", []),
        ("2019.75公里", []),
        ("8.2019次", []),
    ],
)
def test_where_a_date_ends(tagged, text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in tagged(text, "DATE")] == surfaces


def dates_of(
    *lines: str, feedback: str | None = "2021-06-21", published: str | None = "2021-10-28"
) -> list[str | None]:
    """Return the dates of a notice's lines, the header given."""
    notice = outline(from_text("\n".join(lines)))
    fields = {"feedback_date": feedback, "published": published}
    header = Header(**{name: HeaderField(value, (0, 0)) for name, value in fields.items() if value})
    found = tag(
        type(notice)(id=notice.id, source=notice.source, text=notice.text, header=header, outline=notice.outline)
    )
    return [e.value for e in found.entities if e.label == "DATE"]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("2020年3月开会,5月6日印发", ["2020-03", "2020-05-06"]),  # the paragraph's year
        ("2020年12月开会,1月印发", ["2020-12", "2021-01"]),  # what is told goes on in time
        ("9月完成", ["2021-09"]),  # since the feedback, before the publication
        ("12月完成", ["2020-12"]),  # not after the publication
        ("12月底前完成", ["../2021-12"]),  # a term may lie after it
        ("计划于3月完成", ["2022-03"]),  # so does what is planned
        ("7月底前清退,8月20日前全额上缴", ["../2021-07", "../2021-08-20"]),  # but not far, and none that has run out
        ("5月底前完成", ["../2022-05"]),  # a term before the feedback is the next year's
        ("原计划8月底前出台,同意延期至12月底", ["../2021-08", "2021-12"]),
        ("申请延期至3月底", ["2022-03"]),
        ("对12月底仍未完成的问责", ["2021-12"]),
        ("2021—2023年计划投入,截至9月已拨付", ["2021/2023", "2021-09"]),  # what is told has been
        ("对2018年至2020年的补贴,9月清退", ["2018/2020", "2021-09"]),  # a span of years dates no act
        ("7月1日印发,3日公示,至9日止", ["2021-07-01", "2021-07-03", "2021-07-09"]),
        ("去年3月至今年5月", ["2020-03/2021-05"]),
        ("今年以来", ["2021/.."]),
        ("2020年9月,同年12月", ["2020-09", "2020-12"]),
        ("2020年9月,次年3月", ["2020-09", "2021-03"]),
        ("上半年", ["2021-01/2021-06"]),
        ("年底前", ["../2021-12"]),
        ("12日报告", []),  # nothing tells the month
    ],
)
def test_year_left_out(line: str, values: list[str | None]) -> None:
    assert dates_of(line) == values


def test_year_from_the_feedback_alone() -> None:
    assert dates_of("9月完成,2月复核", feedback="2021-06-21", published=None) == ["2021-09", "2021-02"]
    assert dates_of("2月完成", feedback="2021-06-21", published=None) == ["2022-02"]


def test_a_year_nowhere_stated_is_not_guessed() -> None:
    assert dates_of("9月完成", feedback=None, published=None) == [None]


YEARS, MONTHS = st.integers(1990, 2039), st.integers(1, 12)


@st.composite
def days(draw: st.DrawFn) -> tuple[int, int, int]:
    year, month = draw(YEARS), draw(MONTHS)
    return year, month, draw(st.integers(1, monthrange(year, month)[1]))


FORMS = {
    "words": lambda y, m, d: f"{y}年{m}月{d}日",
    "blanks": lambda y, m, d: f"{y} 年 {m} 月 {d} 日",
    "numerals": lambda y, m, d: (
        "".join("〇一二三四五六七八九"[int(c)] for c in str(y)) + f"年{write_numeral(m)}月{write_numeral(d)}日"
    ),
    "points": lambda y, m, d: f"{y}.{m}.{d}",
    "hyphens": lambda y, m, d: f"{y}-{m:02}-{d:02}",
    "strokes": lambda y, m, d: f"{y}/{m}/{d}",
}


@given(days(), st.sampled_from(sorted(FORMS)))
def test_any_day_in_any_form_comes_back(tagged, day: tuple[int, int, int], form: str) -> None:
    text = FORMS[form](*day)
    assert tagged(f"于{text}印发", "DATE") == [(text, "{}-{:02}-{:02}".format(*day))]


@given(days(), days(), st.sampled_from(["至", "到", "—", "-", "~", "～", " 至 "]))
def test_any_interval_comes_back(tagged, one: tuple[int, int, int], two: tuple[int, int, int], to: str) -> None:
    near, far = sorted((one, two))
    text = FORMS["words"](*near) + to + FORMS["words"](*far)
    value = "{}-{:02}-{:02}/{}-{:02}-{:02}".format(*near, *far)
    assert tagged(text, "DATE") == [(text, value)]
