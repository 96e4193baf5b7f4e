"""Whatever the bytes: a notice that can be written, or one sentence that says why not."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textmine.errors import ReadError
from textmine.notice import Notice
from textmine.readers import read_bytes

TEXT = "一、总体情况，已完成整改。"
NAMES = ("a.txt", "a.md", "a.html", "a.mht", "a.pdf", "a")


def check(data: bytes, name: str) -> Notice | None:
    """Read any bytes; what comes out is a notice that survives its own JSON, or an error of one line."""
    notice, refused = None, ""
    try:
        notice = read_bytes(data, name=name)
    except ReadError as error:
        refused = str(error)
    assert "\n" not in refused
    if notice is None:
        return None
    assert notice.text.strip()
    assert Notice.from_json(notice.to_json()) == notice
    return notice


@given(st.binary(min_size=1, max_size=400), st.sampled_from(NAMES))
@example(b"%PDF-1.7", "a.pdf")
@example(b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=\n\n--", "a.mht")
@example(b"<?xml", "a.html")
def test_any_bytes(data: bytes, name: str) -> None:
    check(data, name)


PIECES = (
    "<div>", "</div>", "<p>", "</p>", "<table border=1>", "<tr>", "<td colspan=9999999>", "</table>", "<ol reversed>", "<li value=-3>", "<!--",
    "-->", "<script>", "</script>", "<style>.a{display:none}", "</style>", "<p class=a hidden>", "<br>", "<a href=x>", "</a>", "<pre>\n", "&nbsp;",
    "&#0;", "&#xD800;", "&#99999999;", "<![CDATA[", "]]>", "<plaintext>", "<svg>", "<select>", "<template>", "<frameset>", "<title>", "</title>",
    "<meta charset=utf-16>", "<body>", "<span style='display:block'>", "来源：", "上一篇", "首页", "\0", "\ud800", "<", ">", '"', "'", TEXT, "通报",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_markup(pieces: list[str]) -> None:
    check("".join(["<html>", *pieces]).encode("utf-8", "surrogatepass"), "a.html")


LINES = (
    "MIME-Version: 1.0", "Content-Type: multipart/related; boundary=b", "Content-Type: text/html; charset=gbk", "Content-Type: text/plain", "",
    "Content-Type: multipart/mixed; boundary=c", "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable", "--b", "--b--",
    "--c", "Content-Transfer-Encoding: uuencode", "begin 644 x", "5LiA", "<p>=D2=BB</p>", "Content-Location: =?x?q?y?=", "\xff\xfe", TEXT,
)  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_any_archive(lines: list[str]) -> None:
    check("\n".join(["MIME-Version: 1.0", LINES[1], *lines]).encode(), "a.mht")


@given(st.data())
def test_any_damaged_pdf(make_pdf: Callable[..., bytes], data: st.DataObject) -> None:
    whole = make_pdf([[(72, 760, 16, TEXT), ("box", 60, 600, 100, 20), ("line", 60, 620, 200, 620)]] * 2)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    check(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:], "a.pdf")


HOSTILE: dict[str, Callable[[int], str]] = {
    "nested blocks": lambda n: "<div>" * n + TEXT,
    "nested inline": lambda n: "<p>" + "<b>" * n + TEXT,
    "nested tables": lambda n: "<table><tr><td>" * (n // 4) + TEXT,
    "nested lists": lambda n: "<ol><li>甲。" * (n // 4) + TEXT,
    "hidden in one another": lambda n: "<div hidden>" * n + "</div>" * n + TEXT,
    "many hidden": lambda n: "<i hidden>x</i>" * n + TEXT,
    "many rules": lambda n: "<style>" + "".join(f".a{k}{{display:none}}" for k in range(n // 8)) + "</style>" + f"<p class=b>{TEXT}" * (n // 8),
    "many list rules": lambda n: "<style>" + ".a ol li{list-style:none}" * n + "</style><ol>" + "<li>一项。" * n,
    "references": lambda n: "<p>" + "&amp;nbsp;" * n + TEXT,
    "open comments": lambda n: TEXT + "<!--" * n,
    "open tags": lambda n: TEXT + "<p none" * n,
    "quotes in scripts": lambda n: "<script>" + '\\"' * n + "</script>" + TEXT,
    "blanks": lambda n: "<p>一" + " \n" * n + TEXT,
    "labels": lambda n: f"<p>来源：<p>{TEXT}" * (n // 4),
    "titles": lambda n: "<title>" + "通报 - " * n + "</title>" + TEXT,
    "brackets": lambda n: "（" * n + TEXT,
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_markup_made_to_be_slow_is_read(what: str) -> None:
    notice = check(("<html>" + HOSTILE[what](10_000)).encode(), "a.html")
    assert notice is not None
    assert "。" in notice.text


def test_a_cell_of_five_million_columns_is_one_cell() -> None:
    page = f"<table border=1><tr><td colspan=5000000 rowspan=5000000>{TEXT}</td><td>已完成</td></tr></table>"
    notice = check(page.encode(), "a.html")
    assert notice is not None
    assert notice.text == f"{TEXT} | 已完成"
