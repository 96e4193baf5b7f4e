"""The report on a comparison: a page, a Word file, or a folder of tables and pictures."""

from __future__ import annotations

from pathlib import Path

from textmine.errors import TextmineError
from textmine.report.compose import Asked, compose
from textmine.report.contents import Report
from textmine.report.rendering import has_chinese_font

__all__ = ["Asked", "Report", "compose", "has_chinese_font", "write_report"]


def write_report(report: Report, out: Path) -> None:
    """Write a report as its suffix says: `.html`, `.docx`, or without one a folder.

    Raise `TextmineError` for another suffix, and where nothing can be written.
    """
    from textmine.report import folder, html

    suffix = out.suffix.lower()
    if suffix in (".html", ".htm"):
        files = {out.name: html.to_html(report).encode()}
    elif suffix == ".docx":
        from textmine.report.word import to_docx

        files = {out.name: to_docx(report)}
    elif not suffix:
        files = folder.files_of(report)
    else:
        raise TextmineError(f"a report cannot be written as {suffix}; name a .html, a .docx, or a folder")
    try:
        if suffix:
            folder.write(out.parent, files)
        else:
            folder.write_folder(out, files)
    except OSError as error:
        raise TextmineError(f"cannot write to {out}: {error.strerror or error}; name another place with -o") from error
