"""Survival curves of times until something happens, some of them known only to be longer than what was seen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from scipy.stats import chi2, norm

_95: Final = float(norm.ppf(0.975))


class Lasted(NamedTuple):
    """One time in days; not `observed` means that it had not ended when last heard of (right-censored)."""

    days: int
    observed: bool = True


class Step(NamedTuple):
    """What a curve falls to on a day, with its 95 % interval; `at_risk` are those that had lasted until then."""

    days: int
    at_risk: int
    events: int
    share: float
    low: float
    high: float


def survival_curve(times: Sequence[Lasted]) -> list[Step]:
    """Return the share that lasts longer, by the days on which it falls: Kaplan and Meier (1958).

    The interval is Greenwood's on the scale of log(-log), which stays within 0 and 1 (Kalbfleisch and Prentice 1980).

    >>> [(step.days, step.share) for step in survival_curve([Lasted(1), Lasted(2, False), Lasted(3), Lasted(4)])]
    [(1, 0.75), (3, 0.375), (4, 0.0)]
    """
    events = Counter(time.days for time in times if time.observed)
    ends = Counter(time.days for time in times)
    steps: list[Step] = []
    at_risk, share, spread = len(times), 1.0, 0.0
    for day in sorted(ends):
        if died := events[day]:
            share *= 1 - died / at_risk
            spread = spread + died / (at_risk * (at_risk - died)) if died < at_risk else math.inf
            steps.append(Step(day, at_risk, died, share, *_interval(share, spread)))
        at_risk -= ends[day]
    return steps


def _interval(share: float, spread: float) -> tuple[float, float]:
    """Return Greenwood's interval of a share by the sum of his terms; a curve that has come to its end has none."""
    if not 0 < share < 1:
        return share, share
    scale = _95 * math.sqrt(spread) / math.log(share)
    return share ** math.exp(-scale), share ** math.exp(scale)


class Quantile(NamedTuple):
    """The days by which a part of all had ended, with its 95 % interval; None where too few have."""

    days: int | None
    low: int | None
    high: int | None


def quantile(curve: Sequence[Step], part: float = 0.5) -> Quantile:
    """Return the first day on which `part` or more had ended; the interval inverts the curve's: Brookmeyer, Crowley (1982).

    >>> quantile(survival_curve([Lasted(days) for days in (2, 5, 9)])).days
    5
    """
    left = 1 - part + 1e-12
    days = next((step.days for step in curve if step.share <= left), None)
    low = next((step.days for step in curve if step.low <= left), None)
    high = next((step.days for step in curve if step.high <= left), None)
    return Quantile(days, low, high)


class LogRank(NamedTuple):
    """The log-rank statistic and its p; both None where the groups cannot be told apart by any day."""

    statistic: float | None
    p: float | None


def log_rank(first: Sequence[Lasted], second: Sequence[Lasted]) -> LogRank:
    """Return whether two groups last alike: Mantel (1966), with one degree of freedom."""
    excess = variance = 0.0
    for day in sorted({time.days for time in (*first, *second) if time.observed}):
        at_risk = [sum(time.days >= day for time in group) for group in (first, second)]
        events = [sum(time.days == day and time.observed for time in group) for group in (first, second)]
        total, died = sum(at_risk), sum(events)
        excess += events[0] - died * at_risk[0] / total
        if total > 1:
            variance += died * at_risk[0] * at_risk[1] * (total - died) / (total**2 * (total - 1))
    if not variance:
        return LogRank(None, None)
    statistic = excess**2 / variance
    return LogRank(statistic, float(chi2.sf(statistic, 1)))
