"""The report as a folder: the page, each table as CSV, each picture as SVG and PNG, and the works cited."""

from __future__ import annotations

from pathlib import Path

from textmine.compare import Table
from textmine.report.bibliography import to_bibtex
from textmine.report.contents import Report
from textmine.report.html import to_html
from textmine.report.rendering import has_chinese_font

PAGE = "report.html"
BIB = "methods.bib"
# The names of a report's files, so that the next one into the folder knows which were its own.
_CONTENTS = ".report"


def files_of(report: Report) -> dict[str, bytes]:
    """Return the files by name. PNGs are left out where the machine has no Chinese letters to draw them with."""
    files: dict[str, bytes] = {}

    def beside(name: str, table: Table) -> str:
        # The same table stands behind several exhibits; its file is written once.
        file = f"{_plain(table.name)}.csv"
        files[file] = ("\ufeff" + table.to_csv()).encode()
        return file

    page = to_html(report, csv_href=beside, bib_href=BIB)
    for exhibit in (exhibit for finding in report.findings for exhibit in finding.exhibits):
        if exhibit.picture:
            files[f"{_plain(exhibit.name)}.svg"] = exhibit.picture.svg.encode()
            if has_chinese_font():
                files[f"{_plain(exhibit.name)}.png"] = exhibit.picture.png()
    files[BIB] = to_bibtex(report.works).encode()
    files[PAGE] = page.encode()
    return files


def _plain(name: str) -> str:
    """Return a name that any file system takes."""
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in name)[:80]


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Write a report's files into a folder, and take out those of an earlier report that this one does not have."""
    earlier = folder / _CONTENTS
    listed = earlier.read_text(encoding="utf-8").splitlines() if earlier.is_file() else []
    contents = "\n".join(sorted(files)) + "\n"
    write(folder, files | {_CONTENTS: contents.encode()})
    for name in listed:
        # Only what lies in the folder itself, whatever the list says.
        if name not in files and name == Path(name).name:
            (folder / name).unlink(missing_ok=True)


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        part = folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(folder / name)
