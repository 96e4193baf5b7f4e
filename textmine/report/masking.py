"""Telephone numbers, mailboxes and personal names, masked in all that a report shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from msgspec import structs

from textmine.chinese import fold
from textmine.compare import Sample, Table
from textmine.entities.contacts import PHONE

MASK: Final = "●●●"
_LABELS: Final = ("PERSON", "PHONE", "EMAIL")
_MAILBOX: Final = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
# Besides what was tagged: numbers and mailboxes wherever they are met, also in a title or in a word of a table.
_PLAIN: Final = re.compile(f"{PHONE}|{_MAILBOX}")

Mask = Callable[[str], str]


class Masking:
    """Masks what the notices of a sample tell of persons; `off` leaves everything as it is."""

    def __init__(self, sample: Sample, *, off: bool = False) -> None:
        self.off = off
        named: dict[int, set[str]] = defaultdict(set)
        for mention in sample.mentions:
            if mention.label in _LABELS and mention.text.strip():
                named[mention.case].add(mention.text)
        self._of_case = {} if off else {case: _pattern(names) for case, names in named.items()}
        # Names of a group stay: an agency may be called what somebody elsewhere is called.
        self._kept = {case.group for case in sample.cases if case.group} | {
            case.agency for case in sample.cases if case.agency
        }
        everyone = set().union(*named.values()) if named else set()
        self._all = _pattern(everyone) if everyone and not off else None

    def text(self, text: str, *, case: int) -> str:
        """Return the words of one notice without what it tells of persons."""
        if self.off:
            return text
        return _covered(text, self._of_case.get(case))

    def table(self, table: Table) -> Table:
        """Return a table with the cells of text masked; names of groups and agencies stay as they are."""
        if self.off:
            return table
        texts = [column.kind == "text" for column in table.columns]
        rows = [
            tuple(
                _covered(cell, self._all) if is_text and isinstance(cell, str) and cell not in self._kept else cell
                for is_text, cell in zip(texts, row, strict=True)
            )
            for row in table.rows
        ]
        return structs.replace(table, rows=rows)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))


def _covered(text: str, names: re.Pattern[str] | None) -> str:
    """Return a text with the names and all numbers and mailboxes masked; folding keeps the length."""
    spans = [match.span() for match in _PLAIN.finditer(fold(text))]
    spans += [match.span() for match in names.finditer(text)] if names else []
    if not spans:
        return text
    out, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            out += [text[at:start], MASK]
        at = max(at, end)
    return "".join(out) + text[at:]
