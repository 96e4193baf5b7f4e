"""Findings: what each analysis has to say, in plain words with its table, its picture and its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textmine.report.contents import Finding
from textmine.report.findings.association import association
from textmine.report.findings.consistency import consistency
from textmine.report.findings.copying import copying
from textmine.report.findings.flows import flows
from textmine.report.findings.keyness import keyness
from textmine.report.findings.lags import lags
from textmine.report.findings.outcomes import outcomes
from textmine.report.findings.rates import rates
from textmine.report.findings.specificity import specificity
from textmine.report.findings.telling import Telling

# What tells a finding, and the tables that it needs or can use.
TELLERS: Final[dict[Callable[[Telling], Finding | None], tuple[str, ...]]] = {
    association: ("association", "residuals"),
    rates: ("rates", "corrected_rates"),
    keyness: ("keyness", "label_keyness", "left_out"),
    copying: ("boilerplate", "copied_measures", "who_repeats_whom"),
    specificity: ("specificity",),
    consistency: ("consistency", "stated_totals"),
    outcomes: ("outcome_rates", "outcomes"),
    lags: ("lags", "lag_curves", "lag_breaks"),
    flows: ("flows",),
}


def findings(telling: Telling) -> list[Finding]:
    """Return what can be told, the strongest first; a table that nobody tells is shown as it is."""
    told = [finding for tell in TELLERS if (finding := tell(telling)) is not None]
    known = {name for names in TELLERS.values() for name in names}
    told += [plain(telling, name) for name, table in telling.tables.items() if name not in known and len(table)]
    return sorted(told, key=lambda finding: -finding.strength)


def plain(telling: Telling, name: str) -> Finding:
    """Return a table with its notes and nothing said about it."""
    return Finding(name, telling.words.say(f"captions.{name}"), (), (telling.exhibit(name),), (), telling.notes(name))
