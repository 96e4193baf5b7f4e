"""Invented notices to report on, and words that want to harm the reader."""

from __future__ import annotations

from textmine.compare import Sample
from textmine.compare.sample import Case, Issue, Measure, Mention

HOSTILE = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">'


def case(number: int, **changed: object) -> Case:
    """Return an invented notice's facts."""
    known: dict[str, object] = {
        "id": f"{number:016x}", "title": f"关于整改情况的通报{number}", "agency": f"青澜县第{number}局", "level": "county",
        "kind": "inspection", "inspector": "县委巡察组", "period": "2021-03-01/2021-04-30", "feedback": "2021-06-01",
        "published": f"2021-1{number % 3}-01", "date": "2021-12-01", "url": "", "layout": "", "characters": 900,
    }  # fmt: skip
    return Case(**(known | changed))  # type: ignore[arg-type]


def mention(number: int, label: str, text: str) -> Mention:
    """Return a tagged expression in the first measure of a notice."""
    known = dict.fromkeys(Mention.__struct_fields__)
    return Mention(**(known | {"case": number, "node": "1.1", "label": label, "text": text}))  # type: ignore[arg-type]


def invented(notices: int, *, labelled: bool = True, text: str = "清退补贴3万元") -> Sample:
    """Return a sample of so many invented notices, two measures each."""
    cases = [case(number) for number in range(notices)]
    issues = [
        Issue(n, "1", "补贴不规范", "finance" if labelled else None, 0.9 if labelled else None, "补贴不规范")
        for n in range(notices)
    ]
    measures = [
        Measure(
            n, f"1.{k}", "1", (("fund" if (n + k) % 2 else "rule", 0.9),) if labelled else (), "completed" if labelled else None,
            "aspect" if labelled else None, f"{k}.{text}{n}次。",
        )
        for n in range(notices) for k in (1, 2)
    ]  # fmt: skip
    mentions = [mention(n, "MONEY", "3万元") for n in range(notices)]
    return Sample(cases, issues, measures, mentions, [], [])
