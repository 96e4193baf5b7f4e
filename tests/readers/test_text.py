"""Plain text and Markdown, and what all readers share: one line end, nothing that cannot be written."""

import pytest

from textmine.errors import ReadError
from textmine.readers import MAX_BYTES, from_text, read, read_bytes

TEXT = "关于整改情况的通报\n一、已完成整改。\n二、正在整改。"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85"])
def test_line_ends_are_one(end: str) -> None:
    assert read_bytes(TEXT.replace("\n", end).encode(), name="a.txt").text == TEXT


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("# 通报\n\n## 一、总体", "通报\n\n一、总体"),
        ("1\\. **加强**领导", "1. 加强领导"),
        ("> （一）学习", "（一）学习"),
        ("| 问题 | 措施 |\n|:--|---|\n| 一 | 二 |", "问题 | 措施\n一 | 二"),
        ("```\n一、已完成\n```", "一、已完成\n"),
        ("2*3*4 与 a_b_c", "2*3*4 与 a_b_c"),
    ],
)
def test_markdown_loses_its_marks_only(markdown: str, wanted: str) -> None:
    assert read_bytes(markdown.encode(), name="a.md").text == wanted
    assert read_bytes(markdown.encode(), name="a.txt").text == markdown


@pytest.mark.parametrize("harm", ["\0", chr(0xD800), chr(0xDFFF)])
def test_what_cannot_be_written_is_replaced_and_told(harm: str) -> None:
    notice = from_text(f"一、{harm}已完成")
    assert notice.text == "一、\ufffd已完成"
    assert [warning.code for warning in notice.warnings] == ["damaged-characters"]


def test_a_text_without_chinese_is_read_with_a_warning() -> None:
    assert [warning.code for warning in read_bytes(b"hello", name="a.txt").warnings] == ["no-chinese"]


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.txt", "empty"),
        (b"  \n\r\n\t", "a.txt", "no text"),
        (b"\0" * 5000, "a.txt", "not a text"),
        (bytes(range(32)) * 100, "a.txt", "not a text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.txt", "a picture"),
        (b"\x1f\x8b\x08\0" + b"x" * 50, "notice.html", "an archive"),
        (b"PK\x03\x04" + b"\0" * 30, "a.docx", "damaged or cut-off"),
        (b"MZ\x90\0" + b"\0" * 50, "a.txt", "a program"),
        (b"<html><head></head><body><script>var a = 1</script></body></html>", "a.html", "no text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, name: str, why: str) -> None:
    with pytest.raises(ReadError, match=why) as caught:
        read_bytes(data, name=name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")


def test_too_large_a_file_is_refused_unread() -> None:
    with pytest.raises(ReadError, match="more than the"):
        read_bytes(bytes(MAX_BYTES + 1), name="a.txt")


@pytest.mark.parametrize("path", ["no-such-file.txt", ".", "a\0b.txt"])
def test_what_is_no_file_is_refused(path: str) -> None:
    with pytest.raises(ReadError):
        read(path)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (TEXT.encode(), "a.html", "text/plain"),
        (TEXT.replace("\n", "<br>", 1).encode(), "a.html", "text/html"),
        (TEXT.encode(), "a.pdf", "text/plain"),
        (TEXT.encode(), "a", "text/plain"),
        (b"<html><body><p>" + TEXT.encode(), "a.doc", "text/html"),
        (b"\xef\xbb\xbf<!-- x -->\n<!DOCTYPE html><p>" + TEXT.encode(), "a.txt", "text/html"),
        (f"<html><p>{TEXT}".encode("utf-16"), "a.txt", "text/html"),
        (f"<div>{TEXT}</div>".encode("gbk"), "a.txt", "text/html"),
        (f"说明：见 a<b 的情形。{TEXT}".encode(), "a.txt", "text/plain"),
    ],
)
def test_the_content_decides_and_not_the_name(data: bytes, name: str, media_type: str) -> None:
    assert read_bytes(data, name=name).source.media_type == media_type
