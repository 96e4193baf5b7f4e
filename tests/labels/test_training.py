"""Training: the same gold gives the same model, and what cannot be learnt from is said."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from textmine.errors import GoldError, TextmineError
from textmine.gold import GoldNotice, read_folder
from textmine.labels.classifier import default_model, score_units
from textmine.labels.examples import corpus_digest
from textmine.labels.features import extract
from textmine.labels.model import FILE, ModelError, decode_model, encode_model, load_model
from textmine.labels.taxonomy import load_taxonomy, read_taxonomy
from textmine.labels.training import FOLDS, folds, train

OWN = """name = "own"
version = "3"
source = "test"
[labels]
rule = "规则"
fund = "资金"
sanction = "问责"
[problems]
finance = "财务"
eight_point = "作风"
responsibility = "责任"
"""


def test_same_gold_same_bytes(gold: list[GoldNotice]) -> None:
    first, second = (encode_model(train(notices)[0]) for notices in (gold, gold[::-1]))
    assert first == second


def test_a_model_says_the_same_when_it_is_read_back(gold: list[GoldNotice]) -> None:
    model, *_ = train(gold)
    again = decode_model(encode_model(model), name="m")
    clauses = extract(["修订办法。", "约谈2人。", ""])
    for had, back in zip(*(score_units(clauses, [[0], [1], [2]], one) for one in (model, again)), strict=True):
        assert had.tolist() == back.tolist()


def test_it_learns_what_it_was_shown(gold: list[GoldNotice]) -> None:
    model, *_ = train(gold, read_taxonomy(OWN, name="own"))
    _, scores, _ = score_units(extract(["清退补贴7元。"]), [[0]], model)
    assert scores[0].argmax() == list(model.meaning.taxonomy.labels).index("fund")


@pytest.mark.parametrize(
    ("groups", "count"), [([0, 1, 2, 3], 4), ([0, 0, 1, 1], 2), ([0, 1, 0, 2], 3), (list(range(20)), FOLDS)]
)
def test_whole_groups_are_kept_out(groups: list[int], count: int) -> None:
    found = folds(np.arange(len(groups)) + 1, np.array(groups))
    assert len({*found}) == count
    assert len({*zip(groups, found, strict=True)}) == len({*groups}), "a group lies in two folds"


def test_one_group_is_too_little(gold: list[GoldNotice]) -> None:
    with pytest.raises(GoldError, match="one agency"):
        train(gold, group_of=lambda notice: "甲局")


def with_codes(notice: GoldNotice, **codes: object) -> GoldNotice:
    """Return the notice with other codes on its measures (`labels`) or issues (`problem`)."""
    nodes = []
    for issue in notice.outline:
        children = [msgspec.structs.replace(issue.children[0], labels=codes.get("labels", issue.children[0].labels))]
        nodes.append(msgspec.structs.replace(issue, children=children, problem=codes.get("problem", issue.problem)))
    return msgspec.structs.replace(notice, outline=nodes)


@pytest.mark.parametrize(
    ("codes", "fault"),
    [
        ({"labels": ["rulez"]}, "'rulez' is no label of the taxonomy"),
        ({"problem": "money"}, "'money' is no problem type of the taxonomy"),
        ({"problem": None}, "None is no problem type"),
        ({"labels": []}, "measure 1 has no labels"),
    ],
)
def test_codes_that_are_none(gold: list[GoldNotice], codes: dict[str, object], fault: str) -> None:
    with pytest.raises(GoldError, match=fault):
        train([*gold, with_codes(gold[0], **codes)])


@pytest.mark.parametrize(
    ("codes", "fault"),
    [({"labels": ["rule"]}, "every measure is coded 'rule'"), ({"problem": "duty"}, "every issue is coded 'duty'")],
)
def test_one_class_only(gold: list[GoldNotice], codes: dict[str, object], fault: str) -> None:
    with pytest.raises(GoldError, match=fault):
        train([with_codes(notice, **codes) for notice in gold])


def test_one_notice_is_too_little(gold: list[GoldNotice]) -> None:
    with pytest.raises(GoldError, match="at least two"):
        train(gold[:1])


@pytest.mark.parametrize("place", [0, 25, 400, 5000, -1])
def test_a_tampered_model_is_refused(gold: list[GoldNotice], place: int) -> None:
    data = bytearray(encode_model(train(gold)[0]))
    data[place] ^= 1
    with pytest.raises(ModelError, match=r"damaged|no model"):
        decode_model(bytes(data), name="m")


@pytest.mark.parametrize("data", [b"", b"textmine labels 1\n", b"PK\x03\x04", b"textmine labels 1\n" + b"\xff" * 60])
def test_what_is_no_model(data: bytes) -> None:
    with pytest.raises(ModelError):
        decode_model(data, name="m")


def test_another_taxonomy_is_refused(gold: list[GoldNotice], tmp_path: Path) -> None:
    own = read_taxonomy(OWN, name="own")
    (tmp_path / FILE).write_bytes(encode_model(train(gold, own)[0]))
    assert load_model(tmp_path, own).meaning.taxonomy == own
    with pytest.raises(ModelError, match=r"own 3, not for rectification"):
        load_model(tmp_path, load_taxonomy())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name = ", "no TOML"),
        (OWN.replace('version = "3"', ""), "version"),
        (OWN.split("[problems]")[0], "problems"),
        (OWN.replace('rule = "规则"', "rule = 3"), "rule"),
    ],
)
def test_broken_taxonomies(text: str, fault: str) -> None:
    with pytest.raises(TextmineError, match=fault):
        read_taxonomy(text, name="t")


def test_the_shipped_model_is_of_this_corpus() -> None:
    corpus = Path(__file__).parents[2] / "corpora" / "notices"
    assert default_model().meaning.corpus == corpus_digest(read_folder(corpus)), "run scripts/train"
