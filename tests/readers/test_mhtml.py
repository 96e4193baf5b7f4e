"""Web archives: the page in them, whatever its part is called, encoded or charset."""

import base64
import quopri

import pytest

from textmine.errors import ReadError
from textmine.readers import read_bytes

PAGE = (
    "<html><head><title>澄湖县水务局整改通报</title></head><body><ul><li><a href='/'>首页</a></li></ul>"
    "<div><p>一、总体情况。已按要求完成整改。</p><p>二、下一步打算。持续抓好落实。</p></div></body></html>"
)
TEXT = "澄湖县水务局整改通报\n一、总体情况。已按要求完成整改。\n二、下一步打算。持续抓好落实。"


def archive(*parts: tuple[str, bytes], head: str = "") -> bytes:
    out = (
        "From: <Saved by a browser>\r\n" + head + "Subject: page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B1"\r\n\r\n'
    ).encode()
    for headers, body in parts:
        out += b"\r\n------B1\r\n" + headers.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body
    return out + b"\r\n------B1--\r\n"


def quoted(markup: str, charset: str = "utf-8") -> bytes:
    return quopri.encodestring(markup.encode(charset))


PICTURE = ("Content-Type: image/png\nContent-Transfer-Encoding: base64", base64.b64encode(b"\x89PNG" * 30))
QP = "Content-Transfer-Encoding: quoted-printable"


@pytest.mark.parametrize(
    "data",
    [
        archive((f"Content-Type: text/html\n{QP}", quoted(PAGE)), PICTURE),
        archive(PICTURE, (f'Content-Type: text/html; charset="gb2312"\n{QP}', quoted(PAGE, "gbk"))),
        archive(("Content-Type: text/html\nContent-Transfer-Encoding: base64", base64.b64encode(PAGE.encode()))),
        archive(("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit", PAGE.encode())),
        archive(("Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64",
                 base64.b64encode(PAGE.encode("utf-16")))),
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gbk\r\n" + QP.encode() + b"\r\n\r\n" + quoted(PAGE, "gbk"),
    ],
    ids=["quoted", "gb2312 behind a picture", "base64", "8bit", "utf-16", "one part"],
)  # fmt: skip
def test_page_of_an_archive(data: bytes) -> None:
    notice = read_bytes(data, name="page.mhtml")
    assert notice.source.media_type == "multipart/related"
    assert notice.text == TEXT


def test_archive_that_is_cut_off_gives_what_is_there() -> None:
    data = archive((f"Content-Type: text/html\n{QP}", quoted(PAGE)))
    assert read_bytes(data[: data.index(b"</div>")], name="a.mht").text == TEXT


def test_address_and_encoding_are_kept() -> None:
    address = "http://water.example/t1.html"
    part = (f"Content-Type: text/html; charset=gbk\n{QP}\nContent-Location: {address}", quoted(PAGE, "gbk"))
    source = read_bytes(archive(part, head=f"Snapshot-Content-Location: {address}\r\n"), name="a.mht").source
    assert (source.encoding, source.metadata["url"]) == ("gb18030", address)


def test_notice_in_a_frame() -> None:
    frames = f"Content-Type: text/html\n{QP}", quoted("<html><frameset><frame src=cid:1></frameset></html>")
    page = f"Content-Type: text/html\n{QP}\nContent-Location: cid:1", quoted(PAGE)
    notice = read_bytes(archive(frames, page), name="a.mht")
    assert notice.text == TEXT
    assert "url" not in notice.source.metadata


def test_text_part_serves_where_there_is_no_page() -> None:
    data = archive((f"Content-Type: text/plain; charset=utf-8\n{QP}", quoted("一、总体情况。")))
    assert read_bytes(data, name="a.mht").text.strip() == "一、总体情况。"


@pytest.mark.parametrize("data", [archive(PICTURE), archive()], ids=["picture", "empty"])
def test_archives_without_a_page_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="without a page"):
        read_bytes(data, name="a.mht")


def test_archives_nested_without_end_are_refused() -> None:
    data = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(5000))
    with pytest.raises(ReadError, match="within one another"):
        read_bytes(b"MIME-Version: 1.0\r\n" + data, name="a.mht")
