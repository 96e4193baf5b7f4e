"""Evidence: the measures that a report quotes, each once, with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from textmine.compare import Sample
from textmine.compare.sample import Measure
from textmine.report.masking import Masking
from textmine.report.wording import Wording

# A report quotes no more than this, so that it stays small whatever the store's size.
_MOST: Final = 400
_SHOWN: Final = 220
_TIP: Final = 70
_READABLE: Final = range(12, 160)


class Quote(Struct, frozen=True):
    """A measure's words, masked and shortened; `anchor` is where it stands in the report, `url` where it was published."""

    anchor: str
    text: str
    agency: str
    title: str
    date: str
    url: str
    node: str
    coding: str


class Evidence:
    """Finds measures and keeps those that were quoted, in the order in which they were."""

    def __init__(self, sample: Sample, words: Wording, masking: Masking) -> None:
        self.sample, self.words, self.masking = sample, words, masking
        self.quotes: dict[tuple[int, str], Quote] = {}
        self._at = {(sample.cases[m.case].id, m.node): m for m in sample.measures}
        problems = {(issue.case, issue.node): issue.problem for issue in sample.issues}
        self._problem: Callable[[Measure], str | None] = lambda m: problems.get((m.case, m.issue or ""))
        self._by_group: dict[str, list[Measure]] = {}
        for measure in sample.measures:
            if (group := sample.cases[measure.case].group) is not None:
                self._by_group.setdefault(group, []).append(measure)

    def find(
        self,
        *,
        group: str | None = None,
        coded: Mapping[str, str] | None = None,
        word: str | None = None,
        count: int = 1,
    ) -> list[Quote]:
        """Return quotes of measures of a group, coded so (`label`, `problem`, `status`), that have a word.

        Those coded surest come first, no two of a notice if it can be.
        """
        among = self._by_group.get(group, []) if group is not None else self.sample.measures
        coded = coded or {}

        def meets(measure: Measure) -> bool:
            return (
                coded.get("label") in (None, *(label for label, _ in measure.labels))
                and coded.get("problem") in (None, self._problem(measure))
                and coded.get("status") in (None, measure.status)
                and (word is None or word in measure.text)
            )

        label = coded.get("label")
        return self.of((measure for measure in among if meets(measure)), label=label, count=count)

    def of(self, measures: Iterable[Measure], *, label: str | None = None, count: int = 1) -> list[Quote]:
        """Return quotes of the best of these measures: easy to read, coded surest, of as many notices as there are."""

        def rank(measure: Measure) -> tuple[bool, float, int, str]:
            score = dict(measure.labels).get(label, 0.0) if label else max((s for _, s in measure.labels), default=0.0)
            return len(measure.text) not in _READABLE, -score, measure.case, measure.node

        chosen: list[Measure] = []
        ranked = sorted(measures, key=rank)
        for of_new_notice in (True, False):
            for measure in ranked:
                if len(chosen) == count:
                    break
                if measure not in chosen and (measure.case not in {m.case for m in chosen}) == of_new_notice:
                    chosen.append(measure)
        return [quote for measure in chosen if (quote := self.quote(measure))]

    def at(self, notice: str, node: str | None) -> Quote | None:
        """Return the quote of a notice's measure by its node, None where there is none."""
        measure = self._at.get((notice, node or ""))
        return self.quote(measure) if measure else None

    def quote(self, measure: Measure) -> Quote | None:
        """Return the quote of a measure and keep it; None where the report quotes as many as it may."""
        key = (measure.case, measure.node)
        if key not in self.quotes:
            if len(self.quotes) >= _MOST:
                return None
            self.quotes[key] = self._quote(measure)
        return self.quotes[key]

    def _quote(self, measure: Measure) -> Quote:
        case, say = self.sample.cases[measure.case], self.words.say
        labels = [self.words.code("labels", label) for label, _ in measure.labels]
        coding = say(
            "ui.as_read",
            labels=self.words.listed(labels) or say("ui.none"),
            status=self.words.code("statuses", measure.status) if measure.status else say("ui.none"),
        )
        return Quote(
            anchor=f"m-{case.id}-{measure.node.replace('.', '-')}",
            text=clipped(self.masking.text(measure.text, case=measure.case), _SHOWN),
            agency=case.agency or say("ui.no_agency"),
            title=self.masking.text(case.title or "", case=measure.case) or say("ui.no_title"),
            date=case.date or "",
            url=case.url if case.url.startswith(("https://", "http://")) else "",
            node=measure.node,
            coding=coding,
        )


def tip_of(lead: str, quotes: Iterable[Quote]) -> tuple[str, str]:
    """Return what a mark tells, its lead and the first quote's beginning, and the place in the report to go to."""
    for quote in quotes:
        return f"{lead}\n“{clipped(quote.text, _TIP)}”", f"#{quote.anchor}"
    return lead, ""


def clipped(text: str, most: int) -> str:
    """Return a text on one line, cut where it is longer than `most`.

    >>> clipped("一二\\n三四五六", 5)
    '一二三四…'
    """
    line = "".join(_lines(text))
    return line if len(line) <= most else line[: most - 1] + "…"


def _lines(text: str) -> Iterator[str]:
    """Yield the lines without the blanks around them; control characters are nothing that a page can hold."""
    for line in text.splitlines():
        yield "".join(char for char in line.strip() if char.isprintable())
