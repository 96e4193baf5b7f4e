"""The words by which a page's furniture is known: metadata lists, breadcrumbs, buttons, related links, footers.

Patterns are anchored at a line's start or name things that no notice says of itself, and are tried on short lines only.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Furniture = Literal["label", "crumb", "button", "tail", "link", ""]

# What a page's metadata list says, with the name under which it is kept ("" for what is not kept).
_KEPT_LABELS: Final = {
    "title": "文件名称 信息名称 公文名称 标题 信息标题 文件标题 名称",
    "published": "发布时间 发布日期 公开日期 公开时间 发稿时间 发表时间 更新时间 更新日期 上网日期 发布于 时间 日期",
    "dated": "成文日期 成文时间 生成日期 生成时间 发文日期 发文时间 印发日期 制发日期",
    "publisher": "发布机构 发布单位 发布部门 发布机关 发文机关 发文单位 制发机关 成文机关 公开机构 公开部门 "
    "来源 信息来源 文章来源 稿件来源 新闻来源 资料来源 内容来源 稿源 供稿 供稿单位 来稿单位",
    "index": "索引号 信息索引号 信息索引 索引 信息公开索引号",
    "number": "发文字号 发文号 文号 文件号 文件编号 公文文号",
}
_OTHER_LABELS: Final = (
    "主题分类 信息分类 分类 主题词 关键词 关键字 体裁分类 组配分类 服务对象分类 服务对象 信息类别 信息类型 公文种类"
    " 文种 类别 栏目 所属栏目 有效性 效力状态 时效性 是否有效 有效期 生效日期 生效时间 失效日期 失效时间 废止日期"
    " 废止时间 实施日期 施行日期 公开方式 公开形式 公开范围 公开属性 公开类别 公开程序 公开时限 获取方式 载体"
    " 载体类型 语种 内容概述 内容摘要 信息概述 文章摘要 摘要 概述 导读 作者 撰稿 编辑 责任编辑 责编 网络编辑"
    " 本网编辑 编辑员 美编 审核 审核人 审稿 审签 校对 初审 复审 终审 一审 二审 三审 核稿 编审 监制 录入 录入人"
    " 录入者 发布人 发布者 上传者 信息员 摄影 浏览次数 浏览量 浏览数 浏览 阅读次数 阅读量 阅读数 阅读 点击次数"
    " 点击量 点击数 点击率 点击 访问次数 访问量 访问 人气 热度 字号 字体 字体大小 文字大小 文本大小 字号大小"
    " 字体显示 字体设置 视力保护色 保护视力色 背景色 分享 分享到 分享至 分享文章 转发 打印 收藏 评论 评论数 朗读"
    " 语音 语音朗读 语音播报 您是第 标签 TAG Tags tags 二维码 热门搜索 搜索热词 热搜 热搜词 版权 页面功能 显示模式"
)
LABELS: Final = {label: kept for kept, labels in _KEPT_LABELS.items() for label in labels.split()} | dict.fromkeys(
    _OTHER_LABELS.split(), ""
)
_LABEL: Final = re.compile(r"[\s【〖\[(（《<·•|*]*+([^:：|\]】)）\d]{2,14}?)\s*(?:[\]】]\s*[:：]?|[:：]|\s\|\s)")
_BLANK: Final = re.compile(r"\s+")
_DATED: Final = re.compile(
    r"[\s\[【(（]*(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)\s*"
    r"(?:(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[\s\])】）]*$(?<!日)|.{0,60}(?:来源|发布|作者|编辑|浏览|阅读|点击|字号|字体|分享|打印|人气))"
)
# The branches begin with plain characters, by which a search passes over all others quickly.
_CRUMB: Final = re.compile(r"(?:[当目]前|现在|所在|您)的?(?:所在)?(?:的?位置|栏目|页面)")
_CRUMB_START: Final = re.compile(r"所在位置|位置\s?[:：]|(?:网站)?首\s?页\s*(?:[>＞»›→/\\|·-]|&gt;)")
_BUTTON_WORDS: Final = (
    "加入收藏 设为首页 返回首页 返回顶部 回到顶部 返回列表 返回上一页 返回 顶部 置顶 关闭窗口 关闭本页 关闭页面"
    " 关闭 打印本页 打印此页 打印文章 打印页面 打印 下载文档 下载全文 全文下载 下载 收藏本页 收藏 复制链接 复制"
    " 分享到微信 分享 微信扫一扫 微信好友 微信朋友圈 朋友圈 微信 新浪微博 腾讯微博 微博 QQ空间 QQ好友 QQ 人人网"
    " 豆瓣 百度贴吧 钉钉 支付宝 更多 上一页 下一页 首页 尾页 末页 默认 特大 超大 大 中 小 A+ A- T+ T- T|T TT + -"
    " 繁體 繁体 简体 English 无障碍浏览 无障碍阅读 无障碍版 无障碍 适老版 适老化 关怀版 长者助手 长者模式 长者版"
    " 老年版 手机版 移动版 客户端 APP 登录 注册 搜索 检索 语音播报 语音朗读 语音 朗读 播放 暂停 停止 听全文 听新闻"
    " 纠错 我要纠错 投稿 点赞 在看 赞 取消 允许 确定 知道了 网站地图 站点地图 联系我们 关于我们 关于本站 法律声明"
    " 版权声明 隐私声明 隐私保护 网站声明 免责声明 使用帮助 RSS订阅 RSS 邮箱 举报 全文 导航 展开 收起 展开全文 正文"
    " 目录 放大 缩小 字号 字体 视频 图片 图解 原图 保存 转发 评论 留言 订阅 关注 已关注 小程序 视频号 刷新"
)
_BUTTONS: Final = re.compile(
    "(?:(?>"
    + "|".join(sorted(map(re.escape, _BUTTON_WORDS.split()), key=len, reverse=True))
    + r")[\s|｜/、·:：\[\]【】()（）><«»+-]*+)++",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"[\s【〖\[(（<《>»·•*◆■▲△●★☆|-]*+(?:[上下前后]一?[篇条则]|上一(?:页|个|文章|新闻)|下一(?:页|个|文章|新闻)"
    r"|相关(?:链接|文章|新闻|阅读|信息|报道|文件|资讯|内容|推荐|附件|解读|稿件|专题|文档|政策|下载|热词)(?:推荐|列表)?\s*(?:[】\]:：>»|]|$|\d)"
    r"|(?:延伸|扩展|拓展|推荐|关联|更多|热门|精彩)(?:阅读|文章|新闻|内容|推荐|专题)|猜你喜欢|为您推荐|热点(?:新闻|推荐|文章|排行|专题)"
    r"|最新(?:文章|新闻|信息|发布|动态|公告)(?:\s|$|更多)|本类(?:热门|推荐|最新)|(?:点击|阅读|浏览)?排行榜?$|往期(?:回顾|推荐|精彩)"
    r"|(?:网友|用户|精选|最新|全部|热门|文章|发表|我要|我来|查看|参与|写)(?:\S{0,4})(?:评论|留言)|评论(?:区|列表)|评论\s*[(（]?\d*[)）]?$|留言(?:区|板|列表)"
    r"|扫一扫|扫描?二维码|扫码|长按|微信扫|手机扫|用手机(?:打开|查看|浏览)|识别二维码|分享(?:到|至|本文|按钮|文章|让)|将本文分享"
    r"|打印(?:本页|此页|文章|页面)|关闭(?:本页|窗口|页面)|我要打印|返回(?:顶部|列表|首页)"
    r"|(?:主办|承办|协办|运维|维护|技术支持|建设)(?:单位|机构|部门)?\s*[:：]|(?:网站)?(?:版权所有|版权归|技术支持)|版权声明\s*[:：]|免责声明\s*[:：]"
    r"|(?:特别|郑重)?声明\s*[:：]\s*(?:本文|本网|本站|以上|凡)|凡(?:本网|本站)?注明|Copyright|©|网站(?:标识码|地图|支持)|(?:责任)?编辑\s*[:：]|责编\s*[:：]"
    r"|附件下载|相关附件|阅读原文|点击(?:阅读|查看)(?:原文|更多|全文)|继续滑动|向上滑动|预览时标签|喜欢(?:此内容|作者)|收录于|人划线|轻触阅读"
    r"|您(?:已|可|还没|需要)?(?:登录|是第)|本文(?:共|已)?(?:被)?(?:阅读|浏览)|建议使用|最佳浏览)",
    re.IGNORECASE,
)
_FOOTER: Final = re.compile(
    r"[Ii][Cc][Pp]\s?[备证]|公网安备|网站标识码|版权所有|[Cc](?:opyright|OPYRIGHT)|©|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]"
    r"|技术支持\s*[:：]|A(?:ll|LL)\s+R(?:ights|IGHTS)"
)
_LONGEST: Final = 200

_NAMES_OF_FURNITURE: Final = re.compile(
    r"share|fenxiang|crumb|dqwz|weizhi|mbx|footer|copyright|related|relevan|xg(?:wz|yd|xw|lj|xx|nr)|xiangguan|recommend|tuijian"
    r"|comment|pinglun|toolbar|tool-?box|fontsize|font-size|zihao|qrcode|qr-code|erweima|sidebar|side-bar|advert|guanggao"
    r"|attach|fujian|annex|pre_?next|prevnext|prev-next|shangxia|sxp|breadnav|pagination|disclaimer|keywords?|subscri|weixin|wechat"
    r"|(?:^|[\s_-])(?:nav|menu|foot|hot|rank|tools?|prev|next|pager?|ewm|print|location|position|login|search|ad|ads|tag|tags|aside|qr|btn|btns|bottom)(?=$|[\s_\d-])",
    re.IGNORECASE,
)
_NAMES_OF_OTHER_TEXT: Final = re.compile(
    r"comment|pinglun|liuyan|related|relevan|xgwz|xgyd|xgxw|recommend|tuijian|footer|copyright|sidebar|side-bar|disclaimer"
    r"|(?:^|[\s_-])foot(?=$|[\s_-])",
    re.IGNORECASE,
)
_NAMES_OF_FACTS: Final = re.compile(
    r"info|meta|source|laiyuan|ly|date|time|author|fbsj|xxgk|attr|property|sub-?tit", re.IGNORECASE
)
_NAMES_OF_TITLES: Final = re.compile(
    r"title|(?:^|[\s_-])(?:tit|bt|biaoti|headline|subject)(?=$|[\s_\d-])", re.IGNORECASE
)


def label_of(text: str) -> str | None:
    """Return the label of a metadata list that begins `text`, without blanks, or None.

    >>> label_of("发 布 机 构：某区财政局"), label_of("责任单位：办公室")
    ('发布机构', None)
    """
    match = _LABEL.match(text)
    if not match:
        return None
    label = _BLANK.sub("", match[1])
    return label if label in LABELS else None


def furniture_of(text: str) -> Furniture:
    """Return which kind of furniture a line is by its words, "" for none.

    >>> [furniture_of(text) for text in ("当前位置：首页 > 公开", "【字体：大 中 小】", "打印 关闭", "上一篇：无", "一、总体情况")]
    ['crumb', 'label', 'button', 'tail', '']
    """
    if len(text) > _LONGEST:
        return ""
    if _TAIL.match(text) or _FOOTER.search(text):
        return "tail"
    if label_of(text) or _DATED.match(text):
        return "label"
    if _CRUMB.search(text) or _CRUMB_START.match(text):
        return "crumb"
    return "button" if len(text) < 80 and _BUTTONS.fullmatch(text) else ""


def is_footer(text: str) -> bool:
    """Tell whether a line names a site's operator, its licence numbers or its rights."""
    return _FOOTER.search(text) is not None


def is_furniture_name(names: str) -> bool:
    """Tell whether a block's class and id are those of furniture."""
    return bool(names) and _NAMES_OF_FURNITURE.search(names) is not None


def is_other_text_name(names: str) -> bool:
    """Tell whether a block's class and id are those of running text that is not the page's own: comments, abstracts."""
    return bool(names) and _NAMES_OF_OTHER_TEXT.search(names) is not None


def is_facts_name(names: str) -> bool:
    """Tell whether a block's class and id are those of the facts under a title: source, date, author."""
    return bool(names) and _NAMES_OF_FACTS.search(names) is not None


def is_title_name(names: str) -> bool:
    """Tell whether a block's class and id are those of a title."""
    return bool(names) and _NAMES_OF_TITLES.search(names) is not None
