"""What every comparison has to say of its groups and of what is coded in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textmine.compare.counts import Counts
from textmine.compare.members import members
from textmine.compare.resampling import FEWEST
from textmine.compare.sample import Sample
from textmine.compare.table import Note

# More groups than a reader takes in, and than most questions are about.
_MANY: Final = 200


def group_notes(sample: Sample) -> Iterator[Note]:
    """Yield notes on groups: none, only one, notices in none, groups of one or few notices, very many groups."""
    placed = members(sample)
    sizes = placed.sizes()
    if not sample.cases:
        yield Note("no_notices")
        return
    if without := int((placed.of < 0).sum()):
        yield Note("without_group", {"notices": without})
    if not placed.groups:
        yield Note("no_groups")
        return
    if len(placed.groups) == 1:
        yield Note("one_group", {"group": placed.groups[0]})
    if single := int((sizes == 1).sum()):
        yield Note("one_notice_groups", {"groups": single})
    if few := int(((sizes > 1) & (sizes < FEWEST)).sum()):
        yield Note("few_notices_groups", {"groups": few, "fewest": FEWEST})
    if len(placed.groups) > _MANY:
        yield Note("many_groups", {"groups": len(placed.groups)})


def coding_notes(sample: Sample, counts: Counts) -> Iterator[Note]:
    """Yield notes on units that are not coded: all of them, or some."""
    every = len(sample.issues) if counts.of == "problem" else len(sample.measures)
    coded = int(counts.units.sum())
    if not coded and sample.cases:
        yield Note("nothing_coded", {"of": counts.of, "units": every})
    elif coded < every:
        yield Note("not_coded", {"of": counts.of, "units": every - coded})
