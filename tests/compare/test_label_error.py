"""Shares corrected for the model's errors."""

import numpy as np
import pytest
from msgspec import structs

from textmine.bootstrap import Figure
from textmine.compare.label_error import corrected, corrected_rates
from textmine.labels.card import Card, Told, load_card

SENSITIVITY, SPECIFICITY = 0.8, 0.92


def card(n: int = 400, **told: Told) -> Card:
    """Return a card whose measures of 400 units stand for the errors of `rule` alone."""
    reach = [1.96 * (value * (1 - value) / n) ** 0.5 for value in (SENSITIVITY, SPECIFICITY)]
    figures = [
        Figure(value, value - far, value + far, n) for value, far in zip((SENSITIVITY, SPECIFICITY), reach, strict=True)
    ]
    return structs.replace(load_card(), label_errors=told or {"rule": Told(*figures)})


def test_correction_undoes_the_errors() -> None:
    true = np.array([0.0, 0.1, 0.5, 1.0])
    said = true * SENSITIVITY + (1 - true) * (1 - SPECIFICITY)
    np.testing.assert_allclose(corrected(said, SENSITIVITY, SPECIFICITY), true, atol=1e-12)


def noisy(make, random: np.random.Generator, truth: float, notices: int = 30):
    """Return a sample whose measures hold `rule` as often as `truth`, and are said to as the card says."""

    def notice():
        holds = random.random(25) < random.beta(truth * 6, (1 - truth) * 6)
        said = np.where(holds, random.random(25) < SENSITIVITY, random.random(25) < 1 - SPECIFICITY)
        return "a", [("check", "rule") if rule else ("check",) for rule in said]

    return make(*(notice() for _ in range(notices)))


def test_the_interval_holds_the_truth_where_the_plain_share_is_off(make) -> None:
    random = np.random.default_rng(1)
    hits, plain = 0, []
    for _ in range(40):
        # The card's own figures are drawn too: they were measured on so many units.
        measured = [random.binomial(400, value) / 400 for value in (SENSITIVITY, SPECIFICITY)]
        reach = [1.96 * (value * (1 - value) / 400) ** 0.5 for value in measured]
        figures = [Figure(value, value - far, value + far, 400) for value, far in zip(measured, reach, strict=True)]
        table = corrected_rates(noisy(make, random, 0.5), card=card(rule=Told(*figures)), draws=500)
        row = next(row for row in table.records() if row["code"] == "rule")
        hits += row["low"] <= 0.5 <= row["high"]
        plain.append(row["share"])
    assert hits >= 36
    assert np.mean(plain) == pytest.approx(0.5 * SENSITIVITY + 0.5 * (1 - SPECIFICITY), abs=0.02)


def test_what_the_card_does_not_know_is_left_as_it_is_and_said(make) -> None:
    poor = Told(Figure(0.3, 0.2, 0.4, 50), Figure(0.75, 0.7, 0.8, 90))
    sample = make(*([("a", [("rule", "fund"), ("study",)])] * 6))
    table = corrected_rates(sample, card=card(rule=Told(Figure(0.9, 0.8, 1, 60), Figure(0.9, 0.8, 1, 90)), fund=poor))
    rows = {row["code"]: row for row in table.records() if row["of"] == "label"}
    assert rows["rule"]["corrected"] == pytest.approx(0.5)
    assert rows["fund"]["corrected"] is rows["study"]["corrected"] is None
    assert rows["fund"]["share"] == 0.5
    assert [note.values["code"] for note in table.notes if note.code == "code_not_corrected"] == ["study", "fund"]


def test_a_card_without_errors_is_said(make) -> None:
    old = structs.replace(load_card(), label_errors={}, problem_errors={})
    table = corrected_rates(make(("a", [("rule",)])), card=old)
    assert len(table) == 0
    assert [note.values for note in table.notes if note.code == "card_without_errors"] == [
        {"of": "label"},
        {"of": "problem"},
    ]


def test_shares_beyond_what_the_errors_allow_stay_within_bounds_and_are_said(make) -> None:
    table = corrected_rates(make(*([("a", [("rule",)] * 9 + [("study",)])] * 6)), card=card())
    row = next(row for row in table.records() if row["code"] == "rule")
    assert (row["share"], row["corrected"]) == (0.9, 1)
    assert ("share_beyond_error", {"rows": 1}) in [(note.code, note.values) for note in table.notes]


def test_few_notices_have_a_share_and_no_interval(make) -> None:
    table = corrected_rates(make(("a", [("rule",), ("study",)])), card=card())
    row = next(row for row in table.records() if row["code"] == "rule")
    assert (row["low"], row["high"]) == (None, None)
    assert row["corrected"] == pytest.approx((0.5 + 0.92 - 1) / 0.72)


def test_the_packages_card_corrects_every_label_and_problem() -> None:
    own = load_card()
    assert set(own.label_errors) == set(own.labels)
    assert set(own.problem_errors) == set(own.problems)
    for told in (*own.label_errors.values(), *own.problem_errors.values()):
        assert told.sensitivity.value + told.specificity.value > 1.1
