"""What sets groups apart in words."""

from math import log, sqrt

import numpy as np
import pytest
from scipy import sparse

from textmine.compare import Sample, keyness, label_keyness, left_out
from textmine.compare.contingency import adjusted_p
from textmine.compare.keyness import log_odds
from textmine.compare.members import Members
from textmine.compare.sample import Measure, Mention, Passage
from textmine.compare.vocabulary import read_vocabulary
from textmine.compare.word_permutation import word_difference


def test_log_odds_are_those_of_the_paper() -> None:
    counts, prior = np.array([[12, 2, 4], [3, 10, 1]]), np.array([15, 12, 5])
    ratio, z = log_odds(counts, prior)
    for i in range(2):
        for w in range(3):
            own, other = (counts[j, w] + prior[w] for j in (i, 1 - i))
            n_own, n_other = (counts[j].sum() + prior.sum() for j in (i, 1 - i))
            delta = log(own / (n_own - own)) - log(other / (n_other - other))
            assert ratio[i, w] == pytest.approx(delta, rel=1e-9)
            assert z[i, w] == pytest.approx(delta / sqrt(1 / own + 1 / other), rel=1e-9)


def test_log_odds_of_three_groups_are_each_against_the_others_together() -> None:
    counts = np.array([[9, 3], [2, 8], [4, 4]])
    two = np.array([counts[0], counts[1] + counts[2]])
    np.testing.assert_allclose(
        [part[0] for part in log_odds(counts, [1, 1])], [part[0] for part in log_odds(two, [1, 1])]
    )


def spoken(make, groups: str, says) -> Sample:
    """Return a sample of a measure for each letter of `groups`, saying what `says` gives for the letter and its place."""
    sample = make(*((group, [("rule",)]) for group in groups))
    for at, group in enumerate(groups):
        row = sample.measures[at]
        sample.measures[at] = Measure(row.case, row.node, row.issue, row.labels, row.status, row.basis, says(group, at))
    return sample


def test_words_of_a_group_come_first(make) -> None:
    random = np.random.default_rng(1)

    def says(group: str, at: int) -> str:
        own = "清退补贴。" * int(random.integers(2, 5)) if group == "a" else "组织培训。" * int(random.integers(2, 5))
        return "修订制度。" * int(random.integers(1, 9)) + own + ("公开栏。" if at % 3 else "台账。")

    table = keyness(spoken(make, "ab" * 12, says), draws=499)
    first = {group: [row["word"] for row in table.records() if row["group"] == group] for group in "ab"}
    assert {"清退", "补贴"} <= set(first["a"][:2] + first["a"][:3])
    assert "培训" in first["b"][:2]
    rows = {(row["group"], row["word"]): row for row in table.records()}
    assert rows["a", "清退"]["q"] <= 0.05
    assert (rows["a", "清退"]["notices"], rows["a", "清退"]["count_elsewhere"]) == (12, 0)
    assert ("b", "清退") not in rows
    assert all(row["q"] > 0.05 for (_, word), row in rows.items() if word in ("制度", "台账", "公开栏"))


def test_all_words_stand_with_both_signs_where_all_are_asked_for(make) -> None:
    table = keyness(
        spoken(make, "aaabbb", lambda group, at: "清退补贴。" * (3 if group == "a" else 1) + "组织培训。" * 2), top=None
    )
    assert {row["z"] > 0 for row in table.records() if row["word"] == "清退"} == {True, False}


def test_what_nearly_all_say_names_frames_and_grammar_are_left_out_and_listed(make) -> None:
    sample = spoken(
        make,
        "ab" * 10,
        lambda group, at: "一是修订制度，由望湖县张三清退3万元的补贴。" + "公开。" * (at % 2) if at else "清退。",
    )
    sample.mentions.extend(
        Mention(at, "1.0.1", label, None, None, None, None, text)
        for at in range(1, 20)
        for label, text in (("PERSON", "张三"), ("MONEY", "3万元"))
    )
    sample.passages.append(Passage(0, "title", "关于巡察整改情况的通报"))
    for at, case in enumerate(sample.cases):
        sample.cases[at] = type(case)(
            **{name: getattr(case, name) for name in case.__struct_fields__} | {"agency": "望湖县司法局"}
        )
    words, left = read_vocabulary(sample)
    assert words.words == ["公开"]  # and all others stand in 19 of 20 notices
    why = {row.word: row.why for row in left}
    assert why["清退"] == why["修订"] == why["补贴"] == "formula"
    assert why["张三"] == why["望湖县"] == "name"
    assert why["通报"] == "frame"
    assert why["的"] == "short"
    assert "3万元" not in why
    assert "一是" not in why
    assert {row["word"] for row in left_out(sample).records()} == set(why)


def test_words_that_do_not_differ_are_found_in_no_more_than_six_of_a_hundred() -> None:
    random = np.random.default_rng(3)
    base = 1 / (np.arange(600) + 5)
    of = np.array([0] * 12 + [1] * 30 + [2] * 10)
    n = random.poisson(np.array([900, 250, 400])[of]) + 50
    found, families = [], []
    for _ in range(4):
        shares = base * random.gamma(1.5, 1, (len(of), len(base)))  # a notice has words of its own
        table = np.stack(
            [random.multinomial(*notice) for notice in zip(n, shares / shares.sum(axis=1)[:, None], strict=True)]
        )
        common = (table.sum(axis=0) >= 5) & ((table > 0).sum(axis=0) >= 3)
        part = word_difference(
            sparse.csr_matrix(table[:, common].astype(float)), n.astype(float), Members(list("abc"), of), draws=299
        )
        assert part is not None
        found.append(part.p.ravel())
        families.append((adjusted_p(part.p_of_group) <= 0.05).any())
    assert 0.03 <= np.mean(np.concatenate(found) <= 0.05) <= 0.06
    assert sum(families) <= 1


def test_sums_of_sparse_words_are_those_of_dense_residuals() -> None:
    random = np.random.default_rng(4)
    table, of = random.poisson(1.0, (30, 12)).astype(float), np.repeat([0, 1, 2], 10)
    found = word_difference(sparse.csr_matrix(table), table.sum(axis=1), Members(list("abc"), of), draws=99)
    assert found is not None
    # One correlation for all words, which is here nought: the residuals are those of independent words.
    n = table.sum(axis=1)[:, None]
    share = (table / np.sqrt(n)).sum(axis=0) / np.sqrt(n).sum()
    rest = (table - share * n) / np.sqrt(n)
    sums, squares = (np.add.reduceat(part, [0, 10, 20], axis=0) for part in (rest, rest**2))
    inside = squares - sums**2 / 10
    variance = (inside + 10 * inside.sum(axis=0) / 27) / 19
    np.testing.assert_allclose(found.z, sums / np.sqrt(10 * variance), rtol=1e-9)


def test_labels_are_compared_by_the_same_odds(make) -> None:
    groups = [
        ("a", [("rule", "fund")] * 4),
        ("a", [("fund",)] * 3),
        ("b", [("rule",)] * 5),
        ("b", [("rule", "lead")] * 5),
    ]
    rows = {(row["group"], row["word"]): row for row in label_keyness(make(*groups)).records()}
    assert rows["a", "fund"]["count"] == 7
    assert rows["a", "fund"]["n"] == 11
    assert rows["a", "fund"]["z"] > 0 > rows["a", "rule"]["z"]


@pytest.mark.parametrize(
    ("groups", "codes"),
    [
        ("", {"no_notices"}),
        ("a", {"one_group", "one_notice_groups"}),
        ("ab", {"one_notice_groups", "too_few_for_formulae", "rare_words"}),
        ("aabb", {"few_notices_groups", "too_few_for_formulae", "rare_words"}),
    ],
)
def test_what_cannot_be_computed_is_said(make, groups: str, codes: set[str]) -> None:
    table = keyness(spoken(make, groups, lambda group, at: "清退补贴。" * 3 + ("组织培训。" if group == "a" else "")))
    assert {note.code for note in table.notes} == codes


def test_notices_without_a_word_are_said(make) -> None:
    table = keyness(spoken(make, "aabb", lambda group, at: "1。"))
    assert "no_words" in {note.code for note in table.notes}
    assert len(table) == 0


def test_too_many_words_of_too_many_groups_have_no_p() -> None:
    table = sparse.random(6000, 5000, density=0.002, format="csr", rng=np.random.default_rng(5))
    placed = Members([str(group) for group in range(3000)], np.arange(6000) // 2)
    assert word_difference(table, np.asarray(table.sum(axis=1)).ravel() + 1, placed) is None
