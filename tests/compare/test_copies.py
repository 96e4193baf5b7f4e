"""Planted copies are found and little else; whatever the texts are, time and memory stay bounded."""

import re
from math import comb
from pathlib import Path
from random import Random

import numpy as np
import pytest

from textmine.compare.clusters import stars
from textmine.compare.copies import find_copies
from textmine.compare.likeness import Pairs, aligned
from textmine.compare.planted import COPIES, plant, score
from textmine.compare.sample import Case, Measure, Sample
from textmine.pipeline import parse_text

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]


def words(random: Random, many: int) -> str:
    return "".join(random.choices(HAN, k=many))


def edited(random: Random, text: str, many: int) -> str:
    """Return the text with so many characters replaced."""
    chars = list(text)
    for at in random.sample(range(len(chars)), many):
        chars[at] = random.choice(HAN)
    return "".join(chars)


def sample_of(*texts: str) -> Sample:
    """Return a sample of one measure a notice."""
    cases = [
        Case(f"{at:016x}", None, None, None, None, None, None, None, None, None, "", "", 100)
        for at in range(len(texts))
    ]
    return Sample(
        cases, [], [Measure(at, "1", None, (), None, None, text) for at, text in enumerate(texts)], [], [], []
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_planted_copies_are_found(seed: int) -> None:
    planted = plant(5000, seed=seed)
    found = score(planted, find_copies(planted.sample))
    assert found.precision >= 0.95
    assert found.recall >= 0.95
    assert found.found.keys() == COPIES.keys()
    assert min(found.found.values()) >= 0.9


def test_copies_of_authored_measures_are_found() -> None:
    random, cases, measures, planted = Random(1), [], [], []
    for path in sorted((Path(__file__).parents[2] / "corpora" / "notices").glob("*.txt"))[::4]:
        notice = parse_text(path.read_text("utf-8"), name=path.name)
        agency = notice.header.agency.value if notice.header.agency else None
        cases.append(Case(path.stem, None, agency, *[None] * 7, "", "", 0))
        for node in notice.measures:
            text = notice.text[slice(*node.extent)]
            measures.append(Measure(len(cases) - 1, node.id, None, (), None, None, text))
    assert find_copies(Sample(cases, [], measures, [], [], [])).clusters == []
    cases.append(Case("copies", None, "中共岚甲县教育局党组", *[None] * 7, "", "", 0))
    for at, measure in enumerate(list(measures)):
        clauses = [clause for clause in re.split("[，。；]", measure.text) if clause]
        way = list(COPIES)[at % len(COPIES)]
        if len(clauses) > 1:
            planted.append((at, len(measures)))
            text = COPIES[way](random, clauses)
            measures.append(Measure(len(cases) - 1, f"1.{at}", None, (), None, None, text))
    copies = find_copies(Sample(cases, [], measures, [], [], []))
    found = sum(copies.of[at] >= 0 and copies.of[at] == copies.of[copy] for at, copy in planted)
    assert found / len(planted) >= 0.95
    assert found / sum(comb(len(cluster.members), 2) for cluster in copies.clusters) >= 0.99


def test_nothing_is_found_where_nothing_was_planted() -> None:
    planted = plant(3000, share=0, seed=3)
    assert (find_copies(planted.sample).of >= 0).mean() < 0.005


def test_alignment_is_the_longest_common_subsequence() -> None:
    random = Random(1)
    texts = ["".join(random.choices("甲乙丙丁", k=random.randint(1, 30))) for _ in range(40)]
    first, second = np.arange(0, 40, 2), np.arange(1, 40, 2)

    def common(one: str, other: str) -> int:
        row = [0] * (len(other) + 1)
        for a in one:
            last = row
            row = [0]
            for at, b in enumerate(other):
                row.append(last[at] + 1 if a == b else max(row[at], last[at + 1]))
        return row[-1]

    wanted = [2 * common(texts[a], texts[b]) / len(texts[a] + texts[b]) for a, b in zip(first, second, strict=True)]
    assert aligned(texts, first, second) == pytest.approx(wanted, abs=1e-12)


def test_fifty_thousand_of_one_text_are_one_cluster() -> None:
    copies = find_copies(sample_of(*["深入推进河道采砂联合执法并建立巡查台账制度"] * 50_000))
    assert [len(cluster.members) for cluster in copies.clusters] == [50_000]


def test_thousands_of_variants_are_one_cluster() -> None:
    random = Random(1)
    base = words(random, 60)
    copies = find_copies(sample_of(*(edited(random, base, 3) for _ in range(3000))))
    assert [len(cluster.members) for cluster in copies.clusters] == [3000]


def test_a_chain_of_small_changes_is_cut() -> None:
    random = Random(1)
    texts = [words(random, 60)]
    for _ in range(400):
        texts.append(edited(random, texts[-1], 3))
    clusters = find_copies(sample_of(*texts)).clusters
    assert len(clusters) > 10
    for cluster in clusters:
        ends = aligned(texts, np.full(len(cluster.members), cluster.centre), np.array(cluster.members))
        assert ends.min() >= 0.5


def test_a_star_takes_what_is_half_like_its_centre() -> None:
    texts = ["甲乙丙丁戊己庚辛", "甲乙丙丁戊己子丑", "寅卯丙丁戊己子丑", "寅卯辰巳午未子丑"]
    pairs = Pairs(np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([0.75, 0.75, 0.5]))
    assert stars(texts, pairs).tolist() == [1, 1, 1, 3]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""] * 30,
        ["。；，"] * 30,
        ["长期坚持"] * 30,
        ["1." * 40_000, "2019年" * 20_000, "（一）" * 20_000, "一二三" * 20_000, "啊" * 100_000],
        ["\ud800" * 20, "\U0001f600" * 20],
    ],
    ids=["none", "empty", "marks", "short", "repetition", "odd"],
)
def test_odd_texts_give_no_copies(texts: list[str]) -> None:
    copies = find_copies(sample_of(*texts))
    assert copies.clusters == []
    assert copies.of.tolist() == [-1] * len(texts)


def test_huge_texts_are_compared_by_shingles() -> None:
    huge = words(Random(1), 300_000)
    copies = find_copies(sample_of(huge, huge[:-1], words(Random(2), 300_000)))
    assert [cluster.members for cluster in copies.clusters] == [[0, 1]]
    assert copies.covered[0] == pytest.approx(1, abs=1e-4)


def test_measures_too_short_are_counted() -> None:
    copies = find_copies(
        sample_of("长期坚持，持续推进。", "长期坚持，持续推进。", "深入推进河道采砂联合执法并建立巡查台账")
    )
    assert [(note.code, note.values) for note in copies.notes] == [("too_short_to_compare", {"measures": 2})]
    assert copies.compared.tolist() == [False, False, True]


def test_formulae_alone_make_no_copies() -> None:
    random = Random(1)
    texts = [f"深入学习贯彻习近平新时代中国特色社会主义思想落实主体责任，{words(random, 14)}。" for _ in range(200)]
    assert find_copies(sample_of(*texts)).clusters == []
    same = [text + "？" for text in texts[:1]]
    assert [cluster.members for cluster in find_copies(sample_of(*texts, *same)).clusters] == [[0, 200]]
