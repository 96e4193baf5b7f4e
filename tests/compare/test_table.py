"""An analysis's result."""

import pytest

from textmine.compare import Column, Table
from textmine.errors import TextmineError

TABLE = Table("t", (Column("group"), Column("share", "share")), [("=甲", 1 / 3), ("乙,丙", None)])


def test_csv_is_exact_and_harmless() -> None:
    assert TABLE.to_csv() == 'group,share\n\'=甲,0.3333333333333333\n"乙,丙",\n'


def test_records_go_by_column() -> None:
    assert TABLE.records()[1] == {"group": "乙,丙", "share": None}


def test_a_column_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(TextmineError, match="no column 'q'; it has group, share"):
        TABLE["q"]
