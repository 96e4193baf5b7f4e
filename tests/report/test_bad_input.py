"""What cannot be computed is said, and the rest is computed."""

from collections.abc import Callable

import pytest
from samples import invented

from textmine.compare import Sample
from textmine.report import Asked, compose
from textmine.report.html import to_html

SAMPLES: dict[str, Callable[[], Sample]] = {
    "one notice": lambda: invented(1).grouped(lambda case: case.level),
    "one agency": lambda: invented(9).grouped(lambda case: "局"),
    "no groups": lambda: invented(9).grouped(lambda case: None),
    "no labels": lambda: invented(9, labelled=False).grouped(lambda case: case.id[-1]),
    "nothing in them": lambda: Sample(invented(9).cases, [], [], [], [], []).grouped(lambda case: case.id[-1:]),
    "groups of one": lambda: invented(12).grouped(lambda case: case.agency),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_made_of_anything(name: str, language: str) -> None:
    report = compose(SAMPLES[name](), Asked(language=language))  # type: ignore[arg-type]
    page = to_html(report)
    assert "</html>" in page
    assert "Traceback" not in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one notice", "only one group"),
        ("one agency", "only one group"),
        ("no groups", "No notice says which group"),
        ("no labels", "Nothing is coded by label"),
        ("groups of one", "single notice"),
    ],
)
def test_it_says_what_is_missing(name: str, said: str) -> None:
    report = compose(SAMPLES[name](), Asked(language="en"))
    notes = [note for finding in report.findings for note in finding.notes] + list(report.missing)
    assert any(said in note for note in notes), notes


def test_thousands_of_groups_make_a_page_that_opens() -> None:
    sample = invented(3000).grouped(lambda case: case.agency)
    page = to_html(compose(sample, Asked(language="en")))
    assert len(page.encode()) < 5_000_000
    assert "of 3000" in page.replace(",", "")
