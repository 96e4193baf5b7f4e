"""Outlines made at random, rendered in every layout and parsed: they come back."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.evaluation import holds_partition
from textmine.generator import LAYOUTS, generate
from textmine.pipeline import parse_text


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@given(seed=st.integers(0, 2**32), size=st.integers(2, 6))
def test_outline_comes_back(layout, seed, size) -> None:
    made = generate(Random(seed), layout, size=size)
    notice = parse_text(made.text)
    assert [(node.role, notice.text_of(node)) for node in notice.walk()] == made.nodes


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
        "  ",
        "甲",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_partition_holds_for_any_text(text: str) -> None:
    assert holds_partition(parse_text(text))
