"""The record itself: what comes back from JSON, and as a spaCy Doc."""

from textmine.notice import Notice, json_schema
from textmine.pipeline import parse_text

TEXT = "某县水务局党组关于巡察整改情况的通报\n一、关于账目不清的问题\n1.2021年3月追回3.2万元，约谈2人。"


def test_json_round_trip() -> None:
    notice = parse_text(TEXT)
    assert Notice.from_json(notice.to_json(indent=1)) == notice


def test_schema_names_every_field() -> None:
    properties = json_schema()["$defs"]["Notice"]["properties"]
    assert set(properties) == set(Notice.__struct_fields__)


def test_to_spacy() -> None:
    notice = parse_text(TEXT)
    doc = notice.to_spacy()
    assert doc.text == notice.text
    assert [(span.text, span.label_) for span in doc.spans["entities"]] == [
        (notice.text_of(entity), entity.label) for entity in notice.entities
    ]
    assert len(doc.spans["outline"]) == len(list(notice.walk()))
