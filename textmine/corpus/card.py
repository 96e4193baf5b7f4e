"""The card of a corpus: what it holds, how it is coded, and how far two coders agree, as a page for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from textmine.agreement import Alpha
from textmine.corpus.codings import Coding, Difference, agreement, differences
from textmine.corpus.manifest import Entry, Manifest
from textmine.labels.taxonomy import Taxonomy


def corpus_page(
    manifest: Manifest, taxonomy: Taxonomy, *, first: Coding, second: Coding | None = None, notes: str = ""
) -> str:
    """Return the card as a page, with `notes` (what the figures mean, what was decided) behind the agreement."""
    totals = manifest.totals
    lines = [
        "# Corpus card",
        "",
        f"{totals.notices} notices of {totals.agencies} agencies: {totals.characters:,} characters, {totals.issues:,} issues, "
        f"{totals.measures:,} measures, {totals.units:,} leaf units (items, and measures without items), which are what is "
        f"coded. SHA-256 of the coded notices `{manifest.sha256[:16]}…`; `manifest.json` has each notice and the hashes of "
        "its files. Written by `scripts/corpus`; a test holds it to the files.",
        "",
        *_shares(manifest.notices),
        "## Codes",
        "",
        *_codes(first, taxonomy),
    ]
    if second is not None:
        lines += ["## Agreement", "", *_agreement(first, second, totals.notices), notes.strip(), ""]
    return "\n".join(lines).rstrip() + "\n"


def _shares(entries: list[Entry]) -> list[str]:
    """Return a line on each way in which the notices differ."""
    lines = []
    for name in ("kind", "level", "sector", "year"):
        counts = Counter(str(getattr(entry, name) or "not stated") for entry in entries)
        rows = sorted(counts.items()) if name == "year" else counts.most_common()
        lines.append(f"- {name}: " + ", ".join(f"{value} {count}" for value, count in rows))
    forms = Counter(form for entry in entries for form in entry.layout)
    lines.append("- notices with: " + ", ".join(f"{form} {count}" for form, count in forms.most_common()))
    return [*lines, ""]


def _codes(coding: Coding, taxonomy: Taxonomy) -> list[str]:
    """Return how often each code was given."""
    labels = Counter(label for said in coding.labels.values() for label in said)
    none = sum(1 for said in coding.labels.values() if not said)
    lines = [
        f"Labels of the {len(coding.labels):,} leaf units, several to a unit; {none} units hold no codable act.",
        "",
    ]
    lines += _table(
        ("label", "名称", "units"), [(name, title, labels[name]) for name, title in taxonomy.labels.items()]
    )
    problems = Counter(coding.problem.values())
    lines += _table(
        ("problem type", "名称", "issues"), [(name, title, problems[name]) for name, title in taxonomy.problems.items()]
    )
    lines += _table(("status of a measure", "measures"), Counter(coding.status.values()).most_common())
    return lines


def _agreement(first: Coding, second: Coding, notices: int) -> list[str]:
    found = agreement(first, second)
    differ = list(differences(first, second))
    sets = [kind for kind in differ if kind.feature == "labels"]
    empty = sum(1 for one in sets if not set(one.first) & set(one.second))
    lines = [
        f"{len(second.labels)} leaf units and {len(second.problem)} issues of {len(second.texts)} of the {notices} notices "
        "were coded a second time by a coder who did not see the first coding (`second/`). Krippendorff's α: 1 where coders "
        "always agree, 0 where they agree as chance would have it; sets of labels by their MASI distance, all else nominal. "
        "The interval is that of 95 % over notices drawn again. The first coding gives a status to measures, the second to "
        "units: status is compared where a unit is a whole measure.",
        "",
        *_table(
            ("feature", "α", "95 %", "units"),
            [(name, *_alpha(value)) for name, value in found.items() if not name.startswith("label ")],
        ),
        "Each label by itself, given or not; `given` is by the first coding and by the second.",
        "",
        *_table(
            ("label", "α", "95 %", "given"),
            [
                (label, *_alpha(value)[:2], f"{_given(first, second, label)} / {_given(second, first, label)}")
                for name, value in found.items()
                if name.startswith("label ") and (label := name.removeprefix("label "))
            ],
        ),
        f"Of {found['labels'].units} units both coded, {found['labels'].units - len(sets)} have the same set of labels, "
        f"{len(sets) - empty} share a label, {empty} share none. The kinds of disagreement, the most frequent first:",
        "",
        *_table(("feature", "first coding", "second coding", "times"), _kinds(differ)),
    ]
    return lines


def _alpha(alpha: Alpha) -> tuple[str, str, int]:
    if alpha.value is None or alpha.low is None or alpha.high is None:
        return "–", "–", alpha.units
    return f"{alpha.value:.3f}", f"{alpha.low:.3f} – {alpha.high:.3f}", alpha.units


def _given(coding: Coding, other: Coding, label: str) -> int:
    """Return how often a coding gives a label to what the other coded as well."""
    return sum(1 for place, labels in coding.labels.items() if label in labels and place in other.labels)


def _kinds(differ: Iterable[Difference]) -> list[tuple[str, str, str, int]]:
    """Return the most frequent kinds of each feature; of label sets, what the one has and the other has not."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for feature, _, _, first, second in differ:
        if feature == "labels":
            one, other = sorted(set(first) - set(second)), sorted(set(second) - set(first))
            counts[feature, ";".join(one) or "–", ";".join(other) or "–"] += 1
        else:
            counts[feature, ";".join(first), ";".join(second)] += 1
    return [(*kind, count) for kind, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])) if count > 1]


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[str]:
    """Return a table of Markdown; numbers stand right."""
    body = [tuple(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row) for row in rows]
    return [f"| {' | '.join(head)} |", "|" + "---|" * len(head), *(f"| {' | '.join(row)} |" for row in body), ""]
