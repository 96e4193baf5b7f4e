"""Samples to report on: the authored corpus, and notices that want to harm the reader."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from textmine.compare import Sample, group_of, read_sample
from textmine.pipeline import parse_text
from textmine.report import Asked, Report, compose
from textmine.store import Store

sys.path.insert(0, str(Path(__file__).parent))

from chromium import PROGRAM, Browser

CORPUS = Path(__file__).parents[2] / "corpora" / "notices"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs Chromium where it is not installed, or fail it where everything is to be tested."""
    if item.get_closest_marker("chromium") and not PROGRAM:
        missing = "Chromium is not installed"
        pytest.fail(missing) if os.environ.get("TEXTMINE_REQUIRE_ALL") == "1" else pytest.skip(missing)


@pytest.fixture(scope="session")
def corpus_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the authored corpus."""
    path = tmp_path_factory.mktemp("corpus") / "notices.db"
    with Store(path) as store:
        for file in sorted(CORPUS.glob("*.txt")):
            store.add(parse_text(file.read_text(encoding="utf-8"), name=file.name))
    return path


@pytest.fixture(scope="session")
def corpus_sample(corpus_store: Path) -> Sample:
    """Return the authored corpus by level."""
    return read_sample(corpus_store).grouped(group_of("level"))


@pytest.fixture(scope="session")
def corpus_report(corpus_sample: Sample) -> Report:
    """Return the report on the authored corpus by level."""
    return compose(corpus_sample, Asked(by="level", language="zh", profiles=("county",)))


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path / "profile") as opened:
        yield opened
