"""Small notices, one a layout family, each line coded with the role that a careful coder gives it."""

import re
from pathlib import Path

import pytest

from textmine.pipeline import parse_text

CASES = re.split(r"^=== ", Path(__file__).with_name("layouts.txt").read_text(encoding="utf-8"), flags=re.M)[1:]


def coded(case: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a case's text and its (role, own text) pairs."""
    text, nodes = [], []
    for line in case.splitlines()[1:]:
        role, _, rest = line.partition("|")
        parts = re.split(r"⟦(\w+)⟧", rest)
        nodes += [(role, parts[0].strip())]
        nodes += [(r, t.strip()) for r, t in zip(parts[1::2], parts[2::2], strict=True)]
        text.append("".join([parts[0], *parts[2::2]]))
    return "\n".join(text), nodes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("\n")[0])
def test_layout(case: str) -> None:
    text, nodes = coded(case)
    notice = parse_text(text)
    assert [(node.role, notice.text_of(node)) for node in notice.walk()] == nodes
