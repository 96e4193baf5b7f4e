"""Clauses as features and pooled: each clause one voice, titles apart, and the same rows in training and in use."""

from pathlib import Path

import numpy as np
import pytest

from textmine.gold import read_gold
from textmine.labels.classifier import Texts, default_model, score_issues, score_openings, score_units
from textmine.labels.examples import OPENINGS, PARTS, build
from textmine.labels.features import extract, width
from textmine.labels.hits import words_of
from textmine.labels.taxonomy import load_taxonomy
from textmine.labels.units import TENTHS, cases, flat, units

CORPUS = Path(__file__).parents[2] / "corpora" / "notices"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("修订办法，约谈2人；清退补贴。", 3),
        ("收回余额13,426.35元。", 1),
        ("其中，约谈2人。", 1),
        ("整改措施：修订办法\n约谈两人", 3),
        ("。，；", 0),
        ("", 0),
    ],
)
def test_clauses(text: str, clauses: int) -> None:
    assert len(extract([text]).text) == clauses


def test_a_clause_has_length_one() -> None:
    clauses = extract(["修订办法，在全县范围内对所属各单位的账目开展了一次拉网式的清查。"])
    lengths = np.sqrt(np.add.reduceat(clauses.value**2, clauses.start[:-1]))
    assert lengths == pytest.approx([1, 1], abs=1e-4)


def test_a_clause_said_twice_has_the_root_of_two() -> None:
    once, twice = (extract([text]) for text in ("约谈二人。", "约谈二人。约谈二人。"))
    rows = [clauses.pool(clauses.of([[0]]), width()) for clauses in (once, twice)]
    assert rows[0].feature.tolist() == rows[1].feature.tolist()
    assert rows[1].value == pytest.approx(rows[0].value * np.sqrt(2), rel=1e-5)


def test_groups_take_texts_in_their_order_and_may_be_empty() -> None:
    clauses = extract(["修订办法。", "", "约谈二人，退款三元。"])
    members = clauses.of([[2, 0], [1], []])
    assert members.clause.tolist() == [1, 2, 0]
    assert members.first(1)[0].clause.tolist() == [1]
    assert clauses.pool(members, width()).weigh(np.ones((width(), 1), dtype=np.float32))[1:].tolist() == [[0], [0]]


def test_a_word_inside_a_title_does_not_count_but_its_kind_does() -> None:
    text = "印发《诫勉谈话办法》。"
    assert {text[slice(*span)] for span in words_of(text)} == {"印发", "办法》"}


def test_a_bracket_that_is_never_closed_ends_with_its_text() -> None:
    clauses = extract(["印发《诫勉", "诫勉二人。"])
    assert (clauses.text == 1).any()
    alone = extract(["诫勉二人。"])
    assert clauses.feature[clauses.start[-2] :].tolist() == alone.feature.tolist()


@pytest.mark.parametrize("name", ["village-school-2024", "urban-management-2025"])
def test_what_is_learnt_from_is_what_is_judged_by(name: str) -> None:
    gold, model = read_gold(CORPUS / f"{name}.gold.json"), default_model()
    examples = build([gold], load_taxonomy())
    texts = Texts()
    pieces = [list(flat(measure)) for measure in units(gold.outline, gold.text)]
    groups = [[texts.put(piece.texts) for piece in part] for part in pieces]
    issues = cases(gold.outline, gold.text)
    headed = [[texts.put(part) for part in case.parts()] for case in issues]
    clauses = texts.clauses()
    sums, _, whole = score_units(clauses, [group for part in groups for group in part], model)
    weights, codes = model.units, len(model.meaning.taxonomy.labels)
    assert sums == pytest.approx(examples.units @ weights[:-1, :codes] + weights[-1, :codes], abs=1e-3)
    openings = score_openings(clauses, [[text for group in part for text in group] for part in groups], model)
    primaries = np.stack([whole[part].mean(axis=0) for part in examples.parts]) + openings
    # Examples are multiplied by what their parts count for; a model's weights hold that already.
    opened = examples.measures[:, width() :].multiply(1 / np.repeat(OPENINGS, width())).tocsr()
    wanted = examples.measures[:, : width()] @ weights[:-1, codes:] + weights[-1, codes:] + opened @ model.openings
    assert primaries == pytest.approx(wanted, abs=1e-3)
    shares = score_issues(clauses, headed, [case.tenth() for case in issues], model)
    parts = examples.issues.multiply(1 / np.concatenate((np.repeat(PARTS, width()), np.ones(TENTHS)))).tocsr()
    sums = parts @ model.problems[:-1] + model.problems[-1]
    assert shares.argmax(axis=1).tolist() == sums.argmax(axis=1).tolist()
