"""Notices of one agency belong together, however it writes its name."""

import pytest

from textmine.corpus.groups import agency_of
from textmine.gold import GoldNotice
from textmine.notice import HeaderField


def notice(agency: str | None, name: str = "n") -> GoldNotice:
    header = {"agency": HeaderField(agency, (0, 1))} if agency is not None else {}
    return GoldNotice(name, "文", [], header=header)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("中共青澜县水务局党组", "青澜县水务局", True),
        ("中共青澜县水务局委员会", "青澜县水务局党委", True),
        ("中共青澜县水务局党组", "中共青澜市水务局党组", False),
        ("中共青澜县水务局党组", "中共青澜县林业局党组", False),
    ],
)
def test_one_agency(first: str, second: str, same: bool) -> None:
    assert (agency_of(notice(first)) == agency_of(notice(second))) is same


@pytest.mark.parametrize("agency", [None, " "])
def test_a_notice_without_an_agency_stands_alone(agency: str | None) -> None:
    assert agency_of(notice(agency, "a")) != agency_of(notice(agency, "b"))
