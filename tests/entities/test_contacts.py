"""Telephone numbers, postcodes, addresses and e-mail addresses."""

import pytest


@pytest.mark.parametrize(
    ("text", "label", "surface", "value"),
    [
        ("联系电话:0512-65123456;", "PHONE", "0512-65123456", "0512-65123456"),
        ("电话（0512）65123456。", "PHONE", "（0512）65123456", "0512-65123456"),
        ("电话02088881234", "PHONE", "02088881234", "020-88881234"),
        ("电话0512 - 6512345；", "PHONE", "0512 - 6512345", "0512-6512345"),
        ("手机138 1234 5678", "PHONE", "138 1234 5678", "13812345678"),
        ("传真:0512-6512345转801", "PHONE", "0512-6512345转801", "0512-6512345-801"),
        ("举报电话:12388", "PHONE", "12388", "12388"),
        ("联系电话:65123456", "PHONE", "65123456", "65123456"),
        ("邮政编码:215000", "POSTCODE", "215000", "215000"),
        ("邮箱:Jiwei@Example.cn。", "EMAIL", "Jiwei@Example.cn", "jiwei@example.cn"),
        ("地址:青澜市望江路18号纪委办公室", "ADDRESS", "青澜市望江路18号", "青澜市望江路18号"),
        ("地址：青澜市望江路18号3号楼（邮编", "ADDRESS", "青澜市望江路18号3号楼", "青澜市望江路18号3号楼"),
        ("来信请寄青澜市望江路18号,", "ADDRESS", "青澜市望江路18号", "青澜市望江路18号"),
    ],
)
def test_contact(tagged, text: str, label: str, surface: str, value: str) -> None:
    assert tagged(text, label) == [(surface, value)]


def test_nothing_else_lies_inside(tagged) -> None:
    text = "地址:青澜市望江路18号A座12层,邮编:215000,电话:0512-65123456"
    assert [surface for surface, _ in tagged(text)] == ["青澜市望江路18号A座12层", "215000", "0512-65123456"]


def test_a_second_number_behind_the_first(tagged) -> None:
    assert tagged("电话:0512-65123456、65123457。", "PHONE")[1:] == [("65123457", "65123457")]


@pytest.mark.parametrize("text", ["热线电话受理12345件", "编号20191234567890", "整改率@", "账号6222021234567890123"])
def test_what_is_no_contact(tagged, text: str) -> None:
    assert tagged(text, "PHONE", "EMAIL", "POSTCODE", "ADDRESS") == []
