"""Checks of coded notices: each kind of fault is found, and sound gold has none."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from textmine.corpus.checks import copies, faults, leaks, shared, stale
from textmine.gold import GoldEntity, GoldNode, GoldNotice
from textmine.labels.taxonomy import load_taxonomy
from textmine.notice import HeaderField

ENTITY = GoldEntity("QUANTITY", (0, 1))


def said(notice: GoldNotice) -> str:
    return "\n".join(faults(notice, load_taxonomy()))


def with_node(notice: GoldNotice, path: tuple[int, ...], **codes: Any) -> GoldNotice:
    """Return the notice with other codes on the node at a path of places among siblings."""

    def change(nodes: list[GoldNode], path: tuple[int, ...]) -> list[GoldNode]:
        at, *rest = path
        node = nodes[at]
        node = msgspec.structs.replace(node, **({"children": change(node.children, tuple(rest))} if rest else codes))
        return [*nodes[:at], node, *nodes[at + 1 :]]

    return msgspec.structs.replace(notice, outline=change(notice.outline, path))


def test_sound_gold_has_no_fault(notice: GoldNotice) -> None:
    assert said(notice) == ""


@pytest.mark.parametrize(
    ("path", "codes", "fault"),
    [
        ((0,), {"problem": "money"}, "issue at 0: 'money' is no problem type"),
        ((0,), {"problem": None}, "None is no problem type"),
        ((0,), {"role": "heading"}, "'heading' is no role"),
        ((0,), {"span": (1, 6)}, "does not hold every character"),
        ((0,), {"span": (0, 60)}, "does not hold every character"),
        ((1, 0), {"labels": []}, "has no labels"),
        ((1, 0), {"labels": ["rulez"]}, "'rulez' is no label of the taxonomy"),
        ((1, 0), {"labels": ["fund", "fund"]}, "a label is given twice"),
        ((1, 0), {"status": "done"}, "'done' is no status"),
        ((1, 0), {"status_basis": None}, "None is no basis"),
        ((0, 0, 1), {"labels": ["lead"]}, "lacks its items' label 'lead'"),
    ],
)
def test_broken_nodes(notice: GoldNotice, path: tuple[int, ...], codes: dict[str, Any], fault: str) -> None:
    assert fault in said(with_node(notice, path, **codes))


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"entities": [GoldEntity("THING", (0, 1))]}, "'THING' is no entity label"),
        ({"entities": [ENTITY, ENTITY]}, "QUANTITY is coded twice"),
        ({"entities": [GoldEntity("ORG", (3, 3))]}, "[3, 3) is no place"),
        ({"entities": [GoldEntity("ORG", (0, 99))]}, "is no place"),
        ({"entities": [GoldEntity("ORG", (0, 7))]}, "begins or ends in white space"),
        ({"header": {"boss": HeaderField("x", (0, 1))}}, "'boss' is no field"),
        ({"header": {"agency": HeaderField("x", (-1, 1))}}, "is no place"),
    ],
)
def test_broken_facts(notice: GoldNotice, fields: dict[str, Any], fault: str) -> None:
    assert fault in said(msgspec.structs.replace(notice, **fields))


def test_gold_that_its_coding_no_longer_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、制度不全", encoding="utf-8")
    (tmp_path / "a.ann").write_text("I\t一、制度不全", encoding="utf-8")
    assert "a.gold.json is not what its coding says" in "\n".join(stale(tmp_path))
    (tmp_path / "a.ann").write_text("I\t一、别的", encoding="utf-8")
    assert "differs from the text" in "\n".join(stale(tmp_path))


LONG = "逐户核对低保台账，停发不合条件的补助12户"


@pytest.fixture
def pair(make) -> list[GoldNotice]:
    """Return two notices of which nothing but a title is alike, figures apart."""
    learnt, other = make("a", "甲县水务局", LONG), make("b", "乙县水务局", LONG.replace("12", "7"))
    apart = with_node(other, (1,), title="公车管理混乱", children=[])
    return [learnt, with_node(apart, (0,), children=[])]


def test_passages_written_twice(pair: list[GoldNotice]) -> None:
    assert [(found.first.source, found.second.source) for found in copies(pair)] == [("a", "b")]
    assert copies([pair[0], with_node(pair[1], (0,), title="公款吃喝屡禁不止")]) == []


def test_folds_that_leak(make, pair: list[GoldNotice]) -> None:
    one = [make("a", "中共甲县水务局党组"), make("b", "甲县水务局"), make("c", "丙县水务局")]
    assert list(leaks(one, [])) == []
    assert "of one agency, and in two folds" in "\n".join(leaks(one, [], group_of=lambda notice: notice.name))
    assert "share a passage" in "\n".join(leaks(pair, copies(pair)))


def test_a_test_that_is_no_test(make, pair: list[GoldNotice]) -> None:
    learnt, held = pair
    assert "a and b (held out) are worded alike" in "\n".join(shared([learnt], [held]))
    assert "of one agency" in "\n".join(shared([learnt], [learnt]))
    assert list(shared([learnt], [])) == []
