"""The full sample in every form, in the folder that TEXTMINE_SAMPLES names; it is no part of the repository."""

import os
from pathlib import Path

import pytest

from textmine.pipeline import analyse
from textmine.readers import read

INPUTS = Path(os.environ["TEXTMINE_SAMPLES"])


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "name", ["page_br.html", "page_gb18030.html", "page_gbk_nometa.html", "page_utf8.html", "txt_gbk.txt", "plain.pdf"]
)
def test_sample_is_read_whole(name: str) -> None:
    wanted = (INPUTS / "ref.txt").read_text(encoding="utf-8")
    notice = analyse(read(INPUTS / name))
    assert bare(notice.text) == bare(wanted)
    lines = set(map(bare, notice.text.split("\n")))
    paragraphs = [bare(line) for line in wanted.split("\n") if line.strip()]
    assert sum(line in lines for line in paragraphs) >= 0.97 * len(paragraphs)
    assert (len(notice.areas), len(notice.issues), len(notice.measures)) == (7, 25, 45)


def test_table_of_a_pdf_reads_as_that_of_a_page() -> None:
    page, pdf = (read(INPUTS / name).text for name in ("page_table.html", "table.pdf"))
    assert bare(page) == bare(pdf)
    assert page.count("\n") == pdf.count("\n")


@pytest.mark.parametrize("number", [1, 2])
def test_article_of_a_real_page_is_no_notice(number: int) -> None:
    notice = analyse(read(INPUTS / "real" / f"page_real_{number}.html"))
    assert "not-a-notice" in [warning.code for warning in notice.warnings]
    assert not any(word in notice.text for word in ("首页", "网站地图", "版权所有", "责任编辑", "扫一扫"))
