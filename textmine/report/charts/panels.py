"""Pictures above one another, or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textmine.report.charts.theme import altair


def stacked(charts: Sequence[Any], *, columns: int = 1) -> Any:
    """Return the charts above one another or in columns, each with axes of its own and one legend for all."""
    if len(charts) == 1:
        return charts[0]
    return altair().concat(*charts, columns=columns, spacing=18).resolve_scale(x="independent", y="independent")
