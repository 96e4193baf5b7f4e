"""A notice with a ledger's fields, labels and money; LibreOffice where it is installed."""

import os
import shutil
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from textmine.notice import Entity, Header, HeaderField, Label, Node, Notice, Outcome, Source

LINES = (
    "中共望湖区水务局党组关于巡察整改情况的通报",
    "一、关于补贴发放不规范的问题",
    "=1+1清退违规补贴3.5万元，其中加班补贴3万元、交通补贴0.5万元。",
    "责任单位：财务科",
    "完成时限：2020年6月",
    "二、关于合同管理不严的问题",
)


def make(**changes: object) -> Notice:
    """Return the notice with fields changed."""
    text = "\n".join(LINES)
    spans, at = [], 0
    for line in LINES:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    unit = Node("2.1.1", "field", spans[3], spans[3], key="owner_unit", value="财务科")
    deadline = Node("2.1.2", "field", spans[4], spans[4], key="deadline", value="2020-06")
    measure = Node(
        "2.1", "measure", spans[2], (spans[2][0], spans[4][1]), labels=[Label("fund", 0.9), Label("check", 0.6)],
        status="completed", status_basis="aspect", children=[unit, deadline],
    )  # fmt: skip
    issue = Node(
        "2", "issue", spans[1], (spans[1][0], spans[4][1]), "一、", 1, "补贴发放不规范", problem="finance", children=[measure]
    )  # fmt: skip
    sums = [text.index(said) for said in ("3.5万元", "3万元", "0.5万元")]
    money = [
        Outcome("money_recovered", value, "CNY", (start, start + 3), "2.1")
        for value, start in zip(("35000", "30000", "5000"), sums, strict=True)
    ]
    notice = Notice(
        id="a" * 16,
        source=Source("water.html", "text/html", "utf-8", "a" * 64, 900),
        text=text,
        header=Header(title=HeaderField(LINES[0], spans[0]), agency=HeaderField("中共望湖区水务局党组", (0, 10))),
        outline=[
            Node("1", "title", spans[0], spans[0]),
            issue,
            Node("3", "issue", spans[5], spans[5], "二、", 2, "合同管理不严"),
        ],
        entities=[Entity("MONEY", (sums[0], sums[0] + 5), "35000", "CNY", node="2.1")],
        outcomes=money,
    )
    return replace(notice, **changes)


@pytest.fixture
def notice() -> Notice:
    return make()


@pytest.fixture
def changed() -> Callable[..., Notice]:
    return make


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("libreoffice") and not shutil.which("soffice"):
        if os.environ.get("TEXTMINE_REQUIRE_ALL"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
