"""Comparing notices: each analysis is a function from a grouped `Sample` to a `Table`, one file an analysis.

    sample = read_sample("notices.db", keep=where(["year>=2020"])).grouped(group_of("sector"))
    table = rates(sample)
    pandas.DataFrame(table.columns_by_name())

`ANALYSES` lists them by name; each may be called with the sample alone.
"""

from collections.abc import Callable
from typing import Final

from textmine.compare.association import association, residuals
from textmine.compare.boilerplate import boilerplate
from textmine.compare.consistency import consistency, stated_totals
from textmine.compare.copied import copied_measures, who_repeats_whom
from textmine.compare.flows import flows
from textmine.compare.groups import GROUPINGS, group_of
from textmine.compare.keyness import keyness, label_keyness, left_out
from textmine.compare.label_error import corrected_rates
from textmine.compare.lags import lag_breaks, lag_curves, lags
from textmine.compare.outcomes import outcome_rates, outcomes
from textmine.compare.rates import rates
from textmine.compare.sample import Sample, read_sample
from textmine.compare.specificity import specificity
from textmine.compare.table import Column, Note, Table
from textmine.compare.where import where

ANALYSES: Final[dict[str, Callable[[Sample], Table]]] = {
    "rates": rates,
    "association": association,
    "residuals": residuals,
    "specificity": specificity,
    "consistency": consistency,
    "stated_totals": stated_totals,
    "outcomes": outcomes,
    "outcome_rates": outcome_rates,
    "lags": lags,
    "lag_curves": lag_curves,
    "lag_breaks": lag_breaks,
    "flows": flows,
    "keyness": keyness,
    "label_keyness": label_keyness,
    "left_out": left_out,
    "boilerplate": boilerplate,
    "copied_measures": copied_measures,
    "who_repeats_whom": who_repeats_whom,
}

__all__ = [
    "ANALYSES",
    "GROUPINGS",
    "Column",
    "Note",
    "Sample",
    "Table",
    "association",
    "boilerplate",
    "consistency",
    "copied_measures",
    "corrected_rates",
    "flows",
    "group_of",
    "keyness",
    "label_keyness",
    "lag_breaks",
    "lag_curves",
    "lags",
    "left_out",
    "outcome_rates",
    "outcomes",
    "rates",
    "read_sample",
    "residuals",
    "specificity",
    "stated_totals",
    "where",
    "who_repeats_whom",
]
