"""A small spaCy entity recogniser trained on the corpus, against the rules, label by label, on notices kept out of training.

The rules were written with the corpus in sight, the model sees only its training half: a model that ships must win here
all the same. It does not; docs/accuracy.md has the table.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from textmine.evaluation import Matches
from textmine.gold import GoldNotice, read_folder
from textmine.pipeline import parse_text

CORPUS = Path(__file__).parent.parent / "corpora" / "notices"
EPOCHS = 15


def lines(gold: GoldNotice) -> list[tuple[str, int, list[tuple[int, int, str]]]]:
    """Return each line with where it starts and its entities; what lies inside a title is left out, spaCy has no nesting."""
    rows, at = [], 0
    titles = [entity.span for entity in gold.entities if entity.label == "DOCUMENT"]
    flat = [e for e in gold.entities if e.label == "DOCUMENT" or not any(a <= e.span[0] < b for a, b in titles)]
    for line in gold.text.split("\n"):
        end = at + len(line)
        rows.append((line, at, [(e.span[0] - at, e.span[1] - at, e.label) for e in flat if at <= e.span[0] < end]))
        at = end + 1
    return rows


def main() -> int:
    fix_random_seed(0)
    notices = [gold for gold in read_folder(CORPUS) if gold.entities]
    held = notices[::4]
    trained = [gold for gold in notices if gold not in held]
    nlp = spacy.blank("zh")  # one token a character: every entity is a run of whole tokens
    ner = nlp.add_pipe("ner")
    examples = []
    for gold in trained:
        for line, _, entities in lines(gold):
            for _, _, label in entities:
                ner.add_label(label)  # type: ignore[attr-defined]
            if line:
                examples.append(Example.from_dict(nlp.make_doc(line), {"entities": entities}))
    nlp.initialize(lambda: examples)
    shuffle = random.Random(0)
    for _ in range(EPOCHS):
        shuffle.shuffle(examples)
        for batch in minibatch(examples, 32):
            nlp.update(batch, drop=0.2)
    scores: dict[str, tuple[Matches, Matches]] = {}
    for gold in held:
        wanted = [(a + at, b + at, label) for _, at, rows in lines(gold) for a, b, label in rows]
        titles = [(a, b) for a, b, label in wanted if label == "DOCUMENT"]
        model = [
            (ent.start_char + at, ent.end_char + at, ent.label_)
            for line, at, _ in lines(gold) for ent in nlp(line).ents
        ]  # fmt: skip
        rules = [
            (*e.span, e.label)
            for e in parse_text(gold.text).entities
            if e.label == "DOCUMENT" or not any(a <= e.span[0] < b for a, b in titles)
        ]
        for label in {row[2] for row in wanted}:
            for matches, found in zip(scores.setdefault(label, (Matches(), Matches())), (model, rules), strict=True):
                matches.add([r for r in wanted if r[2] == label], [r for r in found if r[2] == label])
    print(f"{len(trained)} notices trained on, {len(held)} kept out; span F1\n\nlabel       model   rules   gold")
    for label, (model_, rules_) in sorted(scores.items()):
        print(f"{label:10} {model_.f1 or 0:6.3f}  {rules_.f1 or 0:6.3f}  {model_.gold:5}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
