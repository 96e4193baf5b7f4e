"""Pages as offices publish them: the notice whole, its title first, and nothing of what the page puts around it."""

from collections.abc import Callable

import pytest

from textmine.readers import read_bytes

TITLE = "中共青澜县水务局党组关于巡察整改进展情况的通报"
LINES = [
    "根据县委统一部署，2021年3月5日至5月10日，县委第三巡察组对县水务局党组进行了巡察。现将整改情况予以公布。",
    "一、整改工作组织情况",
    "（一）加强组织领导。局党组成立领导小组，召开专题会议3次，逐条研究整改措施。",
    "二、反馈意见整改落实情况",
    "（一）关于“学习不深入”的问题",
    "1.修订《理论学习制度》，明确学习时间和内容，组织集中学习8次。",
    "2.清退违规发放的津贴3.5万元，约谈责任人2名。",
    "（二）关于河道管护不到位的问题",
    "整改情况：",
    "一是开展专项检查6轮，发现并整改问题14个；二是建立管护台账，落实专人负责。",
    "三、下一步打算",
    "我局将持续抓好整改落实，巩固整改成果，做到标准不降、力度不减。",
    "联系电话：0731-55501234；邮政信箱：青澜县水务局办公室（邮编410000）；电子邮箱：swj@qinglan.example。",
    "中共青澜县水务局党组",
    "2021年11月30日",
]
WANTED = [TITLE, *LINES]

NAV = (
    "<div class='header'><ul class='nav'>" + "".join(
        f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(("首页", "机构职能", "政务公开", "办事服务", "互动交流", "专题专栏"))
    ) + "</ul><form action='/s'><input type='text' value='请输入关键字'><input type='submit' value='搜索'></form></div>"
)  # fmt: skip
CRUMB = "<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='/xc'>巡察整改</a> &gt; 正文</div>"
SHARE = (
    "<div class='share'><span>分享到：</span><a href='#'>微信</a><a href='#'>微博</a></div><div>【<a href='#'>打印本页</a>】"
    "【<a href='#'>关闭窗口</a>】</div>"
)
RELATED = (
    "<div class='related'><h3>相关链接</h3><ul>" + "".join(
        f"<li><a href='/t{n}.html'>青澜县{name}党组关于巡察整改进展情况的通报</a><span>2021-10-0{n}</span></li>"
        for n, name in enumerate(("教育局", "财政局", "林业局", "司法局"), 1)
    ) + "</ul></div>"
)  # fmt: skip
FOOT = (
    "<div class='footer'><p>主办：青澜县人民政府办公室　承办：青澜县数据局　技术支持：某某科技有限公司</p>"
    "<p>湘ICP备12345678号-1　湘公网安备 43000002000001号　网站标识码：4300000001</p>"
    "<p>地址：青澜县人民路1号　电话：0731-55500000</p></div>"
)


def page(body: str, *, head: str = "", title: str = f"{TITLE}-青澜县人民政府网站") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def paragraphs(open_tag: str = "<p>", close_tag: str = "</p>") -> str:
    return "\n".join(open_tag + line + close_tag for line in LINES)


def tidy_cms() -> str:
    facts = "<div class='info'>发布时间：2021-12-01 09:30　来源：县水务局　浏览次数：<span id='hits'></span>　字体：[<a>大</a> <a>中</a> <a>小</a>]</div>"
    return page(
        f"{NAV}{CRUMB}<div class='main'><h1>{TITLE}</h1>{facts}<div id='zoom'>{paragraphs()}</div>{SHARE}</div>{RELATED}{FOOT}"
    )


def trs_editor() -> str:
    head = f"<meta name='ArticleTitle' content='{TITLE}'><meta name='PubDate' content='2021-12-01'><meta name='ContentSource' content='县水务局'>"
    body = (
        f"<div class='view TRS_UEDITOR trs_paper_default trs_web'>{paragraphs('<p style=text-indent:2em>　　')}</div>"
    )
    return page(f"{NAV}{CRUMB}<div class='article'><div class='tit'>{TITLE}</div>{body}</div>{SHARE}{FOOT}", head=head)


def ucap_content() -> str:
    body = f"<UCAPTITLE>{TITLE}</UCAPTITLE><UCAPCONTENT>{paragraphs()}</UCAPCONTENT>"
    return page(f"{NAV}<div class='pages_content' id='UCAP-CONTENT'>{body}</div>{RELATED}{FOOT}")


def metadata_table() -> str:
    facts = (
        "<table class='xxgk'><tr><td>索 引 号：</td><td>QL001/2021-00034</td><td>主题分类：</td><td>党务公开</td></tr>"
        "<tr><td>发布机构：</td><td>青澜县水务局</td><td>成文日期：</td><td>2021年11月30日</td></tr>"
        f"<tr><td>标　　题：</td><td colspan='3'>{TITLE}</td></tr><tr><td>公开方式：</td><td>主动公开</td><td>文　　号：</td><td>无</td></tr></table>"
    )
    return page(f"{NAV}{CRUMB}{facts}<div class='content'><h1>{TITLE}</h1>{paragraphs()}</div>{SHARE}{FOOT}")


def metadata_list() -> str:
    facts = "".join(
        f"<li><b>{label}</b><span>{value}</span></li>"
        for label, value in (("索引号：", "000014349/2021-00087"), ("发布机构：", "青澜县水务局"), ("成文日期：", "2021-11-30"), ("公开范围：", "面向社会"))
    )  # fmt: skip
    return page(f"{NAV}<ul class='doc-info'>{facts}</ul><h1>{TITLE}</h1><div class='doc'>{paragraphs()}</div>{FOOT}")


def nested_tables_of_old() -> str:
    lines = "".join(
        f"<tr><td><font size='3' face='宋体'>&nbsp;&nbsp;&nbsp;&nbsp;{line}</font></td></tr>" for line in LINES
    )
    menu = "".join(f"<tr><td><a href='/{n}'><font color=red>栏目{n}</font></a></td></tr>" for n in "甲乙丙丁戊")
    return page(
        "<table width=980 align=center border=0><tr><td colspan=2><img src=top.gif></td></tr><tr><td width=200 valign=top>"
        f"<table border=0>{menu}</table></td><td valign=top><table width='100%'><tr><td align=center><font size=5><b>{TITLE}</b></font></td></tr>"
        f"<tr><td align=center>[ 2021-12-01 ]　点击数：<script>document.write('12')</script></td></tr><tr><td><table>{lines}</table></td></tr></table>"
        "</td></tr><tr><td colspan=2 align=center>版权所有：青澜县水务局　湘ICP备12345678号</td></tr></table>"
    )


def breaks_only() -> str:
    text = "<br/><br/>".join("　　" + line for line in LINES)
    return page(
        f"{NAV}{CRUMB}<div id='article'><center><b>{TITLE}</b></center><hr>{text}<br></div>{SHARE}{RELATED}{FOOT}"
    )


def one_div_lines() -> str:
    text = "<br>\n".join(LINES)
    return page(f"{NAV}<div>{TITLE}<br>\n发布日期：2021-12-01<br>\n{text}</div>{FOOT}")


def divs_as_paragraphs() -> str:
    return page(
        f"{NAV}{CRUMB}<h2>{TITLE}</h2><div class='con'>{paragraphs('<div><span>', '</span></div>')}</div>{SHARE}{RELATED}{FOOT}"
    )


def word_html() -> str:
    spans = "\n".join(
        "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-family:仿宋_GB2312;mso-hansi-font-family:"
        f"仿宋'>{line[:5]}</span><span lang=EN-US>{line[5:9]}</span><span style='mso-spacerun:yes'>{line[9:]}</span><o:p></o:p></p>"
        for line in LINES
    )
    head = "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0cm}</style>"
    first = f"<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{TITLE[:13]}</span></b><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
    second = f"<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{TITLE[13:]}</span></b></p>"
    return page(f"{NAV}<div class=WordSection1>{first}{second}{spans}</div>{FOOT}", head=head)


def newspaper() -> str:
    head = "<div class='paper'><span>2021年12月01日 星期三</span><span>第A03版：公告</span><a href='#'>上一版</a><a href='#'>下一版</a></div>"
    founder = f"<founder-content>{paragraphs()}</founder-content>"
    return page(f"{head}<ul><li><a href=1>头版</a></li><li><a href=2>要闻</a></li></ul><p class='bt'>{TITLE}</p><div id='ozoom'>{founder}</div>"
                "<div><a href='#'>上一篇</a> <a href='#'>下一篇</a> <a href='#'>放大+</a> <a href='#'>缩小-</a></div>")  # fmt: skip


def wechat() -> str:
    body = "".join(f"<section style='line-height:2em'><span leaf=''>{line}</span></section>" for line in LINES)
    return page(
        f"<div class='rich_media_inner'><h1 class='rich_media_title' id='activity-name'>\n  {TITLE}\n</h1><div class='rich_media_meta_list'>"
        "<span>原创</span><a href='javascript:void(0);'>青澜水务</a><em id='publish_time'>2021-12-01 18:00</em></div>"
        f"<div class='rich_media_content' id='js_content' style='visibility: hidden; opacity: 0;'>{body}</div>"
        "<script>document.getElementById('js_content').style.visibility = 'visible';</script></div>"
        "<div id='js_pc_qr_code'><p>微信扫一扫<br>关注该公众号</p></div><div>预览时标签不可点</div><div>继续滑动看下一个</div>"
        "<div class='weui-dialog'><p>微信扫一扫可打开此内容，使用完整服务。</p><a href='javascript:'>取消</a><a href='javascript:'>允许</a></div>",
        title=TITLE,
    )


def lists_around() -> str:
    links = "".join(
        f"<li><a href='/n{n}.html'>某部门召开第{n}次会议，部署年度重点工作，研究有关事项。</a><i>12-0{n % 9}</i></li>"
        for n in range(40)
    )
    return page(
        f"{NAV}<div class='left'><h3>最新信息</h3><ul>{links}</ul></div><div class='right'><h1>{TITLE}</h1>{paragraphs()}</div><ul>{links}</ul>{FOOT}"
    )


def attachments() -> str:
    files = "<div class='fj'><p>附件：</p><ul><li><a href='/a.doc'>1.整改任务清单.doc</a></li><li><a href='/b.xls'>2.整改台账.xls</a></li></ul></div>"
    return page(f"{NAV}<h1>{TITLE}</h1><div class='nr'>{paragraphs()}</div>{files}{SHARE}{FOOT}")


def crumb_with_title() -> str:
    crumb = f"<div class='crumbs'><a href='/'>首页</a> / <a href='/gk'>党务公开</a> / <span>{TITLE}</span></div>"
    return page(f"{NAV}{crumb}<div><h1>{TITLE}</h1><p>日期：2021-12-01 来源：本站 作者：</p>{paragraphs()}</div>{FOOT}")


def title_in_two_lines() -> str:
    return page(
        f"{NAV}<div class='c'><h1>{TITLE[:10]}<br>{TITLE[10:]}</h1>{paragraphs()}</div>{FOOT}", title="青澜县人民政府"
    )


def title_in_head_only() -> str:
    return page(f"{NAV}{CRUMB}<div class='txt'>{paragraphs()}</div>{FOOT}")


def form_around() -> str:
    state = "<input type='hidden' name='__VIEWSTATE' value='" + "dDwtMTM5" * 300 + "'/>"
    return page(f"<form method='post' action='show.aspx?id=9' id='form1'>{state}{NAV}<article><header><h1>{TITLE}</h1><time>2021-12-01</time></header>"
                f"{paragraphs()}<footer>责任编辑：张三</footer></article>{FOOT}</form>")  # fmt: skip


def preformatted() -> str:
    return page(f"{NAV}<h1>{TITLE}</h1><pre>\n" + "\n\n".join("　　" + line for line in LINES) + f"\n</pre>{FOOT}")


def figures() -> str:
    body = paragraphs().replace("</p>", "</p><p align='center'><img src='a.jpg' alt='图片'></p>", 2)
    return page(
        f"{NAV}<h1>{TITLE}</h1><div class='pic'>{body}</div><div><img src='qr.png'>扫一扫在手机打开当前页</div>{FOOT}"
    )


def much_navigation() -> str:
    menu = "".join(
        f"<li class='sub'><a href='/c{n}/'>栏目第{n}号</a><div><a href='/d{n}'>子栏目</a></div></li>"
        for n in range(12_000)
    )
    return page(f"<div class='menu'><ul>{menu}</ul></div><h1>{TITLE}</h1><div>{paragraphs()}</div>{FOOT}")


def tail_runs_on() -> str:
    tail = "<p>上一篇：<a href='/1'>青澜县召开会议</a></p><p>下一篇：没有了</p><p>【打印】【关闭】</p><p>扫一扫在手机打开</p>"
    return page(f"{NAV}<div class='content'><h1>{TITLE}</h1>{paragraphs()}{tail}</div>{FOOT}")


def unclosed() -> str:
    return page(
        f"{NAV}<div><h1>{TITLE}</h1><p>" + "<p>".join(LINES) + "<div class=footer>主办：青澜县水务局 湘ICP备12345678号"
    )


def accessible_tools() -> str:
    tools = "<div class='tools'>无障碍 关怀版 <a>朗读</a> 字号：<span>大</span><span>中</span><span>小</span></div>"
    return page(f"{NAV}{tools}<div class='wrap'><div class='title'><h3>{TITLE}</h3></div><div class='laiyuan'><span>发布日期：2021-12-01</span>"
                f"<span>信息来源：县水务局</span><span>阅读：88 次</span></div><div class='neirong'>{paragraphs()}</div>{SHARE}</div>{FOOT}")  # fmt: skip


def flat_siblings() -> str:
    return page(NAV + CRUMB + f"<h1>{TITLE}</h1><p>2021-12-01 10:20:30</p>" + paragraphs() + SHARE + RELATED + FOOT)


def mobile_app() -> str:
    comments = (
        "<div class='comment-list'><h4>精选留言</h4><b>网友甲</b><p>整改得好，希望继续努力，把好事办好。</p></div>"
    )
    facts = "<div class='article-info'><span>青澜发布</span> <span>2021-12-01</span> <span>阅读 2.1万</span></div>"
    more = "<div class='recommend'><p>为你推荐</p><a href=1>青澜县召开大会，部署工作。</a></div>"
    return page(
        f"<div class='article-title'>{TITLE}</div>{facts}<div class='article-body'>{paragraphs()}</div>{comments}{more}"
    )


def university() -> str:
    facts = "<div align='center'>2021-12-01 &nbsp; 点击：[<span>22</span>]</div>"
    tail = "<p>附件【<a href='x'>整改台账.xlsx</a>】已下载<span id=n></span>次</p><div>上一条：<a>某通知</a> 下一条：<a>某公告</a></div>"
    body = f"<div id='vsb_content_2'><div class='v_news_content'>{paragraphs()}</div></div>"
    return page(
        f"<div class='winstyle'>{NAV}<form name='_newscontent'><h1>{TITLE}</h1>{facts}{body}{tail}</form></div>{FOOT}"
    )


def xhtml() -> str:
    start = "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' 'x.dtd'>\n"
    return start + page(f"{NAV}<div>{paragraphs()}</div>{FOOT}", title=TITLE)


def hidden_copy_for_printing() -> str:
    copy = f"<div id='print' style='display:none'><h1>{TITLE}</h1>{paragraphs()}</div><input type=hidden value='{''.join(LINES)}'>"
    return page(f"{NAV}<h1>{TITLE}</h1><div class='c'>{paragraphs()}</div>{copy}{FOOT}")


def headings_in_the_text() -> str:
    lines = "".join(f"<h3>{line}</h3>" if len(line) < 20 else f"<p>{line}</p>" for line in LINES)
    return page(f"{NAV}<h1>{TITLE}</h1><div class='c'>{lines}</div><div class='zan'>点赞 12 收藏</div>{FOOT}")


PAGES: list[Callable[[], str]] = [
    tidy_cms, trs_editor, ucap_content, metadata_table, metadata_list, nested_tables_of_old, breaks_only, one_div_lines,
    divs_as_paragraphs, word_html, newspaper, wechat, lists_around, attachments, crumb_with_title, title_in_two_lines,
    title_in_head_only, form_around, preformatted, figures, much_navigation, tail_runs_on, unclosed, accessible_tools,
    flat_siblings, mobile_app, university, xhtml, hidden_copy_for_printing, headings_in_the_text,
]  # fmt: skip


@pytest.mark.parametrize("build", PAGES, ids=lambda build: build.__name__)
def test_notice_whole_and_nothing_of_the_page(build: Callable[[], str]) -> None:
    got = read_bytes(build().encode(), name="page.html").text.split("\n")
    # A title that stands in two lines stays in two.
    assert ["".join(got[: len(got) - len(LINES)]), *got[-len(LINES) :]] == WANTED


@pytest.mark.parametrize(
    ("build", "wanted"),
    [
        (tidy_cms, {"title": TITLE, "published": "2021-12-01 09:30", "publisher": "县水务局"}),
        (trs_editor, {"title": TITLE, "published": "2021-12-01", "publisher": "县水务局"}),
        (metadata_table, {"index": "QL001/2021-00034", "publisher": "青澜县水务局", "dated": "2021年11月30日"}),
        (metadata_list, {"index": "000014349/2021-00087", "publisher": "青澜县水务局", "dated": "2021-11-30"}),
        (accessible_tools, {"published": "2021-12-01", "publisher": "县水务局"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_a_page_says_of_itself_is_kept(build: Callable[[], str], wanted: dict[str, str]) -> None:
    metadata = read_bytes(build().encode(), name="page.html").source.metadata
    assert {key: metadata.get(key) for key in wanted} == wanted
