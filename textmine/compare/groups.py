"""What notices are compared by: a function from a notice to its group, by a name, or by a user's own list."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from textmine.compare.sample import Case
from textmine.entities.bodies import LEVEL
from textmine.entities.keys import without_party
from textmine.errors import TextmineError
from textmine.resources import load_lexicon
from textmine.resources.trie import alternation

Grouping = Callable[[Case], str | None]

_COMMITTEE: Final = re.compile(r"^(?:中共|中国共产党)(?P<place>.*(?:[省市区县州盟旗镇乡]|街道))(?P<works>工作)?委员会$")
# Lists of words that say whose seat a body has, not what it does: they speak where no other word does.
_SEAT: Final = "seat_"
# What may stand before the place in a body's name: 国家税务总局茗川县税务局, 共青团榆江市委.
_BEFORE_PLACE: Final = re.compile(r"^(?:国家[^省市县区]{1,8}?总局|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社)")
# The longest division's name that is read before its level: 积石山保安族东乡族撒拉族 has eleven characters.
_LONGEST_PLACE: Final = 14
_BRANCH: Final = re.compile("(?:联合)?(?:党?总支|党?支)部?$")
_ASIDE: Final = re.compile(r"[（(][^（）()]{0,20}[）)]")
_UNITS: Final = re.compile("[局厅院校委部府馆所站台社司会]|公司|中心|集团|驻|分行|支行")
_TOWNS: Final = ("镇", "乡", "街道", "社区")
_YEAR: Final = re.compile(r"\d{4}")


def group_of(by: str) -> Grouping:
    """Return what gives each notice its group: by one of `GROUPINGS`, or by the list in a `.csv` file.

    Raise `TextmineError` where `by` is neither, or the file is not what `read_grouping` takes.
    """
    if by in GROUPINGS:
        return GROUPINGS[by]
    if by.lower().endswith(".csv"):
        return read_grouping(Path(by))
    raise TextmineError(f"notices cannot be compared by {by!r}; give {', '.join(GROUPINGS)}, or a .csv file")


def read_grouping(path: Path) -> Grouping:
    """Return the grouping that a CSV file lists: a column `agency` (a name) or `id` (a notice's), and one `group`.

    Agencies are met whatever form of a Party committee's name stands here or there. A notice that is not listed, or
    whose group is left empty, is in none. Raise `TextmineError`, saying where, at the first fault.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TextmineError(f"groups {path} cannot be read ({error.strerror}); check the path") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeError:  # as Excel saves a CSV file in China
        text = data.decode("gb18030", errors="replace")
    rows = csv.DictReader(text.splitlines())
    names = [name.strip() for name in rows.fieldnames or ()]
    key = next((name for name in ("id", "agency") if name in names), None)
    if key is None or "group" not in names:
        raise TextmineError(f"groups {path}: the first line must name the columns agency (or id) and group")
    rows.fieldnames = names
    listed: dict[str, str] = {}
    for row in rows:
        name, group = (row[key] or "").strip(), (row["group"] or "").strip()
        name = body_of(name) if key == "agency" else name
        if listed.get(name, group) != group:
            raise TextmineError(f"groups {path}, line {rows.line_num}: {name} is in {listed[name]} and in {group}")
        if name and group:
            listed[name] = group
    return lambda case: listed.get((_agency(case) if key == "agency" else case.id) or "")


def body_of(agency: str) -> str:
    """Return the body's name without the form of its Party committee, so that a body's notices meet.

    >>> [body_of(name) for name in ("中共青澜县水务局党组", "青澜县水务局", "中共云岫县委员会", "中共青棠区小学支部委员会")]
    ['青澜县水务局', '青澜县水务局', '云岫县委', '青棠区小学']
    """
    if seat := _COMMITTEE.match(agency):
        return seat["place"] + ("工委" if seat["works"] else "委")
    plain = without_party(agency).removeprefix("中国共产党").removeprefix("中共")
    return plain if plain == agency else _BRANCH.sub("", plain)


def region_of(name: str) -> str | None:
    """Return the place whose body it is, down to the county, as the name states it; None where it names none.

    >>> [region_of(name) for name in ("霁川市澜门区人民法院", "淮东省水利厅", "国家税务总局茗川县税务局", "省水利厅")]
    ['霁川市澜门区', '淮东省', '茗川县', None]
    """
    plain = _BEFORE_PLACE.sub("", body_of(name))
    end = 0
    for level in LEVEL.finditer(plain):
        part = plain[end : level.start()]
        whole = part + level[0]
        if level[0] in _TOWNS or not part or len(part) > _LONGEST_PLACE:
            break
        if _UNITS.search(part) or part.startswith(("国家", "全国", "中央")) or whole.endswith(_no_places()):
            break
        end = level.end()
    return plain[:end] or None


@cache
def _no_places() -> tuple[str, ...]:
    """Return the words that end like a division and are none, save those that divisions' own names end in."""
    return tuple(word for word in load_lexicon("places")["none"] if word not in ("地区", "林区", "矿区", "特区"))


def sector_of(name: str) -> str | None:
    """Return the sector that a body works in, by its name: a code of `lexicon/sectors.toml`; None where it says none.

    >>> [sector_of(name) for name in ("青澜县人民医院集团", "青澜县水务集团有限公司", "柳浦街道社区卫生服务中心", "云岫县委")]
    ['health', 'company', 'health', 'party']
    """
    plain = _ASIDE.sub("", body_of(name))
    pattern, sectors = _sector_words()
    # 民政 in 人民政府 is no word: what begins inside a longer word stands only where it goes on beyond it.
    reach, found = 0, []
    for match in pattern.finditer(plain):
        if match.end(1) > reach:
            found.append(sectors[match[1]])
            reach = match.end(1)
    does = [sector for sector in found if not sector.startswith(_SEAT)]
    return (does or found)[-1].removeprefix(_SEAT) if found else None


@cache
def _sector_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the longest word that tells a sector at every place, and the sector of each word."""
    sectors = {word: code for code, listed in load_lexicon("sectors").words.items() for word in listed}
    return re.compile(f"(?=({alternation(sectors)}))"), sectors


def _agency(case: Case) -> str | None:
    return body_of(case.agency) if case.agency else None


def _region(case: Case) -> str | None:
    """Return the agency's place, else that of the body that inspected it."""
    return next(filter(None, (region_of(name) for name in (case.agency, case.inspector) if name)), None)


def _sector(case: Case) -> str | None:
    return sector_of(case.agency) if case.agency else None


def _year(case: Case) -> str | None:
    """Return the year of the date that a notice goes by; of an interval, the year in which it began."""
    found = _YEAR.search(case.date or "")
    return found[0] if found else None


GROUPINGS: Final[dict[str, Grouping]] = {
    "agency": _agency,
    "level": lambda case: case.level,
    "region": _region,
    "sector": _sector,
    "year": _year,
    "inspector": lambda case: case.inspector,
    "kind": lambda case: case.kind,
}
