"""How specific the answers are, in words and dots."""

from __future__ import annotations

from textmine.report.contents import Finding
from textmine.report.findings.figures import figures_finding
from textmine.report.findings.telling import Telling


def specificity(telling: Telling) -> Finding | None:
    """Return who names dates, sums, documents and bodies, whose measures are hollow, done or only promised."""
    return figures_finding(telling, "specificity", example=_example)


def _example(figure: str, group: str) -> dict[str, str] | None:
    wanted = {
        "hollow_share": {"label": "enforce"},
        "finished_share": {"status": "completed"},
        "promised_share": {"status": "ongoing"},
    }
    return wanted.get(figure, {} if figure.endswith("_per_100_characters") else None)
