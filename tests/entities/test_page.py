"""docs/entities.md: it is what the code says, and every row of it comes back."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from textmine.pipeline import parse_text

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "entities.md"
CONTEXT = (
    "中共青澜县水务局党组关于巡察整改情况的通报\n2021年3月1日至5月1日，县委第二巡察组对县水务局党组进行了巡察。\n"
    "一、关于管理不严的问题\n（1）青澜县财政局参加。\n（2）{}。"
)


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """Return every row of the page's tables as (labels of the section, text, its other columns)."""
    found = []
    labels, columns = "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            labels, columns = line.removeprefix("## "), []
        elif line.startswith("|") and not line.startswith("|---"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if columns:
                row = dict(zip(columns, cells, strict=True))
                found.append((row.pop("label", labels), row.pop("text"), row))
            else:
                columns = cells
    return found


@pytest.mark.parametrize(("label", "text", "row"), rows())
def test_row_comes_back(label: str, text: str, row: dict[str, str]) -> None:
    entities = [e for e in parse_text(CONTEXT.format(text)).entities if e.label == label]
    value = None if row["value"].startswith("null") else row["value"]
    wanted = (value, row.get("unit", ""), row.get("mod", ""))
    had = [(e.value, (e.unit or "") if "unit" in row else "", (e.mod or "") if "mod" in row else "") for e in entities]
    assert wanted in had


def test_page_is_what_the_code_says() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "docs.py", "--check"], check=False)
    assert done.returncode == 0, "run scripts/docs"


def test_every_label_has_a_row() -> None:
    listed = {label for label, _, _ in rows()}
    contract = re.findall(
        r"[A-Z]{3,}",
        "DATE DURATION FREQUENCY MONEY PERCENT QUANTITY ORG DOCUMENT ARTICLE PLACE PERSON PHONE EMAIL POSTCODE ADDRESS",
    )
    assert listed == set(contract)


def test_a_marker_is_no_part_of_the_number_behind_it() -> None:
    text = CONTEXT.split("（1）")[0] + "1.召开会议3次。\n2.20天内整改到位。\n3.9月底前完成。"
    assert [(e.label, e.value) for e in parse_text(text).entities][-3:] == [
        ("QUANTITY", "3"), ("DURATION", "P20D"), ("DATE", "../2021-09"),
    ]  # fmt: skip
