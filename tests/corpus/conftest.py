"""A small coded notice: an issue with a measure of two items, and one with a plain measure."""

from collections.abc import Callable

import pytest

from textmine.gold import GoldEntity, GoldNode, GoldNotice
from textmine.notice import HeaderField

LINES = ["一、制度不全", "采取措施：一是修订办法；二是约谈2人。", "二、账实不符", "核对账目，清退补贴3元。"]
TEXT = "\n".join(LINES)


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def coded(name: str = "a", agency: str = "青澜县水务局", title: str = "制度不全") -> GoldNotice:
    items = [
        GoldNode("item", place("一是修订办法；"), labels=["rule"]),
        GoldNode("item", place("二是约谈2人。"), labels=["sanction"]),
    ]
    led = GoldNode(
        "measure", place("采取措施："), labels=["rule", "sanction"], status="completed", status_basis="aspect", children=items
    )  # fmt: skip
    plain = GoldNode("measure", place(LINES[3]), labels=["record", "fund"], status="ongoing", status_basis="explicit")
    issues = [
        GoldNode("issue", place(LINES[0]), problem="decision", title=title, children=[led]),
        GoldNode("issue", place(LINES[2]), problem="finance", title="账实不符", children=[plain]),
    ]
    entities = [GoldEntity("QUANTITY", place("2人"), value="2", unit="人")]
    return GoldNotice(name, TEXT, issues, header={"agency": HeaderField(agency, (0, 1))}, entities=entities)


@pytest.fixture
def notice() -> GoldNotice:
    return coded()


@pytest.fixture
def make() -> Callable[..., GoldNotice]:
    """Return what makes the notice under another name, agency or title of its first issue."""
    return coded
