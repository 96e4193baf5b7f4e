"""What holds of every analysis in the list."""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from textmine.compare import ANALYSES, Sample, Table, group_of

WORKS = set(re.findall(r"^@\w+\{(\w+),$", (files("textmine.compare") / "methods.bib").read_text("utf-8"), re.M))


@pytest.mark.parametrize("analyse", ANALYSES.values(), ids=ANALYSES.keys())
def test_a_table_is_whole_and_its_methods_are_in_the_bibliography(
    analyse: Callable[[Sample], Table], sample: Sample
) -> None:
    table = analyse(sample.grouped(group_of("region")))
    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert {type(value) for row in table.rows for value in row} <= {str, int, float, type(None)}
    assert set(table.methods) <= WORKS
    assert list(pd.DataFrame(table.columns_by_name()).columns) == [column.name for column in table.columns]


@pytest.mark.parametrize("analyse", ANALYSES.values(), ids=ANALYSES.keys())
@pytest.mark.parametrize("notices", [[], [(None, [("rule",)])], [("a", [("rule",)])], [("a", []), ("b", [])]])
def test_what_there_is_little_of_is_no_error(analyse: Callable[[Sample], Table], make, notices) -> None:
    assert isinstance(analyse(make(*notices)), Table)


def test_what_the_documentation_shows_runs(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[2] / "docs" / "compare.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.S)
    assert code is not None
    monkeypatch.chdir(store.parent)
    names: dict[str, object] = {}
    exec(code[1].replace('"level=county", "year>=2020"', '"agency~局"'), names)
    assert {"group", "share"} <= set(names["frame"].columns)  # type: ignore[attr-defined]


def test_every_work_has_what_a_citation_needs() -> None:
    text = (files("textmine.compare") / "methods.bib").read_text("utf-8")
    for entry in re.findall(r"^@\w+\{.*?^\}$", text, re.M | re.S):
        assert {"author", "title", "year"} <= set(re.findall(r"^  (\w+) = \{.+\},?$", entry, re.M)), entry
    assert len(WORKS) == text.count("@")
