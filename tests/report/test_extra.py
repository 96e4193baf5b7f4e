"""Without the extra a report says what to install."""

import sys

import pytest
from samples import invented

from textmine.errors import MissingDependencyError
from textmine.report import Asked, compose
from textmine.report.charts.theme import report_extra


@pytest.mark.parametrize("module", ["altair", "vl_convert"])
def test_a_missing_extra_is_said_with_the_line_that_installs_it(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report_extra.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingDependencyError, match=r'pip install "textmine\[report\]"'):
        compose(invented(6).grouped(lambda case: case.agency), Asked())
    report_extra.cache_clear()
