"""What a page says of itself beside its text: title, publisher, dates; from its head and from its metadata list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from textmine.readers.furniture import LABELS, label_of
from textmine.readers.page import Line, tidy

_META: Final = re.compile(r"<meta\s([^>]*)>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r'([\w:.-]+)="([^"]*)"')
_TITLE: Final = re.compile(r"<title[^>]*>([^<]*)</title>")
_TAG: Final = re.compile(r"<[^<>]*>")
_NAMES: Final = {
    "articletitle": "title", "og:title": "title", "pubdate": "published", "publishdate": "published", "published": "published",
    "article:published_time": "published", "publishedtime": "published", "contentsource": "publisher", "source": "publisher",
    "author": "author", "og:url": "url", "sitename": "site", "og:site_name": "site", "columnname": "column", "keywords": "keywords",
    "publisher": "publisher",
}  # fmt: skip
_COLON: Final = re.compile(r"[】\]]?\s*[:：]\s*")
_LONGEST_LABEL: Final = max(map(len, LABELS))
_SPACED: Final = re.compile(r"(?<=[\u4e00-\u9fff])[ \xa0\u3000]+(?=[\u4e00-\u9fff])")
_LONGEST_VALUE: Final = 200
_AROUND_VALUE: Final = " \u3000\xa0|｜,，;；[]【】()（）"

_SEPARATOR: Final = re.compile(
    r"\s*(?:_+|\|+|｜|—+|–+|>+|»|－+|--+|(?<=[\u4e00-\u9fff）)\s])-(?=[\u4e00-\u9fff\s]))\s*"
)
_SITE: Final = re.compile(
    r"网站?$|网站|门户|频道|官网|平台$|首页|人民政府$|信息公开$|专题$|栏目$|公众号|Portal|\.(?:gov|com|cn|org)\b",
    re.IGNORECASE,
)
_NO_TITLE: Final = frozenset(
    (
        "正文",
        "详情",
        "详细内容",
        "内容",
        "文章",
        "信息公开",
        "首页",
        "文章内容",
        "无标题文档",
        "untitled",
        "document",
        "index",
    )
)


def read_head(head: str) -> dict[str, str]:
    """Return what the meta tags and the title of a page's head say, under the names of `Source.metadata`.

    >>> read_head('<meta name="PubDate" content="2020-01-15"><title>整改通报 - 某区人民政府网站</title>')
    {'published': '2020-01-15', 'title': '整改通报'}
    """
    found: dict[str, str] = {}
    for attributes in _META.findall(head):
        values = {name.lower(): value for name, value in _ATTRIBUTE.findall(attributes)}
        name = _NAMES.get(values.get("name", values.get("property", "")).lower())
        # A content management system may put the title's markup, as text, into the attribute.
        value = tidy(_TAG.sub("", tidy(values.get("content", ""))))
        if name and value and name not in found:
            found[name] = value
    title = _TITLE.search(head)
    own = strip_site(tidy(title[1]), site=found.get("site", ""), column=found.get("column", "")) if title else ""
    if own and len(found.get("title", "")) < 5 and own.lower() not in _NO_TITLE:
        found["title"] = own
    return found


def strip_site(title: str, *, site: str = "", column: str = "") -> str:
    """Return a page's title without the names of site and column before and after it; "" if nothing is left.

    >>> strip_site("某区财政局关于整改情况的通报 - 通知公告 - 某区人民政府门户网站")
    '某区财政局关于整改情况的通报'
    """
    places = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    starts = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(title)]
    parts = [(title[start:end], start, end) for start, end in zip(starts, ends, strict=True) if end > start]

    def names_site(part: str) -> bool:
        return part in (site, column) or len(part) <= 6 or _SITE.search(part) is not None

    while len(parts) > 1 and names_site(parts[-1][0]):
        parts.pop()
    while len(parts) > 1 and names_site(parts[0][0]):
        parts.pop(0)
    if not parts or (len(parts) == 1 and (_SITE.search(parts[0][0]) or parts[0][0] in (site, column))):
        return ""
    return title[parts[0][1] : parts[-1][2]]


def read_facts(lines: Iterable[Line]) -> dict[str, str]:
    """Return what the lines of a page's metadata lists say, under the names of `Source.metadata`."""
    found: dict[str, str] = {}
    waiting = ""
    for line in lines:
        text = line.text
        if len(text) > 2 * _LONGEST_VALUE:
            waiting = ""
            continue
        pairs = list(_pairs(text)) if label_of(text) or ":" in text or "：" in text else []
        if waiting and not pairs and len(text) <= _LONGEST_VALUE:
            pairs = [(waiting, text)]
        waiting = ""
        for label, value in pairs:
            name = LABELS.get(label, "")
            if name and value:
                found.setdefault(name, value)
            elif name:
                waiting = label
    return found


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    """Yield the labels and values of a line: `索引号：… 发布机构：…`, or the cells of a row in turn."""
    cells = [cell.strip() for cell in text.split(" | ")]
    if len(cells) > 1:
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            yield _SPACED.sub("", label.strip("：: 【】[]")), value
        return
    text = _SPACED.sub("", text)
    label, start = "", 0
    for colon in _COLON.finditer(text):
        end = colon.start()
        found = _label_before(text[max(start, end - _LONGEST_LABEL) : end].rstrip())
        if found:
            if label:
                yield label, text[start : end - len(found)].strip(_AROUND_VALUE)
            label, start = found, colon.end()
    if label:
        yield label, text[start:].strip(_AROUND_VALUE)


def _label_before(text: str) -> str:
    """Return the longest label with which `text` ends, "" if it ends with none."""
    return next((text[at:] for at in range(len(text)) if text[at:] in LABELS), "")
