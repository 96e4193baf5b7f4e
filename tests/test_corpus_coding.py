"""A coder's tables of measures and items: what they say stands in the gold, and what contradicts itself is refused."""

from pathlib import Path

import pytest

from textmine.coding import read_coding
from textmine.errors import GoldError


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    base = tmp_path / "n"
    (tmp_path / "n.txt").write_text("甲、制度不全\n采取措施：一是修订办法；二是约谈2人。", encoding="utf-8")
    (tmp_path / "n.ann").write_text("I\t甲、制度不全\nM\t采取措施：⟨1⟩一是修订办法；⟨1⟩二是约谈2人。", encoding="utf-8")
    (tmp_path / "n.measures.tsv").write_text("1\trule;sanction\tcompleted\taspect\n", encoding="utf-8")
    return base


def test_items_carry_their_labels(coded: Path) -> None:
    coded.with_name("n.items.tsv").write_text("1\trule\n2\tsanction\n", encoding="utf-8")
    items = [node for top in read_coding(coded).outline for node in top.walk() if node.role == "item"]
    assert [item.labels for item in items] == [["rule"], ["sanction"]]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("1\trule\n2\tfund\n", "measure 1 lacks its items' label 'fund'"),
        ("1\trule\n", "2 items, 1 coded"),
        ("1\trule\n1\tsanction\n", "coded twice"),
        ("1\trule\n3\tsanction\n", "there is no item '3'"),
        ("x\trule\n", "there is no item 'x'"),
    ],
)
def test_what_contradicts_itself_is_refused(coded: Path, rows: str, fault: str) -> None:
    coded.with_name("n.items.tsv").write_text(rows, encoding="utf-8")
    with pytest.raises(GoldError, match=fault):
        read_coding(coded)
