"""Bytes to text: which encoding they are in, found by marks, by declaration and by what the text then looks like."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from textmine.notice import NoticeWarning

# The characters that most Chinese text is made of, simplified and traditional: the right reading of a text is nine
# tenths these, a wrong one a tenth. From jieba's word frequencies (MIT), with the words of this field added.
_COMMON: Final = frozenset(
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与"
    "文当两实重新三么只山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务元美特期世湖回系比气"
    "汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神"
    "选记斯真却职号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具李众连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红型价校约器字段周亚深候则功属积快图火千准"
    "究往极育装许参半令吃观鱼精办像帝八复影告远群包整构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早况病境证编越局推满且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均消客失轻存低甚般击曾防请离落显罗营"
    "足素视护副食创余照兴占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切斗富乡另倒若按查故突责严桥模仅胜杀围席态破承招杨负层须父供续状域似依银范修找九致密终血旅钱赛独细效玉冲获巡馈监审订厅岗贯彻措履廉署届逐函督培召序"
    "抓课购拔健醒档勤绩奖签综促镇街款违账核退追缴谈诫勉评检讨警牵善压担僚腐败國爲這個來會時學說們於後發對長過業裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬級應資務氣漢總電聲設義統處馬兒領隊計別"
    "權話報給變書幾華議稱決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽難歷專認車臺遊舉線團備爭衆連調轉該爾讓較際親單紅價約亞則屬積圖準極裝許參喫觀魚辦復遠羣構隨劃勢熱網語鐵斷愛紀況證編滿覺雙樂標確織"
    "項飛節龍響藥輕擊請離顯羅營視護創餘興佔雖費試寶識維採宮環鬥鄉責嚴橋僅勝殺圍態楊負層須續狀銀範終錢賽獨細衝獲饋監審訂廳崗貫徹屆課購檔績獎籤綜鎮違賬繳談誡評檢討牽壓擔敗"
)
_KNOWN: Final = _COMMON | frozenset(
    "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％　０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩「」『』,.;:()%\xa0"
)

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ALIEN: Final = re.compile(r"[^\u2000-\u33ff\u4e00-\u9fff\uff00-\uffef\xa0\xb7]")

# What pages call an encoding is often a smaller one than they use: gb2312 with characters of GBK, and so on.
_ALIASES: Final = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gb2312-80", "gbk", "x-gbk", "cp936", "windows-936", "ms936", "chinese",
                     "euc-cn", "gb18030", "gb18030-2000", "iso-ir-58", "csgb2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5", "cn-big5", "csbig5"), "big5"),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-sig"), "utf-8"),
}  # fmt: skip
_CODECS: Final = {"big5": "big5hkscs"}
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_HIGH_BYTE: Final = re.compile(rb"[\x80-\xff]")
_UTF16_HIGH: Final = frozenset((0x00, 0x20, 0x30, 0xFF, *range(0x4E, 0xA0)))
# Characters beyond the first plane as two halves of three bytes each (CESU-8), which some databases write.
_HALVES: Final = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_SAMPLE: Final = 1000
# Below this share of common characters a reading is not trusted; a correct one of even a short text is far above.
_TRUSTED: Final = 0.6
_CLEAR: Final = 0.15


class Decoded(NamedTuple):
    """Text with the encoding that it was read in, and what was doubtful or damaged on the way."""

    text: str
    encoding: str
    warnings: list[NoticeWarning]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return `data` as text: by its mark, else as UTF-8 where it is valid, else as `declared` or as it reads best.

    gb2312 and gbk are read as gb18030, of which they are parts. Bytes that are no character in the encoding become
    U+FFFD, with a warning `damaged-characters`; a last character that is cut off is dropped. Where two encodings
    read about equally well, or none reads like Chinese, a warning `encoding-doubtful` says so.

    >>> decode("整改通报".encode("gbk")).encoding, decode("整改通報".encode("big5")).encoding
    ('gb18030', 'big5')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    if b"\0" not in data[:_SAMPLE]:
        try:
            text = _joined(data).decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # Three and more Chinese characters are never UTF-8 by chance; one or two of GBK may be.
            if len(data) - len(text) > 8 or len(text) == len(data):
                return Decoded(text, "utf-8", [])
    claimed = _ALIASES.get((declared or "").strip(" \t\n\"';").lower())
    if claimed is not None and claimed != "utf-8":
        try:
            text = data.decode(_CODECS.get(claimed, claimed))
        except UnicodeDecodeError:
            pass
        else:
            if _likeness(text) >= _TRUSTED:
                return Decoded(text, claimed, [])
    return _by_statistics(data, claimed)


def _joined(data: bytes) -> bytes:
    """Return what is to be read as UTF-8 with halves of characters put together."""
    return _HALVES.sub(_whole, data) if b"\xed" in data else data


def _whole(halves: re.Match[bytes]) -> bytes:
    pair = halves[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return pair.decode("utf-16-le").encode()


def _by_statistics(data: bytes, declared: str | None) -> Decoded:
    """Return the reading that looks most like Chinese; what is declared decides between readings as good."""
    # A sample is enough to tell, from where the ASCII of a page's head ends; an even start keeps UTF-16 in step.
    first = _HIGH_BYTE.search(data)
    start = first.start() & ~1 if first and b"\0" not in data[:_SAMPLE] else 0
    ranked: list[tuple[float, str]] = []
    for size in (_SAMPLE, 64 * _SAMPLE):
        sample = data[start : start + size]
        scores = {encoding: _likeness(_decode(sample, encoding)) for encoding in _candidates(sample)}
        ranked = sorted(((score, encoding) for encoding, score in scores.items()), reverse=True)
        if ranked[0][0] >= _TRUSTED and ranked[0][0] - ranked[1][0] >= 2 * _CLEAR:
            break
    (score, best), (second, rival) = ranked[:2]
    if declared in scores and score - scores[declared] < _CLEAR:
        best, score, second = declared, scores[declared], -1.0
    decoded = _read(data, best)
    if score < _TRUSTED or score - second < _CLEAR:
        message = f"the text reads doubtfully as {best} (or {rival}); check some lines of it, or declare its encoding"
        decoded.warnings.append(NoticeWarning("encoding-doubtful", message))
    return decoded


def _candidates(sample: bytes) -> Iterator[str]:
    # UTF-16 without a mark shows in its zero bytes (digits, line ends) or in the high bytes of Chinese, 4E to 9F.
    even, odd = sample[0::2], sample[1::2]
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        seen = high[:400]
        if sum(byte in _UTF16_HIGH for byte in seen) > 0.9 * len(seen):
            yield encoding
    yield from ("utf-8", "gb18030", "big5")


def _likeness(text: str) -> float:
    """Return how much `text` reads like Chinese, from -1 to 1, by its characters beyond ASCII."""
    first = _FOREIGN.search(text)
    start = first.start() if first else 0
    runs = "".join(_FOREIGN.findall(text[start : start + _SAMPLE]))
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if not runs:
        return _TRUSTED if not controls else -1.0
    good = sum(map(_KNOWN.__contains__, runs))
    bad = len(_ALIEN.findall(runs))
    return (good - bad - controls) / (len(runs) + controls)


def _decode(data: bytes, encoding: str, *, final: bool = False) -> str:
    """Decode with U+FFFD for what is damaged, without a last character that is cut off."""
    data = _joined(data) if encoding == "utf-8" else data
    decoder = codecs.getincrementaldecoder(_CODECS.get(encoding, encoding))("replace")
    return decoder.decode(data, final)


def _read(data: bytes, encoding: str) -> Decoded:
    text = _decode(data, encoding)
    warnings = []
    lost = text.count("\ufffd")
    if lost:
        message = f"{lost} places are no {encoding} text and stand as U+FFFD; get an undamaged copy if they matter"
        warnings.append(NoticeWarning("damaged-characters", message))
    return Decoded(text, encoding, warnings)
