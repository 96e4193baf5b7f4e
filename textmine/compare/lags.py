"""How long it takes: from the inspection to its feedback and to the publication of what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from textmine.compare.sample import Case, Sample
from textmine.compare.survival import Lasted, log_rank, quantile, survival_curve
from textmine.compare.table import Cell, Column, Note, Table
from textmine.days import days_of

# The name of each lag, and the header dates that it lies between.
_LAGS: Final[dict[str, tuple[Callable[[Case], str | None], Callable[[Case], str | None]]]] = {
    "inspection_to_feedback": (lambda case: case.period, lambda case: case.feedback),
    "feedback_to_publication": (lambda case: case.feedback, lambda case: case.published),
    "inspection_to_publication": (lambda case: case.period, lambda case: case.published),
}
# The year from which the revised inspection regulations (巡视工作条例, February 2024) bind the publication.
RULES_OF: Final = 2024


class Lag(NamedTuple):
    """One notice's lag: how long, and the year in which it began."""

    case: int
    lag: str
    lasted: Lasted
    year: int


class _Read(NamedTuple):
    lags: list[Lag]
    notes: tuple[Note, ...]


def read_lags(sample: Sample) -> _Read:
    """Return the lags that the notices state, and notes on those that they do not.

    A date known to the month or the year counts as the middle of it; an interval, as its end. Where a notice does not
    say when it was published, it was not before the last day on which it says that something was done: its lag is at
    least that long (right-censored). A lag below zero is a misprint and left out.
    """
    last_acts = _last_acts(sample)
    lags: list[Lag] = []
    silent, coarse, impossible = 0, 0, 0
    for at, case in enumerate(sample.cases):
        for name, (start_of, end_of) in _LAGS.items():
            start, end = _end(start_of(case)), _end(end_of(case))
            act = last_acts.get(at) if end is None and end_of(case) is None and name.endswith("publication") else None
            if start is None or (end is None and act is None):
                silent += 1
                continue
            day = end.day if end else act or 0
            if day < start.day:
                impossible += 1
                continue
            coarse += start.coarse or bool(end and end.coarse)
            lags.append(Lag(at, name, Lasted(day - start.day, end is not None), start.year))
    counts = (("lags_not_stated", silent), ("lags_of_coarse_dates", coarse), ("lags_below_zero", impossible))
    return _Read(lags, tuple(Note(code, {"count": count}) for code, count in counts if count))


def lags(sample: Sample) -> Table:
    """Return each group's lags in days: the median and quartiles, with the median's 95 % interval.

    Columns: `group`, `lag`, `notices`, `censored`, `quartile_1`, `median`, `low`, `high`, `quartile_3`; a quantile that
    too few have reached is None.
    """
    read = read_lags(sample)
    rows: list[tuple[Cell, ...]] = []
    for (group, lag), times in _by_group(sample, read.lags).items():
        curve = survival_curve(times)
        middle = quantile(curve)
        censored = sum(not time.observed for time in times)
        rows.append((group, lag, len(times), censored, quantile(curve, 0.25).days, *middle, quantile(curve, 0.75).days))
    counts = [Column(name, "count") for name in ("notices", "censored")]
    days = [Column(name, "number") for name in ("quartile_1", "median", "low", "high", "quartile_3")]
    return Table(
        "lags", (Column("group"), Column("lag"), *counts, *days), rows, read.notes, ("kaplan1958", "brookmeyer1982")
    )


def lag_curves(sample: Sample) -> Table:
    """Return each group's survival curve of each lag: the share of notices still waiting after so many days.

    Columns: `group`, `lag`, `days`, `at_risk`, `events`, `share`, `low`, `high`; each curve begins at day 0 with 1.
    """
    read = read_lags(sample)
    rows: list[tuple[Cell, ...]] = []
    for (group, lag), times in _by_group(sample, read.lags).items():
        rows.append((group, lag, 0, len(times), 0, 1.0, 1.0, 1.0))
        rows += [(group, lag, *step) for step in survival_curve(times)]
    counts = [Column(name, "count") for name in ("days", "at_risk", "events")]
    shares = [Column(name, "share") for name in ("share", "low", "high")]
    return Table("lag_curves", (Column("group"), Column("lag"), *counts, *shares), rows, read.notes, ("kaplan1958",))


def lag_breaks(sample: Sample, *, year: int = RULES_OF) -> Table:
    """Return whether lags that began before `year` and from it on differ, by the log-rank test, groups together.

    Lags go by their beginning, since those that end late are long for that alone.

    Columns: `lag`, `year`, `notices_before`, `median_before`, `notices_since`, `median_since`, `statistic`, `p`.
    """
    read = read_lags(sample)
    rows: list[tuple[Cell, ...]] = []
    notes = list(read.notes)
    for name in _LAGS:
        before = [lag.lasted for lag in read.lags if lag.lag == name and lag.year < year]
        since = [lag.lasted for lag in read.lags if lag.lag == name and lag.year >= year]
        if not before or not since:
            notes.append(Note("no_break_without_both_sides", {"lag": name, "year": year}))
            continue
        medians = [quantile(survival_curve(times)).days for times in (before, since)]
        rows.append((name, year, len(before), medians[0], len(since), medians[1], *log_rank(before, since)))
    columns = (
        Column("lag"), Column("year", "count"),
        Column("notices_before", "count"), Column("median_before", "number"),
        Column("notices_since", "count"), Column("median_since", "number"),
        Column("statistic", "number"), Column("p", "p"),
    )  # fmt: skip
    return Table("lag_breaks", columns, rows, tuple(notes), ("mantel1966",))


class _End(NamedTuple):
    """The day on which something ended, whether it was stated to the day, and its year."""

    day: int
    coarse: bool
    year: int


def _end(value: str | None) -> _End | None:
    """Return when a date or interval ended; None where that cannot be told, an open end included."""
    if value is None or days_of(value) is None:
        return None
    last = value.rpartition("/")[2]
    days = days_of(last)
    return _End(days.middle, days.first != days.last, int(last[:4])) if days else None


def _last_acts(sample: Sample) -> dict[int, int]:
    """Return, by notice, the last day that a finished measure names."""
    finished = {(measure.case, measure.node) for measure in sample.measures if measure.status == "completed"}
    last: dict[int, int] = {}
    for mention in sample.mentions:
        if mention.label == "DATE" and (mention.case, mention.node) in finished and (days := days_of(mention.value)):
            last[mention.case] = max(days.first, last.get(mention.case, 0))
    return last


def _by_group(sample: Sample, read: list[Lag]) -> dict[tuple[str, str], list[Lasted]]:
    """Return the times by group and lag, groups by name; a notice of no group is in none."""
    times: dict[tuple[str, str], list[Lasted]] = {(group, name): [] for group in sample.groups for name in _LAGS}
    for lag in read:
        if (group := sample.cases[lag.case].group) is not None:
            times[group, lag.lag].append(lag.lasted)
    return {key: value for key, value in times.items() if value}
