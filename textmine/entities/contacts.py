"""PHONE, EMAIL, POSTCODE and ADDRESS: how to reach whom the notice names.

| text | label | value |
|---|---|---|
| 联系电话：（0512）65123456 | PHONE | 0512-65123456 |
| 举报电话：12388 | PHONE | 12388 |
| 邮编：215000 | POSTCODE | 215000 |
| 电子邮箱：Jiwei@example.cn | EMAIL | jiwei@example.cn |
| 地址：青澜市望江路18号，邮编 | ADDRESS | 青澜市望江路18号 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from textmine.notice import Entity

# Numbers that are telephone numbers wherever they stand: with an area code, mobile, or a 400 line.
PHONE: Final = (
    r"(?P<phone>(?<![\d.-])(?:0\d{2,3}(?:\) ?| ?-{1,2} ?| )?[2-9]\d{2,3} ?\d{4}(?:(?:-|转)\d{1,6})?|1[3-9]\d ?\d{4} ?\d{4}|[48]00-?\d{3}-?\d{4})"
    r"|(?<=[0-9]{4}[、,/;])[2-9]\d{6,7}(?=[、,/;。)(\n ]|$))"
    r"(?![\d@A-Za-z.%]|[年月日个人次元万])"
)
_LOCAL: Final = re.compile(
    r"(?:号码|为)?[^\d\n,。;]{0,12}?[: ]{0,3}(?P<number>[2-9]\d{2,3} ?\d{4}(?:-\d{1,6})?|12\d{3}|[2-9]\d{6,7})(?![\d-]|[条件个次人万元])"
)
_POSTCODE: Final = re.compile(r"(?:为)?[: ]{0,4}(?P<code>\d{6})(?!\d)")
_ADDRESS: Final = re.compile(
    r"(?:及邮编)?(?:[:为 ]{1,4}|(?=[\u4e00-\u9fff]{2,8}[省市县区]))(?P<address>[\u4e00-\u9fff][^,;。|\n@]{3,60})"
)
_SENT: Final = re.compile(r"[至到往]?[: ]{0,3}(?P<address>[\u4e00-\u9fff]{2,8}[省市县区州][^,;。|\n@]{3,60})")
# What introduces each. A text is asked for the words first: most notices name them once, at their foot.
_CAPTIONS: Final = (
    ("PHONE", _LOCAL, ("电话", "热线", "传真", "手机")),
    ("POSTCODE", _POSTCODE, ("邮编", "邮政编码", "邮码")),
    ("ADDRESS", _ADDRESS, ("地址", "信箱")),
    ("ADDRESS", _SENT, ("寄",)),
)
# An address ends with its last number or house; what follows is who sits there, or the next line of the contact.
_NEXT: Final = re.compile(r"[( ]*(?:邮编|邮政|联系|电话|电子|传真|邮箱|收件|受理|举报|监督)")
_ENDS: Final = re.compile(
    r".*(?:\d{1,5} ?(?:号[楼院]?|[楼室层座栋幢弄院])|[\d一二三四五六七八九十]{1,3} ?(?:号楼|楼|单元|室|层)|大厦|广场)"
)
_MAIL_BEFORE: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"
_MAIL_BEHIND: Final = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?<![.-])")


@cache
def _area() -> re.Pattern[str]:
    return re.compile(r"(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})(-\d+)?$")


def read_phone(match: re.Match[str], folded: str) -> Entity:
    """Return the telephone number of the match, normalised: area code, hyphen, number."""
    start, end = match.span("phone")
    if folded[start - 1 : start] == "(" and ")" in match["phone"]:
        start -= 1
    return Entity("PHONE", (start, end), normalise_phone(match["phone"]))


def normalise_phone(printed: str) -> str:
    """Return a telephone number with a hyphen behind its area code and before its extension.

    >>> [normalise_phone(p) for p in ("0512)6512 3456", "02088881234", "0755--26801234转801", "138 1234 5678")]
    ['0512-65123456', '020-88881234', '0755-26801234-801', '13812345678']
    """
    plain = re.sub(r"\) ?| ?-+ ?", "-", printed).replace("转", "-")
    if " " in plain and plain[0] == "0" and "-" not in plain[:5]:
        head, _, tail = plain.partition(" ")
        plain = f"{head}-{tail}" if len(head) in (3, 4) else plain
    plain = plain.replace(" ", "")
    match = _area().match(plain)
    return f"{match[1]}-{match[2]}{match[3] or ''}" if match else plain


def find_contacts(text: str, folded: str) -> Iterator[Entity]:
    """Yield what only its caption or its sign tells: local telephone numbers, postcodes, addresses, e-mail.

    >>> text = "地址:青澜市望江路18号纪委办公室,邮编:215000"
    >>> [(e.label, e.value) for e in find_contacts(text, text)]
    [('POSTCODE', '215000'), ('ADDRESS', '青澜市望江路18号')]
    """
    for label, pattern, captions in _CAPTIONS:
        for caption in captions:
            at = folded.find(caption)
            while at >= 0:
                at += len(caption)
                if match := pattern.match(folded, at):
                    yield _read(label, match, text, folded)
                at = folded.find(caption, at)
    at = folded.find("@")
    while at >= 0:
        before = folded[max(0, at - 64) : at]
        local = before[len(before.rstrip(_MAIL_BEFORE)) :].lstrip("._%+-")
        if local and (host := _MAIL_BEHIND.match(folded, at + 1)):
            start, end = at - len(local), host.end()
            yield Entity("EMAIL", (start, end), folded[start:end].lower())
        at = folded.find("@", at + 1)


def _read(label: str, match: re.Match[str], text: str, folded: str) -> Entity:
    """Return what a caption introduces, its end found and its value normalised."""
    start, end = match.span(match.lastgroup or 0)
    if label != "ADDRESS":
        return Entity(label, (start, end), folded[start:end].replace(" ", ""))
    if cut := _NEXT.search(folded, start + 1, end):
        end = cut.start()
    if ends := _ENDS.match(folded, start, end):
        end = ends.end()
    return Entity("ADDRESS", (start, end), text[start:end])
