"""Texts of other word processors."""

import contextlib
import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.bulk.records import Document, Output, Task
from textmine.bulk.sources import find_documents
from textmine.bulk.task import perform
from textmine.errors import MissingDependencyError, ReadError
from textmine.notice import Notice
from textmine.pipeline import STAGES
from textmine.readers import office, office_soffice, read, read_bytes
from textmine.readers.office_ole import check_ole
from textmine.readers.office_soffice import find_soffice, to_docx

Zip = Callable[..., bytes]
Parts = Callable[..., dict[str, str]]

ODT = "application/vnd.oasis.opendocument.text"
LIST = (
    "<w:abstractNum w:abstractNumId='0'><w:multiLevelType w:val='multilevel'/>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:suff w:val='nothing'/>"
    "<w:lvlText w:val='%1、'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    "<w:suff w:val='nothing'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
)


def rtf(*paragraphs: str) -> bytes:
    """Return RTF as Word writes it, its paragraphs numbered 一、 二、 by a list."""
    listed = (
        r"{\*\listtable{\list\listtemplateid1\listsimple1{\listlevel\levelnfc39\levelnfcn39\levelfollow2\levelstartat1"
        r"{\leveltext\'02\'00\'a1\'a2;}{\levelnumbers\'01;}\f0}\listid1}}"
        r"{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}"
    )
    escaped = (
        "".join(f"\\u{struct.unpack('<h', char.encode('utf-16-le'))[0]}?" for char in text) for text in paragraphs
    )
    body = "".join(rf"\pard\plain\f0{{\listtext\'d2\'bb\'a1\'a2}}\ls1\ilvl0 {text}\par " for text in escaped)
    return rf"{{\rtf1\ansi\ansicpg936\deff0{{\fonttbl{{\f0\fnil\fcharset134 SimSun;}}}}{listed}{body}}}".encode()


def odt(body: str, manifest: str = "") -> dict[str, str]:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": ODT,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{ODT}"/><manifest:file-entry manifest:full-path="content.xml" '
        f'manifest:media-type="text/xml">{manifest}</manifest:file-entry></manifest:manifest>',
        "content.xml": f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
        f'xmlns:draw="{names}:drawing:1.0" xmlns:svg="{names}:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>",
    }


def item(at: int, text: str) -> str:
    return (
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='1'/></w:numPr></w:pPr>"
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def ole(*streams: str, first: bytes = b"") -> bytes:
    """Return an OLE2 file that lists the streams; the first begins with the bytes given."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    sectors = (len(streams) + 3) // 4
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[free] * 108)
    table = [0xFFFFFFFD, *range(2, sectors + 1), end, end]
    table += [free] * (128 - len(table))
    directory = b"".join(
        (title + "\0").encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HB49xII4x", 2 * len(title) + 2, 2, sectors + 1, 4096)
        for title in streams
    )
    return (
        bytes(header) + struct.pack("<128I", *table) + directory.ljust(512 * sectors, b"\0") + first.ljust(4096, b"\0")
    )


WORD_HEAD = struct.pack("<H8xH", 0xA5EC, 0)
LOCKED_HEAD = struct.pack("<H8xH", 0xA5EC, 0x0100)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ole("EncryptionInfo", "EncryptedPackage"), "protected by a password"),
        (ole("WordDocument", "1Table", first=LOCKED_HEAD), "protected by a password"),
        (ole("a", "b", "c", "d", "WordDocument", first=LOCKED_HEAD), "protected by a password"),  # in a later sector
        (ole("Workbook"), "a spreadsheet"),
        (ole("PowerPoint Document"), "a presentation"),
        (ole("Workbook")[:600], "damaged or cut-off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged or cut-off"),
        (b"PK\x03\x04", "damaged or cut-off"),
    ],
)
def test_what_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_bytes(data, name="通报.doc")
    assert str(caught.value).startswith("通报.doc: ")


def test_a_text_that_holds_a_spreadsheet_is_a_text() -> None:
    check_ole(ole("WordDocument", "1Table", "Workbook", first=WORD_HEAD), name="通报.doc")


def test_a_directory_in_a_ring_ends() -> None:
    data = bytearray(ole("Workbook", "b", "c", "d"))
    struct.pack_into("<I", data, 512 + 4, 1)
    with pytest.raises(ReadError, match="a spreadsheet"):
        check_ole(bytes(data), name="通报.doc")


@given(st.binary(max_size=64), st.integers(0, 5000))
def test_any_ole_file_is_read_or_refused(patch: bytes, at: int) -> None:
    data = ole("WordDocument", "1Table", "c", "d", "e", first=WORD_HEAD)
    with contextlib.suppress(ReadError):
        check_ole(data[:at] + patch + data[at + len(patch) :], name="通报.doc")


def test_a_locked_odt(zip_of: Zip) -> None:
    with pytest.raises(ReadError, match="protected by a password"):
        read_bytes(zip_of(odt("", manifest="<manifest:encryption-data/>")), name="通报.odt")


def test_an_odt_that_would_unpack_to_no_end(zip_of: Zip) -> None:
    with pytest.raises(ReadError, match="would unpack"):
        read_bytes(zip_of(odt("<text:p/>" * 1_000_000)), name="通报.odt")


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(MissingDependencyError, match="libreoffice-writer-nogui"):
        read_bytes(rtf("通报"), name="通报.rtf")


# A program that takes LibreOffice's place: it copies its inputs, in order, unless one says what to do instead.
FAKE = """#!{python}
import os, pathlib, subprocess, sys, time
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
out.mkdir(exist_ok=True)
with open({log!r}, "a") as log:
    log.write("run\\n")
for path in map(pathlib.Path, arguments[arguments.index("--outdir") + 2:]):
    said = path.read_bytes()
    if said == b"halt":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"], stdin=os.open({fifo!r}, os.O_WRONLY))
        time.sleep(1000)
    elif said == b"crash":
        os._exit(9)
    elif said == b"half":
        (out / (path.stem + ".docx")).write_bytes(b"PK")
    elif said != b"skip":
        (out / (path.stem + ".docx")).write_bytes(said)
"""
pretended = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for a program")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a fake LibreOffice in place and return the folder with its `log` and the `fifo` that it holds open."""
    program = tmp_path / "soffice"
    os.mkfifo(tmp_path / "fifo")
    program.write_text(FAKE.format(python=sys.executable, log=str(tmp_path / "log"), fifo=str(tmp_path / "fifo")))
    program.chmod(0o755)
    monkeypatch.setattr(office_soffice, "find_soffice", lambda: str(program))
    return tmp_path


@pretended
@pytest.mark.parametrize(
    ("said", "runs"),
    [
        ("good good", 1),
        ("skip", 1),
        ("good skip good", 2),
        ("crash good good", 3),  # all, the first alone, the rest
        ("good crash good crash", 4),
        ("half good", 2),
    ],
)
def test_one_bad_file_costs_the_others_nothing(fake: Path, zip_of: Zip, said: str, runs: int) -> None:
    good = zip_of({"a": "b"})
    files = [(good if word == "good" else word.encode(), ".doc") for word in said.split()]
    assert to_docx(files) == [good if word == "good" else None for word in said.split()]
    assert (fake / "log").read_text().count("run") == runs


@pretended
def test_what_halts_is_killed_with_all_that_it_started(fake: Path, zip_of: Zip) -> None:
    good = zip_of({"a": "b"})
    reading = os.open(fake / "fifo", os.O_RDONLY | os.O_NONBLOCK)
    try:
        results = to_docx([(good, ".doc"), (b"halt", ".doc"), (good, ".doc")], stall_seconds=5)
        assert results == [good, None, good]
        assert (fake / "log").read_text().count("run") == 2
        for _ in range(200):
            with contextlib.suppress(BlockingIOError):
                # The end of the pipe comes when nothing holds it open any more.
                assert os.read(reading, 1) == b""
                return
            time.sleep(0.05)
        pytest.fail("what it started lives on")
    finally:
        os.close(reading)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, parts_of: Parts, zip_of: Zip) -> Path:
    """Return a folder with one notice in several formats, as LibreOffice writes them."""
    folder = tmp_path_factory.mktemp("written")
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in row)}</w:tr>"
        for row in (("问题", "措施", "时限"), ("制度不全", "修订制度", "长期"))
    )
    body = item(0, "总体情况") + item(1, "健全制度") + item(1, "压实责任") + item(0, "下步打算") + item(1, "巩固成果")
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    (folder / "通报.docx").write_bytes(zip_of(parts_of(f"{body}<w:tbl>{grid}{rows}</w:tbl><w:p/>", numbering=LIST)))
    for form in ("doc", "odt"):
        profile = (folder / "profile").as_uri()
        subprocess.run(
            [find_soffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form, "通报.docx"],
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
    (folder / "列表.rtf").write_bytes(rtf("总体情况", "整改情况"))
    (folder / "通报.wps").write_bytes((folder / "通报.doc").read_bytes())
    return folder


NOTICE = (
    "一、总体情况\n1.健全制度\n2.压实责任\n二、下步打算\n1.巩固成果\n问题 | 措施 | 时限\n制度不全 | 修订制度 | 长期"
)
TYPES = {"doc": "application/msword", "wps": "application/msword", "odt": ODT}


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", TYPES)
def test_formats_keep_their_numbers(written: Path, form: str) -> None:
    notice = read(written / f"通报.{form}")
    assert notice.text == NOTICE
    assert (notice.source.media_type, notice.source.name) == (TYPES[form], f"通报.{form}")


@pytest.mark.libreoffice
def test_rtf_keeps_its_numbers(written: Path) -> None:
    notice = read(written / "列表.rtf")
    assert (notice.text, notice.source.media_type) == ("一、总体情况\n二、整改情况", "application/rtf")


@pytest.mark.libreoffice
def test_many_files_in_one_run(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    monkeypatch.setattr(office, "to_docx", lambda files: (runs.append(len(files)), to_docx(files))[1])
    (written / "网页.doc").write_text("<html><body><p>关于整改情况的通报</p></body></html>")
    (written / "坏.doc").write_bytes(ole("Workbook"))
    (written / "断.rtf").write_bytes(b"{\\rtf1\\ansi")
    documents = [one for one in find_documents([written]) if isinstance(one, Document)]
    done = perform(Task("task", Output("stream", "", ""), documents), STAGES)
    parsed = map(msgspec.json.Decoder(Notice).decode, done.lines.splitlines())
    notices = {notice.source.name: notice for notice in parsed}
    assert runs == [5]
    assert [failure.message.partition(":")[0] for failure in done.failures] == ["坏.doc", "断.rtf"]
    assert set(notices) == {"列表.rtf", "通报.doc", "通报.docx", "通报.odt", "通报.wps", "网页.doc"}
    alone = read(written / "通报.doc")
    assert (notices["通报.doc"].id, notices["通报.doc"].source) == (alone.id, alone.source)
    assert notices["通报.doc"].text == alone.text


@pytest.mark.libreoffice
def test_nothing_is_loaded_from_elsewhere(tmp_path: Path, zip_of: Zip) -> None:
    (tmp_path / "secret.txt").write_text("机密")
    here = (tmp_path / "secret.txt").as_uri()
    body = (
        f"<text:section text:name='s'><text:section-source xlink:href='{here}' xlink:type='simple' "
        "xlink:show='embed' text:filter-name='Text'/><text:p>正文</text:p></text:section><text:p><draw:frame "
        "svg:width='1cm' svg:height='1cm'><draw:image xlink:href='{url}' xlink:type='simple'/></draw:frame></text:p>"
    )
    with listening() as (url, calls):
        notice = read_bytes(zip_of(odt(body.replace("{url}", url))), name="通报.odt")
        assert calls() == 0
    assert notice.text == "正文"


@contextlib.contextmanager
def listening() -> Iterator[tuple[str, Callable[[], int]]]:
    """Listen on this machine; give the address, and how many called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def calls() -> int:
            try:
                server.accept()
            except BlockingIOError:
                return 0
            return 1

        yield f"http://127.0.0.1:{server.getsockname()[1]}/picture.png", calls


def test_convert_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("关于整改情况的通报")
    paths = [tmp_path / "a.doc", tmp_path / "missing.doc", tmp_path]
    assert list(office.convert(paths)) == [(path, None) for path in paths]
