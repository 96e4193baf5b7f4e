"""Searching: all words, all conditions, exact counts."""

from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from textmine.generator import LAYOUTS, generate
from textmine.notice import Header, HeaderField, Notice
from textmine.pipeline import parse_text
from textmine.store import Store, StoreError
from textmine.store.rows import searched_span
from textmine.store.words import holds, split_words


@pytest.fixture
def store(tmp_path: Path, notice: Notice):
    with Store(tmp_path / "notices.db") as store:
        store.add(notice)
        yield store


@pytest.mark.parametrize(
    ("words", "conditions", "nodes"),
    [
        ("补贴", {}, ["2", "2.1"]),
        ("补贴 清退", {}, ["2.1"]),
        ("清退 约谈", {}, ["2.1"]),  # the second stands in an item of the measure
        ("款", {}, []),
        ("清", {}, ["2.1"]),
        ("。", {}, ["2.1"]),
        ("3.5万", {}, ["2.1"]),
        ("(1)约谈2人", {}, ["2.1"]),  # printed full width
        ("清退违规补贴", {}, ["2.1"]),
        ("违规清退", {}, []),
        ("望湖区", {}, []),  # the title is neither issue nor measure
        ("补贴", {"role": "issue"}, ["2"]),
        ("补贴", {"label": "fund"}, ["2.1"]),
        ("补贴", {"label": "study"}, []),
        ("补贴", {"status": "completed"}, ["2.1"]),
        ("补贴", {"problem": "finance"}, ["2", "2.1"]),
        ("补贴", {"problem": "duty"}, []),
        ("补贴", {"agency": "水务局"}, ["2", "2.1"]),
        ("补贴", {"agency": "教育局"}, []),
        ("补贴", {"since": "2020"}, ["2", "2.1"]),
        ("补贴", {"since": "2020-12-04"}, []),
        ("补贴", {"until": "2020"}, ["2", "2.1"]),
        ("补贴", {"until": "2020-11"}, []),
    ],
)
def test_search(store: Store, words: str, conditions: dict[str, str], nodes: list[str]) -> None:
    assert [hit.node for hit in store.search(words, **conditions)] == nodes
    assert store.count(words, **conditions) == len(nodes)


def test_a_hit_says_where_its_words_are(store: Store) -> None:
    (hit,) = store.search("清退 约谈")
    assert hit.text == "1.清退违规补贴3.5万元，\n（1）约谈2人。"
    assert [hit.text[start:end] for start, end in hit.spans] == ["清退", "约谈"]
    assert (hit.issue, hit.problem, hit.status, hit.labels) == (
        "补贴发放不规范",
        "finance",
        "completed",
        ["fund", "sanction"],
    )


def test_newest_first_and_no_more_than_the_limit(store: Store, changed) -> None:
    newer = Header(published=HeaderField("2023", (0, 2)))
    store.add_many([changed(id="b" * 16, header=newer), changed(id="c" * 16, header=Header())])
    assert [hit.notice[0] for hit in store.search("清退")] == ["b", "a", "c"]
    assert [hit.notice[0] for hit in store.search("清退", limit=1)] == ["b"]
    assert store.count("清退") == 3


def test_no_word_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="no word"):
        list(store.search(" 　"))


def test_counts_are_those_of_reading_everything(tmp_path: Path) -> None:
    notices = [parse_text(generate(Random(seed), layout).text) for seed, layout in enumerate(LAYOUTS.values())]
    texts = [
        notice.text[slice(*span)] for notice in notices for node in notice.walk() if (span := searched_span(node))
    ]  # fmt: skip
    with Store(tmp_path / "notices.db") as store:
        store.add_many(notices)
        # Put in again with other words, so that the older must be forgotten word by word.
        store.add_many(replace(notice, warnings=[], claims=[]) for notice in notices)
        store.add_many(notices)
        for query in ("培训", "清退", "元", "管理办法", "1", "召开专题", "培训 干部", "》，", "不存在的词"):
            found = [hit.text for hit in store.search(query)]
            assert len(found) == store.count(query) == sum(holds(text, split_words(query)) for text in texts), query


@pytest.mark.parametrize("asked", [1, 3, 200])
@pytest.mark.parametrize("conditions", [{}, {"role": "issue"}, {"since": "2015"}, {"until": "2018-06"}], ids=str)
def test_a_limit_cuts_what_would_be_found_without(tmp_path: Path, monkeypatch, asked: int, conditions) -> None:
    monkeypatch.setattr("textmine.store.search._ASKED", asked)
    random = Random(3)
    with Store(tmp_path / "notices.db") as store:
        for seed, layout in enumerate(LAYOUTS.values()):
            notice = parse_text(generate(Random(seed), layout).text)
            published = HeaderField(str(random.randint(2012, 2020)), (0, 1)) if random.random() < 0.8 else None
            store.add(replace(notice, header=replace(notice.header, published=published)))
        for words in ("培训", "清退", "元"):
            found = list(store.search(words, **conditions))
            for limit in (0, 1, 5, len(found), len(found) + 1):
                assert list(store.search(words, limit=limit, **conditions)) == found[:limit]
