"""What the parser reaches on the authored corpus, as floors: they were measured, and they only rise."""

from pathlib import Path

import pytest

from textmine.evaluation import Evaluation
from textmine.gold import read_folder
from textmine.pipeline import parse_text

CORPORA = Path(__file__).parent.parent / "corpora"
CORPUS = CORPORA / "notices"

# F1, or the share that is right.
FLOORS = {
    "partition law": 1.0,
    "outline area+issue+measure": 0.999,
    "outline item": 0.997,
    "outline all roles": 0.999,
    "whole tree right": 0.975,
    "issue title": 0.999,
    "header all": 0.993,
    "claims": 0.989,
    "claims with verdict": 0.989,
    "outcomes": 0.978,
    "status": 0.983,
    "entity ORG span": 0.965,
    "entity ORG span+value": 0.952,
    "entity all span": 0.982,
    "entity all span+value": 0.978,
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


# Small notices: laid out as most are, and as no other.
USUAL = {"partition law": 1.0, "whole tree right": 1.0, "issue title": 0.99, "outline with parents": 1.0}
UNUSUAL = {
    "partition law": 1.0,
    "whole tree right": 0.58,
    "outline area+issue+measure": 0.939,
    "outline with parents": 0.907,
}


def evaluated(folder: Path, prefix: str = "") -> dict[str, float]:
    """Return the F1 of each figure, or the share that is right, over the notices whose names begin so."""
    evaluation = Evaluation()
    for gold in read_folder(folder):
        if gold.name.startswith(prefix):
            evaluation.add(gold, parse_text(gold.text))
    return {name: figure.get("accuracy", figure.get("f1")) for name, figure in evaluation.figures().items()}


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return evaluated(CORPUS)


@pytest.mark.parametrize("name", FLOORS)
def test_floor(figures, name: str) -> None:
    assert figures[name] >= FLOORS[name], f"{name}: {figures[name]:.4f}"


@pytest.mark.parametrize(("prefix", "floors"), [("usual", USUAL), ("unusual", UNUSUAL)])
def test_small_notices(prefix: str, floors: dict[str, float]) -> None:
    reached = evaluated(CORPORA / "layouts", prefix)
    assert {name: reached[name] for name, floor in floors.items() if reached[name] < floor} == {}


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
