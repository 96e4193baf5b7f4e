"""Words are found wherever they stand, whatever their length, and nowhere else."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.store.migrations import _2_search
from textmine.store.words import find_words, holds, part_terms, phrases, plain, split_words, terms

# Few characters, so that words are met; signs and letters that an index could take for its own syntax.
CHARS = "清退补贴款区İi\"'*():^-+.,《》 \n\t𠮷Ａa0"
TEXT = st.text(CHARS, max_size=20)


@given(st.lists(TEXT, max_size=6), TEXT)
def test_the_index_answers_as_reading_does(texts: list[str], query: str) -> None:
    words = split_words(query)
    connection = sqlite3.connect(":memory:")
    _2_search(connection)
    for key, text in enumerate(texts):
        connection.execute("INSERT INTO search_index (rowid, terms) VALUES (?, ?)", (key, terms(plain(text))))
    if words:
        found = connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH ?", (phrases(words),))
        assert {key for (key,) in found} == {key for key, text in enumerate(texts) if holds(text, words)}
    connection.close()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_plain_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(TEXT, st.integers(0, 20), st.integers(0, 20))
def test_a_part_has_the_terms_that_it_would_have_alone(text: str, start: int, end: int) -> None:
    part = part_terms(terms(text), (start, end))
    assert part.split() == terms(text[start:end]).split()


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("清退补贴，清退", ["清退"], [(0, 2), (5, 7)]),
        ("补贴款", ["补贴", "贴款"], [(0, 3)]),  # overlapping words are one place
        ("ＰＤＦ文件", ["pdf"], [(0, 3)]),
        ("没有", ["清退"], []),
    ],
)
def test_find_words(text: str, words: list[str], spans: list[tuple[int, int]]) -> None:
    assert find_words(text, words) == spans
