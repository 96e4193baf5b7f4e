"""Bytes to text: every encoding that notices come in, with its mark, its label, a wrong label or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.readers import read_bytes
from textmine.readers.decoding import decode

SHORT = "整改通报"
LONG = "根据县委统一部署，2021年3月5日至5月10日，县委第三巡察组对县水务局党组进行了巡察。现将整改情况予以公布。\n" * 4
OLD = "根據立法會政府帳目委員會的建議，本署已採取跟進措施，完善內部監控制度，並於2021年3月向有關部門匯報進度。\n" * 4
RARE = "中共䝉山县委员会：龑、喆、堃等3人，𠮷山村、㐂村整改完毕，已完成整改销号。"


def codes(data: bytes, declared: str | None = None) -> tuple[str, str, list[str]]:
    decoded = decode(data, declared=declared)
    return decoded.text, decoded.encoding, [warning.code for warning in decoded.warnings]


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (text, codec, encoding)
        for text in (SHORT, LONG, OLD)
        for codec, encoding in (
            ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("gb18030", "gb18030")
        )
    ] + [(OLD, "big5", "big5"), (OLD[:12], "big5", "big5"), (RARE, "gb18030", "gb18030"), (RARE, "utf-8", "utf-8"), ("", "utf-8", "utf-8")],
)  # fmt: skip
def test_undeclared_encodings_are_told_apart(text: str, codec: str, encoding: str) -> None:
    assert codes(text.encode(codec))[:2] == (text, encoding)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_marks_of_utf16_are_no_text(codec: str) -> None:
    assert codes(("\ufeff" + LONG).encode(codec)) == (LONG, codec, [])


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb_2312-80", "x-gbk", "cp936", "gb18030", " 'GB2312' "])
def test_all_labels_of_the_gb_family_are_gb18030(label: str) -> None:
    assert codes(RARE.encode("gb18030"), label)[:2] == (RARE, "gb18030")


@pytest.mark.parametrize(
    ("text", "codec", "label", "encoding"),
    [
        (LONG, "utf-8", "gb2312", "utf-8"),
        (LONG, "gbk", "utf-8", "gb18030"),
        (LONG, "gbk", "big5", "gb18030"),
        (OLD, "big5", "gb2312", "big5"),
        (OLD, "big5", "utf-8", "big5"),
        (LONG, "utf-16-le", "utf-8", "utf-16-le"),
        (LONG, "utf-8", "iso-8859-1", "utf-8"),
        (LONG, "gbk", "windows-1252", "gb18030"),
        (LONG, "gbk", "no-such-thing", "gb18030"),
        (SHORT, "utf-8", "gbk", "utf-8"),
    ],
)
def test_wrong_labels_are_not_believed(text: str, codec: str, label: str, encoding: str) -> None:
    assert codes(text.encode(codec), label) == (text, encoding, [])


def test_a_label_decides_between_readings_as_good() -> None:
    word = "通報".encode("big5")
    assert codes(word, "big5")[:2] == ("通報", "big5")


@pytest.mark.parametrize(
    "data", [b"\x81\x40\xfe\x50", b"caf\xe9 au lait", bytes(range(128, 256))], ids=["two bytes", "latin", "all"]
)
def test_doubt_is_a_warning(data: bytes) -> None:
    assert "encoding-doubtful" in codes(data)[2]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
def test_a_last_character_that_is_cut_off_is_dropped(codec: str) -> None:
    text, encoding, _ = codes(OLD[:-1].encode(codec)[:-1])
    assert (text, encoding) == (OLD[:-2], codec)


@pytest.mark.parametrize(
    ("codec", "damage"),
    [("utf-8", b"\xff\xfe\x80"), ("utf-8", "整改".encode("gbk")), ("gb18030", b"\xff"), ("utf-8", b"\xe6\x95"), ("gb18030", b"\x80\xff")],
    ids=["bytes", "gbk inside", "byte", "half a character", "two bytes"],
)  # fmt: skip
def test_damage_stays_where_it_is(codec: str, damage: bytes) -> None:
    text, encoding, warnings = codes(LONG.encode(codec) + damage + b"\n" + LONG.encode(codec))
    assert encoding == codec
    assert warnings == ["damaged-characters"]
    assert text.startswith(LONG)
    assert text.endswith(LONG)
    assert "\ufffd" in text


def test_halves_of_a_character_are_joined() -> None:
    halves = b"\xed\xa0\xbd\xed\xb8\x80"
    assert codes(LONG.encode() + halves) == (LONG + "😀", "utf-8", [])
    # The same bytes are characters in GBK.
    assert codes(LONG.encode("gbk") + halves)[1:] == ("gb18030", [])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize(
    "label", ["", "<meta charset=gb2312>", '<meta http-equiv=Content-Type content="text/html; charset=utf-8">']
)
def test_pages_in_every_encoding_whatever_they_declare(codec: str, label: str) -> None:
    page = f"<html><head>{label}<title>关于整改情况的通报</title></head><body><p>{LONG}</p></body></html>"
    lines = read_bytes(page.encode(codec), name="page.html").text.split("\n")
    assert lines == ["关于整改情况的通报", LONG.replace("\n", "")]


def test_a_page_may_be_labelled_as_xml() -> None:
    page = f"<?xml version='1.0' encoding='gbk'?><html><body><p>{RARE}</p></body></html>"
    assert read_bytes(page.encode("gb18030"), name="a.html").source.encoding == "gb18030"


@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "utf-8", "big5", "x"]))
def test_any_bytes_are_some_text(data: bytes, declared: str | None) -> None:
    decode(data, declared=declared).text.encode("utf-8", "surrogatepass")


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=5, max_size=40))
def test_utf8_is_never_taken_for_another(text: str) -> None:
    assert codes(text.encode()) == (text, "utf-8", [])
