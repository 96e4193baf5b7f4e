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
    assert _row("labels: micro F1")[-1] == UNSEEN.labels_f1
    assert _row("problem type")[-1] == UNSEEN.problem
    assert "Thirty-eight notices" in unseen
    assert "five unseen notices |" in PAGE
    assert f"{UNSEEN.first_f1:.3f} on the eleven" in PAGE
