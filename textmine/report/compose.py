"""From a sample to a report: the analyses are run, their tables masked and told."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import version

from msgspec import Struct

from textmine.compare import ANALYSES, Sample, Table, corrected_rates
from textmine.compare.profile import profile as profile_of
from textmine.errors import TextmineError
from textmine.report.accuracy import accuracy_of
from textmine.report.bibliography import cited
from textmine.report.contents import Finding, Report
from textmine.report.evidence import Evidence
from textmine.report.findings import findings
from textmine.report.findings.profile import profile
from textmine.report.findings.telling import Telling
from textmine.report.masking import Masking
from textmine.report.wording import Language, Wording

Progress = Callable[[str], None]


class Asked(Struct, frozen=True):
    """What a report was asked to compare and how; `conditions` are those of `compare.where`, for the reader to see."""

    by: str = "agency"
    language: Language = "en"
    conditions: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    seed: int = 0
    correct: bool = False
    masked: bool = True


def compose(sample: Sample, asked: Asked, *, progress: Progress = lambda name: None) -> Report:
    """Return the report on a grouped sample; an analysis that cannot be done is said, and the others are."""
    words = Wording(asked.language, by=asked.by)
    masking = Masking(sample, off=not asked.masked)
    analyses = ANALYSES | ({"corrected_rates": corrected_rates} if asked.correct else {})
    tables, missing = run(sample, analyses, seed=asked.seed, correct=asked.correct, progress=progress)
    telling = Telling(
        sample, {name: masking.table(table) for name, table in tables.items()}, words, Evidence(sample, words, masking)
    )
    progress("report")
    told = findings(telling) + [_profiled(telling, group) for group in asked.profiles]
    told.sort(key=lambda finding: -finding.strength)
    accuracy, card = accuracy_of(sample, words)
    silent = [
        note
        for name, table in tables.items()
        if not len(table)
        for note in (*telling.notes(name), words.say("ui.no_rows", name=words.say(f"captions.{name}")))
    ]
    return Report(
        words=words,
        title=words.say("ui.title", by=words.grouping),
        made=words.say("ui.made", day=date.today().isoformat(), version=version("textmine"), seed=asked.seed),
        what=tuple(_what(sample, words, asked)),
        limits=tuple(_limits(words, asked)),
        accuracy=accuracy,
        card=card,
        findings=tuple(told),
        missing=tuple(dict.fromkeys([*missing, *silent])),
        quotes=tuple(telling.evidence.quotes.values()),
        works=tuple(cited(key for table in telling.tables.values() for key in table.methods)),
    )


def run(
    sample: Sample,
    analyses: Mapping[str, Callable[..., Table]],
    *,
    seed: int,
    correct: bool,
    progress: Progress,
) -> tuple[dict[str, Table], list[str]]:
    """Return the tables of the analyses by their names, and why some could not be had."""
    tables: dict[str, Table] = {}
    missing: list[str] = []
    for name, analysis in analyses.items():
        progress(name)
        takes = inspect.signature(analysis).parameters
        options = {key: value for key, value in (("seed", seed), ("correct", correct)) if key in takes}
        try:
            table = analysis(sample, **options)
        except TextmineError as error:
            missing.append(f"{name}: {error}")
            continue
        tables[table.name] = table
    return tables, missing


def _profiled(telling: Telling, group: str) -> Finding:
    return profile(telling, group, profile_of(telling.sample, group))


def _what(sample: Sample, words: Wording, asked: Asked) -> Sequence[str]:
    """Return in words what was compared."""
    dates = sorted(case.date[:10] for case in sample.cases if case.date)
    counts = {
        "notices": f"{len(sample.cases):,}",
        "agencies": f"{len({case.agency for case in sample.cases if case.agency}):,}",
        "issues": f"{len(sample.issues):,}",
        "measures": f"{len(sample.measures):,}",
        "groups": f"{len(sample.groups):,}",
        "by": words.grouping,
    }
    said = [
        words.say("what.notices", first=dates[0], last=dates[-1], **counts)
        if dates
        else words.say("what.notices_undated", **counts)
    ]
    if asked.conditions:
        said.append(words.say("ui.conditions", conditions=words.listed(list(asked.conditions))))
    said.append(words.say("what.versions"))
    if without := sum(case.group is None for case in sample.cases):
        said.append(words.say("what.ungrouped", count=f"{without:,}"))
    said.append(words.say("ui.masked" if asked.masked else "ui.unmasked"))
    return said


def _limits(words: Wording, asked: Asked) -> Sequence[str]:
    names = ("self", "selective", "cluster", "labels", "many", "cause")
    return [
        *(words.say(f"limits.{name}") for name in names),
        words.say("ui.corrected" if asked.correct else "ui.not_corrected"),
    ]
