"""What the parser reaches on the authored corpus, as floors: they were measured, and they only rise."""

from pathlib import Path

import pytest

from textmine.evaluation import Evaluation
from textmine.gold import read_folder
from textmine.pipeline import parse_text

CORPUS = Path(__file__).parent.parent / "corpora" / "notices"

# F1, or the share that is right.
FLOORS = {
    "partition law": 1.0,
    "outline area+issue+measure": 0.999,
    "outline item": 0.99,
    "outline all roles": 0.99,
    "whole tree right": 0.985,
    "issue title": 0.997,
    "header all": 0.99,
    "claims": 0.99,
    "claims with verdict": 0.985,
    "outcomes": 0.978,
    "status": 0.985,
    "entity ORG span": 0.96,
    "entity ORG span+value": 0.945,
    "entity all span": 0.98,
    "entity all span+value": 0.976,
    "entity DATE span+value": 0.985,
    "entity DURATION span+value": 0.98,
    "entity FREQUENCY span+value": 0.99,
    "entity MONEY span+value": 0.99,
    "entity PERCENT span+value": 0.99,
    "entity QUANTITY span+value": 0.99,
    "entity DOCUMENT span+value": 0.99,
    "entity ARTICLE span+value": 0.99,
    "entity PHONE span+value": 0.99,
    "entity EMAIL span+value": 0.99,
    "entity POSTCODE span+value": 0.99,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    evaluation = Evaluation()
    for gold in read_folder(CORPUS):
        evaluation.add(gold, parse_text(gold.text))
    return evaluation.figures()


@pytest.mark.parametrize("name", FLOORS)
def test_floor(figures, name: str) -> None:
    figure = figures[name]
    reached = figure["accuracy"] if "accuracy" in figure else figure["f1"]
    assert reached >= FLOORS[name], f"{name}: {reached:.3f}"


def test_corpus_is_whole() -> None:
    names = {path.name.split(".")[0] for path in CORPUS.iterdir()}
    assert len(names) >= 24
    for name in names:
        for part in ("txt", "ann", "entities.tsv", "measures.tsv", "issues.tsv", "meta.tsv", "gold.json"):
            assert (CORPUS / f"{name}.{part}").exists(), f"{name}.{part} is missing"


def test_gold_is_what_its_coding_says() -> None:
    from textmine.coding import read_coding
    from textmine.gold import encode_gold

    for path in sorted(CORPUS.glob("*.gold.json")):
        coded = encode_gold(read_coding(path.with_name(path.name.removesuffix(".gold.json"))))
        assert coded == path.read_bytes(), f"run scripts/gold: {path.name} is stale"
