"""Both languages say all that there is to say."""

import re
import tomllib
from pathlib import Path

import pytest

from textmine.compare import ANALYSES, Column, Note, Sample
from textmine.exporters.wording import names
from textmine.report.wording import LANGUAGES, Wording, _load
from textmine.resources import load_lexicon

PACKAGE = Path(__file__).parents[2] / "textmine"
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "compare").glob("*.py")))
CARD = ("measured", "value", "low", "high", "n")


def test_both_languages_have_the_same_wordings() -> None:
    chinese, english = _load("zh"), _load("en")
    by_taxonomy = {key for key in english if key.partition(".")[0] in ("labels", "problems", "statuses", "sectors")}
    assert set(english) - by_taxonomy == set(chinese)
    for key, said in chinese.items():
        assert set(re.findall(r"{(\w+)", said)) == set(re.findall(r"{(\w+)", english[key])), key


@pytest.mark.parametrize("table", ["labels", "problems", "statuses"])
def test_every_code_has_an_english_name(table: str) -> None:
    assert [code for code in names(table) if f"{table}.{code}" not in _load("en")] == []  # type: ignore[arg-type]


def test_every_sector_has_an_english_name() -> None:
    assert {f"sectors.{code}" for code in load_lexicon("sectors").pairs} <= set(_load("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_a_wording(language: str) -> None:
    codes = set(re.findall(r'Note\(\s*"(\w+)"', SOURCES)) | set(re.findall(r'\(\("(\w+)", \w+\)', SOURCES))
    assert len(codes) > 10
    assert [code for code in sorted(codes) if f"notes.{code}" not in _load(language)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_analysis_has_a_caption_and_every_column_a_heading(language: str, corpus_sample: Sample) -> None:
    words = Wording(language, by="level")  # type: ignore[arg-type]
    missing = [f"captions.{name}" for name in ANALYSES if not words.has(f"captions.{name}")]
    columns = set(re.findall(r'Column\(\s*"(\w+)"', SOURCES)) - {"group"}
    missing += [f"columns.{name}" for name in sorted(columns) if not words.has(f"columns.{name}")]
    assert missing == []


def test_the_files_are_what_they_say() -> None:
    for language in LANGUAGES:
        text = (PACKAGE / "resources" / "report" / f"{language}.toml").read_text(encoding="utf-8")
        assert tomllib.loads(text)["version"]


@pytest.mark.parametrize(
    ("column", "value", "row", "printed"),
    [
        (Column("label"), "fund", {}, "资金清退压减"),
        (Column("code"), "finance", {"of": "problem"}, "财务、采购、资产"),
        (Column("group"), "county", {}, "县级"),
        (Column("total"), "issues", {}, "问题数"),
        (Column("figure"), "money_recovered_per_issue", {}, "每个问题的追回资金（元）"),
        (Column("figure"), "label_rule", {}, "带“建章立制”的措施"),
        (Column("share", "share"), 0.123, {}, "12.3%"),
        (Column("value", "number"), 0.5, {"figure": "hollow_share"}, "50.0%"),
        (Column("count", "number"), 3.0, {"figure": "hollow_share"}, "3"),
        (Column("p", "p"), 0.0004, {}, "<0.001"),
        (Column("value", "number"), 123456789.0, {}, "1.23亿"),
        (Column("year", "count"), 2024, {}, "2024"),
        (Column("label"), None, {}, "合计"),
        (Column("share", "share"), None, {}, "–"),
    ],
)
def test_cells_are_printed_for_people(column: Column, value: object, row: dict, printed: str) -> None:
    assert Wording("zh", by="level").cell(column, value, row) == printed  # type: ignore[arg-type]


def test_a_note_without_a_wording_says_its_code() -> None:
    assert Wording("en").note(Note("unheard_of", {"count": 3})) == "unheard_of: count 3"
