"""Conditions on notices."""

import pytest

from textmine.compare import where
from textmine.errors import TextmineError

COUNTY = {
    "level": "county",
    "agency": "中共望湖县人民医院委员会",
    "date": "2020-04-09",
    "title": "望湖县人民医院关于整改的通报",
}


@pytest.mark.parametrize(
    ("conditions", "meets"),
    [
        ([], True),
        (["level=county"], True),
        (["level = city | county"], True),
        (["level=city"], False),
        (["level!=city"], True),
        (["agency~医院"], True),
        (["agency~学校|医院"], True),
        (["agency!~医院"], False),
        (["sector=health", "region~望湖"], True),
        (["sector=health", "region~青澜"], False),
        (["year>=2020"], True),
        (["year>2020"], False),
        (["year<2020"], False),
        (["date<=2020"], True),
        (["date>=2020-04-09"], True),
        (["date>2020-04"], False),
        (["date<2020-05-01"], True),
        (["characters>999"], True),
        (["inspector="], True),
        (["inspector!="], False),
        (["inspector=市委第一巡察组"], False),
        (["inspector!=市委第一巡察组"], True),
    ],
)
def test_notices_meet_conditions(make, conditions: list[str], meets: bool) -> None:
    assert where(conditions)(make(("g", []), **COUNTY).cases[0]) is meets


@pytest.mark.parametrize("condition", ["year>=2000", "year<3000", "date>=2000", "date<3000"])
def test_what_is_not_stated_is_neither_before_nor_after(make, condition: str) -> None:
    assert not where([condition])(make(("g", [])).cases[0])


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ("", "is no condition"),
        ("county", "is no condition"),
        ("level=>x", "is no condition"),
        ("colour=red", "'colour' is none of agency, level"),
        ("level>=county", ">= goes with year, date, characters only"),
        ("year>=soon", "'soon' is no whole number"),
        ("date<09.04.2020", "is no date"),
        ("agency~", "does not say what agency should hold"),
    ],
)
def test_fault_is_named(condition: str, fault: str) -> None:
    with pytest.raises(TextmineError, match=fault):
        where([condition])
