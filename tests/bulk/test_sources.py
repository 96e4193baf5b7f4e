"""What there is to parse: folders, archives, lists; and what in an archive must harm nothing."""

import gzip
import io
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.bulk.records import Document, Ended, Failure
from textmine.bulk.sources import Patterns, count_documents, find_again, find_documents
from textmine.readers import read_bytes

PAGE = "<html><head><title>通报</title></head><body><p>关于整改情况的通报</p></body></html>"


def split(*inputs: str | Path, patterns: Patterns | None = None) -> tuple[list[str], dict[str, str]]:
    """Return the names of what is found, and the codes of the failures by name."""
    found = list(find_documents(inputs, patterns=patterns))
    names = [one.name for one in found if isinstance(one, Document)]
    return names, {one.name: one.code for one in found if isinstance(one, Failure)}


def zip_at(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tar_at(path: Path, members: dict[str, bytes], links: dict[str, str] | None = None) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for name, target in (links or {}).items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return path


def response(
    url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=gbk", extra: str = ""
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-12-01T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(body):08}-0000-0000-0000-{len(url):012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_folders_are_walked_by_name_and_patterns_choose(tmp_path: Path) -> None:
    for name in ("b/2.html", "a/1.txt", "b/.hidden.txt", "b/~$lock.docx", "c/picture.png", ".git/x.txt", "3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("关于", encoding="utf-8")
    assert split(tmp_path)[0] == ["3.txt", "a/1.txt", "b/2.html"]
    assert split(tmp_path, patterns=Patterns(include=("*.txt",)))[0] == ["3.txt", "a/1.txt"]
    assert split(tmp_path, patterns=Patterns(exclude=("a/*", "3*")))[0] == ["b/2.html"]
    assert count_documents([tmp_path]) == 3


def test_lists_go_on_behind_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text("关于", encoding="utf-8")
    (tmp_path / "list").write_text(f"{tmp_path / 'gone.txt'}\n\n{tmp_path / '一.txt'}\r\n", encoding="utf-8")
    assert split(f"@{tmp_path / 'list'}") == (["一.txt"], {"gone.txt": "missing"})
    assert split(f"@{tmp_path / 'none'}") == ([], {"none": "missing"})


@pytest.mark.parametrize("write", [zip_at, tar_at])
def test_archives_yield_what_is_sound_and_name_what_is_not(tmp_path: Path, write: Callable[..., Path]) -> None:
    members = {
        "a/一.html": PAGE.encode(),
        "../out.txt": b"x",
        "/abs.txt": b"x",
        "a/../../up.txt": b"x",
        "C:\\win.txt": b"x",
        "picture.png": b"x",
        "z.txt": "关于".encode(),
    }
    path = write(tmp_path / ("x.zip" if write is zip_at else "x.tar.gz"), members)
    names, codes = split(path)
    assert names == [f"{path.name}/a/一.html", f"{path.name}/z.txt"]
    assert sorted(codes.values()) == ["path"] * 4


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    path = tar_at(tmp_path / "x.tgz", {"a.txt": b"x"}, {"link.txt": "/etc/passwd"})
    assert split(path) == (["x.tgz/a.txt"], {"x.tgz/link.txt": "path"})


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "x.zip", {"bomb.txt": b"0" * (8 << 20), "a.txt": b"x"})
    assert split(path) == (["x.zip/a.txt"], {"x.zip/bomb.txt": "limit"})


def test_a_zip_that_understates_a_size_is_damaged(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "x.zip", {"bomb.txt": b"0" * (1 << 20), "a.txt": b"x"})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    path.write_bytes(data)
    assert split(path) == (["x.zip/a.txt"], {"x.zip/bomb.txt": "archive"})


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "x.zip", {"secret.txt": b"x", "a.txt": b"x"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    assert split(path) == (["x.zip/a.txt"], {"x.zip/secret.txt": "encrypted"})


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_whose_encoding_is_not_said_are_read(tmp_path: Path, encoding: str) -> None:
    name = "整改".encode(encoding)
    path = zip_at(tmp_path / "x.zip", {"A" * len(name) + ".txt": b"x"})
    path.write_bytes(path.read_bytes().replace(b"A" * len(name), name))
    assert split(path)[0] == ["x.zip/整改.txt"]
    path = tar_at(tmp_path / "x.tar.gz", {os.fsdecode(name) + ".txt": b"x"})
    assert split(path)[0] == ["x.tar.gz/整改.txt"]


def test_damage_in_the_middle_of_a_zip_costs_one_member(tmp_path: Path) -> None:
    members = {f"{n}.txt": os.urandom(400) for n in range(3)}
    path = zip_at(tmp_path / "x.zip", members)
    data = bytearray(path.read_bytes())
    at = data.index(members["1.txt"])
    data[at : at + 9] = b"damaged.."
    path.write_bytes(data)
    assert split(path) == (["x.zip/0.txt", "x.zip/2.txt"], {"x.zip/1.txt": "archive"})


@pytest.mark.parametrize("cut", [0, 1, 30, 200])
def test_a_cut_off_archive_is_one_failure(tmp_path: Path, cut: int) -> None:
    for path in (
        zip_at(tmp_path / "x.zip", {"a.txt": os.urandom(999)}),
        tar_at(tmp_path / "x.tar.gz", {"a.txt": os.urandom(999)}),
    ):
        path.write_bytes(path.read_bytes()[:cut])
        assert set(split(path)[1].values()) == {"archive"}


def test_a_header_that_claims_gigabytes_is_not_believed(tmp_path: Path) -> None:
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 6 << 30
    path = tmp_path / "x.tar.gz"
    path.write_bytes(gzip.compress(member.tobuf() + b"0" * 4096))
    assert split(path) == ([], {"x.tar.gz": "archive"})


@pytest.mark.parametrize("packed", [False, True])
def test_web_archives_give_address_date_and_encoding(tmp_path: Path, packed: bool) -> None:
    pack = gzip.compress if packed else bytes
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    path.write_bytes(
        pack(response("http://example.org/art/通报.html", PAGE.encode("gbk")))
        + pack(response("http://example.org/gone", b"no", status="404 Not Found"))
        + pack(response("http://example.org/p.png", b"x", kind="image/png"))
        + pack(response("http://example.org/z", gzip.compress(PAGE.encode("gbk")), extra="Content-Encoding: gzip\r\n"))
        + pack(response("http://example.org/f/x.txt", "关于".encode(), kind="application/octet-stream"))
    )
    documents = [one for one in find_documents([path]) if isinstance(one, Document)]
    assert [one.name.partition("-")[2] for one in documents] == ["通报.html", "z.html", "x.txt"]
    for document in documents[:2]:
        assert document.metadata == {"url": document.metadata["url"], "retrieved": "2021-12-01T08:00:00Z"}
        notice = read_bytes(document.data or b"", name="x.html", metadata=document.metadata, charset=document.charset)
        assert notice.source.metadata["url"].startswith("http://example.org/")
        assert "关于整改情况的通报" in notice.text


@pytest.mark.parametrize("packed", [False, True])
def test_damage_in_the_middle_of_a_web_archive_costs_one_record(tmp_path: Path, packed: bool) -> None:
    pack = gzip.compress if packed else bytes
    records = [pack(response(f"http://example.org/{n}.html", (PAGE * 5).encode("gbk"))) for n in range(4)]
    broken = bytearray(records[1])
    middle = len(broken) // 2 if packed else 0
    broken[middle : middle + 20] = b"\xff" * 20
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    path.write_bytes(b"".join([records[0], bytes(broken), *records[2:]]))
    found = list(find_documents([path]))
    names = [one.name.rpartition("-")[2] for one in found if isinstance(one, Document)]
    assert names[0] == "0.html"
    assert names[-2:] == ["2.html", "3.html"]
    assert [one.code for one in found if isinstance(one, Failure)] == ["archive"] * packed or not packed


@given(st.binary(max_size=400))
def test_any_bytes_as_an_archive_are_failures_at_most(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name in ("x.zip", "x.tar", "x.tar.gz", "x.warc", "x.warc.gz"):
        (folder / name).write_bytes(data)
        for one in find_documents([folder / name]):
            assert isinstance(one, Document | Failure | Ended)


def test_what_failed_in_an_archive_is_found_again(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "x!y.zip", {"a.txt": b"x", "b.txt": b"y"})
    failures = [Failure(f"{path}!{name}.txt", f"x!y.zip/{name}.txt", "crashed", "") for name in "bc"]
    found, ended, gone = find_again(failures)
    assert (found.key, found.name) == (f"{path}!b.txt", "x!y.zip/b.txt")
    assert (gone.key, gone.code) == (f"{path}!c.txt", "missing")
    assert ended == Ended(str(path))


def test_names_that_are_no_text_are_read_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xb9\xab\xb8\xe6.txt")
    path.write_text("关于整改情况的通报", encoding="utf-8")
    document, _ = find_documents([tmp_path])
    assert document.name == r"\udcb9\udcab\udcb8\udce6.txt"
    assert document.path == os.fsencode(path)
    (again,) = find_again([Failure(document.key, document.name, "crashed", "")])
    assert again == document
