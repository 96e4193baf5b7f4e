"""Coded notices of the tests' own: two kinds of measures, as many as a model needs to learn something."""

from pathlib import Path

import pytest

from textmine.gold import GoldNode, GoldNotice, encode_gold

PAIRS = [
    ("修订《差旅费管理办法》{}条。", "rule", "finance", "经费报销不规范"),
    ("清退违规发放的补贴{}元。", "fund", "eight_point", "违规发放津贴"),
    ("对责任人{}人予以诫勉谈话。", "sanction", "responsibility", "监督责任落实不力"),
]


def coded(number: int) -> GoldNotice:
    """Return a notice of three issues with a measure each."""
    lines, nodes, at = [], [], 0
    for order, (measure, label, problem, heading) in enumerate(PAIRS):
        first, second = f"{order + 1}.关于{heading}的问题", measure.format(number + order + 2)
        start, middle = at, at + len(first) + 1
        at = middle + len(second) + 1
        child = GoldNode("measure", (middle, at - 1), labels=[label], status="completed")
        nodes.append(GoldNode("issue", (start, middle - 1), problem=problem, children=[child]))
        lines += [first, second]
    return GoldNotice(f"n{number:02}", "\n".join(lines), nodes)


@pytest.fixture
def gold() -> list[GoldNotice]:
    return [coded(number) for number in range(10)]


@pytest.fixture
def folder(gold: list[GoldNotice], tmp_path: Path) -> Path:
    place = tmp_path / "gold"
    place.mkdir()
    for notice in gold:
        (place / f"{notice.name}.gold.json").write_bytes(encode_gold(notice))
    return place
