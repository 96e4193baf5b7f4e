"""PLACE and PERSON: few, and only where the words around them say so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.chinese import fold
from textmine.entities.names import find_names
from textmine.notice import Header, HeaderField, Notice, Source


def make(text: str, agency: str = "") -> Notice:
    header = Header(agency=HeaderField(agency, (0, 0)) if agency else None)
    return Notice(id="0" * 16, source=Source("a.txt", "text/plain", "utf-8", "0" * 64, 0), text=text, header=header)


@pytest.mark.parametrize(
    "coded",
    [
        "张某、⟦李某某⟧同志受到处分".replace("张某", "⟦张某⟧"),
        "党组书记、局长⟦周立群⟧对整改负总责",
        "联系人：⟦王小明⟧，电话：123",
        "⟦欧阳建国⟧".replace("⟦", "责任人：⟦"),
        "⟦郑国平⟧同志带队",
        "学习⟦习近平⟧新时代思想",
        "实行主任任期制，书记安排好，会计成本等",
        "某公司、某村、某县张某公司",
        "会计管理，主任会议。",
    ],
)
def test_person(coded: str) -> None:
    text = re.sub("[⟦⟧]", "", coded)
    found = [e for e in find_names(make(text), fold(text), []) if e.label == "PERSON"]
    assert [e.value for e in found] == re.findall("⟦(.+?)⟧", coded)


@pytest.mark.parametrize(
    "coded",
    [
        "⟦李家湾村⟧、⟦芦荻村⟧成片撂荒",
        "赴⟦陕西省⟧和⟦浙江⟧考察",
        "修订《⟦青澜县⟧住房办法》",
        "各镇、乡镇、本村、两个村、城乡、驻村",
        "广东路、青海湖",
    ],
)
def test_place(coded: str) -> None:
    text = re.sub("[⟦⟧]", "", coded)
    found = find_names(make(text, "中共青澜县水务局党组"), fold(text), [])
    assert [(e.label, e.value) for e in found] == [("PLACE", place) for place in re.findall("⟦(.+?)⟧", coded)]


def test_taken_spans_hold() -> None:
    text = "青澜县水务局，青澜县"
    assert [e.span for e in find_names(make(text, "青澜县水务局"), text, [(0, 6)])] == [(7, 10)]


@given(st.text("某张李同志书记联系人:：，。、青澜县村镇《》12", max_size=80))
def test_any_text_gives_names_in_it(text: str) -> None:
    at = 0
    for entity in find_names(make(text, "青澜县镇局"), fold(text), []):
        assert at <= entity.span[0] < entity.span[1] <= len(text)
        assert entity.value == text[entity.span[0] : entity.span[1]]
        at = entity.span[1]
