"""A small notice with every kind of record, made by hand."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from msgspec.structs import replace

from textmine.notice import (
    Claim,
    Entity,
    Header,
    HeaderField,
    Label,
    Node,
    Notice,
    NoticeWarning,
    Outcome,
    Source,
)

TEXT = "中共望湖区水务局党组关于巡察整改进展情况的通报\n一、关于补贴发放不规范的问题\n1.清退违规补贴3.5万元，\n（1）约谈2人。"


def make(**changes: object) -> Notice:
    """Return the notice with fields changed."""
    lines = [0, *(at + 1 for at, char in enumerate(TEXT) if char == "\n"), len(TEXT) + 1]
    spans = [(start, end - 1) for start, end in pairwise(lines)]
    item = Node("2.1.1", "item", spans[3], spans[3], "（1）", 1, labels=[Label("sanction", 0.8)], status="completed")
    measure = Node(
        "2.1",
        "measure",
        spans[2],
        (spans[2][0], spans[3][1]),
        "1.",
        1,
        labels=[Label("fund", 0.9), Label("sanction", 0.8)],
        status="completed",
        status_basis="aspect",
        children=[item],
    )
    issue = Node(
        "2", "issue", spans[1], (spans[1][0], spans[3][1]), "一、", 1, "补贴发放不规范", problem="finance",
        problem_score=0.7, children=[measure],
    )  # fmt: skip
    money = TEXT.index("3.5万元")
    notice = Notice(
        id="a" * 16,
        source=Source("water.html", "text/html", "utf-8", "a" * 64, 900, {"url": "https://www.wanghu.example/a.html"}),
        text=TEXT,
        header=Header(
            title=HeaderField(TEXT[: spans[0][1]], spans[0]),
            agency=HeaderField("中共望湖区水务局党组", (0, 10)),
            inspection_period=HeaderField("2020-03-05/2020-05-10", (0, 2)),
            published=HeaderField("2020-12-03", (0, 2)),
        ),
        outline=[Node("1", "title", spans[0], spans[0]), issue],
        entities=[
            Entity("MONEY", (money, money + 5), "35000", "CNY", node="2.1"),
            Entity("PHONE", (0, 2), "020001", node="1"),
            Entity("DOCUMENT", (0, 2), None, kind="rule"),
        ],
        outcomes=[Outcome("money_recovered", "35000", "CNY", (money, money + 5), "2.1")],
        claims=[Claim("issues", 2.0, (0, 2), 1.0, "mismatch")],
        warnings=[NoticeWarning("totals-mismatch", "two issues stated, one found", (0, 2))],
    )
    return replace(notice, **changes)


@pytest.fixture
def notice() -> Notice:
    return make()


@pytest.fixture
def changed() -> Callable[..., Notice]:
    return make
