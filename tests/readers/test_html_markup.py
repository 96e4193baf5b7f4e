"""Markup as a reader of the page sees it: numbers of lists, rows of tables, what is hidden, what is damaged."""

import json

import pytest

from textmine.errors import ReadError
from textmine.readers import read_bytes

START = "关于巡察整改情况的通报"
OPENING = "根据县委统一部署，县委巡察组对县林业局党组进行了巡察，现将整改情况公布如下。"
END = "我局将持续抓好整改落实，巩固整改成果。"


def lines_of(body: str, head: str = "") -> list[str]:
    """Return the lines between a notice's opening and its end."""
    markup = (
        f"<html><head>{head}</head><body><div><h1>{START}</h1><p>{OPENING}</p>{body}<p>{END}</p></div></body></html>"
    )
    got = read_bytes(markup.encode(), name="page.html").text.split("\n")
    assert got[:2] == [START, OPENING]
    assert got[-1] == END
    return got[2:-1]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<ol><li>制定制度。</li><li>开展检查。</li></ol>", ["1.制定制度。", "2.开展检查。"]),
        ("<ol start=4><li>制定制度。</li><li>开展检查。</li></ol>", ["4.制定制度。", "5.开展检查。"]),
        ("<ol><li value=3>制定制度。</li><li>开展检查。</li></ol>", ["3.制定制度。", "4.开展检查。"]),
        ("<ol type=A><li>制定制度。</li><li>开展检查。</li></ol>", ["A.制定制度。", "B.开展检查。"]),
        ("<ol type=i><li>制定制度。</li><li>开展检查。</li></ol>", ["i.制定制度。", "ii.开展检查。"]),
        ("<ol style='list-style-type:upper-roman' start=4><li>制定制度。</li></ol>", ["IV.制定制度。"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>制定制度。</li></ol>", ["一、制定制度。"]),
        ("<ol style='list-style: trad-chinese-informal'><li>制定制度。</li></ol>", ["一、制定制度。"]),
        ("<ol style='list-style:none'><li>制定制度。</li></ol>", ["制定制度。"]),
        ("<ol><li>1.制定制度。</li><li>2.开展检查。</li></ol>", ["1.制定制度。", "2.开展检查。"]),
        ("<ol><li><p>制定制度。</p><p>目前已印发。</p></li></ol>", ["1.制定制度。", "目前已印发。"]),
        ("<ol><li>制定制度。<ol><li>印发办法。</li></ol></li><li>开展检查。</li></ol>", ["1.制定制度。", "1.印发办法。", "2.开展检查。"]),
        ("<ol reversed><li>制定制度。</li><li>开展检查。</li></ol>", ["2.制定制度。", "1.开展检查。"]),
        ("<ul><li>制定制度。</li><li>开展检查。</li></ul>", ["制定制度。", "开展检查。"]),
        ("<ol><li><a href='/1'>县林业局召开会议</a></li><li><a href='/2'>县林业局开展培训</a></li></ol>", []),
    ],
)  # fmt: skip
def test_lists_have_the_numbers_that_a_browser_gives(body: str, wanted: list[str]) -> None:
    assert lines_of(body) == wanted


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("<style>ol.c{list-style-type:cjk-ideographic}</style>", "<ol class=c><li>制定制度。</li></ol>", ["一、制定制度。"]),
        ("<style>ol{list-style:none}</style>", "<ol><li>制定制度。</li></ol>", ["制定制度。"]),
        ("<style>.nav li{list-style:none}</style>", "<ol><li>制定制度。</li></ol>", ["1.制定制度。"]),
        ("<style>ul li:before{content:'（' counter(n, cjk-decimal) '）';counter-increment:n}</style>",
         "<ul><li>制定制度。</li><li>开展检查。</li></ul>", ["（一）制定制度。", "（二）开展检查。"]),
        ("<style>#t ol li{list-style:none}</style>", "<div id=t><ol><li>制定制度。</li></ol></div>", ["制定制度。"]),
    ],
)  # fmt: skip
def test_lists_are_numbered_by_style_rules_too(head: str, body: str, wanted: list[str]) -> None:
    assert lines_of(body, head) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<table border=1><tr><th>问题</th><th>措施</th></tr><tr><td>制度不全</td><td>修订制度。</td></tr></table>",
         ["问题 | 措施", "制度不全 | 修订制度。"]),
        ("<table border=1><tr><td>制度不全</td><td><p>一是修订。</p><p>二是印发。</p></td></tr></table>", ["制度不全 | 一是修订。 二是印发。"]),
        ("<table border=1><tr><td rowspan=2>制度不全</td><td>修订。</td></tr><tr><td>印发。</td></tr></table>", ["制度不全 | 修订。", "印发。"]),
        ("<table border=1><tr><td colspan=2>学习方面</td></tr><tr><td>制度不全</td><td>修订。</td></tr></table>", ["学习方面", "制度不全 | 修订。"]),
        ("<table border=1><tr><td>1</td><td></td><td>修订。</td></tr></table>", ["1 |  | 修订。"]),
        ("<table><tr><td>一、学习不深入，已完成整改。</td></tr><tr><td>二、检查不到位，已完成整改。</td></tr></table>",
         ["一、学习不深入，已完成整改。", "二、检查不到位，已完成整改。"]),
        ("<table border=0><tr><td width=10></td><td><table border=0><tr><td><p>一、学习不深入，已整改。</p></td></tr></table></td></tr></table>",
         ["一、学习不深入，已整改。"]),
        ("<table border=1><caption>整改台账</caption><tr><td>问题</td><td>时限</td></tr></table>", ["整改台账", "问题 | 时限"]),
    ],
)  # fmt: skip
def test_tables_give_rows_and_layouts_give_lines(body: str, wanted: list[str]) -> None:
    assert lines_of(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>清退<b>3</b><span>.5</span>万元<sup>①</sup>。</p>", ["清退3.5万元①。"]),
        ("<p>面积<sub>2</sub>平方<i>公里</i>，整改<font color=red>完成</font>。</p>", ["面积2平方公里，整改完成。"]),
        ("<p>&nbsp;&nbsp;&emsp;　　一、已<wbr>完成&#65292;见&lt;办法&gt;。</p>", ["一、已完成，见<办法>。"]),
        ("<p>一、已\n    完成整改，\n  成效明显。</p>", ["一、已完成整改，成效明显。"]),
        ("<p>通过 ISO 9001\n认证工作。</p>", ["通过 ISO 9001 认证工作。"]),
        ("<p>一、已完成。<br>二、已完成。<br/><br />三、已完成。</p>", ["一、已完成。", "二、已完成。", "三、已完成。"]),
        ("<p>见<a href='/zc'>《管理办法》</a>，已印发。</p>", ["见《管理办法》，已印发。"]),
        ("<div style='white-space:pre-line'>一、已完成。\n二、已完成。</div>", ["一、已完成。", "二、已完成。"]),
        ("<p>一、已<ins>按期</ins>完成<del></del>。</p>", ["一、已按期完成。"]),
        ("<p>整改率<ruby>百<rp>(</rp><rt>bai</rt><rp>)</rp></ruby>分之九十。</p>", ["整改率百分之九十。"]),
        ("<details><summary>一、学习方面</summary><p>已完成。</p></details>", ["一、学习方面", "已完成。"]),
        ("<dl><dt>一、学习方面</dt><dd>已完成整改。</dd></dl>", ["一、学习方面", "已完成整改。"]),
        ("<blockquote><p>一、已完成整改。</p></blockquote>", ["一、已完成整改。"]),
        ("<p>一、已完成</p>。<p>二、已完成。</p>", ["一、已完成", "。", "二、已完成。"]),
        ("<div><![CDATA[<p>一、已完成。</p>]]></div>", ["一、已完成。"]),
        ("<span style='display:block'>一、已完成。</span><span style='display: block;'>二、已完成。</span>",
         ["一、已完成。", "二、已完成。"]),
        ("<custom-text>一、已完成整改。</custom-text>", ["一、已完成整改。"]),
    ],
)  # fmt: skip
def test_running_text_is_as_seen(body: str, wanted: list[str]) -> None:
    assert lines_of(body) == wanted


HIDDEN = "内部审签意见，不予公开。"


@pytest.mark.parametrize(
    "body",
    [
        f"<p style='display:none'>{HIDDEN}</p>",
        f"<div style='DISPLAY: NONE;'><p>{HIDDEN}</p></div>",
        f"<p hidden>{HIDDEN}</p>",
        f"<!-- <p>{HIDDEN}</p> -->",
        f"<!--[if lt IE 9]><p>{HIDDEN}</p><![endif]-->",
        f"<script>var t = '<p>{HIDDEN}</p>';</script>",
        f"<script type='text/template'><p>{HIDDEN}</p></script>",
        f"<template><p>{HIDDEN}</p></template>",
        f"<noscript>{HIDDEN}</noscript>",
        f"<textarea>{HIDDEN}</textarea>",
        f"<select><option>{HIDDEN}</option></select>",
        f"<button>{HIDDEN}</button>",
        f"<svg><text>{HIDDEN}</text></svg>",
        f"<iframe>{HIDDEN}</iframe>",
        f"<p style='visibility:hidden'>{HIDDEN}</p>",
        f"<object><param name=a>{HIDDEN}</object>",
    ],
)
def test_what_is_not_seen_is_not_text(body: str) -> None:
    assert lines_of(f"{body}<p>一、已完成整改。</p>") == ["一、已完成整改。"]


def test_what_a_style_hides_is_not_text() -> None:
    head = "<style>.x, #y {display:none}</style>"
    assert lines_of(f"<p class='a x'>{HIDDEN}</p><p id=y>{HIDDEN}</p><p class=xx>一、已完成。</p>", head) == [
        "一、已完成。"
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>一、已完成。<p>二、已完成。<div>三、已完成。", ["一、已完成。", "二、已完成。", "三、已完成。"]),
        ("<p>一、已<b>完成。</p><p>二、已完成。</b></p>", ["一、已完成。", "二、已完成。"]),
        ("<table><p>一、已完成。</p><tr><td>二、已完成。</table>", ["一、已完成。", "二、已完成。"]),
        ("<td>一、已完成。</td></div></span></p>", ["一、已完成。"]),
        ("<p>增长<5%，下降>3%，已完成。</p>", ["增长<5%，下降>3%，已完成。"]),
        ("<p title='a>b'>一、已完成。</p>", ["一、已完成。"]),
        ("<P ALIGN=CENTER>一、已完成。</P>", ["一、已完成。"]),
        ("<p>一、已完成&nbsp二、&amp;nbsp;&bogus;</p>", ["一、已完成\xa0二、&nbsp;&bogus;"]),
    ],
)
def test_damaged_markup_is_mended_as_browsers_do(body: str, wanted: list[str]) -> None:
    assert lines_of(body) == wanted


PARTS = "".join(f"<p>{n}.修订第{n}号制度，明确责任和时限，目前已完成整改。</p>" for n in range(1, 9))


@pytest.mark.parametrize(
    "script",
    [
        f"window.data = {json.dumps({'t': START, 'content': PARTS}, ensure_ascii=False)}",
        f"window.data = {json.dumps({'t': START, 'content': PARTS})}",
        "var c = '" + PARTS.replace("<p>", '<p class="a">') + "';",
        f"var c = {json.dumps(PARTS.replace('<', '&lt;').replace('>', '&gt;'))};",
        f"var c = {json.dumps(PARTS.replace('<p>', '').replace('</p>', chr(10)))};",
    ],
    ids=["json", "escapes", "single quotes", "references", "plain"],
)
def test_pages_that_a_script_fills(script: str) -> None:
    markup = f"<html><head><title>{START}</title></head><body><div id=app></div><script>{script}</script></body></html>"
    got = read_bytes(markup.encode(), name="page.html").text.split("\n")
    assert got[0] == START
    assert got[1:] == [f"{n}.修订第{n}号制度，明确责任和时限，目前已完成整改。" for n in range(1, 9)]


def test_a_page_of_frames_is_refused_with_their_names() -> None:
    markup = "<html><frameset cols='20%,80%'><frame src='left.html'><frame name=m src=main.html></frameset></html>"
    with pytest.raises(ReadError, match=r"frames \(left.html, main.html\)"):
        read_bytes(markup.encode(), name="page.html")


@pytest.mark.parametrize("rule", ["border=1", "class='t'", "style='border:1px solid'"])
def test_a_ledger_is_the_notice(rule: str) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>制度{n}不全</td><td>修订制度，明确责任。</td><td>办公室</td><td>6月</td></tr>"
        for n in "一二三四五"
    )
    head = "<tr><td>序号</td><td>问题</td><td>措施</td><td>单位</td><td>整改情况</td></tr>"
    markup = f"<title>{START}</title><ul><li><a href=/>首页</a></ul><h1>{START}</h1><table {rule}>{head}{rows}</table>"
    got = read_bytes(markup.encode(), name="page.html").text.split("\n")
    assert got[:3] == [
        START,
        "序号 | 问题 | 措施 | 单位 | 整改情况",
        "一 | 制度一不全 | 修订制度，明确责任。 | 办公室 | 6月",
    ]
    assert len(got) == 7
