"""The page: closed to all that comes from outside, whole, and small enough."""

import base64
import hashlib
import re
from html.parser import HTMLParser

from msgspec import structs
from samples import HOSTILE, case, invented

from textmine.compare import Sample
from textmine.compare.sample import Measure
from textmine.report import Asked, Report, compose
from textmine.report.accuracy import UNSEEN
from textmine.report.html import to_html


class Outline(HTMLParser):
    """What a page's tags say."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def hostile_report(*, language: str = "zh") -> Report:
    """Return a report on notices whose every text tries to run something."""
    sample = invented(12, text=HOSTILE)
    cases = [
        case(
            n, title=HOSTILE, agency=f"=cmd|' /C calc'!A{n % 3}{HOSTILE}", url="javascript:alert(1)", inspector=HOSTILE
        )
        for n in range(12)
    ]
    sample = structs.replace(sample, cases=cases).grouped(lambda one: (one.agency or "")[:20] + HOSTILE)
    return compose(sample, Asked(by="agency", language=language))  # type: ignore[arg-type]


def test_the_policy_allows_the_page_itself_alone(corpus_report: Report) -> None:
    page = to_html(corpus_report)
    policy = next(
        a["content"] or "" for a in Outline(page).of("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        text = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.S)
        assert len(text) == 1
        assert base64.b64encode(hashlib.sha256(text[0].encode()).digest()).decode() in policy


def test_nothing_points_outside_but_sources(corpus_report: Report) -> None:
    outline = Outline(to_html(corpus_report))
    assert not outline.of("link")
    assert not [a for _, a in outline.tags if a.get("src")]
    hrefs = [a["href"] or "" for a in outline.of("a")]
    assert {href.partition(":")[0] for href in hrefs if not href.startswith("#")} <= {"data", "https", "http"}


def test_every_anchor_that_is_pointed_to_is_there_once(corpus_report: Report) -> None:
    page = to_html(corpus_report)
    outline = Outline(page)
    ids = [a["id"] for _, a in outline.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {a["href"][1:] for a in outline.of("a") if (a["href"] or "").startswith("#")}  # type: ignore[index]
    wanted |= {a["data-href"][1:] for _, a in outline.tags if a.get("data-href")}  # type: ignore[index]
    assert len(wanted) > 20
    assert wanted <= set(ids)


def test_what_notices_say_is_never_markup() -> None:
    page = to_html(hostile_report())
    outline = Outline(page)
    assert len(outline.of("script")) == 1
    assert not outline.of("img")
    assert not [a for _, a in outline.tags if any(name.startswith("on") for name in a)]
    assert "javascript:" not in "".join(a.get("href") or "" for a in outline.of("a"))
    assert "&lt;script&gt;" in page


def test_no_csv_that_a_page_carries_is_a_formula() -> None:
    hrefs = [
        a["href"] or "" for a in Outline(to_html(hostile_report())).of("a") if a.get("download", "").endswith(".csv")
    ]  # type: ignore[union-attr]
    assert hrefs
    for href in hrefs:
        csv = base64.b64decode(href.partition("base64,")[2]).decode("utf-8-sig")
        assert not re.search(r'(?:^|,)"?[=+@]', csv, re.M), csv[:200]


def test_the_page_is_small(corpus_report: Report) -> None:
    assert len(to_html(corpus_report).encode()) < 5_000_000


def test_the_page_says_what_it_stands_on(corpus_report: Report, corpus_sample: Sample) -> None:
    page = to_html(corpus_report)
    for said in (
        f"{len(corpus_sample.cases)} 份通报",
        "自述",
        "rectification 1",
        f"{UNSEEN.labels_f1[0]:.2f}",
        "县级与同类比较",
        "随机种子 0",
    ):
        assert said in page


def test_persons_are_masked_unless_asked_for() -> None:
    sample = invented(6, text="约谈，电话13812345678，")
    pages = [
        to_html(compose(sample.grouped(lambda one: one.agency), Asked(language="en", masked=masked)))
        for masked in (True, False)
    ]
    assert "13812345678" not in pages[0]
    assert "13812345678" in pages[1]


def test_a_table_too_large_for_the_page_is_said(corpus_report: Report) -> None:
    page = to_html(corpus_report, csv_href=lambda name, table: None)
    assert "此表太大" in page


def test_finding_order_goes_by_strength(corpus_report: Report) -> None:
    strengths = [finding.strength for finding in corpus_report.findings]
    assert strengths == sorted(strengths, reverse=True)


def test_each_finding_has_words_and_something_to_see(corpus_report: Report) -> None:
    for finding in corpus_report.findings:
        assert finding.title
        assert finding.sentences
        assert finding.exhibits
    quoted = [finding for finding in corpus_report.findings if len(finding.quotes) == 3]
    assert len(quoted) >= 4


def test_evidence_is_of_the_group_that_it_speaks_for() -> None:
    sample = invented(8)
    odd = Measure(0, "9", "1", (("sanction", 0.9),), "completed", "aspect", "约谈1人。" * 3)
    sample = structs.replace(sample, measures=[*sample.measures, odd]).grouped(
        lambda one: "甲" if one.id.endswith("0") else "乙"
    )
    from textmine.report.evidence import Evidence
    from textmine.report.masking import Masking
    from textmine.report.wording import Wording

    evidence = Evidence(sample, Wording("zh"), Masking(sample))
    assert [quote.node for quote in evidence.find(group="甲", coded={"label": "sanction"}, count=3)] == ["9"]
    assert evidence.find(group="乙", coded={"label": "sanction"}) == []
    assert len({quote.title for quote in evidence.find(coded={"label": "fund"}, count=3)}) == 3


def test_an_empty_sample_gives_a_page() -> None:
    page = to_html(compose(Sample([], [], [], [], [], []), Asked(language="en")))
    assert "no notices" in page


def test_label_error_is_corrected_where_asked() -> None:
    sample = invented(12).grouped(lambda one: "甲" if int(one.id, 16) % 2 else "乙")
    pages = [to_html(compose(sample, Asked(language="en", correct=correct))) for correct in (True, False)]
    assert "are corrected for the model" in pages[0]
    assert "sensitivity" in pages[0]
    assert "sensitivity" not in pages[1]
