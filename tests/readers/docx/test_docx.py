"""What is read from a Word file's body, element by element."""

import io
from collections.abc import Callable

import docx as python_docx
import pytest

from textmine.readers import docx, read_bytes

Lines = Callable[..., list[str]]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"


TWICE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
DELETED_MARK = "<w:rPr><w:del w:id='1'/></w:rPr>"
HIDDEN_MARK = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (paragraph(run("　　健全"), run("制度　")) + paragraph() + paragraph(run("已完成")), ["健全制度", "已完成"]),
        # Characters that have elements of their own.
        (paragraph("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>"), ["甲", "乙", "丙"]),
        (paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"), ["甲\t乙-"]),
        (paragraph("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>完成</w:t></w:r>"), ["☑完成"]),
        (paragraph("<w:r><w:sym w:font='仿宋' w:char='2461'/><w:sym w:char='zz'/></w:r>"), ["②"]),
        (
            paragraph(
                "<w:r><w:ruby><w:rt><w:r><w:t>zhěng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>整</w:t></w:r></w:rubyBase></w:ruby></w:r>",
                run("改"),
            ),
            ["整改"],
        ),
        (paragraph(run("比"), "<m:oMath><m:r><m:t>1:2</m:t></m:r></m:oMath>"), ["比1:2"]),
        # What wraps runs.
        (
            paragraph(
                "<w:hyperlink><w:r><w:t>网站</w:t></w:r></w:hyperlink>", f"<w:smartTag>{run('区委')}</w:smartTag>"
            ),
            ["网站区委"],
        ),
        (f"<w:sdt><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent></w:sdt>", ["控件"]),
        (paragraph(f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"), ["控件"]),
        (
            paragraph(
                f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>甲"
            ),
            [""],
        ),
        # Changes, as accepted.
        (
            paragraph(f"<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", run("文")),
            ["新增文"],
        ),
        (paragraph(f"<w:moveFrom>{run('此处')}</w:moveFrom><w:moveTo>{run('彼处')}</w:moveTo>"), ["彼处"]),
        (paragraph(run("前半"), properties=DELETED_MARK) + paragraph(run("后半")), ["前半后半"]),
        (paragraph(run("末段"), properties=DELETED_MARK), ["末段"]),
        # Hidden text, and a heading that runs on into its account.
        (paragraph(run("看得见"), run("看不见", "<w:vanish/>"), run("也见", "<w:vanish w:val='0'/>")), ["看得见也见"]),
        (
            paragraph(run("关于学习的问题。"), properties=HIDDEN_MARK) + paragraph(run("已整改")),
            ["关于学习的问题。已整改"],
        ),
        # Fields.
        (paragraph(field(' HYPERLINK "x" ', run("链接")), run("尾")), ["链接尾"]),
        (paragraph(run("第"), field(" PAGE ", run("7")), run("页")), ["第页"]),
        (paragraph(run("附"), f"<w:fldSimple w:instr=' NUMPAGES '>{run('9')}</w:fldSimple>"), ["附"]),
        (paragraph(f"<w:fldSimple w:instr='REF a'>{run('前文')}</w:fldSimple>"), ["前文"]),
        (
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,</w:instrText></w:r>'
                '<w:r><w:instrText>21)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
                run("修订"),
            ),
            ["㉑修订"],
        ),
        (
            paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("未关闭的域")) + paragraph(run("后文")),
            ["未关闭的域", "后文"],
        ),
        (paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', run("多余的结束")), ["多余的结束"]),
        # A table of contents: a field over paragraphs, in a control of its own, or left in its styles.
        (
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                run("一、总体情况 1"),
            )
            + paragraph(run("二、整改情况 3"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
            + paragraph(run("一、总体情况")),
            ["一、总体情况"],
        ),
        (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            f"<w:sdtContent>{paragraph(run('目录'))}</w:sdtContent></w:sdt>{paragraph(run('正文'))}",
            ["正文"],
        ),
        (paragraph(run("一、总体情况 1"), properties="<w:pStyle w:val='TOC1'/>") + paragraph(run("正文")), ["正文"]),
        # Text boxes: once, behind the paragraph that they hang on.
        (paragraph(TWICE.format(box("文本框")), run("段落")), ["段落", "文本框"]),
        (paragraph(f"<w:r><w:pict><v:shape><v:textbox>{box('旧式')}</v:textbox></v:shape></w:pict></w:r>"), ["旧式"]),
        (paragraph("<w:r><w:pict><v:shape><v:textpath string='艺术字标题'/></v:shape></w:pict></w:r>"), ["艺术字标题"]),
    ],
)
def test_body(lines_of: Lines, body: str, lines: list[str]) -> None:
    styles = "<w:style w:type='paragraph' w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>"
    assert lines_of(body, styles=styles) == lines


def cell(*paragraphs: str, properties: str = "") -> str:
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(run(text)) for text in paragraphs) or '<w:p/>'}</w:tc>"
    )


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([row(cell("1"), cell("问题"), cell("第一段。", "第二段。"))], ["1 | 问题 | 第一段。 第二段。"]),
        ([row(cell("甲"), cell(), cell("丙"), cell())], ["甲 |  | 丙 |"]),
        # A caption across the table, and a frame around text.
        ([row(cell("党的建设方面", properties="<w:gridSpan w:val='3'/>"))], ["党的建设方面"]),
        ([row(cell("第一段", "第二段"))], ["第一段", "第二段"]),
        # Merged cells stand once.
        (
            [
                row(cell("问题", properties="<w:vMerge w:val='restart'/>"), cell("措施一"), cell("已完成")),
                row(cell(properties="<w:vMerge/>"), cell("措施二"), cell("未完成")),
                row(cell(properties="<w:vMerge/>"), cell("措施三"), cell()),
            ],
            ["问题 | 措施一 | 已完成", "| 措施二 | 未完成", "| 措施三 |"],
        ),
        (
            [
                row(
                    cell("合", properties="<w:hMerge w:val='restart'/>"),
                    cell("并", properties="<w:hMerge/>"),
                    cell("尾"),
                )
            ],
            ["合 | 尾"],
        ),
        # Rows and cells that were deleted or hidden, or stand in a control.
        ([row(cell("旧"), cell("行"), properties="<w:del w:id='1'/>"), row(cell("新"), cell("行"))], ["新 | 行"]),
        ([row(cell("隐"), cell("藏"), properties="<w:hidden/>"), row(cell("可"), cell("见"))], ["可 | 见"]),
        (["<w:sdt><w:sdtContent>" + row(cell("控"), cell("件")) + "</w:sdtContent></w:sdt>"], ["控 | 件"]),
    ],
)
def test_table(lines_of: Lines, rows: list[str], lines: list[str]) -> None:
    assert lines_of(f"<w:tbl>{''.join(rows)}</w:tbl>") == lines


def test_nested_table(lines_of: Lines) -> None:
    inner = f"<w:tbl>{row(cell('内一'), cell('内二'))}</w:tbl><w:p/>"
    outer = f"<w:tc>{inner}</w:tc>"
    assert lines_of(f"<w:tbl>{row(cell('外'), outer)}</w:tbl>") == ["外 | 内一 内二"]
    assert lines_of(f"<w:tbl>{row(outer)}</w:tbl>") == ["内一 | 内二"]


def test_styles_hide(lines_of: Lines) -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='base'><w:name w:val='b'/><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='derived'><w:name w:val='d'/><w:basedOn w:val='base'/></w:style>"
        "<w:style w:type='character' w:styleId='secret'><w:name w:val='s'/><w:rPr><w:vanish/></w:rPr></w:style>"
    )
    body = paragraph(run("藏"), properties="<w:pStyle w:val='derived'/>") + paragraph(
        run("见"), run("藏", "<w:rStyle w:val='secret'/>")
    )
    assert lines_of(body, styles=styles) == ["见"]


def test_what_is_left_out_is_said(parts_of: Callable[..., dict[str, str]], zip_of: Callable[..., bytes]) -> None:
    body = paragraph(run("正文"), "<w:r><w:footnoteReference w:id='2'/></w:r>") + "<w:altChunk r:id='r9'/>"
    draft = docx.read(zip_of(parts_of(body)), name="notice.docx")
    assert draft.text == "正文"
    assert [warning.code for warning in draft.warnings] == ["notes-left-out", "embedded-left-out"]


def test_a_file_of_another_writer() -> None:
    document = python_docx.Document()
    document.core_properties.title = "关于整改进展情况的通报"
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_heading("某局党组关于整改进展情况的通报")
    table = document.add_table(rows=2, cols=3)
    for at, text in enumerate(("问题", "措施", "时限", "制度不全", "修订制度", "长期")):
        table.cell(at // 3, at % 3).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    file = io.BytesIO()
    document.save(file)
    notice = read_bytes(file.getvalue(), name="通报.docx")
    assert notice.text == "某局党组关于整改进展情况的通报\n问题 措施 | 时限\n制度不全 | 修订制度 | 长期"
    assert notice.source.media_type == docx.MEDIA_TYPE
    assert notice.source.metadata["title"] == "关于整改进展情况的通报"
