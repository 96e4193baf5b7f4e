"""The report's language: its sentences, the names of codes and columns, and how numbers are printed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

from textmine.compare import Note
from textmine.compare.table import Cell, Column
from textmine.errors import ResourceError, TextmineError
from textmine.exporters.wording import name as taxonomy_name
from textmine.resources import load_lexicon

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
# Which codes the cells of a column are.
_CODED: Final = {
    "label": "labels", "problem": "problems", "status": "statuses", "total": "totals", "outcome": "outcomes",
    "lag": "lags", "figure": "figures", "of": "of", "association": "of", "level": "levels", "verdict": "verdicts", "why": "why",
}  # fmt: skip
# What a group is called where its code says it: by level, kind or sector.
_GROUPED: Final = {"level": "levels", "kind": "kinds", "sector": "sectors"}
# A row without a code is of all codes of its kind together.
_TOGETHER: Final = ("label", "problem", "status")
_TAXONOMY: Final = ("labels", "problems", "statuses")
_CODES_OF: Final = {"label": "labels", "problem": "problems", "status": "statuses", "total": "of"}
# Columns that hold what the `figure` of their row is, and are printed as it is.
_OF_FIGURE: Final = ("value", "low", "high", "median", "quartile_1", "quartile_3")
_SMALL: Final = 0.001
# Numbers below each limit have so many decimal places.
_PLACES: Final = ((1, 3), (10, 2), (100, 1))
# From here on measured numbers are printed in the language's large units, three digits of them.
_LARGE: Final = {"zh": 100_000, "en": 1_000_000}
_LARGEST: Final = {"zh": ((1e4, "万"), (1e8, "亿")), "en": ((1e6, " million"), (1e9, " billion"))}


class Wording:
    """The words of one language; `by` is what notices are compared by, so that groups get their names.

    >>> words = Wording("en", by="level")
    >>> words.say("ui.references"), words.group("county"), words.code("labels", "fund")
    ('References', 'county', 'money back or saved')
    """

    def __init__(self, language: Language, *, by: str = "agency") -> None:
        self.language, self.by = language, by
        self._words = _load(language)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence, filled in; raise `ResourceError` where the language has none."""
        try:
            return self._words[key].format(**values)
        except (KeyError, IndexError) as error:
            raise ResourceError(f"{self.language}.toml has no wording {key!r} for {sorted(values)}") from error

    def has(self, key: str) -> bool:
        """Tell whether the language has a wording."""
        return key in self._words

    def code(self, table: str, code: str) -> str:
        """Return a code's name, or the code itself where there is none."""
        if table == "figures":
            return self._figure(code)
        if name := self._words.get(f"{table}.{code}"):
            return name
        return taxonomy_name(table, code) if table in _TAXONOMY and self.language == "zh" else code  # type: ignore[arg-type]

    def group(self, group: str) -> str:
        """Return a group's name."""
        if self.by == "sector" and self.language == "zh":
            return load_lexicon("sectors").pairs.get(group, group)
        return self.code(_GROUPED[self.by], group) if self.by in _GROUPED else group

    def column(self, name: str) -> str:
        """Return a column's heading; what stands for the group is called by what it is."""
        if name in ("group", "other"):
            by = self._words.get(f"by_short.{self.by}", self.grouping)
            return by if name == "group" else self.say("columns.other", by=by)
        return self._words.get(f"columns.{name}", name.replace("_", " "))

    @property
    def grouping(self) -> str:
        """What the notices are compared by, in words."""
        return self._words.get(f"by.{self.by}", self.say("ui.group"))

    def cell(self, column: Column, value: Cell, row: dict[str, Cell]) -> str:
        """Return a cell as it is printed; codes get their names, by what `of` says in their row where need be."""
        if value is None:
            return self.say("ui.all") if column.name in _TOGETHER else "–"
        if column.name == "year":
            return str(value)
        if isinstance(value, str):
            if column.name in ("group", "other"):
                return self.group(value)
            if column.name == "code":
                table = _CODES_OF.get(str(row.get("of")), "")
                return self.code(table, value) if table else value
            return self.code(_CODED[column.name], value) if column.name in _CODED else value
        if column.name in _OF_FIGURE and row.get("figure"):
            return self.number(value, figure_kind(str(row["figure"])))
        return self.number(value, column.kind)

    def number(self, value: float, kind: str = "number") -> str:
        """Return a number as it is printed: shares in percent, p to three places, others to about three digits.

        >>> words = Wording("en")
        >>> [words.number(*n) for n in ((0.1234, "share"), (0.0001, "p"), (1234.5, "number"), (0.01234, "number"), (3, "count"))]
        ['12.3%', '<0.001', '1,234', '0.012', '3']
        """
        if kind == "share":
            return f"{value * 100:.1f}%"
        if kind == "number" and abs(value) >= _LARGE[self.language]:
            scale, unit = _LARGEST[self.language][abs(value) >= _LARGE[self.language] * 1000]
            return f"{value / scale:.3g}{unit}" if abs(value) < scale * 1000 else f"{value / scale:,.0f}{unit}"
        if kind == "p":
            return f"<{_SMALL}" if value < _SMALL else f"{value:.3f}"
        if kind == "count" or float(value).is_integer():
            return f"{value:,.0f}"
        places = next((places for most, places in _PLACES if abs(value) < most), 0)
        return f"{value:,.{places}f}"

    def interval(self, value: Cell, low: Cell, high: Cell, kind: str = "number") -> str:
        """Return a value with its interval, as far as there is one.

        >>> Wording("en").interval(0.5, 0.4, 0.61, "share")
        '50.0% (40.0%–61.0%)'
        """
        if not isinstance(value, int | float):
            return "–"
        if not isinstance(low, int | float) or not isinstance(high, int | float):
            return self.number(value, kind)
        return f"{self.number(value, kind)} ({self.number(low, kind)}–{self.number(high, kind)})"

    def tested(self, name: str, value: Cell) -> str:
        """Return a probability with its name.

        >>> Wording("en").tested("p", 0.0004), Wording("en").tested("q", 0.25), Wording("en").tested("q", None)
        ('p < 0.001', 'q = 0.250', 'q = –')
        """
        printed = self.number(value, "p") if isinstance(value, int | float) else "–"
        return f"{name} < {printed[1:]}" if printed.startswith("<") else f"{name} = {printed}"

    def note(self, note: Note) -> str:
        """Return what a note says; one without a wording says its code and values."""
        kind = _CODES_OF.get(str(note.values.get("of")), "")
        values = {name: self._value(name, value, kind) for name, value in note.values.items()}
        key = f"notes.{note.code}"
        if self.has(key):
            return self.say(key, **values)
        return f"{note.code}: {', '.join(f'{name} {value}' for name, value in values.items())}" if values else note.code

    def listed(self, parts: list[str]) -> str:
        """Return a list of names with the language's commas."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def _value(self, name: str, value: Cell, kind: str) -> str:
        """Return a note's value as it is printed; a `code` is of the kind that the note is of."""
        if isinstance(value, str):
            if name == "code":
                return self.code(kind, value)
            return self.group(value) if name == "group" else self.code(_CODED.get(name, ""), value)
        if value is None:
            return "–"
        return str(value) if name == "year" else self.number(value)

    def _figure(self, code: str) -> str:
        """Return the name of a figure, one made of another's code included (label_fund, money_saved_per_issue)."""
        if name := self._words.get(f"figures.{code}"):
            return name
        if code.startswith("label_"):
            return self.say("figures.label", name=self.code("labels", code.removeprefix("label_")))
        if code.startswith("days_"):
            return self.say("figures.days", name=self.code("lags", code.removeprefix("days_")))
        if code.endswith("_per_issue"):
            return self.say("figures.per_issue", name=self.code("outcomes", code.removesuffix("_per_issue")))
        return code


def figure_kind(figure: str) -> str:
    """Return how a figure is printed: shares in percent.

    >>> figure_kind("hollow_share"), figure_kind("dates_per_100_characters")
    ('share', 'number')
    """
    return "share" if figure.endswith("_share") or figure.startswith(("totals_", "issues_", "label_")) else "number"


@cache
def _load(language: Language) -> dict[str, str]:
    """Return every wording by its key, tables and names with dots between them."""
    if language not in LANGUAGES:
        raise TextmineError(f"there is no report in {language!r}; use {' or '.join(LANGUAGES)}")
    try:
        text = (files("textmine.resources") / "report" / f"{language}.toml").read_text(encoding="utf-8")
        return dict(_flat(tomllib.loads(text), ""))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"the report's wording cannot be read: {error}; reinstall the package") from error


def _flat(table: dict[str, Any], lead: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{lead}{name}.")
        else:
            yield lead + name, str(value)
