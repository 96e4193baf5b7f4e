"""What sets a group's words and labels apart: weighted log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn (2008): the log of the odds of a word in a group over its odds elsewhere, drawn by a prior
towards no difference, and by its standard error, so that neither rare words nor mere frequency come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from textmine.compare.clustering import even_residuals
from textmine.compare.contingency import adjusted_p
from textmine.compare.counts import counted
from textmine.compare.members import Members, Numbers, members
from textmine.compare.notes import coding_notes, group_notes
from textmine.compare.permutation import Difference, difference
from textmine.compare.resampling import DRAWS, Floats
from textmine.compare.sample import Sample
from textmine.compare.table import Cell, Column, Note, Table, cell
from textmine.compare.vocabulary import EVERYWHERE, FEWEST_NOTICES, Texts, read_vocabulary
from textmine.compare.word_permutation import column_sums, summing, word_difference

_COLUMNS: Final = (
    Column("group"), Column("word"), Column("count", "count"), Column("n", "count"), Column("count_elsewhere", "count"),
    Column("n_elsewhere", "count"), Column("notices", "count"), Column("log_odds", "number"), Column("z", "number"),
    Column("p", "p"), Column("q", "p"),
)  # fmt: skip
_LEFT_OUT: Final = (Column("word"), Column("why"), Column("count", "count"), Column("notices", "count"))
METHODS: Final = ("monroe2008", "benjamini1995", "phipson2010")
# Rarer words are one writer's: they are compared with nothing.
_FEWEST: Final = 5
_FEWEST_SPREAD: Final = 3


def log_odds(counts: ArrayLike, prior: ArrayLike) -> tuple[Floats, Floats]:
    """Return the log-odds of each word in each group against all other groups, and the same in standard errors.

    `counts` is groups × words, `prior` how often the prior has seen each word.

    >>> ratio, z = log_odds([[30, 70], [10, 90]], [4, 16])
    >>> ratio.round(3).tolist(), z.round(3).tolist()
    ([[1.096, -1.096], [-1.096, 1.096]], [[3.453, -7.555], [-3.453, 7.555]])
    """
    inside, seen = np.asarray(counts, dtype=float), np.asarray(prior, dtype=float)
    elsewhere = inside.sum(axis=0) - inside
    first, second = inside + seen, elsewhere + seen
    rest = inside.sum(axis=1, keepdims=True) + seen.sum() - first
    others = elsewhere.sum(axis=1, keepdims=True) + seen.sum() - second
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(first / rest) - np.log(second / others)
        z = ratio / np.sqrt(1 / first + 1 / second)
    return ratio, z


def keyness(
    sample: Sample, *, texts: Texts = "measures", top: int | None = 50, everywhere: float = EVERYWHERE,
    draws: int = DRAWS, seed: int = 0,
) -> Table:  # fmt: skip
    """Return the words that set each group apart by their weighted log-odds against all others, the strongest first.

    At most `top` that it has more of than others; with None all, also those it has less of. The prior has seen as many
    words as the mean notice has, each as often as all notices say it. `p` deals whole notices out to the groups anew,
    `q` is its Benjamini–Hochberg value among all words and groups. What is no word here, because it is a formula, a
    name or grammar, `left_out` lists.
    """
    notes, every = list(group_notes(sample)), members(sample)
    words, table = read_vocabulary(sample, texts=texts, everywhere=everywhere)[0]
    units = np.asarray(table.sum(axis=1), dtype=float).ravel()
    if not units.any() and sample.cases:
        notes.append(Note("no_words", {"texts": texts}))
    at, placed = every.with_units(units)
    if len(placed.groups) < 2:
        return Table("keyness", _COLUMNS, [], tuple(notes), METHODS)
    table, units = table[at], units[at]
    if len(at) < FEWEST_NOTICES:
        notes.append(Note("too_few_for_formulae", {"notices": len(at), "fewest": FEWEST_NOTICES}))
    common = np.flatnonzero((column_sums(table) >= _FEWEST) & (column_sums(table > 0) >= _FEWEST_SPREAD))
    notes.append(Note("rare_words", {"words": len(words) - len(common), "count": _FEWEST, "notices": _FEWEST_SPREAD}))
    table = table[:, common]
    found = word_difference(table, units, placed, draws=draws, seed=seed)
    if found is None:
        notes.append(Note("too_much_to_permute", {"words": len(common), "groups": len(placed.groups)}))
    dealt = summing(placed.of, len(placed.groups))
    inside, spread = (dealt @ table).toarray(), (dealt @ (table > 0)).toarray()
    rows = _rows(placed, [words[word] for word in common], inside, spread, dealt @ units, found, top)
    return Table("keyness", _COLUMNS, list(rows), tuple(notes), METHODS)


def label_keyness(sample: Sample, *, draws: int = DRAWS, seed: int = 0) -> Table:
    """Return by how much each group has more or less of each label than all others, in weighted log-odds.

    A group's odds are those of the label among all labels that its measures have; `word` is the label. `p` and `q` are as
    in `keyness`.
    """
    notes, every = list(group_notes(sample)), members(sample)
    counts = counted(sample, "label")
    notes += coding_notes(sample, counts)
    at, placed = every.with_units(counts.units)
    if len(placed.groups) < 2:
        return Table("label_keyness", _COLUMNS, [], tuple(notes), METHODS)
    table = counts.table[at]
    units = table.sum(axis=1)
    found = difference(even_residuals(table, units), placed.of, len(placed.groups), draws=draws, seed=seed)
    inside, spread = placed.sums(table), placed.sums((table > 0).astype(np.int64))
    rows = _rows(placed, counts.codes, inside, spread, placed.sums(units), found, None)
    return Table("label_keyness", _COLUMNS, list(rows), tuple(notes), METHODS)


def left_out(sample: Sample, *, texts: Texts = "measures", everywhere: float = EVERYWHERE) -> Table:
    """Return the words that `keyness` does not compare, by reason: `formula`, `name`, `frame`, `short`."""
    rows: list[tuple[Cell, ...]] = list(read_vocabulary(sample, texts=texts, everywhere=everywhere)[1])
    return Table("left_out", _LEFT_OUT, rows, () if rows else (Note("nothing_left_out"),))


def _rows(
    placed: Members, words: list[str], inside: Floats | Numbers, spread: Floats | Numbers, n: Floats | Numbers,
    found: Difference | None, top: int | None,
) -> Iterator[tuple[Cell, ...]]:  # fmt: skip
    """Yield the rows of each group; `n` are all its words, also those that are not among `words`."""
    all_words = np.column_stack([inside, n - inside.sum(axis=1)])
    seen = all_words.sum(axis=0)
    ratio, z = (out[:, :-1] for out in log_odds(all_words, seen / max(1, len(placed.of))))
    nothing = np.full(inside.shape, np.nan)
    p, q = (found.p_of_group, adjusted_p(found.p_of_group)) if found else (nothing, nothing)
    for group, name in enumerate(placed.groups):
        order = np.argsort(-z[group], kind="stable")
        for word in order if top is None else order[:top][z[group, order[:top]] > 0]:
            count, elsewhere = int(inside[group, word]), int(inside[:, word].sum() - inside[group, word])
            yield (
                name, words[word], count, int(n[group]), elsewhere, int(n.sum() - n[group]), int(spread[group, word]),
                cell(ratio[group, word]), cell(z[group, word]), cell(p[group, word]), cell(q[group, word]),
            )  # fmt: skip
