"""Parquet: one row a measure, its facts by their codes and typed, for data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import UNSET

from textmine.exporters.accounts import accounts
from textmine.exporters.files import extra, replacing
from textmine.notice import Notice

# Rows kept until they are written as one group: some 10 MB.
_GROUP: Final = 10_000
_HEADER: Final = ("title", "agency", "inspector", "kind", "level", "inspection_period", "feedback_date", "published")
_FIELDS: Final = ("owner_unit", "owner_person", "deadline", "goal")
_TEXTS: Final = (
    "notice", *_HEADER, "issue_id", "issue", "problem", "measure_id", "measure", *_FIELDS, "status", "status_basis",
)  # fmt: skip


def write(notices: Iterable[Notice], out: Path) -> int:
    """Write one row a measure as a Parquet file and return how many notices were in it."""
    pyarrow, parquet = extra("pyarrow", "parquet"), extra("pyarrow.parquet", "parquet")
    fields = [(name, pyarrow.string()) for name in _TEXTS]
    fields += [("labels", pyarrow.list_(pyarrow.string())), ("money", pyarrow.float64())]
    schema = pyarrow.schema(fields)
    count = 0
    waiting: list[dict[str, Any]] = []
    with replacing(out) as stream, parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for notice in notices:
            count += 1
            waiting += _rows(notice)
            if len(waiting) >= _GROUP:
                writer.write_table(pyarrow.Table.from_pylist(waiting, schema))
                waiting = []
        writer.write_table(pyarrow.Table.from_pylist(waiting, schema))
    return count


def _rows(notice: Notice) -> Iterator[dict[str, Any]]:
    header = {name: stated.value for name in _HEADER if (stated := getattr(notice.header, name)) is not None}
    for found in accounts(notice):
        issue, measure = found.issue, found.measure
        row: dict[str, Any] = {"notice": notice.id, **header}
        row |= {name: found.fields.get(name) for name in _FIELDS}
        row["money"] = float(found.money) if found.money is not None else None
        if issue:
            row |= {"issue_id": issue.id, "issue": issue.title or notice.text_of(issue).strip()}
            row["problem"] = None if issue.problem is UNSET else issue.problem
        if measure:
            row |= {"measure_id": measure.id, "measure": found.words}
            row["status"] = None if measure.status is UNSET else measure.status
            row["status_basis"] = None if measure.status_basis is UNSET else measure.status_basis
            row["labels"] = None if measure.labels is UNSET else [label.label for label in measure.labels]
        yield row
