"""Survival curves against an independent implementation and worked figures."""

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from textmine.compare.survival import Lasted, LogRank, log_rank, quantile, survival_curve

# The remission of leukaemia patients under 6-mercaptopurine and placebo, in weeks (Freireich and others 1963); the
# textbook's example of a survival curve.
TREATED = [Lasted(days) for days in (6, 6, 6, 7, 10, 13, 16, 22, 23)] + [
    Lasted(days, observed=False) for days in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
]
PLACEBO = [Lasted(days) for days in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]


def drawn(seed: int) -> list[Lasted]:
    rng = np.random.default_rng(seed)
    return [
        Lasted(int(days), bool(seen)) for days, seen in zip(rng.integers(1, 60, 80), rng.random(80) < 0.7, strict=True)
    ]


def theirs(times: list[Lasted]) -> SurvfuncRight:
    return SurvfuncRight([time.days for time in times], [int(time.observed) for time in times])


@pytest.mark.parametrize("times", [TREATED, PLACEBO, drawn(1), drawn(2)])
def test_the_curve_agrees_with_statsmodels(times: list[Lasted]) -> None:
    curve, other = survival_curve(times), theirs(times)
    assert [step.days for step in curve] == list(other.surv_times)
    assert [step.share for step in curve] == pytest.approx(list(other.surv_prob), abs=1e-12)
    assert [step.at_risk for step in curve] == list(other.n_risk)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # theirs, at the curve's end
@pytest.mark.parametrize("times", [TREATED, PLACEBO, drawn(1), drawn(2)])
@pytest.mark.parametrize("part", [0.25, 0.5])
def test_quantiles_and_their_intervals_agree_with_statsmodels(times: list[Lasted], part: float) -> None:
    other = theirs(times)
    low, high = other.quantile_ci(part, method="cloglog")
    wanted = tuple(None if np.isnan(day) or np.isinf(day) else day for day in (other.quantile(part), low, high))
    assert tuple(quantile(survival_curve(times), part)) == wanted


def test_the_curve_gives_the_textbook_figures() -> None:
    curve = {step.days: step for step in survival_curve(TREATED)}
    assert [round(curve[week].share, 3) for week in (6, 10, 22, 23)] == [0.857, 0.753, 0.538, 0.448]


@pytest.mark.parametrize(("first", "second"), [(TREATED, PLACEBO), (drawn(1), drawn(2)), (TREATED, drawn(3))])
def test_the_log_rank_test_agrees_with_statsmodels(first: list[Lasted], second: list[Lasted]) -> None:
    times = [*first, *second]
    group = [0] * len(first) + [1] * len(second)
    statistic, p = survdiff([time.days for time in times], [int(time.observed) for time in times], np.array(group))
    ours = log_rank(first, second)
    assert ours.statistic == pytest.approx(statistic, rel=1e-9)
    assert ours.p == pytest.approx(p, rel=1e-9)


def test_what_cannot_be_told_is_none() -> None:
    never = [Lasted(5, observed=False)] * 3
    assert survival_curve(never) == []
    assert quantile(survival_curve(never)).days is None
    assert log_rank(never, never) == LogRank(None, None)
    assert log_rank([], [Lasted(3)]) == LogRank(None, None)
