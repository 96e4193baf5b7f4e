"""The examples in the families' docstrings hold: they are what the documentation shows."""

from importlib import import_module

import pytest

FAMILIES = {
    "articles": "ARTICLE",
    "contacts": "",
    "dates": "DATE",
    "documents": "DOCUMENT",
    "durations": "",
    "money": "MONEY",
    "quantities": "",
}


def rows() -> list[tuple[str, dict[str, str]]]:
    """Return every row of every family's table with its label, its cells by their headings."""
    found = []
    for name, label in FAMILIES.items():
        doc = import_module(f"textmine.entities.{name}").__doc__ or ""
        lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in doc.splitlines() if line.startswith("|")]
        for cells in lines[2:]:
            row = dict(zip(lines[0], cells, strict=True))
            found.append((row.get("label", label), row))
    return found


@pytest.mark.parametrize(("label", "row"), rows(), ids=lambda x: x["text"] if isinstance(x, dict) else x)
def test_example(tagged, label: str, row: dict[str, str]) -> None:
    also = tuple(key for key in ("unit", "mod", "kind") if key in row)
    value = None if row["value"].startswith("null") else row["value"]
    found = [(v, *(x or "" for x in more)) for _, v, *more in tagged(row["text"], label, also=also)]
    assert found[:1] == [(value, *(row[key] for key in also))]


def test_every_family_has_examples() -> None:
    assert {label for label, _ in rows()} == set(
        "DATE DURATION FREQUENCY MONEY PERCENT QUANTITY DOCUMENT ARTICLE PHONE EMAIL POSTCODE ADDRESS".split()
    )
