"""The numbers that Word writes before paragraphs."""

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


def level(at: int, text: str, form: str = "decimal", more: str = "", suffix: str = "nothing") -> str:
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}<w:suff w:val='{suffix}'/>"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


def abstract(key: int, *levels: str) -> str:
    return f"<w:abstractNum w:abstractNumId='{key}'>{''.join(levels)}</w:abstractNum>"


def num(key: int, abstract_key: int, overrides: str = "") -> str:
    return f"<w:num w:numId='{key}'><w:abstractNumId w:val='{abstract_key}'/>{overrides}</w:num>"


def start(at: int, value: int) -> str:
    return f"<w:lvlOverride w:ilvl='{at}'><w:startOverride w:val='{value}'/></w:lvlOverride>"


def item(num_id: int | None = None, at: int | None = None, style: str = "", text: str = "文") -> str:
    styled = f"<w:pStyle w:val='{style}'/>" if style else ""
    place = "" if at is None else f"<w:ilvl w:val='{at}'/>"
    listed = "" if num_id is None and at is None else f"<w:numId w:val='{num_id}'/>" if num_id is not None else ""
    return f"<w:p><w:pPr>{styled}<w:numPr>{place}{listed}</w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def labels(lines: list[str]) -> list[str]:
    return [line.removesuffix("文") for line in lines]


OFFICIAL = abstract(
    0,
    level(0, "%1、", "chineseCountingThousand"),
    level(1, "（%2）", "chineseCounting"),
    level(2, "%3.", "decimal", "<w:lvlRestart w:val='0'/>"),
    level(3, "(%4)", "decimal", "<w:lvlRestart w:val='2'/>"),
)


@pytest.mark.parametrize(
    ("levels", "printed"),
    [
        # A level starts anew behind a higher one.
        ([0, 1, 1, 0, 1], ["一、", "（一）", "（二）", "二、", "（一）"]),
        # One that never restarts runs on through its parents.
        ([1, 2, 2, 1, 2, 0, 1, 2], ["（一）", "1.", "2.", "（二）", "3.", "一、", "（一）", "4."]),
        # One that restarts behind level 2 and higher does so not behind level 3.
        ([1, 2, 3, 3, 2, 3, 1, 3], ["（一）", "1.", "(1)", "(2)", "2.", "(3)", "（二）", "(1)"]),
    ],
)
def test_levels_count(lines_of: Lines, levels: list[int], printed: list[str]) -> None:
    body = "".join(item(1, at) for at in levels)
    assert labels(lines_of(body, numbering=OFFICIAL + num(1, 0))) == printed


@pytest.mark.parametrize(
    ("nums", "items", "printed"),
    [
        # Lists of one abstract list count on together …
        (num(1, 0) + num(2, 0), [1, 1, 2, 1], ["1.", "2.", "3.", "4."]),
        # … save where one has a start of its own, once.
        (num(1, 0) + num(2, 0, start(0, 1)), [1, 1, 2, 2, 1], ["1.", "2.", "1.", "2.", "3."]),
        (num(1, 0) + num(2, 0, start(0, 5)), [1, 2, 2], ["1.", "5.", "6."]),
        # A redefined level looks otherwise and counts on.
        (
            num(1, 0) + num(2, 0, f"<w:lvlOverride w:ilvl='0'>{level(0, '问题%1：')}</w:lvlOverride>"),
            [1, 2],
            ["1.", "问题2："],
        ),
        # No list: number 0, a list or an abstract list that is not there, a level that is not defined.
        (num(1, 0) + num(2, 7), [0, 9, 2, 1], ["", "", "", "1."]),
    ],
)
def test_lists_of_one_kind(lines_of: Lines, nums: str, items: list[int], printed: list[str]) -> None:
    body = "".join(item(num_id, 0) for num_id in items)
    assert labels(lines_of(body, numbering=abstract(0, level(0, "%1.")) + nums)) == printed


def test_a_restart_goes_back_to_the_start_of_the_list(lines_of: Lines) -> None:
    numbering = abstract(0, level(0, "%1、"), level(1, "%2.")) + num(1, 0, start(1, 3))
    body = "".join(item(1, at) for at in (0, 1, 1, 0, 1))
    assert labels(lines_of(body, numbering=numbering)) == ["1、", "3.", "4.", "2、", "3."]


@pytest.mark.parametrize(
    ("pattern", "more", "printed"),
    [
        ("%1.%2", "", ["一、", "一.1", "一.2"]),
        ("%1.%2", "<w:isLgl/>", ["一、", "1.1", "1.2"]),
        ("第%2项", "", ["一、", "第1项", "第2项"]),
        ("%3%2.", "", ["一、", "1.", "2."]),  # a level that is not defined
        ("%2.", "<w:rPr><w:vanish/></w:rPr>", ["一、", "", ""]),
        ("", "", ["一、", "", ""]),
    ],
)
def test_patterns(lines_of: Lines, pattern: str, more: str, printed: list[str]) -> None:
    numbering = abstract(0, level(0, "%1、", "chineseCounting"), level(1, pattern, more=more)) + num(1, 0)
    assert labels(lines_of(item(1, 0) + item(1, 1) * 2, numbering=numbering)) == printed


def test_a_level_above_that_has_not_come_shows_its_start(lines_of: Lines) -> None:
    numbering = abstract(0, level(0, "%1."), level(1, "%1.%2.")) + num(1, 0)
    body = item(1, 1) + item(1, 0) + item(1, 1)
    assert labels(lines_of(body, numbering=numbering)) == ["1.1.", "1.", "1.1."]


@pytest.mark.parametrize(
    ("pattern", "suffix", "text", "line"),
    [
        ("%1、", "nothing", " 健全", "1、 健全"),
        ("%1.", "space", "健全", "1. 健全"),
        ("%1、", "tab", "　健全", "1、健全"),
        ("（%1）", "tab", "健全", "（1）健全"),
        ("%1.", "tab", "2019年以来", "1. 2019年以来"),
        ("第%1条", "tab", "总则", "第1条 总则"),
    ],
)
def test_what_stands_between(lines_of: Lines, pattern: str, suffix: str, text: str, line: str) -> None:
    numbering = abstract(0, level(0, pattern, suffix=suffix)) + num(1, 0)
    assert lines_of(item(1, 0, text=text), numbering=numbering) == [line]


STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='h1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/>"
    "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='h2'><w:name w:val='heading 2'/><w:basedOn w:val='h1'/>"
    "<w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='tied'><w:name w:val='tied'/>"
    "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='plain'><w:name w:val='plain'/><w:basedOn w:val='h1'/>"
    "<w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='ring'><w:name w:val='ring'/><w:basedOn w:val='ring2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='ring2'><w:name w:val='ring2'/><w:basedOn w:val='ring'/></w:style>"
)


@pytest.mark.parametrize(
    ("style", "num_id", "at", "printed"),
    [
        ("h1", None, None, "1、"),
        ("h2", None, None, "(1)"),  # the list from the style below, the level its own
        ("tied", None, None, "1."),  # the level that the list ties to the style
        ("plain", None, None, ""),
        ("h1", 0, None, ""),  # the paragraph takes away what its style gave
        ("h1", None, 1, "(1)"),
        ("plain", 1, 0, "1、"),
        ("ring", None, None, ""),
        ("missing", None, None, ""),
    ],
)
def test_styles_number(lines_of: Lines, style: str, num_id: int | None, at: int | None, printed: str) -> None:
    numbering = abstract(0, level(0, "%1、"), level(1, "(%2)"), level(2, "%3.", more="<w:pStyle w:val='tied'/>"))
    body = item(num_id, at, style)
    assert labels(lines_of(body, styles=STYLES, numbering=numbering + num(1, 0))) == [printed]


def test_numbering_styles_are_followed(lines_of: Lines) -> None:
    styles = (
        "<w:style w:type='numbering' w:styleId='S'><w:name w:val='S'/>"
        "<w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr></w:style>"
    )
    numbering = (
        "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='S'/></w:abstractNum>"
        + abstract(2, "<w:styleLink w:val='S'/>", level(0, "%1）"))
        + num(1, 1)
        + num(5, 2)
    )
    assert labels(lines_of(item(1, 0) + item(5, 0) + item(1, 0), styles=styles, numbering=numbering)) == [
        "1）",
        "2）",
        "3）",
    ]
    # Without the style, what says that it defines it is found all the same; a link to itself ends.
    assert labels(lines_of(item(1, 0), numbering=numbering)) == ["1）"]
    loop = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='S'/><w:styleLink w:val='S'/></w:abstractNum>"
    assert labels(lines_of(item(1, 0), styles=styles, numbering=loop + num(1, 1) + num(5, 1))) == [""]


def test_alternative_formats(lines_of: Lines) -> None:
    padded = (
        "<w:lvl w:ilvl='0'><w:start w:val='9'/><mc:AlternateContent><mc:Choice Requires='w14'><w:numFmt "
        "w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice><mc:Fallback><w:numFmt w:val='decimal'/>"
        "</mc:Fallback></mc:AlternateContent><w:suff w:val='space'/><w:lvlText w:val='%1'/></w:lvl>"
    )
    assert lines_of(item(1, 0) * 2, numbering=abstract(0, padded) + num(1, 0)) == ["009 文", "010 文"]


@pytest.mark.parametrize(
    ("font", "character", "printed"),
    [("Symbol", "\uf0b7", "• "), ("Wingdings", "n", "■ "), ("Wingdings", "\uf0d8", "➢ "), ("宋体", "◆", "◆ ")],
)
def test_bullets(lines_of: Lines, font: str, character: str, printed: str) -> None:
    fonts = f"<w:rPr><w:rFonts w:ascii='{font}'/></w:rPr>"
    numbering = abstract(0, level(0, character, "bullet", fonts, suffix="tab")) + num(1, 0)
    empty = item(1, 0, text="")
    assert labels(lines_of(item(1, 0) + empty, numbering=numbering)) == [printed]


def test_what_is_not_seen_is_not_counted(lines_of: Lines) -> None:
    deleted = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
        "<w:del w:id='2'><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    hidden = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
    )
    before_the_change = (
        "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange></w:pPr>"
        "<w:r><w:t>文</w:t></w:r></w:p>"
    )
    body = item(1, 0) + deleted + hidden + before_the_change + item(1, 0)
    assert labels(lines_of(body, numbering=abstract(0, level(0, "%1.")) + num(1, 0))) == ["1.", "", "2."]


def test_numbers_alone_in_cells_and_in_order(lines_of: Lines) -> None:
    row = f"<w:tr><w:tc>{item(1, 0, text='')}</w:tc><w:tc>{item(2, 0)}</w:tc></w:tr>"
    numbering = abstract(0, level(0, "%1")) + abstract(3, level(0, "%1.")) + num(1, 0) + num(2, 3)
    assert lines_of(f"<w:tbl>{row * 2}</w:tbl>", numbering=numbering) == ["1 | 1.文", "2 | 2.文"]


def test_a_heading_that_runs_on_keeps_its_number(lines_of: Lines) -> None:
    heading = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:vanish/><w:specVanish/></w:rPr>"
        "</w:pPr><w:r><w:t>关于学习的问题。</w:t></w:r></w:p>"
    )
    cut = heading.replace("<w:vanish/><w:specVanish/>", "<w:del w:id='1'/>")
    numbering = abstract(0, level(0, "%1.")) + num(1, 0)
    assert lines_of(heading + item(text="已整改"), numbering=numbering) == ["1.关于学习的问题。已整改"]
    assert lines_of(cut + item(1, 0, text="已整改"), numbering=numbering) == ["1.关于学习的问题。已整改"]
