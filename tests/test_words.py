"""Segmentation keeps the field's words whole, loses nothing, and leaves jieba's own tokenizer alone."""

import jieba
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textmine.words import python_segmenter, rust_segmenter, segment

TEXTS = st.text("县纪委监委巡察整改的了3.12-%aZ_ 　,，。\n①𠀀㐀é", max_size=60) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("县纪委监委已立行立改", ["县纪委监委", "已", "立行立改"]),
        ("落实三会一课", ["落实", "三会一课"]),
        ("", []),
    ],
)
def test_words_of_the_field_stay_whole(text: str, words: list[str]) -> None:
    assert segment(text) == words


@given(TEXTS)
def test_nothing_is_lost(text: str) -> None:
    assert "".join(segment(text)) == text


def test_the_global_tokenizer_stays_as_it_was() -> None:
    segment("县纪委监委")
    assert "县纪委监委" not in jieba.dt.FREQ


@pytest.mark.skipif(rust_segmenter() is None, reason="rjieba is not installed")
@given(TEXTS)
@example("电话:0791-123456,升级至4.2.1版,A-B_c@x.org,12.5%")
@example("2021年1-9月镇级发文同比减少")
def test_rjieba_gives_the_same_words(text: str) -> None:
    rust = rust_segmenter()
    assert rust is not None
    assert rust(text) == python_segmenter()(text)
