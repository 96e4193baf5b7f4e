"""Notices read back from JSON, and what is said of what is none."""

from pathlib import Path

import pytest

from textmine.collection import read_collection
from textmine.errors import ReadError
from textmine.pipeline import parse_text

NOTICES = [parse_text(f"某局关于整改情况的通报\n一、关于学习不深入的问题\n1.学习{number}次。") for number in range(3)]


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.jsonl").write_text(NOTICES[1].to_json() + "\n\n" + NOTICES[2].to_json(), encoding="utf-8")
    (tmp_path / "a.json").write_text(NOTICES[0].to_json(indent=1), encoding="utf-8")
    (tmp_path / "a.gold.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("no notice")
    assert list(read_collection(tmp_path)) == NOTICES
    assert list(read_collection(tmp_path / "a.json")) == NOTICES[:1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"schema": ', r"a.jsonl:2: no JSON"),
        ("[1, 2]", "a JSON text, but no notice"),
        ('{"text": "通报"}', "names no schema"),
        ('{"schema": "textmine.notice/2"}', "its schema is 'textmine.notice/2'"),
        ('{"schema": "textmine.notice/1", "id": 5}', "breaks the contract"),
        ("[" * 100_000, "nested too deeply|no JSON|a JSON text"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([NOTICES[0].to_json(), content, NOTICES[1].to_json()]), encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        list(read_collection(path))
    errors: list[ReadError] = []
    assert list(read_collection(path, on_error=errors.append)) == NOTICES[:2]
    assert len(errors) == 1
    assert "\n" not in str(errors[0])


@pytest.mark.parametrize(("name", "said"), [("nowhere", "no such file"), ("", "no .json or .jsonl")])
def test_nothing_to_read_is_an_error(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        list(read_collection(tmp_path / name))
