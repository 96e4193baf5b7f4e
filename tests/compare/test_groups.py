"""What notices are compared by."""

from pathlib import Path

import pytest
from msgspec import structs

from textmine.compare import GROUPINGS, Sample, group_of
from textmine.compare.groups import body_of, region_of, sector_of
from textmine.compare.sample import Case
from textmine.errors import TextmineError
from textmine.resources import load_lexicon


@pytest.mark.parametrize(
    ("agency", "body", "region", "sector"),
    [
        ("中共望湖县水务局党组", "望湖县水务局", "望湖县", "agriculture"),
        ("沧湖市人民政府", "沧湖市人民政府", "沧湖市", "government"),  # no 民政 in 人民政府
        ("中共云渡区委柳浦街道工作委员会", "云渡区委柳浦街道工委", "云渡区", "town"),
        ("中共鹿浦区柳桥街道社区卫生服务中心支部委员会", "鹿浦区柳桥街道社区卫生服务中心", "鹿浦区", "health"),
        ("清漯市人民医院集团党委", "清漯市人民医院集团", "清漯市", "health"),
        ("中共苍宁市水务集团有限公司委员会", "苍宁市水务集团有限公司", "苍宁市", "company"),
        ("中共汀原银行股份有限公司望津分行委员会", "汀原银行股份有限公司望津分行", None, "finance"),
        ("共青团榆江市委党组", "共青团榆江市委", "榆江市", "organisation"),
        ("中共柘塬市烟草专卖局（公司）党组", "柘塬市烟草专卖局（公司）", "柘塬市", "economy"),
        ("中共霁川市澜门区人民法院党组", "霁川市澜门区人民法院", "霁川市澜门区", "justice"),
        ("中共国家税务总局茗川县税务局委员会", "国家税务总局茗川县税务局", "茗川县", "finance"),
        ("中共青坞县麻石渡镇委员会", "青坞县麻石渡镇委", "青坞县", "town"),
        ("中共云岫县委员会", "云岫县委", "云岫县", "party"),
        ("黔北苗族侗族自治州林业局", "黔北苗族侗族自治州林业局", "黔北苗族侗族自治州", "agriculture"),
        ("北澜省城乡建设厅", "北澜省城乡建设厅", "北澜省", "construction"),
        ("省水文局桐川分局", "省水文局桐川分局", None, "agriculture"),
        ("机关", "机关", None, None),
    ],
)
def test_agency_names_its_body_region_and_sector(
    agency: str, body: str, region: str | None, sector: str | None
) -> None:
    assert (body_of(agency), region_of(agency), sector_of(agency)) == (body, region, sector)


def test_every_sector_has_a_name_and_words() -> None:
    lexicon = load_lexicon("sectors")
    assert set(lexicon.pairs) == {key.removeprefix("seat_") for key in lexicon.words}


def test_region_is_the_inspectors_where_the_agency_names_no_place(make) -> None:
    case = make(("g", []), agency="中共汀洲理工大学委员会", inspector="梧溪县委第六巡察组").cases[0]
    assert group_of("region")(case) == "梧溪县"


@pytest.mark.parametrize(
    ("date", "year"), [("2020-04-09", "2020"), ("2019-10/2020-01", "2019"), ("../2021", "2021"), (None, None)]
)
def test_year_is_that_of_the_date(make, date: str | None, year: str | None) -> None:
    assert group_of("year")(make(("g", []), date=date).cases[0]) == year


@pytest.mark.parametrize("by", list(GROUPINGS))
def test_what_a_notice_does_not_state_puts_it_in_no_group(make, by: str) -> None:
    assert group_of(by)(make(("g", [])).cases[0]) is None


def test_groups_may_be_listed_by_agency_or_notice(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(
        "agency,group,note\n中共望湖县水务局委员会, a ,\n望湖县林业局,b\n临川市教育局,\n", encoding="utf-8-sig"
    )
    assert [group_of(str(path))(case) for case in sample.cases] == ["a", "b", None]
    path.write_text(f"id,group\n{sample.cases[2].id},c\n", encoding="utf-8")
    assert [group_of(str(path))(case) for case in sample.cases] == [None, None, "c"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "first line must name"),
        ("name,group\n甲,a\n", "first line must name"),
        ("agency,group\n甲局,a\n中共甲局党组,b\n", "line 3: 甲局 is in a and in b"),
        ("agency,group\n甲局\n乙局,b,c,d\n", None),
    ],
)
def test_fault_of_a_list_is_named(tmp_path: Path, text: str, fault: str | None) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(text, encoding="utf-8")
    if fault is None:
        group_of(str(path))
    else:
        with pytest.raises(TextmineError, match=fault):
            group_of(str(path))


@pytest.mark.parametrize("by", ["colour", "none.csv"])
def test_what_is_no_grouping_is_said(by: str) -> None:
    with pytest.raises(TextmineError, match=by):
        group_of(by)


def test_a_list_is_read_as_excel_saves_it_in_china(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_bytes("agency,group\n甲局,a\n".encode("gb18030"))
    sample = Sample([structs.replace(Case(*[None] * 9, None, "", "", 0), agency="甲局", id="1")], [], [], [], [], [])
    assert sample.grouped(group_of(str(path))).groups == ["a"]
