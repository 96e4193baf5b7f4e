"""Figures over notices drawn again: the same as counted by hand, the same each time, and never beside their own interval."""

import numpy as np
import pytest

from textmine.bootstrap import DRAWINGS, Counts, draw, figure

# Two notices, two codes: (hit, gold, found).
ROWS = [[(3, 4, 3), (0, 0, 1)], [(1, 2, 2), (3, 3, 3)]]


def test_figures_are_those_of_the_sums() -> None:
    counts, times = Counts.of(ROWS), draw(2)
    assert counts.f1(times)[0] == pytest.approx(2 * 7 / (9 + 9))
    assert counts.f1(times, 0)[0] == pytest.approx(2 * 4 / (6 + 5))
    assert counts.recall(times, 0)[0] == pytest.approx(4 / 6)
    assert counts.macro(times)[0] == pytest.approx((8 / 11 + 6 / 7) / 2)


def test_a_drawing_is_the_figure_of_the_notices_drawn() -> None:
    counts, times = Counts.of(ROWS), draw(2)
    values = counts.f1(times)
    twice = np.flatnonzero((times == [2, 0]).all(axis=1))
    assert len(twice)
    assert values[twice] == pytest.approx(2 * 3 / (4 + 4))


def test_a_code_that_gold_hardly_holds_is_out_of_the_mean() -> None:
    assert Counts.of([[(3, 3, 3), (0, 2, 0)]]).macro(draw(1))[0] == 1


def test_same_interval_each_time_and_none_over_one_notice() -> None:
    values = Counts.of(ROWS).f1(draw(2))
    known = figure(values, 9)
    assert known == figure(Counts.of(ROWS).f1(draw(2)), 9)
    assert known.low <= known.value <= known.high
    alone = figure(Counts.of(ROWS[:1]).f1(draw(1)), 4)
    assert alone.low == alone.value == alone.high
    assert len(values) == DRAWINGS + 1
