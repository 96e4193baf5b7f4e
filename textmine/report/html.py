"""The report as one page that needs nothing else: no network, no program but a few lines of its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

from textmine.compare import Table
from textmine.report.bibliography import to_bibtex
from textmine.report.charts.theme import report_extra
from textmine.report.contents import Exhibit, Finding, Report
from textmine.report.rendering import Picture
from textmine.report.wording import Wording

# Rows of a table that the page shows; a paper copy shows fewer (page.html).
_SHOWN: Final = 100
_PRINTED: Final = 15
# What a page may carry of one table, and of all, as CSV: it is to stay below 5 MB.
_LARGEST_CSV: Final = 500_000
_ALL_CSV: Final = 2_000_000
_LONG: Final = 24
_LANG: Final = {"zh": "zh-Hans", "en": "en"}

# Where a table's CSV is to be had, by the exhibit's name and its table; None where it is not.
Href = Callable[[str, Table], str | None]


class _Cell(Struct, frozen=True):
    text: str
    css: Any


class _Rows(Struct, frozen=True):
    """A table as the page shows it."""

    caption: str
    heads: list[_Cell]
    rows: list[list[_Cell]]
    cut: str
    printed_cut: str
    csv: str | None
    csv_label: str
    file: str


class _Shown(Struct, frozen=True):
    picture: Picture | None
    picture_caption: str
    table: _Rows | None
    csv: str | None = None
    file: str = ""


class _Told(Struct, frozen=True):
    anchor: str
    title: str
    sentences: tuple[str, ...]
    exhibits: list[_Shown]
    quotes: Any
    notes: tuple[str, ...]


def to_html(report: Report, *, csv_href: Href | None = None, bib_href: str | None = None) -> str:
    """Return the page. `csv_href` says where CSV lies beside it; without it the page carries the CSV itself."""
    words = report.words
    build = _Builder(words, csv_href or carried())
    card = build.rows("model_card", words.say("accuracy.table"), report.card, report.card) if report.card else None
    told = [build.finding(finding) for finding in report.findings]
    style, script = _resource("page.css"), _resource("page.js")
    return str(
        _template().render(
            report=report,
            lang=_LANG[words.language],
            say=words.say,
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'",
            style=_as_is(style),
            script=_as_is(script),
            card=card,
            findings=told,
            bib=bib_href or _data_uri("application/x-bibtex", to_bibtex(report.works)),
        )
    )


def carried() -> Href:
    """Return what gives each table's CSV as a data URI, until the page has as much as it may carry."""
    room = _ALL_CSV

    def href(name: str, table: Table) -> str | None:
        nonlocal room
        uri = _data_uri("text/csv", "\ufeff" + table.to_csv())
        if len(uri) > min(_LARGEST_CSV, room):
            return None
        room -= len(uri)
        return uri

    return href


class _Builder:
    """Numbers the figures and tables as they come."""

    def __init__(self, words: Wording, csv_href: Href) -> None:
        self.words, self.csv_href = words, csv_href
        self.tables = self.figures = 0

    def finding(self, finding: Finding) -> _Told:
        shown = [self.exhibit(exhibit) for exhibit in finding.exhibits]
        anchor = "f-" + "".join(char if char.isalnum() else "-" for char in finding.name)
        return _Told(anchor, finding.title, finding.sentences, shown, finding.quotes, finding.notes)

    def exhibit(self, exhibit: Exhibit) -> _Shown:
        caption = ""
        if exhibit.picture:
            self.figures += 1
            caption = self.words.say("ui.figure", number=self.figures, caption=exhibit.picture_caption)
        table = exhibit.table
        rows = self.rows(exhibit.name, exhibit.caption, table, exhibit.whole or table) if table is not None else None
        whole = exhibit.whole if table is None else None
        return _Shown(
            exhibit.picture, caption, rows, self.csv_href(exhibit.name, whole) if whole else None, f"{exhibit.name}.csv"
        )

    def rows(self, name: str, caption: str, table: Table, whole: Table | None) -> _Rows:
        say = self.words.say
        self.tables += 1
        css = [_css(table, at) for at in range(len(table.columns))]
        heads = [_Cell(self.words.column(column.name), look) for column, look in zip(table.columns, css, strict=True)]
        rows = [
            [_Cell(text, look) for text, look in zip(cells, css, strict=True)]
            for cells in printed_rows(table, self.words, _SHOWN)
        ]
        cut = say("ui.more_rows", shown=_SHOWN, rows=f"{len(table):,}") if len(table) > _SHOWN else ""
        printed = say("ui.more_rows", shown=_PRINTED, rows=f"{len(table):,}") if len(table) > _PRINTED else ""
        href = self.csv_href(name, whole if whole is not None else table)
        return _Rows(
            say("ui.table", number=self.tables, caption=caption), heads, rows, cut, printed, href,
            say("ui.csv_label", number=self.tables), f"{name}.csv",
        )  # fmt: skip


def printed_rows(table: Table, words: Wording, most: int) -> list[list[str]]:
    """Return the first rows of a table as they are printed: names for codes, numbers rounded."""
    names = [column.name for column in table.columns]
    return [
        [
            words.cell(column, value, dict(zip(names, row, strict=True)))
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in table.rows[:most]
    ]


def _css(table: Table, at: int) -> Any:
    """Return the class of a column: numbers to the right, long texts with room."""
    if table.columns[at].kind not in ("text", "id"):
        return _as_is(' class="figure"')
    long = any(isinstance(row[at], str) and len(row[at]) > _LONG for row in table.rows[:_SHOWN])  # type: ignore[arg-type]
    return _as_is(' class="long"' if long else "")


def _data_uri(media_type: str, text: str) -> str:
    return f"data:{media_type};charset=utf-8;base64,{base64.b64encode(text.encode()).decode()}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _as_is(text: str) -> Any:
    """Return our own text as markup that is not escaped again."""
    return report_extra("markupsafe").Markup(text)


@cache
def _resource(name: str) -> str:
    return (files("textmine.resources") / "report" / name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    """Return the page's template; all that it is given is escaped."""
    jinja2 = report_extra("jinja2")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=False)
    # A macro is known only behind its place: it goes first.
    page, _, macro = _resource("page.html").partition("{% macro")
    return environment.from_string("{% macro" + macro.rstrip() + page)
