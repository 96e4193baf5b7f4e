"""The codebook that people read and the taxonomy that programs read name the same codes."""

import re
from pathlib import Path
from typing import get_args

from textmine.labels.taxonomy import load_taxonomy
from textmine.notice import Status, StatusBasis

PAGE = (Path(__file__).parents[2] / "corpora" / "codebook.md").read_text(encoding="utf-8")


def coded(heading: str) -> list[str]:
    """Return the codes in the first column of the table below a heading."""
    section = PAGE.split(f"\n## {heading}")[1].split("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)


def test_codes_are_those_of_the_taxonomy() -> None:
    taxonomy = load_taxonomy()
    assert coded("Measure labels") == list(taxonomy.labels)
    assert coded("Problem types") == list(taxonomy.problems)


def test_every_status_is_explained() -> None:
    section = PAGE.split("\n## Status")[1].split("\n## ")[0]
    assert {*get_args(Status), *get_args(StatusBasis)} <= {*re.findall(r"`(\w+)`", section)}
