"""Outlines made at random, rendered in every layout and format and parsed: they come back."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.evaluation import holds_partition
from textmine.generator import LAYOUTS, Generated, generate
from textmine.notice import Notice
from textmine.pipeline import analyse, parse_text
from textmine.readers import read_bytes

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
SEEDS = given(seed=st.integers(0, 2**32), size=st.integers(2, 6))


def comes_back(made: Generated, notice: Notice) -> bool:
    return [(node.role, notice.text_of(node)) for node in notice.walk()] == made.nodes


@EVERY_LAYOUT
@SEEDS
def test_text_comes_back(layout, seed, size) -> None:
    made = generate(Random(seed), layout, size=size)
    assert comes_back(made, parse_text(made.text))


@EVERY_LAYOUT
@SEEDS
@settings(max_examples=20)
def test_page_comes_back(layout, seed, size) -> None:
    made = generate(Random(seed), layout, size=size)
    assert comes_back(made, analyse(read_bytes(made.html().encode(), name="page.html")))


@EVERY_LAYOUT
@SEEDS
@settings(max_examples=5, deadline=None)
def test_document_comes_back(layout, seed, size) -> None:
    made = generate(Random(seed), layout, size=size)
    assert comes_back(made, analyse(read_bytes(made.docx(), name="notice.docx")))


PIECES = st.sampled_from(
    [
        "一、",
        "（二）",
        "3.",
        "(4)",
        "⑤",
        "一是",
        "第二方面",
        "关于",
        "问题",
        "整改情况：",
        "。",
        "\n",
        " | ",
        "“",
        "《",
        "责任单位：",
        "（责任单位：办公室）",
        "（已完成",
        "）",
        "1.1 ",
        "首先，",
        "问题描述：",
        "关于“甲不到位”的问题。",
        "  ",
        "甲",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_partition_holds_for_any_text(text: str) -> None:
    assert holds_partition(parse_text(text))


BRACKETS = st.lists(
    st.sampled_from(
        ["（责任单位：办公室）", "（已完成）", "（已完成", "（整改时限：6月", "（见附件）", "）", "。", "甲"]
    ),
    max_size=5,
).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "某局党组关于巡察整改情况的通报\n1.修订收费办法。\n●",
        "整改完成率 78 .6%，下一步继续推进。",
        "中共某县委\n县委巡察组反馈\n第一行\n第二行",
    ],
    ids=["a last line of a bullet", "a rate with a space", "a front without the words of a title"],
)
def test_partition_holds_where_it_once_did_not(text: str) -> None:
    assert holds_partition(parse_text(text))


@given(BRACKETS, BRACKETS)
def test_partition_holds_whatever_brackets_close_a_line(heading: str, account: str) -> None:
    text = f"某局党组关于巡察整改情况的通报\n一、关于收费不规范的问题{heading}\n1.修订收费办法{account}\n2.约谈2人。"
    assert holds_partition(parse_text(text))


CODED = [
    json.loads(path.read_text(encoding="utf-8"))["text"].split("\n")
    for folder in ("notices", "layouts")
    for path in sorted((Path(__file__).parents[2] / "corpora" / folder).glob("*.gold.json"))
]


@given(st.data())
@settings(max_examples=200)
def test_partition_holds_for_damaged_notices(data: st.DataObject) -> None:
    lines = CODED[data.draw(st.integers(0, len(CODED) - 1))]
    start = data.draw(st.integers(0, len(lines) - 1))
    lines = lines[start : start + data.draw(st.integers(1, 24))]
    if data.draw(st.booleans()):
        lines = [lines[at] for at in data.draw(st.permutations(range(len(lines))))]
    text = data.draw(st.sampled_from(["\n", "\n", ""])).join(lines)
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(text)))
        lost = data.draw(st.integers(0, 5))
        text = text[:at] + data.draw(st.one_of(st.just(""), PIECES)) + text[at + lost :]
    assert holds_partition(parse_text(text))
