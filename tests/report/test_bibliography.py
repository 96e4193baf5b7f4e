"""The works that are cited."""

import pytest

from textmine.report import bibliography
from textmine.report.bibliography import cited, to_bibtex

BIB = '''% Works.
@article{wilson1927,
  author = {Wilson, Edwin B.},
  title = {Probable Inference, the Law of {S}uccession},
  journal = {JASA},
  year = {1927},
  volume = {22},
  number = {158},
  pages = {209--212},
  doi = {10.1080/x}
}

@book{efron1993,
  author = {Efron, Bradley and Tibshirani, Robert},
  title = {An Introduction to the Bootstrap},
  publisher = {Chapman \\& Hall},
  year = {1993}
}
'''  # fmt: skip


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {match["key"]: bibliography._work(match) for match in bibliography._ENTRY.finditer(BIB)}
    monkeypatch.setattr(bibliography, "_works", lambda: found)


@pytest.mark.usefixtures("works")
def test_works_are_read_as_a_reader_wants_them() -> None:
    first, second = cited(["wilson1927", "efron1993", "wilson1927"])
    assert first.line == "Efron, Bradley & Tibshirani, Robert (1993). An Introduction to the Bootstrap. Chapman & Hall."
    assert second.line == "Wilson, Edwin B. (1927). Probable Inference, the Law of Succession. JASA, 22(158), 209–212."
    assert second.url == "https://doi.org/10.1080/x"


@pytest.mark.usefixtures("works")
def test_what_is_written_is_what_stands_there() -> None:
    assert to_bibtex(cited(["efron1993"])).strip() in BIB
