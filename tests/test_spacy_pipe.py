"""The spaCy component and tokenizer: what is tagged in a notice stands in the Doc, on whole tokens."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

from textmine.notice import Notice
from textmine.pipeline import parse_text
from textmine.spacy_pipe import to_doc, to_docbin

TEXT = (
    "中共青澜县水务局党组关于巡察整改情况的通报\n一、关于制度不全的问题\n"
    "1.2019年7月12日至9月12日，修订《青澜县财务办法（2020年）》，追缴约12.5万元，占35%，诫勉2人。\n2.每月对账。"
)
TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "textmine.Tokenizer.v1"}}}


def pipeline(*, own_tokenizer: bool) -> Language:
    nlp = spacy.blank("zh", config=TOKENIZER if own_tokenizer else {})
    nlp.add_pipe("textmine")
    return nlp


def tagged(notice: Notice) -> list[tuple[object, ...]]:
    return [(e.label, e.span, e.value, e.unit, e.mod, e.node) for e in notice.entities]


def tagged_in(doc: spacy.tokens.Doc) -> list[tuple[object, ...]]:
    return [
        (s.label_, (s.start_char, s.end_char), s._.value, s._.unit, s._.mod, s._.node) for s in doc.spans["entities"]
    ]


@pytest.mark.parametrize("own_tokenizer", [True, False], ids=["own tokenizer", "tokens of spaCy's"])
def test_component_says_what_the_notice_says(own_tokenizer: bool) -> None:
    doc = pipeline(own_tokenizer=own_tokenizer)(TEXT)
    notice = parse_text(TEXT)
    assert doc.text == TEXT
    assert tagged_in(doc) == tagged(notice)
    assert [(s.id_, s.label_, s.text) for s in doc.spans["outline"]] == [
        (node.id, node.role, notice.text_of(node)) for node in notice.walk()
    ]


def test_entities_of_a_doc_are_the_outermost() -> None:
    notice = parse_text(TEXT)
    inner = [
        e.span
        for e in notice.entities
        if any(o is not e and o.span[0] <= e.span[0] and e.span[1] <= o.span[1] for o in notice.entities)
    ]
    found = [(e.start_char, e.end_char) for e in to_doc(notice).ents]
    assert inner
    assert found == [e.span for e in notice.entities if e.span not in inner]


def test_component_splits_the_tokens_of_any_pipeline() -> None:
    nlp = pipeline(own_tokenizer=False)
    doc = spacy.tokens.Doc(nlp.vocab, words=["追缴12.5万元，诫勉2人。"], spaces=[False])
    assert [e.text for e in nlp(doc).ents] == ["12.5万元", "2人"]


def test_words_of_the_field_are_tokens() -> None:
    doc = pipeline(own_tokenizer=True)("向县纪委监委移交")
    assert "县纪委监委" in [token.text for token in doc]


def test_line_ends_keep_their_offsets() -> None:
    text = TEXT.replace("\n", "\r\n")
    doc = pipeline(own_tokenizer=True)(text)
    assert doc.text == text
    assert [e.text for e in doc.ents] == [e.text for e in to_doc(parse_text(TEXT)).ents]


def test_docbin_comes_back_with_values() -> None:
    notice = parse_text(TEXT)
    data = to_docbin([notice]).to_bytes()
    [doc] = DocBin().from_bytes(data).get_docs(spacy.blank("zh").vocab)
    assert doc.text == notice.text
    assert tagged_in(doc) == tagged(notice)


def test_pipeline_is_written_and_read(tmp_path: Path) -> None:
    pipeline(own_tokenizer=True).to_disk(tmp_path)
    read = spacy.load(tmp_path)
    assert tagged_in(read(TEXT)) == tagged(parse_text(TEXT))


def test_entry_points_lead_here() -> None:
    path = Path(__file__).parent.parent / "pyproject.toml"
    points = tomllib.loads(path.read_text(encoding="utf-8"))["project"]["entry-points"]
    for group, name in (("spacy_factories", "textmine"), ("spacy_tokenizers", "textmine.Tokenizer.v1")):
        module, _, function = points[group][name].partition(":")
        assert callable(getattr(import_module(module), function))


@settings(max_examples=40)
@given(st.text("一、（一）1.的问题《》2019年3月万元,。，\n\r 县局", max_size=60))
def test_any_text_keeps_its_text(text: str) -> None:
    nlp = pipeline(own_tokenizer=True)
    doc = nlp(text)
    assert doc.text == text
    assert len(doc.spans["entities"]) == len(parse_text(text.replace("\r\n", " \n")).entities)
