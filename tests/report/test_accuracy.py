"""What a report says of accuracy is what was measured."""

import re
from pathlib import Path

from textmine.report.accuracy import UNSEEN

PAGE = (Path(__file__).parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")


def _row(name: str) -> list[float]:
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} |"))
    return [float(cell) for cell in re.findall(r"\d\.\d+", line)]


def test_the_figures_are_those_of_the_page() -> None:
    unseen = PAGE.split("## On the corpus")[0]
    for name, ends in (("area + issue + measure F1", UNSEEN.f1), ("status of a measure", UNSEEN.status)):
        line = next(line for line in unseen.splitlines() if line.startswith(f"| {name} |"))
        figures = [float(cell) for cell in re.findall(r"\d\.\d+", line)]
        assert (min(figures), max(figures)) == ends
    # The last two lots, which the model had not seen either; their columns are the last.
    for name, ends in (("labels: micro F1", UNSEEN.labels_f1), ("problem type", UNSEEN.problem)):
        lots = _row(name)[-2:]
        assert (min(lots), max(lots)) == ends
    assert "Forty-six notices" in unseen
    assert "five unseen notices | eight unseen notices |" in PAGE
