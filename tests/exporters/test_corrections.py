"""What people correct in Label Studio becomes gold, and nothing else does."""

from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from textmine.errors import GoldError
from textmine.exporters.corrections import read_corrections, write_gold
from textmine.exporters.label_studio import task
from textmine.generator import LAYOUTS, generate
from textmine.gold import GoldNode, read_gold
from textmine.notice import Node, Notice
from textmine.pipeline import parse_text


def corrected(notice: Notice) -> dict[str, Any]:
    """Return a notice's task as Label Studio gives it back when nothing was changed."""
    found = msgspec.json.decode(msgspec.json.encode(task(notice)))
    found["annotations"] = [{"result": found["predictions"][0]["result"], "was_cancelled": False}]
    return found


def save(path: Path, *tasks: dict[str, Any]) -> Path:
    path.write_bytes(msgspec.json.encode(tasks))
    return path


def shape(nodes: list[Node] | list[GoldNode]) -> list[Any]:
    return [(node.role, node.span, shape(node.children)) for node in nodes]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_was_not_changed_comes_back(tmp_path: Path, layout: str) -> None:
    notice = parse_text(generate(Random(2), LAYOUTS[layout]).text)
    (gold,) = read_corrections(save(tmp_path / "export.json", corrected(notice)))
    assert gold.text == notice.text
    assert shape(gold.outline) == shape(notice.outline)
    assert [(e.label, e.span, e.value, e.unit, e.mod) for e in gold.entities] == [
        (e.label, e.span, e.value, e.unit, e.mod) for e in notice.entities
    ]


def test_labels_and_choices_are_taken(tmp_path: Path, notice: Notice) -> None:
    (gold,) = read_corrections(save(tmp_path / "export.json", corrected(notice)))
    measure = gold.outline[1].children[0]
    assert (measure.labels, measure.status, measure.status_basis) == (["fund", "check"], "completed", "aspect")
    assert (gold.outline[1].problem, gold.outline[1].title) == ("finance", "补贴发放不规范")
    assert gold.header["agency"].value == "中共望湖区水务局党组"


def test_a_changed_entity_has_no_value_any_more(tmp_path: Path, notice: Notice) -> None:
    found = corrected(notice)
    (region,) = [region for region in found["annotations"][0]["result"] if region["from_name"] == "entities"]
    region["value"] |= {"end": region["value"]["end"] - 1, "text": region["value"]["text"][:-1]}
    (gold,) = read_corrections(save(tmp_path / "export.json", found))
    assert [(entity.label, entity.value) for entity in gold.entities] == [("MONEY", None)]


def test_a_region_drawn_anew_finds_its_parent_by_its_role(tmp_path: Path, notice: Notice) -> None:
    found = corrected(notice)
    found["data"]["nodes"] = {}
    for region in found["annotations"][0]["result"]:
        region.pop("parentID", None)
    (gold,) = read_corrections(save(tmp_path / "export.json", found))
    title, first, second = shape(notice.outline)
    assert shape(gold.outline) == [(title[0], title[1], [first, second])]


def test_offsets_in_utf16_units_are_understood(tmp_path: Path) -> None:
    notice = parse_text("𠮷田县某局党组关于巡察整改情况的通报\n一、关于学习不深入的问题\n1.修订《𠮷田制度》，学习3次。")
    found = corrected(notice)
    for region in found["annotations"][0]["result"]:
        value = region["value"]
        for key in ("start", "end"):
            value[key] = len(notice.text[: value[key]].encode("utf-16-le")) // 2
    (gold,) = read_corrections(save(tmp_path / "export.json", found))
    assert shape(gold.outline) == shape(notice.outline)


def test_the_last_annotation_counts_and_a_cancelled_one_never(tmp_path: Path, notice: Notice) -> None:
    found = corrected(notice)
    last = {"result": found["annotations"][0]["result"][:1]}
    found["annotations"] += [last, {"result": [], "was_cancelled": True}]
    (gold,) = read_corrections(save(tmp_path / "export.json", found))
    assert len(gold.outline) == 1


def test_gold_files_are_named_after_the_notice_and_stay_in_their_folder(tmp_path: Path, notice: Notice) -> None:
    first, second = corrected(notice), corrected(notice)
    second["data"]["name"] = "../../water.html"
    written = write_gold(save(tmp_path / "export.json", first, second), tmp_path / "gold")
    assert [path.relative_to(tmp_path / "gold").as_posix() for path in written] == [
        "water.gold.json", "water-2.gold.json",
    ]  # fmt: skip
    assert read_gold(written[0]).text == notice.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda value: value.update(labels=["chapter"]), "is no role"),
        (lambda value: value.update(start=0, end=40, text=None), "overlap"),
        (lambda value: value.update(end=10**6), "not in the text"),
        (lambda value: value.update(text="别的文字"), "not in the text"),
        (lambda value: value.update(start=-3), "not in the text"),
    ],
)
def test_a_broken_task_is_an_error(tmp_path: Path, notice: Notice, change, said: str) -> None:
    found = corrected(notice)
    change(found["annotations"][0]["result"][0]["value"])
    with pytest.raises(GoldError, match=said):
        list(read_corrections(save(tmp_path / "export.json", found)))


@pytest.mark.parametrize("content", ["", "[1]", '{"a": 1}', "[" * 5000, '[{"data": {}}]'])
def test_what_is_no_export_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "export.json").write_text(content)
    with pytest.raises(GoldError, match="no export of Label Studio"):
        list(read_corrections(tmp_path / "export.json"))
