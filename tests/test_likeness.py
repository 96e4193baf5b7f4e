"""Passages worded alike: copies with other figures are found, stock phrases and one source's own are not."""

import pytest

from textmine.likeness import Passage, likenesses, near_copies, sequences

SENTENCE = "逐户核对低保台账，停发不合条件的补助{}户"


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        (SENTENCE.format(12), f"3.{SENTENCE.format('三十')}。", True),  # other figures, a marker
        (SENTENCE.format(1), f"一是召开会议部署整改；二是{SENTENCE.format(2)}，并向社会公布结果。", True),  # within
        (SENTENCE.format(1), "逐户走访困难群众，送去慰问物资三百份", False),
        ("组织生活质量不高", "组织生活质量不高", False),  # a stock phrase
        ("支部组织生活质量不高", "部分党支部组织生活质量不高、学习流于形式", False),  # within, and a stock phrase
    ],
)
def test_near_copies(first: str, second: str, near: bool) -> None:
    assert bool(near_copies([Passage("a", first), Passage("b", second)])) is near


def test_a_source_may_repeat_itself() -> None:
    assert likenesses([Passage("a", SENTENCE), Passage("a", SENTENCE)]) == []


def test_the_likest_comes_first() -> None:
    half = SENTENCE[:10] + "清退多领资金"
    pairs = likenesses([Passage("a", SENTENCE), Passage("b", half), Passage("c", SENTENCE)])
    assert (pairs[0].first.source, pairs[0].second.source) == ("a", "c")
    assert [pair.share for pair in pairs] == sorted((pair.share for pair in pairs), reverse=True)


@pytest.mark.parametrize("text", ["", "一二三四五六", "3.14%，；", "退款"])
def test_what_holds_no_sequence(text: str) -> None:
    assert sequences(text) == set()
